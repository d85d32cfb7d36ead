from datetime import date

import pytest

from retrieval.deid.dating import Dated, Precision, day_first, resolve

TODAY = date(2024, 2, 6)


@pytest.mark.parametrize(
    ("surface", "before", "day", "precision"),
    [
        ("2023-11-30", "", date(2023, 11, 30), Precision.DAY),
        ("1/14/23", "", date(2023, 1, 14), Precision.DAY),
        ("12/26", "since ", date(2023, 12, 26), Precision.DAY),
        ("2/20", "next appt ", date(2024, 2, 20), Precision.DAY),
        ("Dec 11", "", date(2023, 12, 11), Precision.DAY),
        ("11 November", "", date(2023, 11, 11), Precision.DAY),
        ("March", "began in ", date(2023, 3, 1), Precision.MONTH),
        ("March", "hearing set for ", date(2024, 3, 1), Precision.MONTH),
        ("late January", "", date(2024, 1, 25), Precision.MONTH),
        ("January 2021", "", date(2021, 1, 1), Precision.MONTH),
        ("autumn 2021", "", date(2021, 9, 1), Precision.MONTH),
        ("2019", "", date(2019, 1, 1), Precision.YEAR),
        ("'98", "back in ", date(1998, 1, 1), Precision.YEAR),
        ("Christmas", "at ", date(2023, 12, 25), Precision.HOLIDAY),
        ("Easter", "not before ", date(2024, 3, 31), Precision.HOLIDAY),
        ("Valentine's Day", "", date(2024, 2, 14), Precision.HOLIDAY),
        ("the 28th", "since ", date(2024, 1, 28), Precision.DAY),
        ("twenty eighth", "take the ", date(2024, 1, 28), Precision.DAY),
    ],
)
def test_words_become_the_day_they_mean(surface: str, before: str, day: date, precision: Precision) -> None:
    assert resolve(surface, before, TODAY) == Dated(day, precision)


@pytest.mark.parametrize("surface", ["31/31", "February 30", "soon"])
def test_impossible_dates_are_not_guessed(surface: str) -> None:
    assert resolve(surface, "", TODAY) is None


def test_the_order_of_day_and_month_follows_the_dates_that_are_plain() -> None:
    assert day_first(["seen 25/3/24", "and 2/4/24"])
    assert not day_first(["seen 3/25/24", "and 4/2/24"])
    assert resolve("2/4/24", "", TODAY, day_first=True) == Dated(date(2024, 4, 2), Precision.DAY)
