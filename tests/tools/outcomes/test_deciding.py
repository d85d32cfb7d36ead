from __future__ import annotations

import numpy as np
import pytest

from tools.outcomes.deciding import LASTING, decide
from tools.outcomes.possible import judge_all
from tools.outcomes.thresholds import Thresholds
from tools.outcomes.timeline import timeline
from tools.records import Change, Domain, Durability

EMERGING = (Change.IMPROVED, Durability.EMERGING)
NEVER = (Change.UNCHANGED, Durability.NONE)
ROWS = {LASTING: (0, 0, 0, 2, 2, 2, 2, 2), EMERGING: (0, 0, 0, 0, 0, 0, 2, 2), NEVER: (0,) * 8}


def choose(build_chart, tally):
    line = timeline(build_chart("-" * 8))
    draws = np.array([ROWS[label] for label in tally], dtype=np.int8)
    possible = judge_all(draws, line, Thresholds(), Domain.SYMPTOMS, None)
    decision = decide(possible, tally, Thresholds())
    return (decision.finding.change, decision.finding.durability), decision.withheld


@pytest.mark.parametrize(
    ("tally", "label", "withheld"),
    [
        ({LASTING: 0.95, NEVER: 0.05}, LASTING, False),
        ({LASTING: 0.85, EMERGING: 0.1, NEVER: 0.05}, EMERGING, True),
        ({LASTING: 0.6, EMERGING: 0.15, NEVER: 0.25}, EMERGING, True),  # improved .75: it stands
        ({LASTING: 0.55, EMERGING: 0.1, NEVER: 0.35}, NEVER, True),  # improved .65: it does not
        ({LASTING: 0.8, NEVER: 0.2}, EMERGING, True),  # no course is merely emerging: lasting is left open
        ({LASTING: 0.4, EMERGING: 0.6}, EMERGING, False),
        ({NEVER: 1.0}, NEVER, False),
    ],
)
def test_sustained_is_said_only_when_clear(build_chart, tally, label, withheld):
    assert choose(build_chart, tally) == (label, withheld)
