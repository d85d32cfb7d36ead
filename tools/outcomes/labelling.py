"""The rules of `judging`, applied to a whole table of possible courses at once.

One course is judged by `judge`, which also says why; hundreds of courses need only their labels and onsets.
Both say the same of every course: a test draws courses at random and compares.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tools.outcomes.course_tables import Label
from tools.outcomes.courses import IMPAIRED, PARTLY
from tools.outcomes.thresholds import Thresholds
from tools.outcomes.timeline import Timeline
from tools.records import Change, Domain, Durability

Ints = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
NO_ONSET = -1
LABELS: tuple[Label, ...] = (
    (Change.NOT_DOCUMENTED, Durability.INSUFFICIENT),
    (Change.UNCHANGED, Durability.NONE),
    (Change.WORSENED, Durability.NONE),
    (Change.UNCHANGED, Durability.TEMPORARY),
    (Change.WORSENED, Durability.TEMPORARY),
    (Change.UNCHANGED, Durability.FLUCTUATING),
    (Change.WORSENED, Durability.FLUCTUATING),
    (Change.IMPROVED, Durability.FLUCTUATING),
    (Change.IMPROVED, Durability.EMERGING),
    (Change.IMPROVED, Durability.SUSTAINED),
)
SILENT, NEVER, TEMPORARY, RETURNING, IMPROVED = 0, 1, 3, 5, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Labels and onsets of courses; both have one entry a course."""

    labels: Ints
    """Index into LABELS."""
    onsets: Ints
    """Place in the timeline of the first session of the gain; NO_ONSET where there is none."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Courses with their undocumented sessions moved to the end. All arrays are (courses, sessions)."""

    levels: Ints
    places: Ints
    count: Ints
    """(courses,)"""
    baseline: Ints
    """(courses,)"""


@dataclass(frozen=True, slots=True)
class _Runs:
    """Stretches of all courses in order; one entry a stretch."""

    row: Ints
    first: Ints
    last: Ints
    better: Flags
    closing: Flags
    """Whether it is the last stretch of its course."""


def label_all(
    rows: npt.NDArray[np.int8], line: Timeline, limits: Thresholds, domain: Domain, assumed: int | None = None
) -> Labelled:
    """Judge every row.

    Args:
        rows: (courses, sessions) of 0, 1, 2, or -1 for a session that does not document the domain.
        line: Dates and contacts.
        limits: Thresholds.
        domain: Risk is judged more strictly.
        assumed: Baseline where the notes do not say it, as for `course_of`.
    """
    table = _compact(rows, assumed)
    better = _stretches(table)
    runs = _runs(better, table.count)
    size = len(rows)
    gain = runs.better
    onset, latest = np.full(size, NO_ONSET), np.full(size, NO_ONSET)
    onset[runs.row[gain][::-1]] = runs.first[gain][::-1]
    latest[runs.row[gain]] = runs.first[gain]
    back = ~gain & (onset[runs.row] >= 0) & (runs.first > onset[runs.row])
    spent = _attended(table, line, runs.row, runs.first, runs.last)
    long = np.bincount(runs.row[back & (spent > limits.setback_sessions)], minlength=size) > 0
    returns = np.bincount(runs.row[back], minlength=size)
    away = np.bincount(runs.row[back], (runs.last - runs.first + 1)[back], minlength=size)
    many = returns >= limits.fluctuation_returns
    rare = ~long & (away < limits.setback_share * (table.count - onset))
    excused = rare if domain is not Domain.RISK else np.zeros(size, dtype=bool)
    held_twice = _held(table, line, limits, latest, times=2)
    returning = many & ~excused & ~held_twice
    moved = (many & ~excused) | (~many & long)
    since = np.where(moved & ~returning, latest, onset)
    held = _held(table, line, limits, latest if domain is Domain.RISK else since)
    improved = np.where(returning, IMPROVED, np.where(held, IMPROVED + 2, IMPROVED + 1))
    ends = np.maximum(table.count - 1, 0)
    at_end = np.arange(size), ends
    fallen = (table.levels[at_end] < table.baseline).astype(np.intp)
    lost = np.where(many, RETURNING, TEMPORARY) + fallen
    labels = np.where(onset < 0, NEVER + fallen, np.where(better[at_end], improved, lost))
    labels[table.count < limits.documented_sessions] = SILENT
    first = np.where(better[at_end], since, onset)
    places = np.where(onset < 0, NO_ONSET, table.places[np.arange(size), np.maximum(first, 0)])
    places[labels == SILENT] = NO_ONSET
    return Labelled(labels=labels, onsets=places)


def _compact(rows: npt.NDArray[np.int8], assumed: int | None) -> _Table:
    places = np.argsort(rows < 0, axis=1, kind="stable")
    levels = np.take_along_axis(rows, places, axis=1).astype(np.intp)
    first = levels[:, 0]
    baseline = first if assumed is None else np.where(first > assumed, assumed, first)
    return _Table(levels, places, (rows >= 0).sum(axis=1), baseline)


def _stretches(table: _Table) -> Flags:
    """Which sessions are above baseline, lone slight rises left out (`courses.stretches`)."""
    better = table.levels > table.baseline[:, None]
    better[table.levels < 0] = False
    runs = _runs(better, table.count)
    size = len(better)
    slight = (table.levels[runs.row, runs.first] == PARTLY) & (table.baseline[runs.row] == IMPAIRED)
    lone = runs.better & slight & (runs.first == runs.last)
    few = np.bincount(runs.row[runs.better], minlength=size) < 3
    firm = np.bincount(runs.row[runs.better & ~lone], minlength=size) > 0
    dropped = lone & few[runs.row] & (~runs.closing | firm[runs.row])
    better[runs.row[dropped], runs.first[dropped]] = False
    return better


def _runs(better: Flags, count: Ints) -> _Runs:
    starts = np.arange(better.shape[1]) < count[:, None]
    starts[:, 1:] &= better[:, 1:] != better[:, :-1]
    row, first = np.nonzero(starts)
    closing = np.append(row[1:] != row[:-1], True)[: len(row)]
    last = np.where(closing, count[row] - 1, np.append(first[1:], 0)[: len(row)] - 1)
    return _Runs(row, first, last, better[row, first], closing)


def _attended(table: _Table, line: Timeline, row: Ints, first: Ints, last: Ints) -> Ints:
    """Attended sessions between two documented sessions of a course, both included."""
    counted = np.array([0, *line.counted])
    start, end = table.places[row, first], table.places[row, last]
    spent: Ints = counted[end + 1] - counted[start]
    return spent


def _held(table: _Table, line: Timeline, limits: Thresholds, since: Ints, times: int = 1) -> Flags:
    row = np.arange(len(since))
    first, last = np.maximum(since, 0), np.maximum(table.count - 1, 0)
    days = np.array(line.days)
    span = days[table.places[row, last]] - days[table.places[row, first]]
    enough: Flags = (span >= times * limits.sustained_days) & (
        _attended(table, line, row, first, last) >= times * limits.sustained_sessions
    )
    return enough
