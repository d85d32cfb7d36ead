"""The nouns of the conversation: frozen records between understanding, gathering, composing and rendering.

Everything but `RenderedAnswer`, `NumberedQuote` and `Step` is in clean space: surrogates, never names.
`agent.plain` turns any of them into plain data and back, because a checkpoint holds nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from retrieval.records import Evidence, Quote
from tools.records import Change, Domain, Durability


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


class Role(StrEnum):
    """Why a piece of evidence is in an answer."""

    FACT = "fact"
    BASELINE = "baseline"
    TURN = "turn"
    LATEST = "latest"
    BETWEEN = "between"
    CARRIES = "carries"
    AGAINST = "against"
    SETBACK = "setback"
    CONTEXT = "context"
    INTERVENTION = "intervention"
    FOLLOWED = "followed"
    GOAL = "goal"
    SCORE = "score"
    RISK = "risk"
    DENIAL = "denial"
    CONTRADICTS = "contradicts"
    PLANNED = "planned"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One piece of evidence, and what it is there for."""

    role: Role
    evidence: Evidence
    label: str = ""
    """Plain words that the evidence does not hold, such as "PHQ-9 19"."""
    strength: float = 1.0
    """How well it answers the question, 0 to 1."""


class Support(StrEnum):
    """Whether the notes hold an answer."""

    DOCUMENTED = "documented"
    DENIED = "denied"
    """They say that it is not, or was not, so."""
    PLANNED = "planned"
    """They speak of it only as planned, offered or expected."""
    NOT_DOCUMENTED = "not_documented"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictFacts:
    """What the outcome tools say; nothing after them may change it."""

    domain: Domain | None
    change: Change
    durability: Durability
    onset_session: int | None = None
    weeks_held: float | None = None
    sessions_held: int | None = None
    documented_sessions: int = 0
    situational: bool = False
    first_session: int | None = None
    last_session: int | None = None
    setbacks: tuple[str, ...] = ()
    """Worded by code: which sessions, recovered from or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Everything that was found for a question."""

    support: Support
    findings: tuple[Finding, ...] = ()
    verdicts: tuple[VerdictFacts, ...] = ()
    missing: tuple[str, ...] = ()
    """Words of the question that nothing in the record answers."""
    notices: tuple[str, ...] = ()


class Basis(StrEnum):
    """What a sentence of an answer rests on, and so what it is checked against."""

    EVIDENCE = "evidence"
    """Verbatim words of notes."""
    VERDICT = "verdict"
    """What the outcome tools computed."""
    ABSENCE = "absence"
    """That nothing, or nothing more, was found."""
    REMARK = "remark"
    """States no fact of the record: an offer, a word on method."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One or a few sentences of an answer, and the evidence they rest on.

    `text` is clean. Placeholders stand for what rendering puts in: `{quote:0}` for the verbatim words of the
    first piece of evidence with its number, `{cite:0}` for the number alone, `{date:7}` for the date of
    session 7.
    """

    text: str
    evidence: tuple[Evidence, ...] = ()
    basis: Basis = Basis.EVIDENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer as claims, before names come back."""

    question: str
    kind: QuestionKind
    claims: tuple[Claim, ...]
    abstained: bool = False
    corrects_premise: bool = False
    writer: str = "built-in"
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedQuote:
    """A quote with the number that the answer cites it by."""

    number: int
    quote: Quote


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
class Step:
    """What is being looked at, in plain words and without names, while an answer is made."""

    name: str
    text: str
