"""What the tagger is told of each word beside its letters: how it is written and which lists hold it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retrieval.deid.lexicon import common, english, titles, words
from retrieval.deid.tokens import Word

Features = npt.NDArray[np.float32]

FEATURES = (
    "lower", "title", "upper", "odd", "digit", "opens",
    "given", "surname", "city", "organisation", "english", "common", "name and word", "title word", "keep",
)  # fmt: skip


def features(tokens: Sequence[Word], marks: Sequence[str]) -> Features:
    """Return the features of the words, float32 of shape (words, features).

    Args:
        tokens: the words of a text.
        marks: their keep categories; see `retrieval.deid.keep.mark`.
    """
    rows = [_row(word, mark) for word, mark in zip(tokens, marks, strict=True)]
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(FEATURES))


def _row(word: Word, mark: str) -> tuple[bool, ...]:
    text, key = word.text, word.key
    digit = text[0].isdigit()
    lower, upper = text.islower(), text.isupper() and len(text) > 1
    title = word.capital and not upper and not any(c.isupper() for c in text[1:])
    odd = not (lower or upper or title or digit) or not text.isascii()  # McAvoy; Vân, which is no van
    return (
        lower and not digit, title, upper and not digit, odd, digit, word.opens,
        key in words("given_names.txt"), key in words("surnames.txt"), key in words("cities.txt"),
        key in words("organisations.txt"), english(key), common(key), key in words("names_and_words.txt"),
        key in titles(), bool(mark),
    )  # fmt: skip
