"""The nouns of a question: what it asks for, of which time, how it leans on the one before. All clean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tools.records import Domain


class QuestionKind(StrEnum):
    """What sort of answer a question wants."""

    SUSTAINED = "sustained"
    CHANGE = "change_from_baseline"
    LOOKUP = "lookup"
    CONTEXT = "context"
    RISK = "risk"
    INTERVENTION = "intervention"
    GOAL = "goal"
    MEASURE = "measure"
    SUMMARY = "summary"
    SETBACK = "setback"
    GAPS = "not_documented"
    PERIOD = "period"
    COMPARISON = "comparison"
    SUPERVISION = "supervision"
    CONTRADICTION = "contradiction"
    MEANING = "meaning"
    SEVERAL = "several"
    OUT_OF_SCOPE = "out_of_scope"


class Asked(StrEnum):
    """What the question word asks for."""

    WHAT = "what"
    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    QUANTITY = "quantity"
    WHY = "why"
    OUTCOME = "outcome"
    YES_NO = "yes_no"


class Refusal(StrEnum):
    """Why a question is not taken up."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_THE_RECORD = "not_the_record"
    DIAGNOSIS = "diagnosis"
    PROGNOSIS = "prognosis"
    ORDERS = "orders"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeFrame:
    """The sessions that a time expression of the question stands for."""

    relation: str
    """in, since, before, after, first, last, now, or baseline."""
    sessions: tuple[int, ...]
    event: str = ""
    """Clean words of the event that it hangs on ("the move"); empty for a date or a session number."""


class Direction(StrEnum):
    """Which way a question about what was done looks."""

    BEFORE = "before"
    """What had been done before a change."""
    AFTER = "after"
    """What followed one thing that was done."""


class Pick(StrEnum):
    """Which of several mentions is wanted."""

    BEST = "best"
    FIRST = "first"
    LATEST = "latest"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """A question as it was understood."""

    question: str
    """Clean words of the question, spelling mended."""
    kind: QuestionKind
    asked: Asked
    terms: tuple[str, ...] = ()
    """Stems of the words that carry the question, in order."""
    topic: str = ""
    """What the question is about, in clean words; empty for the client as a whole."""
    domains: tuple[Domain, ...] = ()
    """Outcome domains of the topic; empty for the overall picture."""
    frame: TimeFrame | None = None
    instrument: str = ""
    """The measure that is asked for, as the question writes it."""
    presumes: bool = False
    """Whether the question takes an event for granted ("why was she started on …")."""
    begun: bool = False
    """Whether it takes for granted that something was begun ("did he finish …")."""
    follow_up: bool = False
    """Whether kind, topic or time were carried over from the question before."""
    also_asked: tuple[Asked, ...] = ()
    """What further question words ask for ("who prescribed it and when")."""
    compared: TimeFrame | None = None
    """The second of two periods that are compared; the first is `frame`."""
    pick: Pick = Pick.BEST
    """Whether the first or the latest mention is wanted."""
    direction: Direction | None = None
    """Of a question about what was done."""
    told_sessions: tuple[int, ...] = ()
    """Sessions that the answer cited, for "then" in the next question; written when it was verified."""
    told_people: tuple[str, ...] = ()
    """Surrogates of people in what it cited first, for "who is she?"."""
    parts: tuple[Understanding, ...] = ()
    """The single questions, where several were asked at once."""
