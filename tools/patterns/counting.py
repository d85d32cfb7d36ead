"""Presentations by interventions by outcome: counts, time to onset, durability, setbacks. Pure and exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from tools.patterns.guard import Guard
from tools.patterns.records import Case, Cell

ANY = "any"
"""A margin of the table."""


def table(cases: Iterable[Case], guard: Guard) -> tuple[Cell, ...]:
    """Count every combination that the guard lets through, the margins first.

    A case counts in every presentation and intervention that it has, so that cells overlap.
    """
    known = sorted(cases, key=lambda c: c.code)
    presentations = sorted({p for c in known for p in c.presentations})
    interventions = sorted({i for c in known for i, _ in c.interventions})
    wanted = [(ANY, ANY), *((p, ANY) for p in presentations), *((ANY, i) for i in interventions)]
    wanted += ((p, i) for p in presentations for i in interventions)
    cells = []
    for presentation, intervention in wanted:
        group = [c for c in known if _in(c, presentation, intervention)]
        if guard.release(c.code for c in group):
            cells.append(cell(presentation, intervention, group))
    return tuple(cells)


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
