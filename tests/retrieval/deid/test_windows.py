import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.deid.tokens import words_of
from retrieval.deid.windows import LONGEST, windows
from retrieval.encoder import BEGIN, END, tokenizer

TEXTS = st.lists(
    st.sampled_from("Zofia said no; 5/7 nights w/ Oyelaran-Kim's dad… \n".split(" ")), max_size=400
)


@given(TEXTS)
def test_every_piece_is_read_in_exactly_one_window(words: list[str]) -> None:
    text = " ".join(words)
    tokens = words_of(text)
    pieces = len(tokenizer().encode(text, add_special_tokens=False).ids)
    found = list(windows(text, tokens, tokenizer()))
    assert sum(int(window.inside.sum()) for window in found) == pieces
    assert all(len(window.ids) <= LONGEST + 2 for window in found)
    assert all(window.ids[0] == BEGIN and window.ids[-1] == END for window in found)


@given(TEXTS)
def test_every_word_is_read(words: list[str]) -> None:
    text = " ".join(words)
    tokens = words_of(text)
    read = {int(at) for window in windows(text, tokens, tokenizer()) for at in window.words[window.inside]}
    assert read - {-1} == set(range(len(tokens)))


def test_a_piece_belongs_to_the_word_that_holds_it() -> None:
    text = "Told Oyelaran."
    window = next(windows(text, words_of(text), tokenizer()))
    assert window.words[1] == 0
    assert set(window.words[2:-2]) == {1}
    assert np.array_equal(window.words[[0, -2, -1]], [-1, -1, -1])
