"""The language model: the only file that knows LiteLLM."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agent.errors import ModelError
from agent.outbound import Check, check_call
from agent.quiet import hush

if TYPE_CHECKING:
    from collections.abc import Sequence

    from langchain_core.language_models import BaseChatModel
    from langchain_core.tools import BaseTool


LISTENERS = (
    "callbacks", "success_callback", "failure_callback", "input_callback", "service_callback",
    "_async_success_callback", "_async_failure_callback", "_async_input_callback",
)  # fmt: skip
"""Where LiteLLM keeps whom it tells of every call; nobody is told."""


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
    tokens: int = 40_000
    """Tokens at most for one answer, those of all calls together: what it may cost."""


def open_model(choice: ModelChoice, tools: Sequence[BaseTool], check: Check) -> Any:
    """Return a chat model that may call `tools`; `check` sees every text of a call before LiteLLM does."""
    hush()
    import litellm
    from langchain_core.utils.function_calling import convert_to_openai_tool

    litellm.telemetry = False
    litellm.suppress_debug_info = True
    litellm.drop_params = True
    litellm.turn_off_message_logging = True
    for listeners in LISTENERS:
        setattr(litellm, listeners, [])
    model: BaseChatModel = _gated(check, [convert_to_openai_tool(tool) for tool in tools])(
        model=choice.name,
        api_base=choice.api_base or None,
        api_key=choice.api_key or "none",
        request_timeout=choice.timeout,
        max_retries=0,  # `agent.phrasing` tries again within the time of one answer
        temperature=0.0,
    )
    return model.bind_tools(list(tools))


def _gated(check: Check, own_tools: Sequence[dict[str, Any]]) -> Any:
    """LangChain's model class with the gate where it hands over to LiteLLM."""
    from langchain_litellm import ChatLiteLLM

    class GatedChat(ChatLiteLLM):
        """Lets a call go out only when every text in it is clean."""

        def completion_with_retry(self, run_manager: Any = None, **call: Any) -> Any:
            check_call(call, check, own_tools)
            return super().completion_with_retry(run_manager=run_manager, **call)

        async def acompletion_with_retry(self, run_manager: Any = None, **call: Any) -> Any:
            check_call(call, check, own_tools)
            return await super().acompletion_with_retry(run_manager=run_manager, **call)

    return GatedChat


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
        word in name
        for word in ("Timeout", "Connection", "RateLimit", "Unavailable", "Internal", "MidStream")
    )
    return ModelError(f"the call failed ({name}).", retryable=retryable)
