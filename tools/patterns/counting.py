"""Presentations by interventions by outcome: counts, time to onset, durability, setbacks. Pure and exact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import median

from tools.patterns.guard import Guard
from tools.patterns.records import Case, Cell, Outcome

ANY = "any"
"""A margin of the table."""
CASES_A_CELL, CASES_A_GROUP = 4, 2
"""Cases for each cell of a table, and for each group in it: as many groups as cases would tell of each case
by their sums."""


def table(cases: Iterable[Case], guard: Guard) -> tuple[Cell, ...]:
    """Count the combinations that the guard lets through: the margins first, the largest groups first.

    A case counts in every presentation and intervention that it has, so that cells overlap. Within a cell,
    outcomes and medians are told of the groups that the guard lets through.
    """
    known = sorted(cases, key=lambda c: c.code)
    presentations = sorted({p for c in known for p in c.presentations})
    interventions = sorted({i for c in known for i, _ in c.interventions})
    margins = [*((p, ANY) for p in presentations), *((ANY, i) for i in interventions)]
    inner = [(p, i) for p in presentations for i in interventions]
    told = _Told(guard)
    groups: list[tuple[str, str, list[Case]]] = []
    for presentation, intervention in [
        (ANY, ANY),
        *_by_size(known, margins),
        *_by_size(known, inner),
    ]:
        group = [c for c in known if _in(c, presentation, intervention)]
        if told.release(group, most=len(known) / CASES_A_CELL):
            groups.append((presentation, intervention, group))
    return tuple(
        cell(p, i, group, lambda *parts: told.release(*parts, most=len(known) / CASES_A_GROUP))
        for p, i, group in groups
    )


class _Told:
    """The groups that one table tells of."""

    def __init__(self, guard: Guard) -> None:
        self._guard, self._groups = guard, set[frozenset[str]]()

    def release(self, cases: Sequence[Case], rest: Sequence[Case] = (), *, most: float) -> bool:
        """Whether these may be told of, with fewer than `most` others told of in this table.

        Args:
            cases: the group.
            rest: those who are left when this group is told of; nobody, or as many as the guard wants.
            most: groups in a table.
        """
        marks = frozenset(c.mark for c in cases)
        if not marks or (marks not in self._groups and len(self._groups) >= most):
            return False
        if not self._guard.release(*(frozenset(c.mark for c in part) for part in (cases, rest) if part)):
            return False
        self._groups.add(marks)
        return True


def _by_size(cases: Sequence[Case], wanted: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(wanted, key=lambda pair: -sum(_in(c, *pair) for c in cases))


def cell(presentation: str, intervention: str, group: Sequence[Case], release: Callable[..., bool]) -> Cell:
    """Count one group, and those parts of it that `release` lets through with what is left."""
    outcomes: list[tuple[str, int]] = []
    left = list(group)
    for outcome in Outcome:
        part, rest = [c for c in left if c.outcome is outcome], [c for c in left if c.outcome is not outcome]
        if release(part, rest):
            outcomes.append((outcome.value, len(part)))
            left = rest
    turned = [c for c in group if c.onset_weeks is not None]
    lasting = [c for c in group if c.lasting]
    return Cell(
        presentation=presentation,
        intervention=intervention,
        cases=tuple(c.code for c in group),
        outcomes=tuple(outcomes),
        onset_weeks=middle(c.onset_weeks for c in turned) if release(turned) else None,
        weeks_held=middle(c.weeks_held for c in lasting) if release(lasting) else None,
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
