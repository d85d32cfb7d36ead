"""The nouns of patterns across cases. Nobody is named: a case is its code."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256

from tools.records import Change, Durability, Level


class Outcome(StrEnum):
    """How a course ended, as coarsely as a few cases can be told of."""

    LASTING = "lasting gain"
    STUCK = "stuck"
    OPEN = "open"
    """A gain that is not yet held for long, or too little documented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What patterns are counted from: one course of care, reduced to facts that can be compared."""

    code: str
    change: Change
    durability: Durability
    presentations: frozenset[str] = frozenset()
    """What troubled the client at the start, in the field's words."""
    interventions: tuple[tuple[str, int], ...] = ()
    """Family of intervention, and the session that first notes it."""
    onset_session: int | None = None
    onset_weeks: float | None = None
    """From the first contact to the turn."""
    weeks_held: float | None = None
    setbacks: int = 0
    life_events: int = 0
    attended: int = 0
    missed: int = 0
    weeks: float = 0.0
    """Length of care."""
    course: tuple[tuple[float, Level], ...] = field(default=(), repr=False)
    """Symptoms: share of care elapsed, and the state then."""

    @property
    def mark(self) -> str:
        """Code and state: the same as long as nothing that is counted has changed."""
        facts = replace(self, presentations=frozenset(), code="")
        return f"{self.code}/{sha256(f'{facts!r}{sorted(self.presentations)}'.encode()).hexdigest()[:12]}"

    @property
    def lasting(self) -> bool:
        """Improved, and held."""
        return self.change is Change.IMPROVED and self.durability is Durability.SUSTAINED

    @property
    def stuck(self) -> bool:
        """Documented, and without an improvement that held to the end."""
        return self.change is not Change.NOT_DOCUMENTED and (
            self.change is not Change.IMPROVED or self.durability is Durability.FLUCTUATING
        )

    @property
    def outcome(self) -> Outcome:
        """Lasting, stuck or neither."""
        return Outcome.LASTING if self.lasting else Outcome.STUCK if self.stuck else Outcome.OPEN

    def first(self, intervention: str) -> int | None:
        """The session that first notes an intervention."""
        return dict(self.interventions).get(intervention)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of a group have what the pattern is about."""

    feature: str
    group: str
    having: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Something that several cases share, with what does not fit and what else could explain it."""

    statement: str
    """Counts in words: order in time, never cause."""
    cases: tuple[str, ...]
    """Codes of the cases it rests on."""
    contrary: tuple[str, ...]
    """Codes of the cases that do not fit."""
    explanations: tuple[str, ...]
    disproof: str = ""
    """What would speak against it."""
    shares: tuple[Share, ...] = ()
    """The counts behind the statement, for a picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One presentation under one intervention."""

    presentation: str
    intervention: str
    cases: tuple[str, ...]
    outcomes: tuple[tuple[str, int], ...]
    """Outcomes and how many cases; those that would set a few apart are left out."""
    onset_weeks: float | None
    """Median, over the cases with a turn; None if these are too few."""
    weeks_held: float | None
    """Median, over the cases with a gain that is held; None if these are too few."""
    setbacks: int
    """All cases together."""

    @property
    def untold(self) -> int:
        """Cases with an outcome that is left out."""
        return len(self.cases) - sum(count for _, count in self.outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A case whose course looked like another's."""

    code: str
    distance: float
    """0 is the same course, 1 the opposite one."""
    lasting: bool
    interventions: tuple[str, ...]
