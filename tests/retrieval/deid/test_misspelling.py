import pytest

from retrieval.deid.identity import Entry
from retrieval.deid.learning import Mention
from retrieval.deid.misspelling import near, without_misspelt
from retrieval.records import IdentifierType


@pytest.mark.parametrize(
    ("word", "name", "alike"),
    [
        ("dannielle", "danielle", True),
        ("daniele", "danielle", True),  # both are names; a letter is doubled
        ("daniellr", "danielle", True),
        ("dnaielle", "danielle", True),
        ("maria", "marie", False),  # both are names
        ("anielle", "danielle", False),
        ("hallina", "halina", True),
        ("hotel", "hortel", False),  # a word
        ("sertraline", "sertralina", False),  # a medicine
        ("wara", "wera", False),  # too short without a capital
    ],
)
def test_one_letter_may_be_wrong(word: str, name: str, alike: bool) -> None:
    assert near(word, name) is alike


def test_short_names_need_a_capital() -> None:
    assert near("wrra", "wera", capital=True)


def mention(key: str, order: int, role: str = "", score: float = 0.9) -> Mention:
    return Mention(
        type=IdentifierType.NAME, keys=(key,), text=key.title(), role=role, score=score, order=order
    )


SISTER = Entry(
    surrogate="[SISTER]", type=IdentifierType.NAME, role="SISTER", canonical="Halszka", forms=("halszka",)
)


def test_a_misspelt_name_of_the_book_is_nobody_new() -> None:
    left = without_misspelt([mention("halzska", 1), mention("tomasz", 2)], [SISTER])
    assert [m.keys for m in left] == [("tomasz",)]


def test_the_rarer_writing_is_the_misspelt_one() -> None:
    given = [mention("halszka", 1), mention("halszka", 2), mention("halzska", 3)]
    assert [m.keys[0] for m in without_misspelt(given, [])] == ["halszka", "halszka"]


def test_whoever_has_a_relation_of_her_own_is_somebody() -> None:
    given = [mention("halszka", 1, "SISTER"), mention("halszka", 2), mention("halzska", 3, "AUNT")]
    assert len(list(without_misspelt(given, []))) == 3
