import pytest

from retrieval.deid.dates import find
from retrieval.deid.findings import settle


def found(text: str) -> list[str]:
    return [text[f.start : f.end] for f in settle(find(text))]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Seen on 2024-03-05.", ["2024-03-05"]),
        ("Discharged 3/14/23 to home", ["3/14/23"]),
        ("rebooked 2/12, no charge", ["2/12"]),
        ("no use since 11/7.", ["11/7"]),
        ("On the 14th of June, 2021 he fell", ["the 14th of June, 2021"]),
        ("moved in March and left in may.", ["March", "may"]),
        ("sober since about October 20", ["October 20"]),
        ("married autumn 2019", ["autumn 2019"]),
        ("laid off in 2009, rehired 2011", ["2009", "2011"]),
        ("worse around Thanksgiving and New Year's Eve", ["Thanksgiving", "New Year's Eve"]),
        ("fasting for Ramadan until Eid", ["Ramadan", "Eid"]),
        ("review on the 12th.", ["the 12th"]),
        ("the twenty eighth suits her", ["the twenty eighth"]),
        ("back by mid-July", ["mid-July"]),
    ],
)
def test_dates_are_found_whole(text: str, dates: list[str]) -> None:
    assert found(text) == dates


@pytest.mark.parametrize(
    "text",
    [
        "mood 8/10, anxiety 4/10 at worst",
        "slept 5/7 nights, homework done 3/4 times",
        "CBT x 6 weeks, 50-minute sessions",
        "three weeks ago, last Tuesday, next week, daily",
        "on call 24/7",
        "she may march out; they may be late",
        "PHQ-9 12, GAD-7 9/21",
        "BP 120/80, 2030 calories",
        "in the summer, over the weekend",
        "her 2nd session, his 3rd DUI class, the first time",
        "decreased sleep",
    ],
)
def test_durations_scores_and_relative_times_stay(text: str) -> None:
    assert found(text) == []
