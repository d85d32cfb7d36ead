"""What the therapist sees of an answer: names restored. Nothing of it is kept with a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from agent.questions import QuestionKind
from retrieval.records import Quote


class Side(StrEnum):
    """Whether evidence carries what the answer says or speaks against it."""

    FOR = "for"
    AGAINST = "against"
    NEITHER = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedQuote:
    """A quote with the number that the answer cites it by."""

    number: int
    quote: Quote
    side: Side = Side.NEITHER


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedAnswer:
    """An answer for the therapist's eyes: names restored, quotes verbatim, citations numbered from 1."""

    text: str
    citations: tuple[NumberedQuote, ...]
    kind: QuestionKind
    abstained: bool = False
    corrects_premise: bool = False
    writer: str = "built-in"
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A verified part of an answer that a model is still writing; the `RenderedAnswer` replaces them all."""

    text: str
    citations: tuple[NumberedQuote, ...]
    """All that were cited so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is being looked at, in plain words and without names, while an answer is made."""

    name: str
    text: str
