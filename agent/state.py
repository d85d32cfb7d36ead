"""What a conversation keeps between steps and questions: plain data in clean space, nothing else.

Records stand here as `agent.plain.to_plain` makes them; a checkpoint holds no name, live object or class.
"""

from __future__ import annotations

from typing import Any, TypedDict

Plain = dict[str, Any]


class Asking(TypedDict):
    """What `Assistant` puts in: a new turn begins, the last one is cleared but for its understanding."""

    question: str
    refusal: str
    gathered: Plain
    answer: Plain


class State(TypedDict, total=False):
    """One conversation."""

    question: str
    """Written by `mask`: the question with surrogates for names."""

    refusal: str
    """Written by `screen`: why the question is not taken up, empty when it is."""

    understanding: Plain
    """Written by `understand`, read by it at the next question: what was asked; `verify` adds what was told.
    Carried from turn to turn."""

    gathered: Plain
    """Written by `gather`: evidence and tool results."""

    answer: Plain
    """Written by `compose`; `verify` writes it again without what is not borne out."""


NEW_TURN: Asking = {"question": "", "refusal": "", "gathered": {}, "answer": {}}
