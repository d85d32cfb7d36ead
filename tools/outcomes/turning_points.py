"""Turning points of a course: where domains left their baseline, fell back, and rose again.

Session states have three levels and are decoded as a whole course (`decoding`), which already is a
change-point model with uncertainty; a second one on the same three levels would add nothing but a second
opinion of the same witness. What is listed is where the decoded courses cross their baselines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tools.outcomes.evidence import findings
from tools.records import Assessment, Change, Chart, ChartSession, Direction, Domain, Level, Observation

SURE_ENOUGH = 0.5
RANK = {Level.IMPAIRED: 0, Level.PARTLY: 1, Level.WELL: 2}


class Turn(StrEnum):
    """What happened."""

    GAIN = "gain begins"
    LOSS = "back to baseline"
    RECOVERY = "above baseline again"
    WORSE_FIRST = "worse before better"
    DECLINE = "below baseline"


UPWARD = (Turn.GAIN, Turn.RECOVERY)
MOST_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TurningPoint:
    """One turn, in one or more domains at once."""

    session: int
    turn: Turn
    domains: tuple[Domain, ...]
    words: tuple[Observation, ...] = ()
    """Findings of that session in these domains that speak for the turn, surest first."""


def turning_points(assessment: Assessment, chart: Chart) -> tuple[TurningPoint, ...]:
    """List the turns in order of session; the same turn of several domains in one session is one."""
    turned: dict[tuple[int, Turn], set[Domain]] = {}
    for session, turn, domain in _turns(assessment, chart):
        turned.setdefault((session, turn), set()).add(domain)
    by_number = {s.session: s for s in chart.sessions}
    return tuple(
        TurningPoint(
            session=session,
            turn=turn,
            domains=tuple(d for d in Domain if d in domains),
            words=_words(by_number[session], domains, turn),
        )
        for (session, turn), domains in sorted(turned.items())
    )


def _turns(assessment: Assessment, chart: Chart) -> Iterator[tuple[int, Turn, Domain]]:
    for domain, verdict in assessment.domains.items():
        if verdict.onset_session is not None:
            yield verdict.onset_session, Turn.GAIN, domain
            worse = worse_before_better(assessment, chart, domain)
            if worse is not None:
                yield worse, Turn.WORSE_FIRST, domain
        elif verdict.change is Change.WORSENED:
            points = assessment.trajectories[domain].points
            fallen = next((p for p in points if RANK[p.state] < RANK[points[0].state]), None)
            if fallen is not None:
                yield fallen.session, Turn.DECLINE, domain
    for setback in assessment.setbacks:
        for domain in setback.domains:
            yield setback.sessions[0], Turn.LOSS, domain
            if setback.recovered_by is not None:
                yield setback.recovered_by, Turn.RECOVERY, domain


def worse_before_better(assessment: Assessment, chart: Chart, domain: Domain) -> int | None:
    """The first session before the gain in which the domain was below baseline or stated to be worse."""
    verdict, points = assessment.domains[domain], assessment.trajectories[domain].points
    if verdict.change is not Change.IMPROVED or verdict.onset_session is None or not points:
        return None
    start, end = points[0], verdict.onset_session
    below = {p.session for p in points if RANK[p.state] < RANK[start.state]}
    for session in sorted(chart.sessions, key=lambda s: (s.date, s.session)):
        if not start.session < session.session < end:
            continue
        said = [
            o
            for o in findings(session, domain)
            if o.direction is Direction.WORSE and o.certainty >= SURE_ENOUGH and o.level is not Level.WELL
        ]
        if session.session in below or said:
            return session.session
    return None


def _words(session: ChartSession, domains: set[Domain], turn: Turn) -> tuple[Observation, ...]:
    """Findings that speak for the turn: of being above baseline for a gain, of trouble for a loss."""
    found = {o.id: o for d in domains for o in findings(session, d) if o.level}
    fitting = [o for o in found.values() if (o.level is not Level.IMPAIRED) is (turn in UPWARD)]
    return tuple(sorted(fitting, key=lambda o: (-o.certainty, o.id))[:MOST_WORDS])
