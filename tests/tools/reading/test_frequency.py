import pytest

from tools.reading.frequency import times_a_week


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        # counts and periods
        ("four or five full attacks a week", 4.5),
        ("binges 4/wk", 4.0),
        ("3x/week", 3.0),
        ("flashbacks three times a day", 21.0),
        ("checks the stove 20 times a day", 140.0),
        ("argues 1-2 a wk", 1.5),
        ("one nightmare in six wks", 0.167),
        ("two migraines in the past month", 0.462),
        ("once every two weeks", 0.5),
        # this week, since last time
        ("slept in own bed x3 this week", 3.0),
        ("cut twice since last session", 2.0),
        ("vomited 4 times this week", 4.0),
        # nights of nights
        ("up for five of seven nights", 5.0),
        ("dry 5/7 nights", 5.0),
        ("drinks 4-5 nites a wk", 4.5),
        # words that are a rate by themselves
        ("nightmares nightly", 7.0),
        ("cries most nights", 5.0),
        ("prays every other day", 3.5),
        ("walks out of bed by 9 every day", 7.0),
        ("calls her sister weekly", 1.0),
        # none
        ("no attacks in three weeks", 0.0),
        ("none since the holiday", 0.0),
    ],
)
def test_states_a_rate(text: str, rate: float) -> None:
    assert times_a_week(text) == pytest.approx(rate, abs=0.001)


@pytest.mark.parametrize(
    "text",
    ["sleeps 5 hours a night", "sertraline 50 mg", "50-minute session", "lost her job", "9 years sober", ""],
)
def test_states_none(text: str) -> None:
    assert times_a_week(text) is None
