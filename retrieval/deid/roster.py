"""Find in a text everybody and everything that the client's book already knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.deid.identity import Entry
from retrieval.deid.lexicon import common, english, listed
from retrieval.deid.tokens import Word, uncased
from retrieval.records import IdentifierType

SPELLABLE = 5
"""Least letters of a name whose one-letter misspellings are looked for."""

NUMBERS = frozenset((IdentifierType.DATE, IdentifierType.CONTACT, IdentifierType.ID))
NUMBER_LENGTH = 6
"""Least characters of a number that is looked for wherever it stands: a shorter one means many things."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words of a text that mean an entry of the book; indexes into the words, half-open."""

    first: int
    last: int
    entry: int


@dataclass(frozen=True, slots=True)
class _Form:
    keys: tuple[str, ...]
    entry: int
    cased: bool
    """Whether it counts only with a capital, since it is an ordinary word otherwise."""


class Roster:
    """An index over the forms of a book, by first word. Immutable after construction."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._forms: dict[str, list[_Form]] = {}
        self._near: dict[str, list[_Form]] = {}
        for number, entry in enumerate(entries):
            for form in entry.forms:
                if entry.type not in NUMBERS or (
                    entry.type is not IdentifierType.DATE and len(form) >= NUMBER_LENGTH
                ):
                    self._add(tuple(form.split(" ")), number, entry.type)
        for forms in self._forms.values():
            forms.sort(key=lambda form: -len(form.keys))

    def _add(self, keys: tuple[str, ...], entry: int, kind: IdentifierType) -> None:
        if len(keys) == 1 and len(keys[0]) < 2:
            return  # an initial is only known where it is found as one
        plain = all(english(k) or len(k) < 3 for k in keys)
        cased = plain and (len(keys) == 1 or kind is not IdentifierType.NAME)
        form = _Form(keys, entry, cased)
        self._forms.setdefault(keys[0], []).append(form)
        if (
            kind is IdentifierType.NAME
            and len(keys) == 1
            and len(keys[0]) >= SPELLABLE
            and not english(keys[0])
        ):
            for shorter in _deletions(keys[0]):
                self._near.setdefault(shorter, []).append(form)

    def find(self, text: str, tokens: Sequence[Word]) -> Iterator[Match]:
        """Yield the longest matches from left to right, without overlap."""
        at, small = 0, uncased(tokens)
        while at < len(tokens):
            match = self._at(text, tokens, at, small) or self._misspelt(tokens, at)
            if match is None:
                at += 1
                continue
            yield match
            at = match.last

    def _at(self, text: str, tokens: Sequence[Word], at: int, small: bool) -> Match | None:
        for form in self._forms.get(tokens[at].key, ()):
            last = at + len(form.keys)
            run = tokens[at:last]
            if tuple(w.key for w in run) != form.keys or (form.cased and not _stands_out(run, small)):
                continue
            if all(_close(text[a.end : b.start]) for a, b in pairwise(run)):
                return Match(at, last, form.entry)
        return None

    def _misspelt(self, tokens: Sequence[Word], at: int) -> Match | None:
        word = tokens[at]
        if len(word.key) < SPELLABLE or not self._near or english(word.key) or listed(word.key):
            return None
        for shorter in _deletions(word.key):
            for form in self._near.get(shorter, ()):
                if form.keys[0][0] == word.key[0] and abs(len(form.keys[0]) - len(word.key)) <= 1:
                    return Match(at, at + 1, form.entry)
        return None


def _stands_out(run: Sequence[Word], small: bool) -> bool:
    """Whether a name that is a word is written as one; without capitals it must be no everyday word."""
    return run[0].capital or (small and not all(common(word.key) for word in run))


def _close(gap: str) -> bool:
    return len(gap) <= 2 and "\n" not in gap and not gap.strip(" -.'\"&")


def _deletions(name: str) -> Iterable[str]:
    """The name and the name less any one letter: shared where one letter is wrong, missing, more or moved."""
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}
