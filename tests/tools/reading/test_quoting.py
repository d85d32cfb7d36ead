import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.sentences import split
from tools.reading.quoting import carrying


def quoted(text: str, sentence: str, focus: str = "") -> str:
    start = text.index(sentence)
    at = (text.index(focus), text.index(focus) + len(focus)) if focus else None
    a, b = carrying(text, start, start + len(sentence), at)
    return text[a:b]


def test_a_sentence_is_quoted_whole() -> None:
    assert quoted("Tired. Slept four hours a night all week. Ate.", "Slept four hours a night all week.") == (
        "Slept four hours a night all week."
    )


@pytest.mark.parametrize(
    ("text", "sentence", "quote"),
    [
        ("Drove to the shop alone. Denies SI.", "Denies SI.", "Drove to the shop alone. Denies SI."),
        ("Denies SI. Drove to the shop alone.", "Denies SI.", "Denies SI. Drove to the shop alone."),
        ("S: Bad week at home.\nO: Flat.", "Flat.", "at home.\nO: Flat."),
    ],
)
def test_a_short_sentence_takes_in_its_neighbour(text: str, sentence: str, quote: str) -> None:
    assert quoted(text, sentence) == quote


def test_a_long_sentence_is_cut_round_the_focus() -> None:
    text = (
        ", ".join(f"clause number {i} about nothing much" for i in range(12))
        + ", cut her arm on Sunday, then slept."
    )
    found = quoted(text, text, "cut her arm")
    assert "cut her arm on Sunday" in found
    assert len(found.split()) <= 40


@given(st.text(alphabet="abc .;,\n-", max_size=400))
def test_always_within_the_note_and_at_most_forty_words(text: str) -> None:
    for start, end in split(text):
        a, b = carrying(text, start, end)
        assert 0 <= a < b <= len(text)
        assert len(text[a:b].split()) <= 60
