"""The nouns of outcome tracking: what notes say of a client, and what follows from it.

Definitions of the domains and labels are those of the labelled-case format (docs/method.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from retrieval.records import Evidence, NoteKind


class Domain(StrEnum):
    """The five outcome domains."""

    SYMPTOMS = "symptom_burden"
    FUNCTION = "functional_capacity"
    STABILITY = "stability"
    RISK = "risk_profile"
    PRESENTATION = "overall_presentation"


class Level(StrEnum):
    """How the client is doing in a domain, on her own scale."""

    IMPAIRED = "impaired"
    PARTLY = "partly"
    WELL = "well"


class Direction(StrEnum):
    """Change that the words themselves state."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"


class Topic(StrEnum):
    """What an observation is about."""

    FINDING = "finding"
    LIFE_EVENT = "life_event"
    INTERVENTION = "intervention"
    GOAL = "goal"
    MEDICATION = "medication"
    ALLIANCE = "alliance"


class Assertion(StrEnum):
    """Whether the words say that it is so, now, of the client."""

    PRESENT = "present"
    ABSENT = "absent"
    PAST = "past"
    HYPOTHETICAL = "hypothetical"


class Source(StrEnum):
    """Who says so."""

    REPORT = "client report"
    OBSERVATION = "clinician observation"
    COLLATERAL = "collateral"
    INSTRUMENT = "instrument"


class Change(StrEnum):
    """The last sessions against baseline."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    UNCHANGED = "unchanged"
    MIXED = "mixed"
    NOT_DOCUMENTED = "not_documented"


class Durability(StrEnum):
    """Whether an improvement has lasted."""

    SUSTAINED = "sustained"
    EMERGING = "emerging"
    FLUCTUATING = "fluctuating"
    TEMPORARY = "temporary"
    NONE = "none"
    INSUFFICIENT = "insufficient"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What one passage says."""

    id: str
    topic: Topic
    evidence: Evidence
    domains: tuple[Domain, ...] = ()
    """Of a finding; empty for other topics."""
    level: Level | None = None
    direction: Direction | None = None
    assertion: Assertion = Assertion.PRESENT
    of_client: bool = True
    """False when the words are about another person."""
    source: Source = Source.REPORT
    indicator: str = ""
    """In the field's words: panic attacks, sleep, work attendance, ideation, affect …"""
    frequency: float | None = None
    """Times a week, where the words give one."""
    certainty: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A score written in a note."""

    instrument: str
    score: float
    session: int
    evidence: Evidence
    used: bool = True
    """False when quoted from elsewhere, planned, somebody else's, or outside the instrument's range."""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateBelief:
    """How likely each state of one domain is in one session. The four sum to one."""

    impaired: float
    partly: float
    well: float
    not_documented: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read from one version of one note."""

    note_id: str
    reader: str
    """Name and version of the reader; another version reads again."""
    observations: tuple[Observation, ...] = ()
    states: Mapping[Domain, StateBelief] = field(default_factory=dict)
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSession:
    """One contact in a client's course, with what was read from its note."""

    session: int
    date: date
    kind: NoteKind
    reading: Reading

    @property
    def attended(self) -> bool:
        """Whether the client was there: not cancelled, and not a talk with somebody else."""
        return self.kind not in (NoteKind.CANCELLED, NoteKind.COLLATERAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One client's course of care, in order of date."""

    client_id: str
    sessions: tuple[ChartSession, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFiring:
    """One line of a rule trace: which rule, what it found, against which threshold."""

    rule: str
    outcome: str
    threshold: str = ""
    evidence: tuple[str, ...] = ()
    """Ids of observations, or session numbers as text where no single observation carries it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrajectoryPoint:
    """The state of one domain in one documented session."""

    session: int
    date: date
    state: Level
    certainty: float
    observations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trajectory:
    """The documented states of one domain, in order; sessions that do not document it are left out."""

    domain: Domain
    points: tuple[TrajectoryPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setback:
    """A return towards baseline after improvement."""

    sessions: tuple[int, ...]
    kind: str
    """situational, or relapse."""
    recovered_by: int | None
    domains: tuple[Domain, ...] = ()
    context: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What changed in one domain (or overall, `domain` None), and whether it has lasted."""

    domain: Domain | None
    change: Change
    durability: Durability
    trace: tuple[RuleFiring, ...]
    onset_session: int | None = None
    weeks_held: float | None = None
    sessions_held: int | None = None
    situational: bool = False
    evidence: tuple[Evidence, ...] = ()
    """What carries the verdict: baseline, turn, latest."""
    against: tuple[Evidence, ...] = ()
    """What speaks against it."""
    documented_sessions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Everything the outcome engine says of one chart under one set of thresholds."""

    client_id: str
    domains: Mapping[Domain, Verdict]
    overall: Verdict
    trajectories: Mapping[Domain, Trajectory]
    setbacks: tuple[Setback, ...] = ()
    life_context: tuple[Observation, ...] = ()
    interventions: tuple[Observation, ...] = ()
    goals: tuple[Observation, ...] = ()
    measures: tuple[Measure, ...] = ()
