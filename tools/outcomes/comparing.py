"""Two periods of a course side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import mean

from tools.errors import ToolRetry
from tools.outcomes.evidence import best_words
from tools.outcomes.score_courses import ScoreCourse, score_courses
from tools.records import Assessment, Chart, ChartSession, Domain, Level, Observation, TrajectoryPoint

RANK = {Level.IMPAIRED: 0, Level.PARTLY: 1, Level.WELL: 2}
CLEAR = 0.5
"""Half a level between the means of two periods; less is within what wording and chance do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Sessions by number, both ends included."""

    first: int
    last: int

    def holds(self, session: int) -> bool:
        """Whether a session lies in it."""
        return self.first <= session <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodState:
    """A domain in one period."""

    sessions: tuple[int, ...]
    """Those that document it."""
    shares: dict[Level, float]
    words: Observation | None
    """A finding that shows the commonest state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainComparison:
    """A domain in both periods."""

    domain: Domain
    earlier: PeriodState
    later: PeriodState
    outcome: str
    """better, worse, about the same, or cannot tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Both periods, domain by domain, and the instruments that have scores in both."""

    earlier: Period
    later: Period
    domains: tuple[DomainComparison, ...]
    scores: tuple[ScoreCourse, ...]


def compare(chart: Chart, assessment: Assessment, earlier: Period, later: Period) -> Comparison:
    """Set one period beside another.

    Raises:
        ToolRetry: a period is turned round, lies outside the course, or both overlap.
    """
    _check(chart, earlier, later)
    sessions = {s.session: s for s in chart.sessions}
    measures = [m for m in assessment.measures if earlier.holds(m.session) or later.holds(m.session)]
    scores = score_courses(measures, since=later.first)
    return Comparison(
        earlier=earlier,
        later=later,
        domains=tuple(_domain(assessment, sessions, d, earlier, later) for d in Domain),
        scores=tuple(s for s in scores if _in_both(s, later)),
    )


def _check(chart: Chart, earlier: Period, later: Period) -> None:
    numbers = [s.session for s in chart.sessions]
    least, most = min(numbers, default=0), max(numbers, default=0)
    ends = (earlier.first, earlier.last, later.first, later.last)
    if list(ends) != sorted(ends) or earlier.last == later.first:
        raise ToolRetry(
            "Two periods need four session numbers in rising order, without overlap; "
            f"got {earlier.first}-{earlier.last} and {later.first}-{later.last}."
        )
    if earlier.last < least or later.first > most:
        raise ToolRetry(f"The notes run from session {least} to {most}. Choose periods within them.")


def _domain(
    assessment: Assessment, sessions: dict[int, ChartSession], domain: Domain, earlier: Period, later: Period
) -> DomainComparison:
    points = assessment.trajectories[domain].points
    before = [p for p in points if earlier.holds(p.session)]
    after = [p for p in points if later.holds(p.session)]
    return DomainComparison(
        domain=domain,
        earlier=_state(before, sessions, domain),
        later=_state(after, sessions, domain),
        outcome=_outcome(before, after),
    )


def _state(points: list[TrajectoryPoint], sessions: dict[int, ChartSession], domain: Domain) -> PeriodState:
    counted = Counter(p.state for p in points)
    if not points:
        return PeriodState(sessions=(), shares={}, words=None)
    commonest = max(counted, key=lambda level: (counted[level], RANK[level]))
    shown = max((p for p in points if p.state is commonest), key=lambda p: (p.certainty, p.session))
    return PeriodState(
        sessions=tuple(p.session for p in points),
        shares={level: counted[level] / len(points) for level in Level if counted[level]},
        words=best_words(sessions[shown.session], domain, RANK[commonest], {}),
    )


def _outcome(before: list[TrajectoryPoint], after: list[TrajectoryPoint]) -> str:
    if not before or not after:
        return "cannot tell"
    gain = mean(RANK[p.state] for p in after) - mean(RANK[p.state] for p in before)
    if abs(gain) < CLEAR:
        return "about the same"
    return "better" if gain > 0 else "worse"


def _in_both(course: ScoreCourse, later: Period) -> bool:
    return len({m.session >= later.first for m in course.scores}) == 2
