from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.outcomes.course_tables import WIDEST, course_tables
from tools.outcomes.onsets import _beside, coupled
from tools.outcomes.possible import judge_all
from tools.outcomes.thresholds import Thresholds
from tools.outcomes.timeline import timeline
from tools.records import Domain

SESSIONS = 12


@pytest.fixture(scope="module")
def drawn(build_chart):
    """Judged courses from words: - impaired, + well; each drawn once. Four weeks lie between sessions."""
    line = timeline(build_chart("-" * SESSIONS, gap=28))

    def judged(domain, *courses):
        rows = np.array([[0 if c == "-" else 2 for c in course] for course in courses], dtype=np.int8)
        return judge_all(rows, line, Thresholds(), domain, None)

    return judged


def begun(onset):
    return "-" * onset + "+" * (SESSIONS - onset)


def by_onset(possible):
    return {int(o): float(s) for o, s in zip(possible.onsets, possible.shares, strict=True)}


def test_an_open_onset_goes_where_the_others_begin(drawn):
    possible = {d: drawn(d, begun(7)) for d in Domain} | {
        Domain.FUNCTION: drawn(Domain.FUNCTION, begun(2), begun(7))
    }
    shares = by_onset(coupled(possible, course_tables())[Domain.FUNCTION])
    assert shares[7] > 0.7 > 0.3 > shares[2]


def test_every_verdict_keeps_its_probability(drawn):
    possible = {d: drawn(d, begun(2), begun(7), begun(10), "-" * SESSIONS) for d in Domain}
    possible[Domain.RISK] = drawn(Domain.RISK, begun(7))
    weighed = coupled(possible, course_tables())
    for domain in Domain:
        assert weighed[domain].tally == pytest.approx(possible[domain].tally)


def test_without_a_gain_nothing_moves(drawn):
    possible = {d: drawn(d, "-" * SESSIONS, "-+" * (SESSIONS // 2)) for d in Domain}
    possible[Domain.RISK] = drawn(Domain.RISK, "-" * SESSIONS)
    assert by_onset(coupled(possible, course_tables())[Domain.RISK]) == by_onset(possible[Domain.RISK])


@given(shares=st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_in_linear_time_as_by_every_pair(shares):
    other = np.array(shares) / max(1.0, sum(shares))
    ratios = course_tables().gaps[Domain.SYMPTOMS, Domain.RISK]
    plain = [
        sum(ratios[int(np.clip(b - a, -WIDEST, WIDEST)) + WIDEST] * other[b] for b in range(len(other)))
        for a in range(len(other))
    ]
    np.testing.assert_allclose(_beside(other, ratios), plain, atol=1e-9)
