"""Terms of a table as one pattern, with a quick look first whether a text can hold any of them.

A sentence meets a hundred patterns and holds words of a few. Which words begin how is found out once for a
text; a pattern none of whose terms begins so is not tried. What is found is the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

LETTERS = 3
"""How much of a word's beginning is looked at."""

BEGINNING = re.compile(rf"(?<![\w'’])(?=(\S{{1,{LETTERS}}}))")
FOLDS = str.maketrans("ſıİ\u212a", "siik")
"""Letters outside ASCII that a pattern which ignores case takes for s, i or k (U+212A is the Kelvin sign)."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The terms of one row: longest first, so that the longest wins."""

    pattern: re.Pattern[str]
    beginnings: frozenset[str]

    @classmethod
    def of(cls, terms: str) -> Wording:
        """Make it from terms separated by "|"; * ends a stem, a blank stands for white space or a hyphen."""
        parts = sorted((t.strip() for t in terms.split("|")), key=len, reverse=True)
        body = "|".join(_term(p) for p in parts)
        pattern = re.compile(rf"(?<![\w'’])(?:{body})(?![\w'’])", re.IGNORECASE)
        return cls(pattern, frozenset(_beginning(p) for p in parts))

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in `text`."""
        return None if self.beginnings.isdisjoint(_beginnings(text)) else self.pattern.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return all matches in `text`."""
        return iter(()) if self.beginnings.isdisjoint(_beginnings(text)) else self.pattern.finditer(text)


class Shelf:
    """The wordings of a table, found by how the words of a text begin."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        """Take the wordings in table order."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, wording in enumerate(wordings):
            for beginning in wording.beginnings:
                places[beginning].append(place)
        self._places = dict(places)

    def possible(self, text: str) -> list[int]:
        """Return the places of the wordings that `text` may hold, in table order; no other is in it."""
        found: set[int] = set()
        for beginning in _beginnings(text):
            found.update(self._places.get(beginning, ()))
        return sorted(found)


def _term(term: str) -> str:
    words = [re.escape(w).replace("'", "['’]").replace(r"\*", r"[\w'’]*") for w in re.split(r"[ -]", term)]
    return r"[\s-]+".join(words)


def _beginning(term: str) -> str:
    """The first letters of a term, as far as every text that it matches has them, or "" for none."""
    letters = re.split(r"[ '*-]", term.lower())[0][:LETTERS]
    return letters if letters.isascii() else ""


@lru_cache(maxsize=512)
def _beginnings(text: str) -> frozenset[str]:
    """How the words of a text begin, in one to three letters, and "" for terms that begin with none."""
    found = {match.group(1).lower() for match in BEGINNING.finditer(text.translate(FOLDS))}
    return frozenset(start[:size] for start in found for size in range(LETTERS + 1)) | {""}
