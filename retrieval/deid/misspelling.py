"""Whether a strange word is a known name with a letter wrong, missing, moved or too many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from retrieval.deid import keep
from retrieval.deid.identity import Entry
from retrieval.deid.learning import Mention
from retrieval.deid.lexicon import english, listed, words
from retrieval.records import IdentifierType

SPELLABLE, SHORTEST = 5, 4
"""Least letters of a name whose one-letter misspellings are looked for; of one with a capital."""
LIKELY = 0.5
"""Least probability of a mention that makes its writing a name that others may be misspellings of."""
OFTEN = 2
"""How many times as often as a misspelling the right writing stands, where both are in no book yet."""


def spellable(key: str) -> bool:
    """Whether one-letter misspellings of a name are told from other words."""
    return len(key) >= SHORTEST and not english(key)


def near(word: str, name: str, *, capital: bool = False) -> bool:
    """Whether a word is a name with one letter wrong; names that others bear only if a letter is doubled.

    Args:
        word: the key of the word.
        name: the key of the name.
        capital: whether the word is written with a capital: short ones count only so.
    """
    least = SHORTEST if capital else SPELLABLE
    if not word or word[0] != name[0] or abs(len(word) - len(name)) > 1 or min(len(word), len(name)) < least:
        return False
    if english(word) or keep.known(word) or word in words("shorthand.txt"):
        return False
    if listed(word):
        return _single(word) == _single(name)
    return not deletions(word).isdisjoint(deletions(name))


def deletions(name: str) -> frozenset[str]:
    """The name and the name less any one letter: shared where one letter is wrong, missing, more or moved."""
    return frozenset((name, *(name[:at] + name[at + 1 :] for at in range(len(name)))))


def without_misspelt(mentions: Iterable[Mention], entries: Sequence[Entry]) -> Iterator[Mention]:
    """Leave out the mentions that misspell or shorten a name: they are found again as whoever is meant.

    Args:
        mentions: everything that may enter the book.
        entries: the book so far.
    """
    mentions = list(mentions)
    counts = Counter(m.keys[0] for m in mentions if len(m.keys) == 1)
    known = {form for e in entries if e.type is IdentifierType.NAME for form in e.forms if " " not in form}
    likely = {key for m in mentions if m.type is IdentifierType.NAME and m.score >= LIKELY for key in m.keys}
    names: dict[str, set[str]] = defaultdict(set)
    for name in known | likely:
        if spellable(name) and len(name) >= SPELLABLE:
            for shorter in deletions(name):
                names[shorter].add(name)

    def misspelt(key: str) -> bool:
        if key in known or len(key) < SPELLABLE:
            return False
        others = {name for shorter in deletions(key) for name in names.get(shorter, ()) if name != key}
        return any(near(key, name) and (name in known or _right(name, key, counts)) for name in others)

    related = {m.keys[0] for m in mentions if len(m.keys) == 1 and m.role}
    fuller = _beginnings(mentions, entries)
    for mention in mentions:
        alone = len(mention.keys) == 1 and mention.keys[0] not in related
        if mention.keys not in fuller and not (alone and misspelt(mention.keys[0])):
            yield mention


def _beginnings(mentions: Sequence[Mention], entries: Sequence[Entry]) -> frozenset[tuple[str, ...]]:
    """Beginnings, of two words or more, of longer names of people: the Eun-ji of Eun-ji Baek."""
    known = {tuple(f.split(" ")) for e in entries if e.type is IdentifierType.NAME for f in e.forms}
    known |= {m.keys for m in mentions if m.type is IdentifierType.NAME and m.score >= LIKELY}
    return frozenset(name[:size] for name in known for size in range(2, len(name)))


def _right(name: str, word: str, counts: Mapping[str, int]) -> bool:
    """Whether of two writings that are in no book the first is the right one."""
    if listed(name) and not listed(word):
        return True
    least = 1 if listed(name) else OFTEN
    return counts[name] >= least * counts[word]


def _single(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))
