import pytest

from retrieval.deid import keep
from retrieval.deid.tokens import words_of


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Wellbutrin", "medications"),
        ("PHQ-9", "instruments"),
        ("Beck Depression Inventory", "instruments"),
        ("EMDR", "therapies"),
        ("Oregon", "places"),
        ("OR", "places"),
        ("Tuesday", "terms"),
    ],
)
def test_kept_phrases_are_marked_whole(text: str, category: str) -> None:
    marks = keep.mark(words_of(text))
    assert {mark for mark, word in zip(marks, words_of(text), strict=True) if not word.text.isdigit()} == {
        category
    }


def test_small_words_that_are_codes_only_in_capitals_are_not_marked() -> None:
    assert keep.mark(words_of("in or hi")) == ["", "", ""]
