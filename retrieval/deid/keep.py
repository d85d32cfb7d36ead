"""What must stay: medications, instruments, therapies and their authors, shorthand, weekdays, countries.

The layer works on words: it marks those that belong to a phrase of the keep tables. Names that the roster
knows, and findings that a cue or a strong pattern vouches for, win over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from retrieval.deid import citations, contexts, cues
from retrieval.deid.lexicon import english, lines, listed, word_set, words
from retrieval.deid.shadow import key
from retrieval.deid.tokens import WORD, Word

Phrases = dict[tuple[str, ...], str]
SHORT = 4
"""Most letters of an abbreviation that might as well be a name."""

LONGEST = 6
"""Most words of a kept phrase."""

CREDITED = regex.compile(r" \(| ?& ?| and |-|'s |,? as in ")
"""What stands between a therapy and its author, or between two authors."""

CITED = "cited"
"""The mark of an author who is cited; no doubt is left that a name of the profession is meant."""

WORKPLACE = frozenset(("works", "studies", "deals", "org-thing"))
"""Contexts (`contexts.found`) in which a brand is an employer."""

PROFESSIONAL = ("instruments", "therapies", "medications")
FAMOUS = (*PROFESSIONAL, "culture", "brands")
CATEGORIES = ("terms", "places", "medications", "instruments", "therapies", "culture", "brands")


def mark(tokens: Sequence[Word], text: str = "") -> list[str]:
    """The keep category of every word, "" where it has none; longer phrases before shorter ones.

    Args:
        tokens: the words of a text.
        text: the text itself; without it, what stands before authors with a common name says nothing.
    """
    marks = [""] * len(tokens)
    phrases = _phrases()
    for at, word in enumerate(tokens):
        if marks[at] or not word.key:
            continue
        if word.text in word_set("states"):
            marks[at] = "places"
            continue
        length, category = _longest(phrases.get(word.key, {}), tokens, at)
        if len(word.key) < 2 and (length < 2 or not (category in PROFESSIONAL or _joined(text, tokens, at))):
            continue  # an initial, unless it begins a test's name (C-SSRS) or an abbreviation (A&E)
        if category == "brands" and text and _identifies(text, word.start, tokens[at + length - 1].end):
            continue
        if length != 1 or not _may_be_name(tokens, at):
            marks[at : at + length] = [category] * length
        if text and not marks[at] and word.capital and _is_author(text, tokens, marks, at):
            marks[at] = "therapies"
    if text:
        _mark_cited(tokens, text, marks)
    return marks


def _joined(text: str, tokens: Sequence[Word], at: int) -> bool:
    return text[tokens[at].end : tokens[at + 1].start] == "&"


def _mark_cited(tokens: Sequence[Word], text: str, marks: list[str]) -> None:
    ranges = list(citations.find(text))
    for at, word in enumerate(tokens) if ranges else ():
        if any(start <= word.start and word.end <= end for start, end in ranges):
            marks[at] = CITED


def within_phrase(tokens: Sequence[Word], at: int) -> bool:
    """Whether a word belongs to a kept phrase of several words: the Beck of a Beck Depression Inventory."""
    for first in range(max(0, at - LONGEST + 1), at + 1):
        length, category = _longest(_phrases().get(tokens[first].key, {}), tokens, first)
        if length > 1 and first + length > at and category in FAMOUS:
            return True
    return False


def _is_author(text: str, tokens: Sequence[Word], marks: Sequence[str], at: int) -> bool:
    """Whether a common surname stands right after a therapy, a test or another author: EFT (Johnson)."""
    if tokens[at].key not in words("keep_authors.txt"):
        return False
    for before in range(at - 1, max(-1, at - 3), -1):
        if marks[before] in ("therapies", "instruments"):
            return bool(CREDITED.fullmatch(text[tokens[before].end : tokens[at].start]))
    return False


def _may_be_name(tokens: Sequence[Word], at: int) -> bool:
    """Whether a short abbreviation is written like a name (Tia, Pip, Hoa) where a name may stand."""
    word = tokens[at]
    if word.opens or not word.text.istitle() or len(word.key) > SHORT or english(word.key):
        return False
    before = tokens[at - 1]
    return listed(word.key) or (at > 0 and before.text.istitle() and before.end + 1 == word.start)


def _longest(phrases: Phrases, tokens: Sequence[Word], at: int) -> tuple[int, str]:
    """Length and category of the longest phrase that begins at a word; (0, "") where none does."""
    for length in range(min(LONGEST, len(tokens) - at), 0, -1) if phrases else ():
        category = phrases.get(tuple(t.key for t in tokens[at : at + length]))
        if category and (
            length > 1 or tokens[at].key not in word_set("capitals_only") or tokens[at].text.isupper()
        ):
            return length, category
    return 0, ""


def _identifies(text: str, start: int, end: int) -> bool:
    """Whether a brand is where somebody works or learns: an employer is an identifier, a shop is none."""
    return bool(cues.organisation(text, start) or WORKPLACE & set(contexts.found(text, start, end)))


def known(key: str) -> bool:
    """Whether a key is a kept word by itself."""
    return (key,) in _phrases().get(key, {})


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
