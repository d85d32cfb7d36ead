"""Everybody and everything of a client's book, looked for at the gate in all the ways it may be written.

Masking asks what most likely was meant; the gate asks what could give somebody away. It works on sets of
words first, so that a text in which nobody is named is passed quickly, and looks closely only where a word is
known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from retrieval.deid import keep
from retrieval.deid.doubtful import is_meant
from retrieval.deid.identity import Entry
from retrieval.deid.lexicon import english, words
from retrieval.deid.tokens import words_of
from retrieval.records import IdentifierType

SHORT = 2
"""Letters up to which a name (Al, Jo) counts as doubtful."""
SPELLABLE = 4
"""Least letters of a name whose one-letter misspellings are looked for; of so short a one with a capital."""
INSIDE = 5
"""Least letters of a name that is looked for within longer words."""
SHORTEST_SPLIT = 3
"""Least letters of a name that is looked for across punctuation."""
KNOWN_DIGITS = 6
"""Least digits of a number that is known again under any punctuation."""
MOST_PIECES = 12

WORD = re.compile(r"[^\W\d_]+")
PIECE = re.compile(r"[^\W_]+")
AROUND = "\"'.,;:!?()[]{}<>*_-/|\\`~=+#"
DISGUISED = re.compile(r"(?=\w*[a-z])[a-z@$](?=\w*[\d@$])[\w@$]{2,}[a-z@$]")
FIGURE_WITHIN = re.compile(r"[a-z][\d@$]+[a-z]")
LOOK_ALIKE = str.maketrans("013457@$", "oleastas")
NUMBER = re.compile(r"\d(?:[ ().\-/_,+]{0,3}\d)+")
NAMES = frozenset((IdentifierType.NAME, IdentifierType.ORG, IdentifierType.LOCATION))
NUMBERS = frozenset((IdentifierType.CONTACT, IdentifierType.ID))
KEPT = ("instruments", "therapies", "medications")


class Watchlist:
    """An index over the forms of a book. Immutable after construction, safe to share."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._certain: dict[str, IdentifierType] = {}
        self._doubtful: dict[str, IdentifierType] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], IdentifierType]]] = defaultdict(list)
        self._joined: dict[str, IdentifierType] = {}
        self._near: dict[str, set[str]] = defaultdict(set)
        self._numbers: dict[str, IdentifierType] = {}
        for entry in entries:
            for form in entry.forms:
                self._add(form, entry.type)
        long = sorted(name for name, kind in self._certain.items() if kind in NAMES and len(name) >= INSIDE)
        self._inside = re.compile("|".join(map(re.escape, long))) if long else None

    def _add(self, form: str, kind: IdentifierType) -> None:
        if kind in NUMBERS:
            self._add_number(form, kind)
        if kind not in NAMES:
            return
        keys = tuple(form.split(" "))
        joined = "".join(keys)
        if len(joined) >= SHORTEST_SPLIT:
            self._joined.setdefault(joined, kind)
        if len(keys) > 1:
            self._phrases[keys[0]].append((keys, kind))
            return
        if len(form) < SHORT or not form.isalpha():
            return
        if len(form) <= SHORT or _ordinary(form):
            self._doubtful.setdefault(form, kind)
            return
        self._certain.setdefault(form, kind)
        if kind is IdentifierType.NAME and len(form) >= SPELLABLE:
            for shorter in _deletions(form):
                self._near[shorter].add(form)

    def _add_number(self, form: str, kind: IdentifierType) -> None:
        digits = "".join(c for c in form if c.isdigit())
        if len(digits) >= KNOWN_DIGITS:
            self._numbers.setdefault(digits, kind)
        joined = form.replace(" ", "")
        if len(joined) >= KNOWN_DIGITS:
            self._joined.setdefault(joined, kind)

    def find(self, text: str, low: str, words: frozenset[str], *, vouched: bool) -> Iterator[IdentifierType]:
        """Yield the kind of every known one that a plain text names, once for each way in which it does.

        Args:
            text: as `plainly.readings` gives it.
            low: the same in lower case.
            words: the runs of letters in `low`.
            vouched: whether it is a note's text that masking has decided on, so that a doubtful word (Will,
                Hope) where a sentence begins, or without a capital, is the word.
        """
        yield from self._whole(text, low, words)
        for word in words & self._doubtful.keys():
            if is_meant(word, text, low, vouched=vouched):
                yield self._doubtful[word]
        for keys, kind in (p for first in words & self._phrases.keys() for p in self._phrases[first]):
            if words.issuperset(WORD.findall(" ".join(keys))) and _follow(keys, text, low):
                yield kind
        yield from self._disguised(low)
        yield from self._numbered(text)

    def _whole(self, text: str, low: str, words: frozenset[str]) -> Iterator[IdentifierType]:
        for word in words & self._certain.keys():
            if not _always_kept(word, text, low):
                yield self._certain[word]
        for word in words - self._certain.keys():
            if _suspect(word) and self._resembles(word, text):
                yield IdentifierType.NAME

    def _resembles(self, word: str, text: str) -> bool:
        """Whether a strange word is a name with a letter wrong, or holds a name."""
        if self._inside is not None and len(word) > INSIDE and self._inside.search(word):
            return True
        for shorter in _deletions(word):
            for name in self._near.get(shorter, ()):
                if abs(len(name) - len(word)) > 1:
                    continue
                if len(name) > SPELLABLE and name[0] == word[0]:
                    return True
                if word.capitalize() in text and (len(name) > SPELLABLE + 1 or name[0] == word[0]):
                    return True
        return False

    def _disguised(self, low: str) -> Iterator[IdentifierType]:
        """Names cut up by punctuation, spelled out letter by letter, or with figures for letters."""
        spelled = ""
        for chunk in low.split():
            bare = chunk.strip(AROUND)
            if len(bare) == 1 and bare.isalpha():
                spelled += bare
                continue
            if len(spelled) >= SHORTEST_SPLIT:
                yield from self._spelled(spelled)
            spelled = ""
            if not bare.isalnum():
                yield from self._put_together(PIECE.findall(bare)[:MOST_PIECES])
        if len(spelled) >= SHORTEST_SPLIT:
            yield from self._spelled(spelled)
        for chunk in set(DISGUISED.findall(low)) if FIGURE_WITHIN.search(low) else ():
            word = chunk.translate(LOOK_ALIKE)
            if word in self._certain or (_suspect(word) and self._resembles(word, low)):
                yield IdentifierType.NAME

    def _spelled(self, letters: str) -> Iterator[IdentifierType]:
        if letters in self._joined or (self._inside is not None and self._inside.search(letters)):
            yield IdentifierType.NAME

    def _put_together(self, pieces: list[str]) -> Iterator[IdentifierType]:
        odd = not all(english(piece) for piece in pieces)  # "to:mask" is two words, "Dan-iele" is none
        for first in range(len(pieces)):
            joined = pieces[first]
            for piece in pieces[first + 1 :]:
                joined += piece
                if joined in self._joined:
                    yield self._joined[joined]
                elif len(joined) > INSIDE and odd and _suspect(joined) and self._resembles(joined, ""):
                    yield IdentifierType.NAME

    def _numbered(self, text: str) -> Iterator[IdentifierType]:
        if not self._numbers:
            return
        for run in NUMBER.findall(text):
            digits = "".join(c for c in run if c.isdigit())
            for number, kind in self._numbers.items() if len(digits) >= KNOWN_DIGITS else ():
                if number in digits:
                    yield kind


