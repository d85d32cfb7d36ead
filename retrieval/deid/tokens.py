"""Words with their places, as the rules on names see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from retrieval.deid.shadow import key

WORD = regex.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[^\W\d_]+)?")
"""A run of letters (with inner apostrophes), or digits with what is glued to them (12th, 6F)."""

OPENERS = frozenset(".!?:;\n/([{•*>|")
"""Characters after which a capital says nothing, as at the start of a sentence or heading."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, the key names are compared by, and whether a sentence or heading begins with it."""

    start: int
    end: int
    text: str
    key: str
    opens: bool

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.text[0].isupper()


LOUD = 0.8
"""Share of capitals among the letters from which on a text is written in capitals."""
CASED = 1 / 40
"""Share of capitalised words from which on a text is written with capitals where they belong."""
FEWEST = 6
"""Least words of a text before its writing is judged."""


def words_of(text: str) -> list[Word]:
    """All words of `text` in order; those of a text in capitals are given in lower case."""
    found = []
    if _loud(text):
        text = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for match in WORD.finditer(text):
        form = match.group()
        found.append(Word(match.start(), match.end(), form, key(form), _opens(text, match.start())))
    return found


def uncased(tokens: Sequence[Word]) -> bool:
    """Whether a text is written without capitals, so that a small letter says nothing."""
    return len(tokens) >= FEWEST and sum(1 for word in tokens if word.capital) <= len(tokens) * CASED


def _loud(text: str) -> bool:
    letters = sum(1 for c in text if c.isalpha())
    return letters > FEWEST * 5 and sum(1 for c in text if c.isupper()) > LOUD * letters


def _opens(text: str, start: int) -> bool:
    at = start - 1
    while at >= 0 and text[at] in " \t\"'":
        at -= 1
    if at < 0 or text[at] in OPENERS:
        return at < 0 or text[at] != "." or not _after_initial(text, at)
    return text[at] == "-" and at > 0 and text[at - 1] in " \n"


def _after_initial(text: str, stop: int) -> bool:
    """Whether the full stop closes an initial or a title (J. Dr. Mrs.) rather than a sentence."""
    start = stop
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    word = text[start:stop]
    return (len(word) == 1 and word.isupper()) or word.lower() in TITLES


TITLES = frozenset("dr mr mrs ms mx prof rev fr sr st sgt lt capt col pastor sts mt ft".split())
