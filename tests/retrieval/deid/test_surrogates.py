from datetime import date

import pytest

from retrieval.deid.dating import Dated, Precision
from retrieval.deid.surrogates import SURROGATE, Numbering, week_of
from retrieval.records import IdentifierType

ANCHOR = date(2024, 1, 8)


@pytest.mark.parametrize(
    ("day", "precision", "surrogate"),
    [
        (date(2024, 1, 8), Precision.DAY, "[week 0]"),
        (date(2024, 1, 14), Precision.DAY, "[week 0]"),
        (date(2024, 1, 15), Precision.DAY, "[week 1]"),
        (date(2024, 1, 7), Precision.DAY, "[1 week before]"),
        (date(2023, 7, 10), Precision.DAY, "[26 weeks before]"),
        (date(2024, 4, 1), Precision.MONTH, "[week 12, month]"),
        (date(2023, 12, 25), Precision.HOLIDAY, "[2 weeks before, holiday]"),
        (date(2021, 1, 1), Precision.YEAR, "[3 years before]"),
        (date(2025, 1, 1), Precision.YEAR, "[year 1]"),
    ],
)
def test_dates_become_weeks_of_care(day: date, precision: Precision, surrogate: str) -> None:
    assert week_of(Dated(day, precision), ANCHOR) == surrogate
    assert SURROGATE.fullmatch(surrogate)


def test_roles_are_numbered_from_the_second_on_and_the_nameless_from_the_first() -> None:
    numbering = Numbering(["[PARTNER]", "[PERSON_1]"])
    given = [
        (IdentifierType.NAME, "PARTNER"),
        (IdentifierType.NAME, "SON"),
        (IdentifierType.NAME, ""),
        (IdentifierType.ORG, "EMPLOYER"),
    ]
    assert [numbering.next(kind, role) for kind, role in given] == [
        "[PARTNER_2]",
        "[SON]",
        "[PERSON_2]",
        "[EMPLOYER_1]",
    ]