def _ordinary(key: str) -> bool:
    """Whether a name is a word of the dictionary; one put together of two (Brightwater) is a name first."""
    lexicon = words("english_words.txt")
    return key in lexicon or (len(key) > SPELLABLE and key.endswith("s") and key[:-1] in lexicon)


def _follow(keys: tuple[str, ...], text: str, low: str) -> bool:
    """Whether the words stand one after the other; ordinary words only if they begin with a capital."""
    ordinary = all(_ordinary(k) or len(k) <= SHORT for k in keys)
    for found in _phrase(keys).finditer(low):
        if not ordinary or len(text) != len(low) or text[found.start()].isupper():
            return True
    return False


@lru_cache(maxsize=4096)
def _phrase(keys: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])" + r"[\W_]{1,3}".join(map(re.escape, keys)) + r"(?![^\W_])")


@lru_cache(maxsize=65536)
def _suspect(word: str) -> bool:
    """Whether a word is no word that a note is expected to hold."""
    return len(word) >= SPELLABLE and word.isalpha() and not english(word) and not _kept_word(word)


def _kept_word(word: str) -> bool:
    return bool(keep.mark(words_of(word))[0])


def _always_kept(name: str, text: str, low: str) -> bool:
    """Whether a name stands only in titles of tests, therapies or medications (Beck Depression Inventory)."""
    for found in re.finditer(rf"(?<![^\W_]){name}(?![^\W_])", low):
        start = max(0, found.start() - 32)
        tokens = words_of(text[start : found.end() + 32])
        marks = keep.mark(tokens)
        at = next((n for n, w in enumerate(tokens) if w.start >= found.start() - start), None)
        if (
            at is None
            or marks[at] not in KEPT
            or marks[at] not in (*marks[max(0, at - 1) : at], *marks[at + 1 : at + 2])
        ):
            return False
    return True


def _deletions(name: str) -> Iterable[str]:
    """The name and the name less any one letter: shared where one letter is wrong, missing, more or moved."""
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}
