"""Find in a text everybody and everything that the client's book already knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.deid.doubtful import is_small_name
from retrieval.deid.identity import Entry
from retrieval.deid.lexicon import common, english
from retrieval.deid.misspelling import deletions, near, spellable
from retrieval.deid.tokens import Word, uncased
from retrieval.records import IdentifierType

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
    kind: IdentifierType
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
        initials = all(len(key) == 1 for key in keys)
        cased = initials or (plain and (len(keys) == 1 or kind is not IdentifierType.NAME))
        form = _Form(keys, entry, kind, cased)
        self._forms.setdefault(keys[0], []).append(form)
        if kind is IdentifierType.NAME and len(keys) == 1 and spellable(keys[0]):
            for shorter in deletions(keys[0]):
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
            if tuple(w.key for w in run) != form.keys:
                continue
            if form.cased and not _stands_out(run, small) and not _is_somebody(text, run, form):
                continue
            if all(_close(text[a.end : b.start]) for a, b in pairwise(run)):
                return Match(at, last, form.entry)
        return None

    def _misspelt(self, tokens: Sequence[Word], at: int) -> Match | None:
        word = tokens[at].key
        for shorter in deletions(word) if self._near else ():
            for form in self._near.get(shorter, ()):
                if near(word, form.keys[0], capital=tokens[at].capital and not tokens[at].opens):
                    return Match(at, at + 1, form.entry)
        return None


def _stands_out(run: Sequence[Word], small: bool) -> bool:
    """Whether a name that is a word is written as one; without capitals it must be no everyday word."""
    if all(len(word.key) == 1 for word in run):
        return all(word.capital for word in run)
    return run[0].capital or (small and not all(common(word.key) for word in run))


def _is_somebody(text: str, run: Sequence[Word], form: _Form) -> bool:
    """Whether a name that is a word stands in small letters as a person does: told hope, joy said."""
    alone = len(run) == 1 and form.kind is IdentifierType.NAME
    return alone and is_small_name(text, run[0].start, run[0].end)


def _close(gap: str) -> bool:
    return len(gap) <= 2 and "\n" not in gap and not gap.strip(" -.'\"&")
