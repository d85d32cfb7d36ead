"""Goal attainment as one T score.

Kiresuk TJ, Sherman RE. Goal attainment scaling: a general method for evaluating comprehensive community
mental health programs. Community Ment Health J 1968;4(6):443-453.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from tools.errors import ToolRefused

CORRELATION = 0.3
"""Assumed between goals, as the authors propose."""
LEVELS = (-2, -1, 0, 1, 2)
"""Much less than expected, less, as expected, more, much more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLevel:
    """How far one goal was reached, on the five-point scale, and its weight."""

    level: int
    weight: float = 1.0


def attainment_score(goals: Sequence[GoalLevel]) -> float:
    """T score of all goals together: 50 when each came out as expected, standard deviation about 10.

    Raises:
        ToolRefused: no goals, a level outside -2 to 2, or a weight that is not positive.
    """
    if not goals or any(goal.level not in LEVELS or goal.weight <= 0 for goal in goals):
        raise ToolRefused(
            "Goal attainment needs at least one goal, each with a level from -2 to 2 and a positive weight."
        )
    weighed = sum(goal.weight * goal.level for goal in goals)
    squares = sum(goal.weight**2 for goal in goals)
    total = sum(goal.weight for goal in goals)
    return 50 + 10 * weighed / sqrt((1 - CORRELATION) * squares + CORRELATION * total**2)
