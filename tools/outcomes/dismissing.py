"""A chart as it reads once some observations are dismissed.

A session's state was believed on the strength of what the session says. Where a dismissed finding was all
that a session says of a domain, the session no longer documents it. Where others remain, the belief in the
dismissed finding's level shrinks by the share of the certainty it gave that level, and the rest takes its
place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from tools.outcomes.evidence import findings
from tools.records import Chart, ChartSession, Level, Observation, StateBelief

SILENT = StateBelief(impaired=0.0, partly=0.0, well=0.0, not_documented=1.0)


def without(chart: Chart, dismissed: Collection[str]) -> Chart:
    """Leave out observations by id; unknown ids change nothing."""
    if not dismissed:
        return chart
    return replace(chart, sessions=tuple(_session(s, dismissed) for s in chart.sessions))


def _session(session: ChartSession, dismissed: Collection[str]) -> ChartSession:
    observations = session.reading.observations
    gone = [o for o in observations if o.id in dismissed]
    if not gone:
        return session
    kept = tuple(o for o in observations if o.id not in dismissed)
    states = dict(session.reading.states)
    for domain in {d for o in gone for d in o.domains}:
        if domain in states:
            before = findings(session, domain)
            after = [o for o in before if o.id not in dismissed]
            states[domain] = _belief(states[domain], before, after)
    return replace(session, reading=replace(session.reading, observations=kept, states=states))


def _belief(belief: StateBelief, before: list[Observation], after: list[Observation]) -> StateBelief:
    if len(before) == len(after):
        return belief
    if not after:
        return SILENT
    left = {level: _certainty(after, level) / (_certainty(before, level) or 1.0) for level in Level}
    weighed = {
        level: getattr(belief, level.value) * (left[level] if _certainty(before, level) else 1.0)
        for level in Level
    }
    total = sum(weighed.values()) + belief.not_documented
    if not total:
        return _as_said(after)
    return StateBelief(
        **{level.value: share / total for level, share in weighed.items()},
        not_documented=belief.not_documented / total,
    )


def _as_said(after: list[Observation]) -> StateBelief:
    """Nothing is left of the belief: take the remaining findings at their word."""
    said = {level: _certainty(after, level) for level in Level}
    total = sum(said.values())
    if not total:
        return SILENT
    return StateBelief(**{level.value: share / total for level, share in said.items()}, not_documented=0.0)


def _certainty(found: Iterable[Observation], level: Level) -> float:
    return sum(o.certainty for o in found if o.level is level)
