import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.quoting import fit_quote

TEXT = "Sleeps through on five nights of seven.\nWorry an hour a day."


@pytest.mark.parametrize(
    ("words", "fitted"),
    [
        ("five nights of seven.", "five nights of seven."),
        ("ive nights of sev", "five nights of seven."),
        ("seven.", "seven. Worry an hour"),
        ("a day.", "an hour a day."),
        ("Sleeps", "Sleeps through on five"),
    ],
)
def test_whole_words_and_at_least_four(words: str, fitted: str) -> None:
    start = TEXT.index(words)
    assert fit_quote(TEXT, start, start + len(words)) == fitted


def test_long_quotes_are_cut() -> None:
    text = " ".join(f"w{n}" for n in range(90))
    assert fit_quote(text, 3, len(text)).split() == [f"w{n}" for n in range(1, 41)]


@pytest.mark.parametrize(("text", "fitted"), [("No show.", "No show."), ("", ""), ("  \n ", "")])
def test_short_notes_come_back_whole(text: str, fitted: str) -> None:
    assert fit_quote(text, 0, len(text)) == fitted


@given(st.text(alphabet="ab \n.", min_size=1, max_size=120), st.data())
def test_it_is_always_verbatim(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = fit_quote(text, start, end)
    assert quote in " ".join(text.split())
    assert len(quote.split()) <= 40
