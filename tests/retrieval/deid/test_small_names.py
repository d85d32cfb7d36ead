import pytest

from retrieval.deid.small_names import rare, small_facility, unknown
from retrieval.deid.tokens import words_of


@pytest.mark.parametrize(
    ("text", "at", "small", "expected"),
    [
        ("her husb mark drove", 2, False, True),
        ("leave a mark there", 2, False, False),
        ("her daughter's floor is cold", 2, False, False),
        ("saw dr browning", 2, False, True),
        ("called oksana", 1, False, True),
        ("the zorvath trail", 1, False, False),
        ("the zorvath trail", 1, True, True),
        ("felt anxios", 1, True, False),
    ],
)
def test_which_small_word_may_be_a_name(text: str, at: int, small: bool, expected: bool) -> None:
    assert rare(words_of(text), at, small) is expected


@pytest.mark.parametrize(
    ("word", "expected"), [("oksana", True), ("would've", False), ("wkly", False), ("mom", False)]
)
def test_unknown_words(word: str, expected: bool) -> None:
    assert unknown(words_of(word)[0]) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("at red rock surgery", 3), ("at the surgery", 0), ("to our church", 0), ("red rock surgery", 0)],
)
def test_an_organisation_in_lower_case_follows_a_preposition(text: str, expected: int) -> None:
    tokens = words_of(text)
    assert small_facility(text, tokens, [""] * len(tokens), 1, True) == expected
