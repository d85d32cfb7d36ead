from __future__ import annotations

import pytest

from tools.errors import ToolRefused
from tools.series.goal_attainment import GoalLevel, attainment_score


def _goals(*levels: int) -> list[GoalLevel]:
    return [GoalLevel(level=level) for level in levels]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((0, 0, 0), 50.0),
        ((1,), 60.0),
        ((-2,), 30.0),
        ((1, 1, 1), 50 + 30 / 4.8**0.5),  # (1 - .3) * 3 + .3 * 9 = 4.8
        ((2, -2), 50.0),
    ],
)
def test_equal_weights(levels: tuple[int, ...], expected: float) -> None:
    assert attainment_score(_goals(*levels)) == pytest.approx(expected)


def test_weights_count() -> None:
    score = attainment_score([GoalLevel(level=1, weight=3), GoalLevel(level=0, weight=1)])
    assert score == pytest.approx(50 + 30 / (0.7 * 10 + 0.3 * 16) ** 0.5)


@pytest.mark.parametrize("goals", [[], _goals(3), [GoalLevel(level=0, weight=0)]])
def test_nonsense_is_refused(goals: list[GoalLevel]) -> None:
    with pytest.raises(ToolRefused, match="Goal attainment needs"):
        attainment_score(goals)
