from datetime import date

import pytest

from retrieval.deid.slashes import BELIEVED, weight


def judged(marked: str, today: date | None = None) -> float:
    start, end = marked.index("["), marked.index("]") - 1
    return weight(marked.replace("[", "").replace("]", ""), start, end, today)


@pytest.mark.parametrize(
    "marked",
    [
        "since [8/10] she sleeps",
        "no drink since about [3/1]",
        "appt w/ Dr Vale [9/9]",
        "Tues [2/7], then off",
        "seen 3/4, [3/11]",
        "court [4/5] at 2pm",
        "[12/26] was hard",
        "UA on [7/10] negative",
        "left early [11/14]",
        "passed [1/2], at home",
    ],
)
def test_days(marked: str) -> None:
    assert judged(marked) >= BELIEVED


@pytest.mark.parametrize(
    "marked",
    [
        "mood [8/10]",
        "from 9/10 to [4/10].",
        "urge [7/10] all week",
        "earned [3/5] stars",
        "slept [5/7] nights",
        "took [1/2] a tab",
        "PHQ-9 [12/27]",
        "CIR [7/8].",
        "back [4/10], stiff",
        "on call [24/7]",
    ],
)
def test_scores(marked: str) -> None:
    assert judged(marked) < BELIEVED


def test_the_nearer_the_note_the_more_a_day() -> None:
    worth = [judged("Used [2/10], alone", date(2023, month, 12)) for month in (2, 3, 4, 6)]
    assert worth == sorted(worth, reverse=True)
    assert worth[0] > worth[-1]
    assert worth[0] >= BELIEVED


def test_a_day_that_no_year_has_is_no_day() -> None:
    assert judged("note [2/30]", date(2023, 2, 12)) < BELIEVED
