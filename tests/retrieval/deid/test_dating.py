from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.deid.dates import find
from retrieval.deid.dating import MONTHS, Dated, Precision, resolve
from retrieval.deid.surrogates import week_of

TODAY = date(2024, 2, 6)


@pytest.mark.parametrize(
    ("surface", "before", "day", "precision"),
    [
        ("2023-11-30", "", date(2023, 11, 30), Precision.DAY),
        ("20231130", "", date(2023, 11, 30), Precision.DAY),
        ("1/14/23", "", date(2023, 1, 14), Precision.DAY),
        ("030486", "DOB ", date(1986, 3, 4), Precision.DAY),
        ("14 03 2023", "", date(2023, 3, 14), Precision.DAY),
        ("12/26", "since ", date(2023, 12, 26), Precision.DAY),
        ("2/20", "next appt ", date(2024, 2, 20), Precision.DAY),
        ("Mon 2/12", "next ", date(2024, 2, 12), Precision.DAY),
        ("Dec 11", "", date(2023, 12, 11), Precision.DAY),
        ("11 November", "", date(2023, 11, 11), Precision.DAY),
        ("3-Mar-23", "", date(2023, 3, 3), Precision.DAY),
        ("March 3 '23", "", date(2023, 3, 3), Precision.DAY),
        ("Tuesday, March 7, 2023", "", date(2023, 3, 7), Precision.DAY),
        ("January 8 to 12", "away ", date(2024, 1, 8), Precision.DAY),
        ("January 8\n", "", date(2024, 1, 8), Precision.DAY),
        ("March", "began in ", date(2023, 3, 1), Precision.MONTH),
        ("March", "worse since ", date(2023, 3, 1), Precision.MONTH),
        ("March", "hearing set for ", date(2024, 3, 1), Precision.MONTH),
        ("December", "worse from ", date(2023, 12, 1), Precision.MONTH),
        ("April", "leave from ", date(2024, 4, 1), Precision.MONTH),
        ("January", "until ", date(2025, 1, 1), Precision.MONTH),
        ("late January", "", date(2024, 1, 25), Precision.MONTH),
        ("end of January", "", date(2024, 1, 25), Precision.MONTH),
        ("January 2021", "", date(2021, 1, 1), Precision.MONTH),
        ("Sept '22", "", date(2022, 9, 1), Precision.MONTH),
        ("Mar-22", "", date(2022, 3, 1), Precision.MONTH),
        ("03/2022", "", date(2022, 3, 1), Precision.MONTH),
        ("2023-11", "", date(2023, 11, 1), Precision.MONTH),
        ("autumn 2021", "", date(2021, 9, 1), Precision.MONTH),
        ("Q3 2023", "", date(2023, 7, 1), Precision.MONTH),
        ("2019", "", date(2019, 1, 1), Precision.YEAR),
        ("2019-2021", "", date(2019, 1, 1), Precision.YEAR),
        ("2014ish", "", date(2014, 1, 1), Precision.YEAR),
        ("1980s", "", date(1980, 1, 1), Precision.YEAR),
        ("'98", "back in ", date(1998, 1, 1), Precision.YEAR),
        ("88", "in ", date(1988, 1, 1), Precision.YEAR),
        ("Christmas", "at ", date(2023, 12, 25), Precision.HOLIDAY),
        ("Easter", "not before ", date(2024, 3, 31), Precision.HOLIDAY),
        ("Valentine's Day", "", date(2024, 2, 14), Precision.HOLIDAY),
        ("the Fourth", "since ", date(2023, 7, 4), Precision.HOLIDAY),
        ("the 28th", "since ", date(2024, 1, 28), Precision.DAY),
        ("Friday the 9th", "", date(2024, 2, 9), Precision.DAY),
        ("twenty eighth", "take the ", date(2024, 1, 28), Precision.DAY),
    ],
)
def test_words_become_the_day_they_mean(surface: str, before: str, day: date, precision: Precision) -> None:
    assert resolve(surface, before, TODAY) == Dated(day, precision)


@pytest.mark.parametrize("surface", ["31/31", "February 30", "soon", "2023-13-40"])
def test_impossible_dates_are_not_guessed(surface: str) -> None:
    assert resolve(surface, "", TODAY) is None


def test_day_first_is_obeyed() -> None:
    assert resolve("2/4/24", "", TODAY, day_first=True) == Dated(date(2024, 4, 2), Precision.DAY)


WRITINGS = {
    "numeric": lambda d: f"{d.month}/{d.day}/{d:%y}",
    "padded": lambda d: f"{d:%m/%d/%Y}",
    "iso": lambda d: d.isoformat(),
    "short": lambda d: f"{d.month}/{d.day}",
    "spelt": lambda d: f"{MONTHS[d.month - 1].title()} {d.day}",
    "spelt with year": lambda d: f"{d.day} {MONTHS[d.month - 1][:3].title()} {d.year}",
    "hyphens": lambda d: f"{d.day}-{MONTHS[d.month - 1][:3].title()}-{d:%y}",
}
days = st.dates(date(1995, 1, 1), date(2039, 12, 31)).filter(lambda d: (d.month, d.day) != (2, 29))
near = st.integers(-150, 150).map(lambda n: timedelta(days=n))


@pytest.mark.parametrize("how", sorted(WRITINGS))
@settings(max_examples=60, deadline=None)
@given(today=days, apart=near)
def test_a_day_within_months_of_the_note_is_read_back(how: str, today: date, apart: timedelta) -> None:
    day = today + apart
    if (day.month, day.day) == (2, 29):
        return
    assert resolve(WRITINGS[how](day), "on ", today) == Dated(day, Precision.DAY)


@given(days, st.lists(near, min_size=2, max_size=6), st.sampled_from(sorted(WRITINGS)))
def test_weeks_keep_order_and_intervals(anchor: date, moved: list[timedelta], how: str) -> None:
    meant = sorted(d for d in (anchor + apart for apart in moved) if (d.month, d.day) != (2, 29))
    read = [resolve(WRITINGS[how](day), "on ", anchor) for day in meant]
    weeks = [_number(week_of(one, anchor)) for one in read if one]
    assert len(weeks) == len(meant)
    assert weeks == sorted(weeks)
    for (one, day), (other, later) in pairwise(zip(weeks, meant, strict=True)):
        assert abs((other - one) * 7 - (later - day).days) <= 6


def _number(surrogate: str) -> int:
    digits = int("".join(c for c in surrogate if c.isdigit()))
    return -digits if "before" in surrogate else digits


@given(days, st.integers(1, 12))
def test_since_a_month_lies_within_the_year_past(today: date, month: int) -> None:
    name = MONTHS[month - 1].title()
    dated = resolve(name, "worse since ", today)
    assert dated is not None
    assert timedelta(0) <= today - dated.day < timedelta(days=366)
    assert dated.day.month == month


@settings(max_examples=40, deadline=None)
@given(days)
def test_whatever_is_found_as_a_date_is_dated_or_left(today: date) -> None:
    text = (
        f"On {today:%m/%d/%Y}, {today:%d %B}, Sept '22, the 31st of last month, Q3 2023, 3/4-3/9, Eid, '09."
    )
    for finding in find(text):
        resolved = resolve(text[finding.start : finding.end], text[: finding.start], today)
        assert resolved is None or 1900 < resolved.day.year < 2060
