"""Stretches that may be a name: runs of capitalised words, and rare words in lower case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from retrieval.deid import cues
from retrieval.deid.keep import doubtful
from retrieval.deid.lexicon import english, facilities, listed, titles, word_set, words
from retrieval.deid.tokens import Word

GAP = regex.compile(r" ?-? ?|\. ?|'|\"|\" | \"")
AMPERSAND = regex.compile(r" (?:&|\+) ")
ACRONYM_TAIL = regex.compile(r"[A-Z]\.$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of words: indexes into the words of the text, half-open, and its place in the text."""

    first: int
    last: int
    start: int
    end: int
    peeled: str = ""
    """The keys of title words taken off its front."""


def find(text: str, tokens: Sequence[Word], marks: Sequence[str]) -> list[Candidate]:
    """All candidates of a text, in order, without overlap. `marks` are the keep categories of the words."""
    found: list[Candidate] = []
    at = 0
    while at < len(tokens):
        if not _starts(text, tokens, marks, at):
            at += 1
            continue
        last = at + 1
        while last < len(tokens) and (step := _step(text, tokens, marks, at, last)):
            last += step
        candidate = _trim(text, tokens, marks, at, last)
        if candidate is not None:
            found.append(candidate)
        at = last
    return found


def is_initial(text: str, word: Word) -> bool:
    """Whether the word is a capital letter with a full stop that is no heading."""
    return (
        len(word.text) == 1
        and word.text.isupper()
        and word.text != "I"
        and text[word.end : word.end + 1] == "."
    )


def _starts(text: str, tokens: Sequence[Word], marks: Sequence[str], at: int) -> bool:
    word = tokens[at]
    if word.text[0].isdigit():
        return False
    if len(word.text) == 1:
        return is_initial(text, word) and not ACRONYM_TAIL.search(text, word.start - 2, word.start)
    if len(word.text) == 3 and word.text[1:] == "'s" and word.capital and word.text[0] not in "AI":
        return True
    if word.capital or (word.text[1:2].isupper() and word.text.isalpha()):
        return True
    return not marks[at] and (_rare(tokens, at) or _city(tokens, at))


def _rare(tokens: Sequence[Word], at: int) -> bool:
    """A word in lower case that may be a name: not English, and listed or after a word for a person."""
    word = tokens[at]
    if (
        len(word.key) < 3
        or english(word.key)
        or word.key in words("shorthand.txt")
        or word.key in cues.kin_words()
    ):
        return False
    if listed(word.key):
        return True
    return (
        at > 0
        and (tokens[at - 1].key in titles() or tokens[at - 1].key in cues.kin_words())
        and len(word.key) > 3
    )


def _city(tokens: Sequence[Word], at: int) -> bool:
    return at + 1 < len(tokens) and f"{tokens[at].key} {tokens[at + 1].key}" in words("cities.txt")


def _step(text: str, tokens: Sequence[Word], marks: Sequence[str], first: int, at: int) -> int:
    """How many words the run goes on by at `at`; 0 where it ends."""
    before, word = tokens[at - 1], tokens[at]
    gap = text[before.end : word.start]
    if AMPERSAND.fullmatch(gap) and word.capital and before.capital and "&" in gap:
        return int(_reaches_facility(text, tokens, at))
    if not GAP.fullmatch(gap) or (
        "." in gap
        and not (
            is_initial(text, before)
            or before.key in titles()
            or before.key in ("st", "mt", "sts", "ft", "jr")
        )
    ):
        return 0
    if word.capital and not word.text[0].isdigit():
        return int(
            len(word.text) > 1
            or word.text in "ÓO"
            or is_initial(text, word)
            or text[word.end : word.end + 1] in "-'"
        )
    if tokens[first].capital:
        if word.key in word_set("particles") and _capital(text, tokens, at + 1):
            return 2
        if (
            word.key in ("of", "and")
            and before.key in word_set("school_heads")
            and _capital(text, tokens, at + 1)
        ):
            return 2
        if (
            word.key in ("of", "and")
            and _capital(text, tokens, at + 1)
            and _reaches_facility(text, tokens, at + 1)
        ):
            return 2
        return 0
    if at - first == 1 and gap == " " and _city(tokens, first):
        return 1
    return int(gap == " " and not marks[at] and _rare(tokens, first) and _rare(tokens, at))


def _capital(text: str, tokens: Sequence[Word], at: int) -> bool:
    return at < len(tokens) and tokens[at].capital and text[tokens[at - 1].end : tokens[at].start] == " "


def _reaches_facility(text: str, tokens: Sequence[Word], at: int) -> bool:
    """Whether the capitalised words from `at` on end in a facility word."""
    last = at
    while (
        last + 1 < len(tokens)
        and tokens[last + 1].capital
        and text[tokens[last].end : tokens[last + 1].start] == " "
    ):
        last += 1
    return tokens[last].key in facilities() and tokens[last].key not in titles()


def _trim(text: str, tokens: Sequence[Word], marks: Sequence[str], first: int, last: int) -> Candidate | None:
    """Take off kept words, titles and the capital of a sentence's first word."""
    peeled = ""
    while first < last:
        word = tokens[first]
        more = last - first > 1
        if peeled:
            break
        if word.key in titles() and (more or word.key not in words("given_names.txt")):
            peeled = word.key
        elif not _peels(word, marks[first], more) or (
            _is_facility_run(tokens, first, last) and not (marks[first] == "terms" and word.text.isupper())
        ):
            break
        first += 1
    while last > first and not peeled and _peels_last(tokens, marks, first, last):
        last -= 1
    if first >= last or _eponym(text, tokens, last):
        return None
    end = tokens[last - 1].end
    if is_initial(text, tokens[last - 1]):
        end += 1
    text_end = tokens[last - 1].text
    if text_end.lower().endswith("'s") and len(text_end) > 2:
        end -= 2
    return Candidate(first, last, tokens[first].start, end, peeled)


def _eponym(text: str, tokens: Sequence[Word], last: int) -> bool:
    """Whether a word follows that makes the name a thing's: Clark model, Bruce protocol."""
    return (
        last < len(tokens)
        and tokens[last].key in word_set("eponyms")
        and text[tokens[last - 1].end : tokens[last].start] in (" ", "'s ")
    )


def _peels(word: Word, mark: str, more: bool) -> bool:
    if (mark and (word.key not in doubtful() or mark == "places")) or word.key in words("shorthand.txt"):
        return True
    if word.key in cues.kin_words() and (more or word.key not in word_set("names_too")):
        return True
    if not word.opens or not word.capital or len(word.text) == 1:
        return False
    if word.key in words("given_names.txt") and not more:
        return False
    return english(word.key) and word.key not in words("given_names.txt")


def _is_facility_run(tokens: Sequence[Word], first: int, last: int) -> bool:
    return (
        last - first > 1
        and tokens[last - 1].key in facilities()
        and tokens[last - 1].capital
        and tokens[first].key not in titles()
    )


def _peels_last(tokens: Sequence[Word], marks: Sequence[str], first: int, last: int) -> bool:
    word = tokens[last - 1]
    return (
        bool(marks[last - 1])
        and word.key not in doubtful()
        and not (last - first > 1 and word.key in facilities())
    )
