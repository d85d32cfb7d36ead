import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.intake.dates import DateOrder, date_at, find_dates

TODAY = date(2026, 6, 1)
FEB_15 = date(2024, 2, 15)


@pytest.mark.parametrize(
    "written",
    [
        "2024-02-15",
        "2024/02/15",
        "20240215",
        "02/15/2024",
        "15/02/2024",
        "2/15/24",
        "15.02.2024",
        "2-15-24",
        "15 Feb 2024",
        "15th of February, 2024",
        "15-Feb-24",
        "Feb 15, 2024",
        "February 15th 2024",
        "Feb. 15, 2024",
        "Feb 15 '24",
        "Thursday, February 15, 2024",
        "2024 February 15",
        "2024-02-15T10:00:00",
    ],
)
def test_one_way_to_read(written: str) -> None:
    assert [item.exact for item in find_dates(f"Seen {written}.", today=TODAY)] == [FEB_15]


def test_ambiguous_date_keeps_both_readings() -> None:
    (found,) = find_dates("03/12/2024", today=TODAY)
    assert found.exact is None
    assert found.read(DateOrder.MONTH_FIRST) == date(2024, 3, 12)
    assert found.read(DateOrder.DAY_FIRST) == date(2024, 12, 3)


def test_same_day_and_month_is_exact() -> None:
    assert find_dates("4/4/2024", today=TODAY)[0].exact == date(2024, 4, 4)


@pytest.mark.parametrize(
    "written", ["Tue 03/05/2024", "03/05/2024 (Tuesday)", "Tues, 3/5/24", "Tuesday 3/5/24"]
)
def test_weekday_settles(written: str) -> None:
    assert find_dates(written, today=TODAY)[0].exact == date(2024, 3, 5)  # 3 May was a Friday


def test_weekday_that_fits_both_readings_settles_nothing() -> None:
    assert find_dates("Tue 03/12/2024", today=TODAY)[0].exact is None


@pytest.mark.parametrize("written", ["2024-02-30", "31/11/2024", "30 February 2024", "13/13/2024"])
def test_a_day_that_does_not_exist(written: str) -> None:
    (found,) = find_dates(written, today=TODAY)
    assert not found.exists
    assert found.has_year


@pytest.mark.parametrize(
    "text",
    [
        "PHQ-9 18, sleep 5-6h, BP 120/80",
        "call 503-555-0148 or 555-12-3456",
        "SSN 123-45-6789",
        "she may 15 times a day",
        "Feb 15 10:00",
        "version 1.2.3.4",
        "8/10 pain, 2/15",
        "March 12, 50 min session",
    ],
)
def test_numbers_that_are_no_dates(text: str) -> None:
    assert find_dates(text, today=TODAY) == ()


@pytest.mark.parametrize("written", ["2/15", "15 March", "Mar 15th"])
def test_dates_without_a_year_on_request(written: str) -> None:
    (found,) = find_dates(written, today=TODAY, yearless=True)
    assert not found.has_year
    assert not found.exists


@pytest.mark.parametrize(
    ("written", "year"), [("1/13/99", 1999), ("1/13/05", 2005), ("1/13/36", 2036), ("1/13/37", 1937)]
)
def test_century_of_short_years(written: str, year: int) -> None:
    exact = find_dates(written, today=TODAY)[0].exact
    assert exact is not None
    assert exact.year == year


def test_date_at_a_place() -> None:
    assert date_at("Session 4/12/24", 8, today=TODAY) is not None
    assert date_at("Session 04 Feb 15 2024", 8, today=TODAY) is None


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=TODAY),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d-%b-%Y"]),
)
def test_written_dates_are_found(day: date, pattern: str) -> None:
    assert [item.exact for item in find_dates(f"on {day.strftime(pattern)}, at 10:00", today=TODAY)] == [day]


@given(st.text(alphabet="0123456789/-. JanFebMaytsd,'’", max_size=80))
def test_found_dates_are_in_order_and_apart(text: str) -> None:
    found = find_dates(text, today=TODAY, yearless=True)
    assert all(0 <= item.start < item.end <= len(text) for item in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
