from __future__ import annotations

from pathlib import Path

import pytest

from evals.fit_course import read_charts
from evals.held_out_course import figures, held_out

CHARTS = Path(__file__).parents[2] / "evals" / "train" / "charts" / "own.jsonl"


@pytest.fixture(scope="module")
def charts():
    found = read_charts([CHARTS])
    return [c for c in found if c["chart"][2:] in ("01", "02", "03")]


def test_the_rules_alone_follow_a_careful_reader(charts):
    found = figures(held_out(charts, None))
    assert found["charts"] == len(charts)
    assert found["verdicts"] > 0.8 and found["onset_within_2"] > 0.8


def test_a_reader_who_hears_nothing_calls_nothing_lasting(charts):
    silent = {
        c["chart"]: {str(s["session"]): {d: [0.0, 0.0, 0.0, 1.0] for d in s["states"]} for s in c["sessions"]}
        for c in charts
    }
    found = figures(held_out(charts, silent))
    assert (found["sustained_recall"], found["false_sustained"], found["false_sustained_overall"]) == (
        0,
        0,
        0,
    )
