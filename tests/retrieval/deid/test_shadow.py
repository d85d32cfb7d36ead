from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.deid.shadow import cast, key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("plain", "plain"),
        ("Ｄａｎｉｅｌｌｅ", "Danielle"),
        ("Dan\u200bielle", "Danielle"),
        ("D\u00adanielle", "Danielle"),
        ("Dаniellе", "Danielle"),  # Cyrillic a and e
        ("Jose\u0301", "José"),
        ("Petro’s “late”", 'Petro\'s "late"'),
        ("ﬁsher", "fisher"),
        ("Ольга спит", "Ольга спит"),
        ("5\u00a0March", "5 March"),
    ],
)
def test_disguises_fold_to_plain_text(text: str, folded: str) -> None:
    assert cast(text).text == folded


def test_a_range_of_the_shadow_covers_all_of_its_source() -> None:
    text = "x Dan\u200bi\u0301elle y"
    shadow = cast(text)
    start = shadow.text.index("Dan")
    assert text[slice(*shadow.to_source(start, start + 8))] == "Dan\u200bi\u0301elle"


@given(st.text(max_size=80))
def test_source_ranges_are_in_order_and_inside(text: str) -> None:
    shadow = cast(text)
    places = [shadow.to_source(at, at + 1) for at in range(len(shadow.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(a[0] <= b[0] for a, b in pairwise(places))


@pytest.mark.parametrize(
    ("one", "other"), [("José", "jose"), ("O'Neil", "oneil"), ("Łucja’s", "lucja"), ("Oʻahu", "oahu")]
)
def test_keys_ignore_case_accents_apostrophes_and_possessives(one: str, other: str) -> None:
    assert key(one) == other
