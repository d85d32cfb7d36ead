"""Which words in lower case may be a name: rare ones, cities, and what ends in a word for a facility."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from retrieval.deid import cues
from retrieval.deid.lexicon import common, english, facilities, garbled, listed, titles, word_set, words
from retrieval.deid.tokens import Word

CONTRACTED = regex.compile(r"'(?:ve|ll|re|d|t|m)$", regex.I)
UNLISTED = 4
"""Least letters of a word that is in no list."""
SURELY_TITLES = frozenset(("mr", "mrs"))
"""Titles that mean nothing else, so that any word after them is a name: "mr papas"."""
FACILITY_WORDS = 4
"""Most words of an organisation in lower case."""


def unknown(word: Word) -> bool:
    """Whether a word is neither English nor charting shorthand nor a relative."""
    return not (
        len(word.key) < 3
        or CONTRACTED.search(word.text)
        or english(word.key)
        or word.key in words("shorthand.txt")
        or word.key in cues.kin_words()
    )


def rare(tokens: Sequence[Word], at: int, small: bool) -> bool:
    """Whether a word in lower case may be a name.

    Args:
        tokens: the words of the text.
        at: index of the word.
        small: the text is written without capitals, so that every unknown word may be one.
    """
    word = tokens[at]
    before = tokens[at - 1].key if at and not tokens[at - 1].text.lower().endswith("'s") else ""
    if not unknown(word):
        return _ordinary_name(word, before, small)
    if listed(word.key) or word.key in words("organisations.txt"):
        return True
    if len(word.key) < UNLISTED:
        return False
    if before in titles() or before in cues.kin_words() or before in word_set("place_heads"):
        return True
    return small and not garbled(word.key)


def _ordinary_name(word: Word, before: str, small: bool) -> bool:
    """Whether an English word is a given name that people in this place are called by: "husb mark"."""
    if before in titles() and word.key in words("surnames.txt"):
        return word.key not in word_set("function_words")
    if before in SURELY_TITLES or (before in word_set("short_titles") and listed(word.key)):
        return len(word.key) > 2 and word.key not in word_set("function_words")
    if word.key not in words("given_names.txt") or len(word.key) < 3 or word.key in cues.kin_words():
        return False
    if before in cues.relatives():
        return word.key not in word_set("function_words")
    return small and not common(word.key) and word.key not in words("shorthand.txt")


def place(tokens: Sequence[Word], at: int) -> bool:
    """Two words in lower case that are a city, or a head such as "cape" and a rare word."""
    if at + 1 >= len(tokens):
        return False
    if f"{tokens[at].key} {tokens[at + 1].key}" in words("cities.txt"):
        return True
    return tokens[at].key in word_set("place_heads") and rare(tokens, at + 1, False)


def small_facility(text: str, tokens: Sequence[Word], marks: Sequence[str], at: int, small: bool) -> int:
    """How many words from `at` on name an organisation in lower case ("at oak hill clinic"); 0 for none."""
    if at == 0 or tokens[at - 1].key not in word_set("before_facilities"):
        return 0
    length = 0
    for count in range(FACILITY_WORDS):
        word = tokens[at + count] if at + count < len(tokens) else None
        if word is None or word.capital or word.key in word_set("function_words"):
            break
        if count and text[tokens[at + count - 1].end : word.start] != " ":
            break
        if word.key in facilities() and len(word.key) > 2:
            telling = small or any(not common(w.key) for w in tokens[at : at + count])
            length = count + 1 if count and telling else length
        elif marks[at + count] or word.text[0].isdigit():
            break
    return length
