from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.deid.generator.names import draw_culture, family_name, given_name
from evals.deid.generator.people import Cast, Person, roles
from evals.deid.generator.short_names import short_name
from evals.deid.generator.writings import FORMS, misspelt

PERSON = Person(first="Danielle", last="Okafor", nick="Dani", title="Dr.")


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("first", "Danielle"),
        ("last", "Okafor"),
        ("full", "Danielle Okafor"),
        ("initial", "D."),
        ("nick", "Dani"),
        ("lower", "danielle"),
        ("upper", "DANIELLE"),
        ("possessive", "Danielle"),
        ("title_last", "Dr. Okafor"),
    ],
)
def test_forms_of_a_name(form: str, text: str) -> None:
    assert FORMS[form](Random(0), PERSON) == text


def test_initials_come_with_and_without_full_stops() -> None:
    written = {FORMS["initials"](Random(seed), PERSON) for seed in range(60)}
    assert written == {"D.O.", "DO"}


@given(st.integers(), st.text("abcdeéßİ -'", min_size=2, max_size=12))
def test_a_misspelling_differs_and_keeps_the_first_letter(seed: int, name: str) -> None:
    wrong = misspelt(Random(seed), name)
    assert wrong != name
    assert wrong[0] == name[0]


@given(st.integers())
def test_everybody_has_names(seed: int) -> None:
    rng = Random(seed)
    culture = draw_culture(rng)
    for name in (given_name(rng, culture, female=True), family_name(rng, culture)):
        assert name == name.strip()
        assert len(name) > 1


def test_names_come_from_all_sources() -> None:
    rng = Random(0)
    sources = Counter(draw_culture(rng).source for _ in range(2000))
    assert sources["invented"] > 200
    assert sources["words"] > 120
    assert sources["own"] > 300


def test_a_person_stays_the_same_and_two_have_two_names() -> None:
    for seed in range(30):
        cast = Cast(Random(seed))
        people = [cast.person(who) for who in ("client", "sister", "sister2", "mother", "friend")]
        assert [cast.person(who) for who in ("client", "sister")] == people[:2]
        assert len({person.first for person in people}) == 5
        assert {p.first for p in people} <= set(cast.names())


def test_all_roles_of_the_format_are_known() -> None:
    asked = (
        "client partner ex mother father sister brother son daughter child grandmother grandfather aunt "
        "uncle cousin friend boss coworker teacher coach neighbour therapist doctor psychiatrist "
        "supervisor lawyer pastor pet"
    )
    assert set(asked.split()) <= set(roles())


def test_short_forms_are_those_in_use_or_made_up() -> None:
    assert {short_name(Random(s), "Deborah") for s in range(20)} == {"Deb", "Debbie"}
    assert short_name(Random(0), "Bo") == "Bo"
    made = {short_name(Random(s), "Oluwatobiloba") for s in range(40)}
    assert len(made) > 1
    assert all(len(name) > 2 for name in made)
