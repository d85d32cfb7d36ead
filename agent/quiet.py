"""Libraries that call home are silenced here, once, before any of them is imported."""

from __future__ import annotations

import os

QUIET = {
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",  # or its import fetches a price list
    "LITELLM_MODE": "PRODUCTION",  # or it reads any .env file it finds
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGGRAPH_STRICT_MSGPACK": "true",  # a checkpoint revives plain data only
    "RAGAS_DO_NOT_TRACK": "true",
    "ANONYMIZED_TELEMETRY": "False",
    "HF_HUB_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
"""Variables that the libraries read, and the values under which they keep to this machine."""


def hush() -> None:
    """Set what keeps libraries from calling home. Call it before importing anything heavy."""
    os.environ.update(QUIET)
