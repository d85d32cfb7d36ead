"""One conversation with a model: streamed, tried again where that may help, and within what it may cost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from agent.errors import ModelError
from agent.model import as_model_error
from agent.streaming import SentenceStream

if TYPE_CHECKING:
    from langchain_core.messages import AnyMessage

TRIES = 2
"""Calls for one reply; the second only where trying again may help."""
PAUSE = 0.3
"""Seconds before the second."""
CHARACTERS = 4
"""Characters of a token, about, where a provider does not count them."""


class Talk:
    """The calls of one answer."""

    def __init__(
        self, model: Any, stream: SentenceStream | None, tokens: int, check: Callable[[AnyMessage], None]
    ) -> None:
        self._model, self._stream, self._left, self._check = model, stream, tokens, check

    async def reply(self, messages: Sequence[AnyMessage]) -> AnyMessage:
        """Return the model's next message, its verified sentences shown as they came.

        Raises:
            ModelError: it cost more than it may, or held an identifier.
            Exception: whatever LiteLLM raised, after the last try.
        """
        if self._left <= 0:
            raise ModelError(
                "it used more tokens than one answer may. Raise LONGVIEW_MODEL_TOKENS, or ask less."
            )
        for attempt in range(TRIES):
            if self._stream:
                self._stream.restart()
            try:
                message = await self._call(messages)
            except Exception as error:
                if attempt + 1 == TRIES or not as_model_error(error).retryable:
                    raise
                await asyncio.sleep(PAUSE)
            else:
                self._check(message)
                return message
        raise AssertionError("unreachable")

    async def _call(self, messages: Sequence[AnyMessage]) -> AnyMessage:
        if self._stream is None:
            whole: Any = await self._model.ainvoke(list(messages))
        else:
            whole = await self._streamed(messages, self._stream)
        self._left -= _cost(whole, messages)
        return as_message(whole)

    async def _streamed(self, messages: Sequence[AnyMessage], stream: SentenceStream) -> Any:
        whole: Any = None
        async for chunk in self._model.astream(list(messages)):
            whole = chunk if whole is None else whole + chunk
            if isinstance(chunk.content, str) and chunk.content:
                stream.feed(chunk.content)
        if whole is None:
            raise ModelError("it sent an empty reply.", retryable=True)
        return whole


def as_message(chunk: Any) -> AnyMessage:
    """Return a streamed reply as the message that it adds up to."""
    from langchain_core.messages import AIMessage

    return AIMessage(
        content=chunk.content, tool_calls=chunk.tool_calls, invalid_tool_calls=chunk.invalid_tool_calls
    )


def plain_text(message: AnyMessage) -> str:
    """Return the text of a message."""
    return message.content if isinstance(message.content, str) else str(message.content)


def reminder() -> AnyMessage:
    """Return what is said to a model that answered in another form."""
    from langchain_core.messages import HumanMessage

    from agent.prompts import prompt

    return HumanMessage(prompt("again"))


def _cost(reply: Any, messages: Sequence[AnyMessage]) -> int:
    used = getattr(reply, "usage_metadata", None) or {}
    told = int(used.get("total_tokens", 0))
    counted = sum(len(plain_text(m)) for m in (*messages, reply)) // CHARACTERS
    return max(told, counted)
