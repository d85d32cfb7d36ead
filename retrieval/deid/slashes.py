"""Tell 8/10 the day from 8/10 the rating: by the words on either side, the numbers, and the note's own day.

Evidence is weighed, row by row of `tables/slash_cues.tsv`; a note's dates mostly lie within weeks of it.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import regex

from retrieval.deid.lexicon import lines

PHRASES = frozenset(("24/7", "9/11"))
"""Numbers that look like a day and are a phrase."""

BELIEVED = 1.0
"""Weight from which two numbers are a day."""
BEFORE, AFTER = 30, 24
"""Characters looked at on either side."""


def weight(text: str, start: int, end: int, today: date | None = None) -> float:
    """How much speaks for a day: positive for a day, negative for a score.

    Args:
        text: folded.
        start: where the two numbers with a slash begin.
        end: where they end.
        today: the day of the note, if known.
    """
    numbers = text[start:end]
    if numbers in PHRASES:
        return -9.0
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    first, second = (int(part) for part in numbers.split("/"))
    seen = {"before": before, "after": after, "numbers": numbers}
    total = 0.0
    for side, worth, pattern in _rows():
        falls = side == "falling" and second < first <= 12 and second != 10
        if falls or (side in seen and pattern.search(seen[side])):
            total += worth
    return total + _nearness(first, second, today)


def _nearness(first: int, second: int, today: date | None) -> float:
    """Weight of the days between the note and the nearest day that the numbers may be."""
    if today is None:
        return 0.0
    days = [
        abs((date(today.year + years, month, day) - today).days)
        for month, day in ((first, second), (second, first))
        for years in (-1, 0, 1)
        if month <= 12 and _exists(today.year + years, month, day)
    ]
    return next((worth for bound, worth in _bounds() if days and min(days) <= bound), -9.0)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


@cache
def _rows() -> tuple[tuple[str, float, regex.Pattern[str]], ...]:
    rows = (line.split("\t") for line in lines("slash_cues.tsv"))
    return tuple(
        (side, float(worth), regex.compile(pattern, regex.I))
        for side, worth, pattern in rows
        if side != "near"
    )


@cache
def _bounds() -> tuple[tuple[int, float], ...]:
    rows = (line.split("\t") for line in lines("slash_cues.tsv"))
    return tuple((int(bound), float(worth)) for side, worth, bound in rows if side == "near")
