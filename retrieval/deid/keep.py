"""What must stay: medications, instruments, therapies and their authors, shorthand, weekdays, countries.

The layer works on words: it marks those that belong to a phrase of the keep tables. Names that the roster
knows, and findings that a cue or a strong pattern vouches for, win over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from retrieval.deid.lexicon import english, lines, listed, word_set, words
from retrieval.deid.shadow import key
from retrieval.deid.tokens import WORD, Word

Phrases = dict[tuple[str, ...], str]
SHORT = 4
"""Most letters of an abbreviation that might as well be a name."""

CATEGORIES = ("terms", "places", "medications", "instruments", "therapies")


def mark(tokens: Sequence[Word]) -> list[str]:
    """The keep category of every word, "" where it has none; longer phrases before shorter ones."""
    marks = [""] * len(tokens)
    phrases = _phrases()
    for at, word in enumerate(tokens):
        if marks[at] or len(word.key) < 2:
            continue
        if word.text in word_set("states"):
            marks[at] = "places"
            continue
        length, category = _longest(phrases.get(word.key, {}), tokens, at)
        if length != 1 or not _may_be_name(tokens, at):
            marks[at : at + length] = [category] * length
    return marks


def _may_be_name(tokens: Sequence[Word], at: int) -> bool:
    """Whether a short abbreviation is written like a name (Tia, Pip, Hoa) where a name may stand."""
    word = tokens[at]
    if word.opens or not word.text.istitle() or len(word.key) > SHORT or english(word.key):
        return False
    before = tokens[at - 1]
    return listed(word.key) or (at > 0 and before.text.istitle() and before.end + 1 == word.start)


def _longest(phrases: Phrases, tokens: Sequence[Word], at: int) -> tuple[int, str]:
    """Length and category of the longest phrase that begins at a word; (0, "") where none does."""
    for length in range(min(5, len(tokens) - at), 0, -1) if phrases else ():
        category = phrases.get(tuple(t.key for t in tokens[at : at + length]))
        if category and (
            length > 1 or tokens[at].key not in word_set("capitals_only") or tokens[at].text.isupper()
        ):
            return length, category
    return 0, ""


@cache
def _phrases() -> dict[str, Phrases]:
    """First key -> phrase -> category."""
    table: dict[str, Phrases] = {}
    for category in CATEGORIES:
        for phrase in lines(f"keep_{category}.txt"):
            keys = tuple(key(word) for word in WORD.findall(phrase))
            if keys:
                table.setdefault(keys[0], {}).setdefault(keys, category)
    return table


@cache
def doubtful() -> frozenset[str]:
    """Keys that are kept words and also people's names (Beck, Young, Jordan): context must decide on them."""
    names = words("given_names.txt") | words("surnames.txt")
    return frozenset(name for name in names if name in _phrases())
