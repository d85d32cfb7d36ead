"""Presentations by interventions by outcome: counts, time to onset, durability, setbacks. Pure and exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from tools.patterns.guard import Guard
from tools.patterns.records import Case, Cell

ANY = "any"
"""A margin of the table."""
CASES_A_GROUP = 3
"""Cases for each group of a table: as many groups as cases would tell of each case by their sums."""


def table(cases: Iterable[Case], guard: Guard) -> tuple[Cell, ...]:
    """Count the combinations that the guard lets through: the margins first, the largest groups first.

    A case counts in every presentation and intervention that it has, so that cells overlap.
    """
    known = sorted(cases, key=lambda c: c.code)
    presentations = sorted({p for c in known for p in c.presentations})
    interventions = sorted({i for c in known for i, _ in c.interventions})
    margins = [*((p, ANY) for p in presentations), *((ANY, i) for i in interventions)]
    inner = [(p, i) for p in presentations for i in interventions]
    wanted = [(ANY, ANY), *_by_size(known, margins), *_by_size(known, inner)]
    cells: list[Cell] = []
    told: set[frozenset[str]] = set()
    for presentation, intervention in wanted:
        group = [c for c in known if _in(c, presentation, intervention)]
        marks = frozenset(c.mark for c in group)
        if (marks in told or len(told) < len(known) / CASES_A_GROUP) and guard.release(marks):
            told.add(marks)
            cells.append(cell(presentation, intervention, group))
    return tuple(cells)


def _by_size(cases: Sequence[Case], wanted: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(wanted, key=lambda pair: -sum(_in(c, *pair) for c in cases))


def cell(presentation: str, intervention: str, group: Sequence[Case]) -> Cell:
    """Count one group."""
    outcomes = Counter(c.durability.value for c in group)
    return Cell(
        presentation=presentation,
        intervention=intervention,
        cases=tuple(c.code for c in group),
        outcomes=tuple(sorted(outcomes.items())),
        onset_weeks=middle(c.onset_weeks for c in group),
        weeks_held=middle(c.weeks_held for c in group if c.lasting),
        setbacks=sum(c.setbacks for c in group),
    )


def middle(values: Iterable[float | None]) -> float | None:
    """The median of what is known; None if nothing is."""
    known = [v for v in values if v is not None]
    return round(float(median(known)), 1) if known else None


def _in(case: Case, presentation: str, intervention: str) -> bool:
    return (presentation in (ANY, *case.presentations)) and (
        intervention == ANY or case.first(intervention) is not None
    )
