import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.deid import keep
from retrieval.deid.tagger import CLASSES, Beliefs, tag
from retrieval.deid.tokens import words_of


def beliefs(text: str) -> Beliefs:
    tokens = words_of(text)
    return tag(text, tokens, keep.mark(tokens, text))


def kinds(text: str) -> dict[str, str]:
    return {w.text: CLASSES[row.argmax()] for w, row in zip(words_of(text), beliefs(text), strict=True)}


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=400))
def test_beliefs_are_probabilities_of_every_word(text: str) -> None:
    found = beliefs(text)
    assert found.shape == (len(words_of(text)), len(CLASSES))
    assert np.allclose(found.sum(axis=1), 1, atol=1e-4)


def test_the_same_text_gives_the_same_bytes() -> None:
    text = "Told Oyelaran at Brightwater that she slept. " * 12
    assert beliefs(text).tobytes() == beliefs(text).tobytes()


def test_no_words_give_no_beliefs() -> None:
    assert beliefs(" … ").shape == (0, len(CLASSES))


def test_kinds_are_told_by_what_stands_around() -> None:
    found = kinds("Ruvimbo came late from her shift at Kestrel Foods and slept five hours on Quetiapine.")
    assert (found["Ruvimbo"], found["Kestrel"], found["hours"], found["Quetiapine"]) == (
        "NAME", "ORG", "NONE", "NONE",
    )  # fmt: skip


def test_a_word_is_a_name_where_somebody_is_meant() -> None:
    assert kinds("told hope that she may come on sunday, hope cried")["hope"] == "NAME"
    assert kinds("She has lost all hope of finding work this year.")["hope"] == "NONE"
