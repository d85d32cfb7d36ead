"""One possible course of a domain, cut into stretches above and not above baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tools.outcomes.timeline import Timeline

IMPAIRED, PARTLY, WELL = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring documented sessions on one side of baseline. `first` and `last` index the course."""

    better: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The documented sessions of one domain in one possible course. Tuples have one entry a session."""

    positions: tuple[int, ...]
    """Places in the timeline."""
    levels: tuple[int, ...]
    baseline: int
    baseline_assumed: bool = False
    """True when baseline is not documented and follows from what the domain means."""


def course_of(row: Sequence[int], assumed_baseline: int | None = None) -> Course:
    """Keep the documented sessions of a drawn course; baseline is the first of them unless assumed."""
    positions = tuple([i for i, level in enumerate(row) if level >= 0])
    levels = tuple([level for level in row if level >= 0])
    first = levels[0] if levels else IMPAIRED
    assumed = assumed_baseline is not None and first > assumed_baseline
    return Course(
        positions=positions,
        levels=levels,
        baseline=assumed_baseline if assumed and assumed_baseline is not None else first,
        baseline_assumed=assumed,
    )


def stretches(course: Course) -> tuple[Stretch, ...]:
    """Cut the course where it crosses its baseline, leaving out lone slight rises.

    A rise of one level in one documented session alone, impaired to partly and back, is within what wording
    and chance do. It counts when it is the latest session, or when rises keep coming (three or more).
    A lone slight rise at the very end does not count as recovery from a return of a real improvement.
    """
    runs = _runs([level > course.baseline for level in course.levels])
    if sum(run.better for run in runs) >= 3:
        return runs
    kept = [run.better and not _discounted(run, runs, course) for run in runs]
    flags = [better for run, better in zip(runs, kept, strict=True) for _ in range(run.first, run.last + 1)]
    return _runs(flags)


def _discounted(run: Stretch, runs: Sequence[Stretch], course: Course) -> bool:
    if not _lone_and_slight(run, course):
        return False
    if run is not runs[-1]:
        return True
    return any(other.better and not _lone_and_slight(other, course) for other in runs[:-1])


def _lone_and_slight(run: Stretch, course: Course) -> bool:
    return run.first == run.last and course.levels[run.first] == PARTLY and course.baseline == IMPAIRED


def _runs(flags: Sequence[bool]) -> tuple[Stretch, ...]:
    turns = [i for i in range(1, len(flags)) if flags[i] != flags[i - 1]]
    starts, ends = [0, *turns], [*turns, len(flags)]
    return tuple(Stretch(flags[a], a, b - 1) for a, b in zip(starts, ends, strict=True) if a < b)


def days_of(course: Course, timeline: Timeline, first: int) -> int:
    """Days from one documented session of the course to its last."""
    return timeline.days_between(course.positions[first], course.positions[-1])


def sessions_of(course: Course, timeline: Timeline, first: int, last: int = -1) -> int:
    """Attended sessions between two documented sessions of the course, both included."""
    return timeline.attended_between(course.positions[first], course.positions[last])
