from __future__ import annotations

import pytest

from tools.errors import ToolRefused
from tools.outcomes import Thresholds


@pytest.mark.parametrize(
    "wrong",
    [
        {"sustained_days": 0},
        {"sustained_sessions": -1},
        {"documented_sessions": 2},
        {"sustained_confidence": 1.1},
        {"improved_confidence": -0.2},
        {"setback_share": -0.1},
    ],
)
def test_meaningless_limits_are_refused(wrong):
    with pytest.raises(ToolRefused, match=next(iter(wrong))):
        Thresholds(**wrong)


def test_defaults_are_the_label_definitions():
    limits = Thresholds()
    assert (limits.sustained_days, limits.sustained_sessions, limits.setback_sessions) == (56, 4, 2)
    assert (limits.documented_sessions, limits.fluctuation_returns) == (3, 2)
