"""One client in the practice overview: risk as it was last documented, what is open, what waits. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tools.records import Assessment, Change, Chart, Domain, Level
from ui.client_choice import spoken
from ui.words import DOMAINS

RISKS = {Level.IMPAIRED: "Present", Level.PARTLY: "Some", Level.WELL: "Low"}
"""Under the heading "Risk"."""
RANKS = {Level.IMPAIRED: 0, Level.PARTLY: 1, None: 2, Level.WELL: 3}
"""What wants to be looked at first; not documented is no sign of low risk."""
WORSE = "worse than at baseline"
NO_RISK_WORDS = "Not documented"
ALL = "all five domains"


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """What the notes last said of risk."""

    words: str
    rank: int
    """0 wants to be looked at first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How much of each kind waits for the therapist."""

    notes: int = 0
    """Came in, or were changed, since she last worked with this client."""
    drafts: int = 0
    """Documents that nobody signed."""
    answers: int = 0
    """Answers of hers that no longer stand after corrections."""
    corrections: int = 0
    """In force, but not carried out: the words are gone, or notes are not masked anew yet."""

    @property
    def total(self) -> int:
        """All together."""
        return self.notes + self.drafts + self.answers + self.corrections

    def words(self) -> tuple[str, ...]:
        """What waits, each in a few words; nothing where nothing does."""
        kinds = (
            (self.notes, "note unread", "notes unread"),
            (self.drafts, "draft unsigned", "drafts unsigned"),
            (self.answers, "answer out of date", "answers out of date"),
            (self.corrections, "correction to look at", "corrections to look at"),
        )
        return tuple(f"{n} {one if n == 1 else many}" for n, one, many in kinds if n)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewRow:
    """One client, as the overview shows her."""

    client_id: str
    last_session: date | None
    reviewed: datetime | None
    """When she was last worked with by whoever looks; None for never."""
    risk: Risk
    waiting: Waiting
    open: tuple[str, ...]
    """Domains that the notes do not document enough to judge: questions for the next session."""


def risk_of(assessment: Assessment) -> Risk:
    """Read the latest documented state of risk; where there is none, that is said, and never "low"."""
    points = assessment.trajectories[Domain.RISK].points
    if not points:
        return Risk(words=NO_RISK_WORDS, rank=RANKS[None])
    last = points[-1]
    worse = f", {WORSE}" if assessment.domains[Domain.RISK].change is Change.WORSENED else ""
    return Risk(words=f"{RISKS[last.state]}, {spoken(last.date)}{worse}", rank=RANKS[last.state])


def open_domains(assessment: Assessment) -> tuple[str, ...]:
    """Name the domains that are not documented enough."""
    found = tuple(
        DOMAINS[domain] for domain in Domain if assessment.domains[domain].change is Change.NOT_DOCUMENTED
    )
    return (ALL,) if len(found) == len(Domain) else found


def last_session(chart: Chart) -> date | None:
    """When the client was last there."""
    return max((one.date for one in chart.sessions if one.attended), default=None)
