"""A text with everything that the finders of names look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.deid.tagger import CLASSES, Beliefs
from retrieval.deid.tokens import Word
from retrieval.records import IdentifierType


@dataclass(frozen=True, slots=True)
class Page:
    """A (folded) text, its words, their keep categories, and what the tagger makes of them."""

    text: str
    tokens: Sequence[Word]
    marks: Sequence[str]
    beliefs: Beliefs
    """Of shape (words, classes); see `retrieval.deid.tagger.CLASSES`."""

    def belief(self, start: int, end: int, kind: IdentifierType) -> float:
        """Mean probability that the words of a range are identifiers of a kind; 0 where it has no words."""
        column = CLASSES.index(kind.value)
        shares = [
            float(self.beliefs[at, column])
            for at, word in enumerate(self.tokens)
            if word.start < end and start < word.end
        ]
        return sum(shares) / len(shares) if shares else 0.0
