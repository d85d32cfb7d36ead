"""The nouns of the conversation: frozen records between understanding, gathering, composing and rendering.

Everything but `RenderedAnswer`, `Sentence`, `NumberedQuote` and `Step` is in clean space: surrogates, never
names. `agent.plain` turns any of them into plain data and back, because a checkpoint holds nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from agent.questions import Asked as Asked
from agent.questions import Direction as Direction
from agent.questions import Pick as Pick
from agent.questions import QuestionKind as QuestionKind
from agent.questions import Refusal as Refusal
from agent.questions import TimeFrame as TimeFrame
from agent.questions import Understanding as Understanding
from agent.shown import NumberedQuote as NumberedQuote
from agent.shown import RenderedAnswer as RenderedAnswer
from agent.shown import Sentence as Sentence
from agent.shown import Step as Step
from retrieval.records import Evidence
from tools.records import Change, Domain, Durability


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
    THEN = "then"
    """Of the first of two periods, or of the one that is asked about."""
    LATER = "later"
    """Of the second of two periods."""
    STUCK = "stuck"
    ALLIANCE = "alliance"
    QUESTION = "question"


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
    parts: tuple[Gathered, ...] = ()
    """What was found for each of several questions, in order."""


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
