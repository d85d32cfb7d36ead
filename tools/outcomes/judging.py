"""The rules: what one course says under one set of thresholds. Read with docs/method.md beside it."""

from __future__ import annotations

from dataclasses import dataclass

from tools.outcomes.courses import Course, Stretch, days_of, sessions_of, stretches
from tools.outcomes.thresholds import Thresholds
from tools.outcomes.timeline import Timeline
from tools.records import Change, Domain, Durability


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the rules say of one course. `onset` and the stretches index the course's documented sessions."""

    change: Change
    durability: Durability
    rule: str
    """The rule that decided, by its name in docs/method.md."""
    onset: int | None = None
    returns: tuple[Stretch, ...] = ()
    """Stretches back at baseline or below after the first improvement."""
    days_held: int = 0
    """Since onset; for risk, since the latest return."""
    sessions_held: int = 0


def judge(course: Course, timeline: Timeline, limits: Thresholds, domain: Domain) -> Finding:
    """Apply the rules to one course, in order; the first that fits decides."""
    if len(course.levels) < limits.documented_sessions:
        return Finding(
            change=Change.NOT_DOCUMENTED, durability=Durability.INSUFFICIENT, rule="too little documented"
        )
    runs = stretches(course)
    gains = [run for run in runs if run.better]
    if not gains:
        return Finding(change=_end(course), durability=Durability.NONE, rule="never above baseline")
    returns = tuple(run for run in runs if not run.better and run.first > gains[0].first)
    if not runs[-1].better:
        many = len(returns) >= limits.fluctuation_returns
        return Finding(
            change=_end(course),
            durability=Durability.FLUCTUATING if many else Durability.TEMPORARY,
            rule="kept returning to baseline" if many else "improvement not held to the end",
            onset=gains[0].first,
            returns=returns,
        )
    return _improved(course, timeline, limits, domain, gains, returns)


def _improved(
    course: Course,
    timeline: Timeline,
    limits: Thresholds,
    domain: Domain,
    gains: list[Stretch],
    returns: tuple[Stretch, ...],
) -> Finding:
    """The course ends above baseline: since when, and has it lasted?"""
    latest = gains[-1].first
    onset = gains[0].first
    alternates = len(returns) >= limits.fluctuation_returns
    if alternates and not _only_setbacks(course, timeline, limits, domain, onset, returns):
        # twice the required length without a return: what came before is history
        if not _held(course, timeline, latest, limits, times=2):
            return Finding(
                change=Change.IMPROVED,
                durability=Durability.FLUCTUATING,
                rule="kept returning to baseline",
                onset=onset,
                returns=returns,
            )
        onset = latest
    elif not alternates and any(_length(course, timeline, run) > limits.setback_sessions for run in returns):
        onset = latest
    # risk is judged by its worst recent evidence: the clock starts again after every return
    since = latest if domain is Domain.RISK else onset
    held = _held(course, timeline, since, limits)
    return Finding(
        change=Change.IMPROVED,
        durability=Durability.SUSTAINED if held else Durability.EMERGING,
        rule="held long enough" if held else "not held long enough yet",
        onset=onset,
        returns=returns,
        days_held=days_of(course, timeline, since),
        sessions_held=sessions_of(course, timeline, since),
    )


def _only_setbacks(
    course: Course,
    timeline: Timeline,
    limits: Thresholds,
    domain: Domain,
    onset: int,
    returns: tuple[Stretch, ...],
) -> bool:
    """Short and rare returns are setbacks of a lasting gain; for risk every return counts."""
    if domain is Domain.RISK or any(
        _length(course, timeline, run) > limits.setback_sessions for run in returns
    ):
        return False
    away = sum(run.last - run.first + 1 for run in returns)
    return away < limits.setback_share * (len(course.levels) - onset)


def _length(course: Course, timeline: Timeline, run: Stretch) -> int:
    """Attended sessions of a stretch."""
    return sessions_of(course, timeline, run.first, run.last)


def _held(course: Course, timeline: Timeline, first: int, limits: Thresholds, times: int = 1) -> bool:
    return (
        days_of(course, timeline, first) >= times * limits.sustained_days
        and sessions_of(course, timeline, first) >= times * limits.sustained_sessions
    )


def _end(course: Course) -> Change:
    """A course that ends at or below baseline."""
    return Change.WORSENED if course.levels[-1] < course.baseline else Change.UNCHANGED
