"""The language model: the only file that knows LiteLLM."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agent.errors import ModelError
from agent.quiet import hush

if TYPE_CHECKING:
    from collections.abc import Sequence

    from langchain_core.language_models import BaseChatModel
    from langchain_core.tools import BaseTool


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelChoice:
    """Which model, where, and within which limits."""

    name: str
    """LiteLLM name such as "ollama/llama3.1"."""
    api_base: str = ""
    api_key: str = field(default="", repr=False)
    timeout: float = 60.0
    """Seconds for one answer, all calls together."""
    steps: int = 6
    """Tool-calling rounds at most for one answer."""


def open_model(choice: ModelChoice, tools: Sequence[BaseTool]) -> Any:
    """Return a chat model that may call `tools`."""
    hush()
    import litellm
    from langchain_litellm import ChatLiteLLM

    litellm.telemetry = False
    litellm.suppress_debug_info = True
    litellm.drop_params = True
    litellm.turn_off_message_logging = True
    model: BaseChatModel = ChatLiteLLM(
        model=choice.name,
        api_base=choice.api_base or None,
        api_key=choice.api_key or "none",
        request_timeout=choice.timeout,
        max_retries=1,
        temperature=0.0,
    )
    return model.bind_tools(list(tools))


def as_model_error(error: BaseException) -> ModelError:
    """Word what went wrong with a model, without anything that was sent or received."""
    if isinstance(error, ModelError):
        return error
    if isinstance(error, TimeoutError):
        return ModelError("it did not answer in time.", retryable=True)
    name = type(error).__name__
    if name == "GraphRecursionError":
        return ModelError("it went on asking for tools without answering.")
    if name == "LeakError":
        return ModelError("what it would have been sent was not free of identifiers, so nothing was sent.")
    if "Auth" in name or "Permission" in name:
        return ModelError("it refused the key. Check LONGVIEW_API_KEY.")
    if "NotFound" in name:
        return ModelError("there is no such model. Check LONGVIEW_MODEL and LONGVIEW_API_BASE.")
    retryable = any(
        word in name for word in ("Timeout", "Connection", "RateLimit", "Unavailable", "Internal")
    )
    return ModelError(f"the call failed ({name}).", retryable=retryable)
