"""From the words of a date to the day they mean, given the day of the note they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import regex

from retrieval.deid.dates import cue
from retrieval.deid.holidays import day_of
from retrieval.deid.lexicon import lines

MONTHS = "january february march april may june july august september october november december".split()
PLACES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
NUMBER = regex.compile(r"\d+")
MONTH_WORD = regex.compile(r"[a-z]{3,}", regex.I)
SEASON_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


class Precision(StrEnum):
    """How much of a date the words give."""

    DAY = "day"
    HOLIDAY = "holiday"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Dated:
    """The day meant: the first day where the words give a month or a year only."""

    day: date
    precision: Precision


def resolve(surface: str, before: str, today: date, *, day_first: bool = False) -> Dated | None:
    """Read a date as it is written.

    Args:
        surface: the words of the date, folded.
        before: the words before it, for whether they look forward.
        today: the day of the note.
        day_first: whether 3/4 is the third of April.

    Returns:
        None where the words are no date that can be worked out.
    """
    low = surface.lower().strip(" .,")
    try:
        rule = holiday_rule(low)
        if rule is not None:
            return Dated(_nearest(rule, today, bool(cue("forward").search(before))), Precision.HOLIDAY)
        return _numeric(low, today, day_first) or _worded(low, before, today)
    except ValueError:
        return None


def day_first(texts: Iterable[str]) -> bool:
    """Whether these texts put the day before the month, judged by dates that cannot be read otherwise."""
    british = american = 0
    for text in texts:
        for first, second in regex.findall(r"(?<![\d/])(\d\d?)/(\d\d?)/(?:19|20)?\d\d(?!\d)", text):
            british += int(first) > 12
            american += int(second) > 12
    return british > american


def _numeric(low: str, today: date, day_first: bool) -> Dated | None:
    if not regex.fullmatch(r"[\d/.\-']+", low):
        return None
    parts = [int(part) for part in NUMBER.findall(low)]
    if len(parts) == 3 and parts[0] > 31:
        return Dated(date(parts[0], parts[1], parts[2]), Precision.DAY)
    if len(parts) == 3:
        month, day = _order(parts[0], parts[1], day_first)
        return Dated(date(_century(parts[2], today), month, day), Precision.DAY)
    if len(parts) == 2 and parts[1] > 1900 and parts[0] <= 12:
        return Dated(date(parts[1], parts[0], 1), Precision.MONTH)
    if len(parts) == 2 and parts[0] <= 31:
        month, day = _order(parts[0], parts[1], day_first)
        return Dated(_closest(month, day, today), Precision.DAY)
    return Dated(date(_century(parts[0], today), 1, 1), Precision.YEAR)


def _worded(low: str, before: str, today: date) -> Dated | None:
    month = next((m for word in MONTH_WORD.findall(low) if (m := _month(word))), 0)
    season = next((m for word, m in SEASON_MONTH.items() if word in low), 0)
    numbers = [int(part) for part in NUMBER.findall(low)]
    year = next((n for n in numbers if n > 31), 0)
    if not year and (short := regex.search(r"'(\d\d)\b", low)):
        year = _century(int(short[1]), today)
        numbers.remove(int(short[1]))
    day = next((n for n in numbers if n <= 31), 0) or _place(low)
    if (month or season) and year:
        return Dated(date(year, month or season, day or 1), Precision.DAY if day else Precision.MONTH)
    if month and day:
        return Dated(_closest(month, day, today), Precision.DAY)
    if month:
        start = _month_start(month, today, bool(cue("forward").search(before)))
        return Dated(start + timedelta(days=_into(low)), Precision.MONTH)
    if day:
        return Dated(_closest_day(day, today), Precision.DAY)
    return Dated(date(year, 1, 1), Precision.YEAR) if year else None


def _into(low: str) -> int:
    """Days into a month that early, mid and late stand for."""
    return next((days for word, days in (("mid", 14), ("late", 24)) if low.startswith(word)), 0)


def _order(first: int, second: int, day_first: bool) -> tuple[int, int]:
    """Month and day of two numbers, whichever way round they can only or are likely to be meant."""
    if first > 12 or (day_first and second <= 12):
        return second, first
    return first, second


def _century(year: int, today: date) -> int:
    if year > 99:
        return year
    return year + (2000 if year <= today.year % 100 + 5 else 1900)


def _month(word: str) -> int:
    return next(
        (n for n, name in enumerate(MONTHS, 1) if name.startswith(word) and len(word) <= len(name)),
        9 * (word == "sept"),
    )


def _place(low: str) -> int:
    words = regex.findall(r"[a-z]+", low)
    tens = 20 * ("twenty" in words) + 30 * ("thirty" in words or "thirtieth" in words)
    return tens + next((n for n, name in enumerate(PLACES, 1) if name in words), 0)


def _valid(year: int, month: int, day: int) -> date:
    """That day; the last of February where the year has no 29th."""
    return date(year, month, 28 if (month, day) == (2, 29) and year % 4 else day)


def _closest(month: int, day: int, today: date) -> date:
    return min((_valid(today.year + n, month, day) for n in (-1, 0, 1)), key=lambda d: abs((d - today).days))


def _closest_day(day: int, today: date) -> date:
    middle = today.replace(day=15)
    months = [(middle + timedelta(days=30 * n)).replace(day=1) for n in (-1, 0, 1)]
    days = [first + timedelta(days=day - 1) for first in months]
    return min(days, key=lambda d: abs((d - today).days))


def _month_start(month: int, today: date, forward: bool) -> date:
    year = today.year
    if forward and month < today.month:
        year += 1
    elif not forward and month > today.month:
        year -= 1
    return date(year, month, 1)


def _nearest(rule: str, today: date, forward: bool) -> date:
    days = [day_of(rule, today.year + n) for n in (-1, 0, 1)]
    near = [d for d in days if abs((d - today).days) <= 21]
    if near:
        return min(near, key=lambda d: abs((d - today).days))
    return min(d for d in days if d >= today) if forward else max(d for d in days if d <= today)


@cache
def _rules() -> tuple[tuple[regex.Pattern[str], str], ...]:
    rows = (line.split("\t") for line in lines("holidays.tsv"))
    return tuple((regex.compile(pattern, regex.I), rule) for pattern, rule in rows)


def holiday_rule(low: str) -> str | None:
    """The rule of the holiday that the words name, if they name one."""
    if low == "fourth":
        return "07-04"
    return next((rule for pattern, rule in _rules() if pattern.fullmatch(low)), None)
