from __future__ import annotations

import pytest

from retrieval.records import Evidence
from tools.outcomes.reliable_change import ScoreChange
from tools.outcomes.score_courses import score_courses
from tools.records import Measure


def scores(name, *values, used=True):
    return [
        Measure(
            instrument=name,
            score=value,
            session=i + 1,
            used=used,
            evidence=Evidence(note_id=f"n{i}", session=i + 1, start=0, end=8, quote=f"{name} {value}"),
        )
        for i, value in enumerate(values)
        if value is not None
    ]


@pytest.mark.parametrize(
    ("name", "values", "change", "percent", "response", "remission"),
    [
        ("PHQ-9", (20, 15, 9), ScoreChange.RECOVERED, 55, True, False),
        ("PHQ-9", (20, 4), ScoreChange.RECOVERED, 80, True, True),
        ("PHQ-9", (16, 10), ScoreChange.IMPROVED, 37.5, False, False),  # six points count, ten is a case
        ("PHQ-9", (8, 2), ScoreChange.IMPROVED, 75, None, None),  # never in the clinical range
        ("GAD-7", (9, 14), ScoreChange.DETERIORATED, -500 / 9, False, None),
        ("Y-BOCS", (30, 19), None, 1100 / 30, True, None),  # response from 35 per cent
        ("ORS", (18, 27), ScoreChange.RECOVERED, None, None, None),  # higher is better
    ],
)
def test_first_against_last(name, values, change, percent, response, remission):
    (course,) = score_courses(scores(name, *values))
    assert (course.change.change if course.change else None) == change
    assert course.percent == (pytest.approx(percent) if percent is not None else None)
    assert (course.response, course.remission) == (response, remission)


def test_a_sudden_gain_is_named_by_its_sessions():
    (course,) = score_courses(scores("BDI-II", 30, 31, 30, 15, 14, 15, 14))
    assert [(g.before, g.after, g.points, g.reversed) for g in course.gains] == [(3, 4, 15, False)]


def test_scores_around_a_session_are_set_against_each_other():
    (course,) = score_courses(scores("PHQ-9", 18, 17, 9, 8), since=3)
    assert course.overlap is not None and course.overlap.nap == 1
    assert score_courses(scores("PHQ-9", 18, 9, 8), since=2)[0].overlap is None  # one score before


@pytest.mark.parametrize(("last", "borderline"), [(9, True), (11, True), (12, False)])
def test_the_cutoff_is_not_a_cliff(last, borderline):
    assert score_courses(scores("PHQ-9", 20, last))[0].borderline is borderline


def test_alliance_has_no_response_and_unused_scores_are_left_out():
    (course,) = score_courses([*scores("SRS", 20, 38), *scores("PHQ-9", 9, 9, used=False)])
    assert (course.name, course.response, course.gains) == ("SRS", None, ())
