from collections.abc import Mapping

import numpy as np
import pytest

from retrieval.deid import keep, naming
from retrieval.deid.page import Page
from retrieval.deid.tagger import CLASSES
from retrieval.deid.tokens import words_of


def found(text: str, tagged: Mapping[str, tuple[str, float]]) -> list[tuple[str, str, float, str]]:
    """Findings where the tagger believes so much of these words, and nothing of the others."""
    tokens = words_of(text)
    beliefs = np.zeros((len(tokens), len(CLASSES)), dtype=np.float32)
    beliefs[:, 0] = 1
    for at, word in enumerate(tokens):
        if word.text in tagged:
            kind, belief = tagged[word.text]
            beliefs[at, 0], beliefs[at, CLASSES.index(kind)] = 1 - belief, belief
    page = Page(text, tokens, keep.mark(tokens, text), beliefs)
    return [(text[f.start : f.end], f.type.value, round(f.score, 2), f.role) for f in naming.find(page)]


NAME, PLACE, BODY = ("NAME", 0.9), ("LOCATION", 0.9), ("ORG", 0.9)


@pytest.mark.parametrize(
    ("text", "tagged", "surface", "role"),
    [
        ("Her husband Petro drove.", {"Petro": NAME}, "Petro", "PARTNER"),
        ("Saw Dr. Vance today.", {"Dr": NAME, "Vance": NAME}, "Dr. Vance", "DOCTOR"),
        ("Saw Dr. Vance today.", {"Vance": NAME}, "Dr. Vance", "DOCTOR"),
        ("Then Aunt Bea called.", {"Bea": NAME}, "Aunt Bea", "AUNT"),
        ("Met Ana Lima-Reyes there.", {"Ana": NAME, "Lima": NAME, "Reyes": NAME}, "Ana Lima-Reyes", ""),
        ("Moved to Mombasa.", {"Mombasa": PLACE}, "Mombasa", "CITY"),
        ("Works at Kestrel Foods now.", {"Kestrel": BODY, "Foods": BODY}, "Kestrel Foods", "EMPLOYER"),
    ],
)
def test_words_that_belong_together_are_one_finding(
    text: str, tagged: Mapping[str, tuple[str, float]], surface: str, role: str
) -> None:
    assert found(text, tagged) == [(surface, tagged[surface.split()[-1].split("-")[-1]][0], 0.9, role)]


def test_people_in_a_list_are_findings_of_their_own() -> None:
    names = [
        row[0]
        for row in found(
            "Rosa, Dee and Imre left. Ike cried.", dict.fromkeys(("Rosa", "Dee", "Imre", "Ike"), NAME)
        )
    ]
    assert names == ["Rosa", "Dee", "Imre", "Ike"]


def test_a_full_stop_parts_two_people_unless_it_shortens() -> None:
    assert [r[0] for r in found("Told Rosa. Imre left.", {"Rosa": NAME, "Imre": NAME})] == ["Rosa", "Imre"]
    assert [r[0] for r in found("Told R. Imre of it.", {"R": NAME, "Imre": NAME})] == ["R. Imre"]


def test_small_words_at_the_ends_of_a_name_stay() -> None:
    assert [r[0] for r in found("Spoke of Bean again.", {"of": ("NAME", 0.5), "Bean": NAME})] == ["Bean"]


def test_what_is_kept_is_no_finding_unless_the_tagger_is_sure() -> None:
    assert found("Takes Zoloft daily.", {"Zoloft": ("NAME", 0.7)}) == []
    assert found("Born in Ohio once.", {"Ohio": ("LOCATION", 0.99)}) == []
    assert [r[0] for r in found("Grew up near Kraków.", {"Kraków": ("LOCATION", 0.99)})] == ["Kraków"]


def test_a_name_inside_a_test_is_hardly_a_person() -> None:
    assert all(
        row[2] <= naming.AUTHOR_AT_MOST for row in found("Beck Depression Inventory 14.", {"Beck": NAME})
    )


def test_numbers_that_no_pattern_knows_need_belief() -> None:
    assert found("Locker 99-x today.", {"99": ("ID", 0.3)}) == []
    assert [r[1] for r in found("Locker 99177 today.", {"99177": ("ID", 0.9)})] == ["ID"]


def test_a_day_or_a_score_is_not_for_the_tagger_alone() -> None:
    assert found("Guilt 3/10 then.", {"3": ("DATE", 0.9), "10": ("DATE", 0.9)}) == []


def test_an_empty_page_has_no_findings() -> None:
    assert found("", {}) == []
