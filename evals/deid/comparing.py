"""Run systems over the same charts by turns, and score and time them."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from evals.deid.records import AnnotatedChart
from evals.deid.scoring import Tally, score_note
from evals.deid.systems import System

View = Callable[[AnnotatedChart], AnnotatedChart]
"""How the labels of a chart are read."""

AS_LABELLED: Mapping[str, View] = {"": lambda chart: chart}


@dataclass(slots=True)
class Result:
    """What one system did."""

    views: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    styles: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    """By style of note, of the first view."""
    seconds: list[float] = field(default_factory=list)
    """For each chart."""


def compare(
    charts: Sequence[AnnotatedChart],
    systems: Sequence[System],
    views: Mapping[str, View] = AS_LABELLED,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, Result]:
    """Let every system hide every chart, and score what it hid under every view.

    The systems take turns chart by chart, so that a slow minute of the machine hits them alike. Each hides
    the first chart once before its time counts, since it loads its model then.
    """
    results = {system.name: Result() for system in systems}
    for system in systems:
        system.hide(charts[0])
    for number, chart in enumerate(charts):
        for system in systems if number % 2 == 0 else reversed(systems):
            _run(chart, system, results[system.name], views, clock)
    return results


def paired_ratio(one: Result, other: Result) -> float:
    """The median over charts of one system's time against the other's."""
    return round(median(a / b for a, b in zip(one.seconds, other.seconds, strict=True)), 3)


def seconds_a_note(result: Result) -> float:
    """Mean time of a note."""
    notes = sum(tally.counts["notes", ""] for tally in result.styles.values())
    return round(sum(result.seconds) / notes, 4) if notes else 0.0


def _run(
    chart: AnnotatedChart,
    system: System,
    result: Result,
    views: Mapping[str, View],
    clock: Callable[[], float],
) -> None:
    start = clock()
    hidden = system.hide(chart)
    result.seconds.append(clock() - start)
    for position, (name, view) in enumerate(views.items()):
        seen = view(chart)
        for number, (note, spans) in enumerate(zip(seen.notes, hidden, strict=True), 1):
            where = f"{chart.id}.{number}"
            score_note(result.views[name], note, spans, where)
            if position == 0:
                score_note(result.styles[note.style], note, spans, where)
