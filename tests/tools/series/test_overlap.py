from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.errors import ToolRefused
from tools.series.overlap import overlap

PHASE = st.lists(st.integers(0, 60).map(float), min_size=1, max_size=12)


def test_the_published_example() -> None:
    """Parker, Vannest & Davis 2011, as in the tests of SingleCaseES."""
    found = overlap([20, 20, 26, 25, 22, 23], [28, 25, 24, 27, 30, 30, 29], higher_is_better=True)
    assert found.pairs == 42
    assert found.nap == pytest.approx(38.5 / 42)
    assert found.tau == pytest.approx(35 / 42)
    assert found.pnd == pytest.approx(5 / 7)


@pytest.mark.parametrize(
    ("before", "after", "tau", "tau_u"),
    [
        ([3, 3, 4, 5], [4, 5, 6, 7, 7], 16 / 20, 0.55),  # Parker et al. 2011, second example
        ([1, 2, 3, 4, 5], [6, 7, 8, 9, 10], 1.0, 0.6),  # Tarlow 2017
    ],
)
def test_tau_u_takes_the_earlier_trend_out(
    before: list[float], after: list[float], tau: float, tau_u: float
) -> None:
    found = overlap(before, after, higher_is_better=True)
    assert found.tau == pytest.approx(tau)
    assert found.tau_u == pytest.approx(tau_u)


@given(PHASE, PHASE)
def test_turning_the_scale_round_changes_nothing(before: list[float], after: list[float]) -> None:
    plain = overlap(before, after, higher_is_better=True)
    turned = overlap([-s for s in before], [-s for s in after])
    assert turned == plain


@given(PHASE, PHASE)
def test_exchanging_the_phases_turns_nap_over(before: list[float], after: list[float]) -> None:
    assert overlap(before, after).nap + overlap(after, before).nap == pytest.approx(1)


def test_a_phase_without_a_score_is_refused() -> None:
    with pytest.raises(ToolRefused, match="needs a score in each"):
        overlap([], [1])
