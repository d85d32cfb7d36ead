"""What a scripted model says: replies as data, and their form on an OpenAI-compatible wire.

Wire format: the chat-completions object and its server-sent chunks, as in the OpenAI API reference.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

CREATED = 1_700_000_000
"""A fixed time stamp (Unix seconds), so that recordings are the same on every run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptedCall:
    """A tool the scripted model asks for. Give `arguments` as a string to send what is not JSON."""

    name: str
    arguments: Mapping[str, Any] | str = field(default_factory=dict)

    def wire(self, position: int) -> dict[str, Any]:
        """Give the call the form it has inside a message."""
        text = self.arguments if isinstance(self.arguments, str) else json.dumps(dict(self.arguments))
        return {
            "id": f"call_{position}",
            "type": "function",
            "function": {"name": self.name, "arguments": text},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer of the scripted model, and how well or badly it is delivered."""

    text: str = ""
    calls: tuple[ScriptedCall, ...] = ()
    refusal: str = ""
    status: int = 200
    delay: float = 0.0
    """Seconds before the first byte."""
    raw: str | None = None
    """Sent in place of a well-formed body."""
    break_after: int | None = None
    """Number of pieces after which the connection is dropped: chunks of a stream, else tenths of the body."""
    piece: int = 12
    """Characters in one streamed chunk."""


def say(text: str) -> Reply:
    """Answer with plain text."""
    return Reply(text=text)


def say_json(value: object) -> Reply:
    """Answer with a JSON document as text, as models do that were asked for structured output."""
    return Reply(text=json.dumps(value))


def call(name: str, **arguments: object) -> Reply:
    """Ask for one tool."""
    return Reply(calls=(ScriptedCall(name=name, arguments=arguments),))


def refuse(text: str = "I can't help with that.") -> Reply:
    """Refuse, as hosted models do."""
    return Reply(refusal=text)


def garbled(raw: str = '{"choices": [{"mess') -> Reply:
    """Send bytes that are not the JSON that was promised."""
    return Reply(raw=raw)


def fail(status: int, message: str = "scripted failure") -> Reply:
    """Answer with an HTTP error."""
    return Reply(status=status, raw=json.dumps({"error": {"message": message, "type": "scripted"}}))


def slow(reply: Reply, seconds: float) -> Reply:
    """Let the client wait before the first byte."""
    return replace(reply, delay=seconds)


def break_off(reply: Reply, after: int = 1) -> Reply:
    """Drop the connection in the middle of the answer."""
    return replace(reply, break_after=after)


def completion(reply: Reply, model: str) -> dict[str, Any]:
    """Give a reply the form of a whole (not streamed) chat completion."""
    message: dict[str, Any] = {"role": "assistant", "content": reply.text or None}
    if reply.calls:
        message["tool_calls"] = [item.wire(position) for position, item in enumerate(reply.calls)]
    if reply.refusal:
        message |= {"content": None, "refusal": reply.refusal}
    choice = {"index": 0, "message": message, "finish_reason": _finish(reply)}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return _envelope("chat.completion", model) | {"choices": [choice], "usage": usage}


def chunks(reply: Reply, model: str) -> Iterator[dict[str, Any]]:
    """Give a reply the form of streamed chunks: role, pieces of text or of tool calls, why it stopped."""
    yield _chunk({"role": "assistant", "content": ""}, model)
    for start in range(0, len(reply.text), reply.piece):
        yield _chunk({"content": reply.text[start : start + reply.piece]}, model)
    if reply.refusal:
        yield _chunk({"refusal": reply.refusal}, model)
    for position, item in enumerate(reply.calls):
        wire = item.wire(position)
        arguments = wire["function"]["arguments"]
        opening = wire | {"index": position, "function": {"name": item.name, "arguments": ""}}
        yield _chunk({"tool_calls": [opening]}, model)
        for start in range(0, len(arguments), reply.piece):
            part = {"index": position, "function": {"arguments": arguments[start : start + reply.piece]}}
            yield _chunk({"tool_calls": [part]}, model)
    yield _chunk({}, model, finish=_finish(reply))


def _finish(reply: Reply) -> str:
    return "tool_calls" if reply.calls else "stop"


def _envelope(kind: str, model: str) -> dict[str, Any]:
    return {"id": "scripted", "object": kind, "created": CREATED, "model": model}


def _chunk(delta: dict[str, Any], model: str, *, finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return _envelope("chat.completion.chunk", model) | {"choices": [choice]}
