from __future__ import annotations

import pytest

from tools.errors import ToolRetry
from tools.outcomes import assess
from tools.outcomes.comparing import Period, compare
from tools.records import Domain, Level


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ("----++++", "better"),
        ("++++----", "worse"),
        ("-~-~-~-~", "about the same"),
        ("----????", "cannot tell"),
    ],
)
def test_outcome(build_chart, row, outcome):
    chart = build_chart(row)
    found = compare(chart, assess(chart), Period(first=1, last=4), Period(first=5, last=8))
    assert {d.outcome for d in found.domains} == {outcome}


def test_states_and_words_of_each_period(build_chart):
    chart = build_chart("---~++++")
    found = compare(chart, assess(chart), Period(first=1, last=4), Period(first=5, last=8))
    symptoms = next(d for d in found.domains if d.domain is Domain.SYMPTOMS)
    assert symptoms.earlier.shares == {Level.IMPAIRED: 0.75, Level.PARTLY: 0.25}
    assert symptoms.later.words is not None and symptoms.later.words.evidence.session in (5, 6, 7, 8)


@pytest.mark.parametrize(
    "ends", [(5, 8, 1, 4), (1, 4, 4, 8), (4, 1, 5, 8), (11, 12, 13, 14), (-3, -2, -1, 0)]
)
def test_periods_must_follow_each_other_within_the_course(build_chart, ends):
    chart = build_chart("----++++")
    with pytest.raises(ToolRetry):
        compare(
            chart, assess(chart), Period(first=ends[0], last=ends[1]), Period(first=ends[2], last=ends[3])
        )
