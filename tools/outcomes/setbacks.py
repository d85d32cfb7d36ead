"""Setbacks: returns towards baseline after improvement, gathered over the domains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tools.outcomes.context import events_near
from tools.outcomes.deciding import Decision
from tools.outcomes.thresholds import Thresholds
from tools.outcomes.timeline import Timeline
from tools.records import Domain, Setback

SITUATIONAL, RELAPSE = "situational", "relapse"


@dataclass(slots=True)
class _Dip:
    """A return in one or more domains, as places in the timeline."""

    positions: set[int]
    recovered: int | None
    domains: list[Domain]


def setbacks(
    decisions: Mapping[Domain, Decision], timeline: Timeline, limits: Thresholds
) -> tuple[Setback, ...]:
    """Returns to baseline in any domain; those that overlap in time are one setback."""
    dips: list[_Dip] = []
    for dip in sorted(_dips(decisions), key=lambda d: min(d.positions)):
        if dips and min(dip.positions) <= max(dips[-1].positions):
            _merge(dips[-1], dip)
        else:
            dips.append(dip)
    return tuple(_record(dip, timeline, limits) for dip in dips)


def _dips(decisions: Mapping[Domain, Decision]) -> list[_Dip]:
    found = []
    for domain, decision in decisions.items():
        course = decision.course
        for run in decision.finding.returns:
            after = course.positions[run.last + 1] if run.last + 1 < len(course.positions) else None
            found.append(_Dip(set(course.positions[run.first : run.last + 1]), after, [domain]))
    return found


def _merge(dip: _Dip, other: _Dip) -> None:
    dip.positions |= other.positions
    dip.domains += [d for d in other.domains if d not in dip.domains]
    ends = (dip.recovered, other.recovered)
    dip.recovered = None if None in ends else max(end for end in ends if end is not None)


def _record(dip: _Dip, timeline: Timeline, limits: Thresholds) -> Setback:
    """Situational when short, recovered from (or just begun) and beside a life event; otherwise a relapse."""
    first, last = min(dip.positions), max(dip.positions)
    context = events_near(timeline, first)
    brief = timeline.attended_between(first, last) <= limits.setback_sessions
    return Setback(
        sessions=tuple(timeline.number(p) for p in sorted(dip.positions)),
        kind=SITUATIONAL if context and brief else RELAPSE,
        recovered_by=None if dip.recovered is None else timeline.number(dip.recovered),
        domains=tuple(d for d in Domain if d in dip.domains),
        context=context,
    )
