"""Cases whose course looked like this one: symptoms over the share of care elapsed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tools.errors import ToolRefused
from tools.patterns.guard import AT_LEAST
from tools.patterns.records import Case, Similar
from tools.records import Level

STEPS = 12
"""Points at which two courses are compared."""
HEIGHT: Mapping[Level, float] = {Level.IMPAIRED: 0.0, Level.PARTLY: 0.5, Level.WELL: 1.0}
LENGTH_COUNTS = 0.25
"""Weight of the difference in length of care, beside 0.75 for the shape."""


def similar(
    case: Case, others: Iterable[Case], *, most: int = 5, at_least: int = AT_LEAST
) -> tuple[Similar, ...]:
    """Return the cases nearest to one, nearest first.

    Raises:
        ToolRefused: there are too few cases, or this one's symptoms are documented too thinly.
    """
    known = [c for c in others if c.code != case.code and len(c.course) > 2]
    if len(known) < at_least or len(case.course) < 3:
        raise ToolRefused(
            f"Comparing courses needs {at_least} other cases, and three sessions that document symptoms in "
            f"each; {len(known)} other cases have that."
        )
    near = sorted(((_distance(case, other), other.code, other) for other in known), key=lambda x: x[:2])
    return tuple(
        Similar(
            code=code,
            distance=round(distance, 3),
            lasting=other.lasting,
            interventions=tuple(i for i, _ in other.interventions),
        )
        for distance, code, other in near[:most]
    )


def _distance(one: Case, other: Case) -> float:
    shape = sum(abs(a - b) for a, b in zip(_shape(one), _shape(other), strict=True)) / STEPS
    longer = max(one.weeks, other.weeks)
    length = abs(one.weeks - other.weeks) / longer if longer else 0.0
    return (1 - LENGTH_COUNTS) * shape + LENGTH_COUNTS * length


def _shape(case: Case) -> list[float]:
    """The state that held at each step: the latest documented up to then, or the first."""
    heights = []
    for step in range(STEPS):
        so_far = [state for share, state in case.course if share <= step / (STEPS - 1)]
        heights.append(HEIGHT[so_far[-1] if so_far else case.course[0][1]])
    return heights
