from datetime import date

import pytest

from retrieval.deid.holidays import day_of, easter, orthodox_easter
from retrieval.deid.lexicon import lines


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2000, date(2000, 4, 23)),
        (2019, date(2019, 4, 21)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
    ],
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("nth:11:3:4", date(2023, 11, 23)),  # Thanksgiving
        ("nth:05:0:-1", date(2024, 5, 27)),  # Memorial Day
        ("lunar:01-21", date(2024, 2, 10)),  # Lunar New Year
        ("lunar:10-15", date(2023, 11, 12)),  # Diwali
        ("islamic:9:1", date(2024, 3, 11)),  # Ramadan
        ("islamic:10:1", date(2023, 4, 21)),  # Eid
        ("full:03-26", date(2024, 4, 23)),  # Passover
        ("lunar:12-04-5", date(2023, 12, 8)),  # Hanukkah
        ("lunar:12-04-5", date(2024, 12, 26)),
        ("lunar:09-05+9", date(2024, 10, 12)),  # Yom Kippur
        ("full:03-26+50", date(2024, 6, 12)),  # Shavuot
        ("lunar:09-20+9", date(2023, 10, 24)),  # Dussehra
        ("full:08-05", date(2023, 8, 30)),  # Raksha Bandhan
        ("lunar:08-16+4", date(2025, 8, 27)),  # Ganesh Chaturthi
        ("full:09-08", date(2024, 9, 17)),  # Mid-Autumn
        ("islamic:12:10", date(2024, 6, 16)),  # Eid al-Adha
    ],
)
def test_rules_come_within_days_of_the_published_date(rule: str, day: date) -> None:
    assert abs((day_of(rule, day.year) - day).days) <= 4


@pytest.mark.parametrize("day", [date(2021, 5, 2), date(2023, 4, 16), date(2024, 5, 5), date(2025, 4, 20)])
def test_orthodox_easter(day: date) -> None:
    assert orthodox_easter(day.year) == day


def test_every_rule_of_the_table_gives_a_day_in_every_year() -> None:
    rules = {line.split("\t")[1] for line in lines("holidays.tsv")}
    assert all(day_of(rule, year).year in (year, year + 1) for rule in rules for year in range(1990, 2041))
