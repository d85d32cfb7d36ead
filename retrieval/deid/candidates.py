"""Stretches that may be a name: runs of capitalised words, and rare words in lower case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from retrieval.deid import contexts, cues, small_people
from retrieval.deid.lexicon import common, english, facilities, garbled, titles, word_set, words
from retrieval.deid.small_names import place, rare, small_facility, unknown
from retrieval.deid.tokens import Word, uncased
from retrieval.deid.trimming import end_of, is_initial, trim

GAP = regex.compile(r" ?-? ?|\. ?|'|\"|\" | \"| \(\"?|\"?\) ")
AMPERSAND = regex.compile(r" (?:&|\+) ")
ACRONYM_TAIL = regex.compile(r"[A-Z]\.$")
FIRM_TAILS = frozenset("sons son co daughters brothers bros associates partners assoc company".split())
"""What a firm's name ends in after "&"."""
SAINTS = frozenset(("st", "saint", "sts"))
LONGEST_SAINT = 4
LONE = regex.compile(r"(?:'s\b|[ ,.;?!)\n]|$)")
"""What may stand after a letter that means a person."""


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
    at, small = 0, uncased(tokens)
    while at < len(tokens):
        ahead = _small_saint(text, tokens, at) or small_facility(text, tokens, marks, at, small)
        if not ahead and not _starts(text, tokens, marks, at, small):
            at += 1
            continue
        last = at + max(ahead, 1)
        while last < len(tokens) and (step := _step(text, tokens, marks, at, last, small)):
            last += step
        left = trim(text, tokens, marks, at, last)
        if left is not None:
            first, end, peeled = left
            found.append(Candidate(first, end, tokens[first].start, end_of(text, tokens[end - 1]), peeled))
        at = last
    return found


def _small_saint(text: str, tokens: Sequence[Word], at: int) -> int:
    """How many words from `at` on are a church or school in lower case: "at st. basil's"; 0 for none."""
    word = tokens[at]
    if word.key not in SAINTS or word.capital or at + 1 >= len(tokens):
        return 0
    name = tokens[at + 1]
    if name.key not in words("given_names.txt") or text[word.end : name.start] not in (" ", ". "):
        return 0
    if not word.opens and tokens[at - 1].key not in word_set("before_facilities"):
        return 0
    last = at + 2
    while last < len(tokens) and last - at < LONGEST_SAINT:
        beside = text[tokens[last - 1].end : tokens[last].start] == " "
        if not beside or not any(word.key in facilities() for word in tokens[last : last + 2]):
            break
        last += 1
    return last - at


def _starts(text: str, tokens: Sequence[Word], marks: Sequence[str], at: int, small: bool) -> bool:
    word = tokens[at]
    if word.text[0].isdigit():
        return False
    if len(word.text) == 1:
        if is_initial(text, word):
            return not ACRONYM_TAIL.search(text, word.start - 2, word.start)
        return _lone_letter(text, tokens, at)
    if len(word.text) == 3 and word.text[1:] == "'s" and word.capital and word.text[0] not in "AI":
        return True
    if word.capital or (word.text[1:2].isupper() and word.text.isalpha()):
        return True
    if marks[at]:
        return False
    if rare(tokens, at, small) or place(tokens, at) or small_people.possible(text, tokens, at):
        return True
    return unknown(word) and contexts.acts(text, word.end) and not garbled(word.key)


def _lone_letter(text: str, tokens: Sequence[Word], at: int) -> bool:
    """A capital letter after a word for a relative: "bf T", "her friend K"."""
    word = tokens[at]
    if at == 0 or not word.capital or word.text in "AI" or not LONE.match(text, word.end):
        return False
    before = tokens[at - 1]
    return before.key in cues.kin_words() and not before.capital and text[before.end : word.start] == " "


def _step(text: str, tokens: Sequence[Word], marks: Sequence[str], first: int, at: int, small: bool) -> int:
    """How many words the run goes on by at `at`; 0 where it ends."""
    before, word = tokens[at - 1], tokens[at]
    gap = text[before.end : word.start]
    if AMPERSAND.fullmatch(gap) and word.key in FIRM_TAILS and not before.text[0].isdigit():
        return 1
    if AMPERSAND.fullmatch(gap) and word.capital and before.capital and "&" in gap:
        return int(_reaches_facility(text, tokens, at))
    if not GAP.fullmatch(gap) or ("." in gap and not _stop_inside(text, before, word)):
        return 0
    if word.text[0].isdigit():
        return int(gap == " " and before.capital and before.key in word_set("numbered"))
    if "(" in gap:
        return int(_bracketed(text, tokens, at))
    if ")" in gap and not (word.capital and "(" in text[tokens[first].end : before.start]):
        return 0
    if word.capital and not word.text[0].isdigit():
        return int(
            len(word.text) > 1
            or word.text in "ÓO"
            or is_initial(text, word)
            or text[word.end : word.end + 1] in "-'"
            or _middle(text, tokens, at)
            or (before.key in titles() and word.text != "I" and bool(LONE.match(text, word.end)))
        )
    if tokens[first].capital:
        return _step_small(text, tokens, at)
    if gap != " ":
        return 0
    if at - first == 1 and place(tokens, first):
        return 1
    if small and word.key in facilities() and len(word.key) > 2:
        return 1
    return int(not marks[at] and rare(tokens, first, small) and rare(tokens, at, small))


def _step_small(text: str, tokens: Sequence[Word], at: int) -> int:
    """How a capitalised run goes on over a word in lower case: van, of, and."""
    before, word = tokens[at - 1], tokens[at]
    if not _capital(text, tokens, at + 1):
        return 0
    if word.key in word_set("particles"):
        return 2
    if word.key not in ("of", "and"):
        return 0
    return 2 if before.key in word_set("school_heads") or _reaches_facility(text, tokens, at + 1) else 0


def _stop_inside(text: str, before: Word, word: Word) -> bool:
    """Whether the full stop between two words is one of an initial, a title or "St."."""
    if is_initial(text, before):
        if word.key in word_set("function_words"):
            return False
        return not common(word.key) or word.key in words("surnames.txt") or len(word.text) == 1
    if before.key in titles():
        return before.key in word_set("stopped_titles")
    return before.key in ("st", "mt", "sts", "ft", "jr")


def _middle(text: str, tokens: Sequence[Word], at: int) -> bool:
    """Whether a letter without a stop stands between two capitalised words (Ana B Desaul)."""
    return (
        tokens[at - 1].capital
        and len(tokens[at - 1].text) > 1
        and _capital(text, tokens, at + 1)
        and len(tokens[at + 1].text) > 1
        and not common(tokens[at + 1].key)
        and not tokens[at - 1].text.isupper()
    )


def _bracketed(text: str, tokens: Sequence[Word], at: int) -> bool:
    """Whether a bracket inside a name holds a byname: Priya ("Pri") Nair."""
    word = tokens[at]
    closing = regex.compile(r"\"?\) ").match(text, word.end)
    return (
        closing is not None
        and word.capital
        and not english(word.key)
        and at + 1 < len(tokens)
        and tokens[at + 1].capital
        and tokens[at + 1].start == closing.end()
        and not english(tokens[at + 1].key)
    )


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
