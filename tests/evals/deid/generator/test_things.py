"""Places, bodies, marks and days: each is drawn in the writings that notes use."""

import re
from datetime import date
from random import Random

import pytest

from evals.deid.generator import filling, marks, organisations, places, written_days

DAY = date(2024, 3, 14)


def every(slot: str, british: bool = False) -> set[str]:
    _, draw = filling.DRAWS[slot]
    return {draw(Random(seed), british) for seed in range(120)}


@pytest.mark.parametrize("slot", sorted(filling.DRAWS))
@pytest.mark.parametrize("british", [False, True])
def test_every_thing_is_drawn_in_more_than_one_way(slot: str, british: bool) -> None:
    drawn = every(slot, british)
    assert len(drawn) > 8
    assert all(text == text.strip() and any(c.isalnum() for c in text) for text in drawn)


@pytest.mark.parametrize("kind", sorted(organisations.kinds()))
def test_every_kind_of_organisation_has_names_without_gaps(kind: str) -> None:
    names = {organisations.organisation(Random(seed), kind) for seed in range(100)}
    assert len(names) > 30
    assert not any(re.search(r"[{}]|  ", name) for name in names)


def test_numbers_belong_to_nobody() -> None:
    assert all("555" in n and "01" in n for n in every("phone"))
    assert all(re.search(r"900\d{3}|0 ?\d{3}$", n.replace(" ", "")) for n in every("phone", british=True))
    assert all(re.search(r"example(\.(com|org|net))?$", address) for address in every("email"))
    assert all(number.startswith("9") for number in every("ssn"))
    assert all(a.startswith(("192.0.2.", "198.51.100.", "203.0.113.")) for a in every("ip"))
    assert all(marks.phone7(Random(s)).startswith("555-01") for s in range(20))


def test_places_are_those_on_a_map_and_others() -> None:
    assert re.fullmatch(r"\d{5}(-\d{4})?", places.postcode(Random(1), british=False))
    assert re.fullmatch(r"[A-Z]{2}\d{1,2} \d[A-Z]{2}", places.postcode(Random(1), british=True))
    assert all(text[0].isdigit() for text in every("street"))
    assert all(re.search(r" (and|&) ", text) for text in every("intersection"))


@pytest.mark.parametrize(
    ("form", "american", "british"),
    [
        ("iso", r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d-\d\d"),
        ("short", r"\d{1,2}/\d{1,2}", r"\d{1,2}/\d{1,2}"),
        ("full", r"[A-Z]\w+\.? \d{1,2}, \d{4}", r"\d{1,2} [A-Z]\w+\.? \d{4}"),
        ("monthday", r"[A-Z]\w+\.? \d{1,2}(st|nd|rd|th)?", r"\d{1,2}(st|nd|rd|th)?( of)? [A-Z]\w+\.?"),
        ("ordinal", r"the \d{1,2}(st|nd|rd|th)", r"the \d{1,2}(st|nd|rd|th)"),
        ("month", r"[A-Z]\w+\.?", r"[A-Z]\w+\.?"),
        ("year", r"(19|20)\d\d", r"(19|20)\d\d"),
    ],
)
def test_days_are_written_as_notes_write_them(form: str, american: str, british: str) -> None:
    for seed in range(60):
        assert re.fullmatch(american, written_days.written(Random(seed), form, DAY, british=False))
        assert re.fullmatch(british, written_days.written(Random(seed), form, DAY, british=True))


def test_ages_are_ninety_or_more_and_sometimes_in_words() -> None:
    ages = {written_days.age90(Random(seed)) for seed in range(200)}
    assert "ninety-four" in ages or "ninety" in ages
    assert all(int(age) >= 90 for age in ages if age.isdigit())
