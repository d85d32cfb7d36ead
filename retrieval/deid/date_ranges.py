"""Several days under one month: "July 18 to 22", "3rd and 10th of May". Each is a date of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

SHARED = frozenset(("month-day", "day-month", "ordinal"))
"""Kinds of dates that may hold several days."""

DAY = regex.compile(r"(?<![\d'])(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b(?!\d)", regex.I)
WORD = regex.compile(r"[a-z]{3,}\.?", regex.I)
YEAR = regex.compile(r",? ?(?:'\d\d|(?:19|20)\d\d)$|(?<=[a-z]\.?)[-/.]\d\d$", regex.I)
LINKS = frozenset("and to or through thru until till the".split())


@dataclass(frozen=True, slots=True)
class Part:
    """One day within the words of several, and how it reads in full."""

    start: int
    end: int
    reads: str


def parts(surface: str) -> Iterator[Part]:
    """Yield the days of a surface that names several; nothing for a single day."""
    year = YEAR.search(surface)
    body = surface[: year.start()] if year else surface
    days = list(DAY.finditer(body))
    if len(days) < 2:
        return
    month = next((m for m in WORD.finditer(body) if m.group().lower() not in LINKS), None)
    name = f" {month.group()}" if month else ""
    tail = year.group().strip(" ,") if year else ""
    for number, day in enumerate(days):
        first, last = number == 0, number == len(days) - 1
        yield Part(
            start=0 if first else day.start(),
            end=len(surface) if last else day.end(),
            reads=f"{day.group()}{name} {tail}".strip(),
        )
