"""Fit a quotation to the length that the case format asks for."""

from __future__ import annotations

import re

FEWEST_WORDS = 4
MOST_WORDS = 40

_WORD = re.compile(r"\S+")


def fit_quote(text: str, start: int, end: int) -> str:
    """Return the whole words of `text` at a range, widened to 4 words or cut to 40, on one line.

    Widening takes the words that follow, then those before; a text of fewer words comes back whole.
    """
    words = [match.span() for match in _WORD.finditer(text)]
    inside = [position for position, (a, b) in enumerate(words) if a < end and b > start]
    if not inside:
        return ""
    first, last = inside[0], min(inside[-1], inside[0] + MOST_WORDS - 1)
    last = min(len(words) - 1, max(last, first + FEWEST_WORDS - 1))
    first = max(0, min(first, last - FEWEST_WORDS + 1))
    return " ".join(text[words[first][0] : words[last][1]].split())
