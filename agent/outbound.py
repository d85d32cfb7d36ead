"""Everything that a call to the language model carries, looked at just before LiteLLM takes it.

Our own words (the prompts' text, the descriptions of our tools) are known and not looked at: they may say
"will" or "hope" to a client of that name. What was filled in, quoted, asked or answered is looked at in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from agent.prompts import filled_in

SETTINGS = frozenset(
    "model api_base api_key base_url api_version organization custom_llm_provider stream timeout "
    "request_timeout temperature top_p n max_tokens max_retries num_retries tool_choice force_timeout "
    "client".split()
)
"""Parameters that hold what LONGVIEW_ settings say, and nothing of a conversation."""

IDS = frozenset(("id", "tool_call_id", "note_id"))
"""Keys of marks whose figures mean nothing."""

ASKED = frozenset(("question", "topic", "terms"))
"""Blanks of a prompt and fields of a state that hold words of the therapist's question. All others hold
masked notes, and sentences that we or the model made of them."""


class Check(Protocol):
    """Raises when a text that is about to leave or to be kept holds an identifier."""

    def __call__(self, text: str, *, vouched: bool) -> None:
        """Check a text; `vouched` if masking has decided on its words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text within a call."""

    text: str
    vouched: bool = True


def check_call(call: Mapping[str, Any], check: Check, own_tools: Sequence[Mapping[str, Any]] = ()) -> None:
    """Check all that LiteLLM is about to be given.

    Args:
        call: the keyword arguments of `litellm.completion`: messages, tools, metadata and whatever else.
        check: raises for a text that may not leave.
        own_tools: tool descriptions that are part of the program.
    """
    for piece in pieces(call, own_tools):
        check(piece.text, vouched=piece.vouched)


def pieces(call: Mapping[str, Any], own_tools: Sequence[Mapping[str, Any]] = ()) -> Iterator[Piece]:
    """Take a call apart into the texts that may say something about somebody."""
    for key, value in call.items():
        if key == "messages":
            for message in value:
                yield from _message(message)
        elif key == "tools":
            yield from (p for tool in value or () if tool not in own_tools for p in texts(tool))
        elif key not in SETTINGS:
            yield from texts(value)


def texts(value: object, key: str = "") -> Iterator[Piece]:
    """Every text within nested data, the keys too; `key` says what it stands under."""
    if isinstance(value, str):
        text = "".join(c for c in value if not c.isdigit()) if key in IDS else value
        yield Piece(text, vouched=key not in ASKED)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield Piece(str(name))
            yield from texts(item, str(name))
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from texts(item, key)
    elif value is not None and not isinstance(value, bool | int | float):
        yield Piece(str(value))


def _message(message: Mapping[str, Any]) -> Iterator[Piece]:
    content = message.get("content")
    blanks = filled_in(content) if isinstance(content, str) and message.get("role") != "assistant" else None
    if blanks is None:
        yield from texts(message)
        return
    yield from texts(blanks)
    yield from texts({key: value for key, value in message.items() if key != "content"})
