from datetime import date

import pytest

from retrieval.deid import ClientIdentity, Entry, restore
from retrieval.records import IdentifierType


def known(surrogate: str, canonical: str, kind: IdentifierType = IdentifierType.DATE) -> Entry:
    return Entry(surrogate=surrogate, type=kind, role="", canonical=canonical, forms=(canonical,))


IDENTITY = ClientIdentity(
    name="Ana Ruiz",
    anchor=date(2024, 1, 8),
    entries=(
        known("[CLIENT]", "Ana Ruiz", IdentifierType.NAME),
        known("[week 3]", "2024-01-30"),
        known("[week 12, month]", "2024-04-01"),
    ),
)


@pytest.mark.parametrize(
    ("clean", "told"),
    [
        ("[CLIENT] since [week 3]", "Ana Ruiz since 30 January 2024"),
        ("in [week 4]", "in the week of 5 February 2024"),
        ("in [week 12, month]", "in April 2024"),
        ("[2 weeks before]", "the week of 25 December 2023"),
        ("[3 years before]", "2021"),
        ("[AGE_90_OR_OVER]", "90 or over"),
    ],
)
def test_names_days_weeks_and_years_come_back(clean: str, told: str) -> None:
    assert restore(clean, IDENTITY) == told


def test_what_the_book_does_not_know_stays() -> None:
    assert (
        restore("[PERSON_9] and [sic] in [week 1]", ClientIdentity.start("Ana"))
        == "[PERSON_9] and [sic] in [week 1]"
    )
