"""What tests of every package share."""

import gc
import sys
from collections.abc import AsyncIterator

import pytest


@pytest.fixture
async def model_clients() -> AsyncIterator[None]:
    """Close what LiteLLM keeps open, in the loop it was opened in; else it surfaces in another test."""
    yield
    litellm = sys.modules.get("litellm")
    if litellm is not None:
        from litellm.llms.custom_httpx.async_client_cleanup import close_litellm_async_clients

        await close_litellm_async_clients()
        litellm.in_memory_llm_clients_cache.flush_cache()
        gc.collect()
