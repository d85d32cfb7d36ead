"""From the words of a date to the day they mean, given the day of the note they stand in."""

from __future__ import annotations

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
WEEKDAY = regex.compile(r"^(?:mon|tues?|weds?|wednes|thurs?|thu|fri|satur|sat|sun)(?:day)?\.?,? ")
SHORT_YEAR = regex.compile(r"'(\d\d)(?!\d)|(?<=[a-z][-/.])(\d\d)$")
"""The year of "Sept '22", "3-Mar-24" and "Mar-22"."""
COMPACT = regex.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)|(\d\d)(\d\d)(\d\d(?:\d\d)?)")
"""20240305, and the 030486 that follows "DOB"."""
YEARS_AHEAD = 5
QUARTER = regex.compile(r"^(?:q([1-4])|(first|second|third|fourth|last) quarter)")


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
    low = WEEKDAY.sub("", " ".join(surface.lower().split())).strip(" .,")
    looks_ahead = _looks_ahead(before)
    try:
        rule = holiday_rule(low)
        if rule is not None:
            return Dated(_nearest(rule, today, looks_ahead), Precision.HOLIDAY)
        return _numeric(low, today, day_first) or _worded(low, today, looks_ahead)
    except ValueError:
        return None


class Ahead(StrEnum):
    """Whether the words before a date look forward, back, or leave it open."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


def _looks_ahead(before: str) -> Ahead:
    if cue("past").search(before):
        return Ahead.NO
    if cue("forward").search(before):
        return Ahead.YES
    return Ahead.OPEN if cue("either").search(before) else Ahead.NO


def _numeric(low: str, today: date, day_first: bool) -> Dated | None:
    if compact := COMPACT.fullmatch(low):
        return _compact(compact, today, day_first)
    if not regex.fullmatch(r"[\d/.\-' ]+", low):
        return None
    parts = [int(part) for part in NUMBER.findall(low)]
    if parts[0] > 1900:
        return _year_first(parts)
    if len(parts) == 3:
        month, day = _order(parts[0], parts[1], day_first)
        return Dated(date(_century(parts[2], today), month, day), Precision.DAY)
    if len(parts) == 2 and parts[1] > 1900 and parts[0] <= 12:
        return Dated(date(parts[1], parts[0], 1), Precision.MONTH)
    if len(parts) == 2 and parts[0] <= 31:
        month, day = _order(parts[0], parts[1], day_first or low.endswith("."))
        return Dated(_closest(month, day, today), Precision.DAY)
    return Dated(date(_century(parts[0], today), 1, 1), Precision.YEAR) if len(parts) == 1 else None


def _compact(found: regex.Match[str], today: date, day_first: bool) -> Dated:
    """Eight figures that begin with the year, or six or eight of a birthday."""
    if found[1]:
        return Dated(date(int(found[1]), int(found[2]), int(found[3])), Precision.DAY)
    month, day = _order(int(found[4]), int(found[5]), day_first)
    return Dated(date(_century(int(found[6]), today), month, day), Precision.DAY)


def _year_first(parts: list[int]) -> Dated:
    """2024-03-05, 2024-03, and 2024 or 2023/24 as the year they begin with."""
    if len(parts) == 3:
        return Dated(date(parts[0], parts[1], parts[2]), Precision.DAY)
    if len(parts) == 2 and 1 <= parts[1] <= 12:
        return Dated(date(parts[0], parts[1], 1), Precision.MONTH)
    return Dated(date(parts[0], 1, 1), Precision.YEAR)


def _worded(low: str, today: date, ahead: Ahead) -> Dated | None:
    year, low = _year_of(low, today)
    month = next((m for word in MONTH_WORD.findall(low) if (m := _month(word))), 0)
    season = next((m for word, m in SEASON_MONTH.items() if word in low), 0) or _quarter(low)
    numbers = [int(part) for part in NUMBER.findall(QUARTER.sub("", low))]
    day = next((n for n in numbers if n <= 31), 0) or _place(low)
    if (month or season) and year:
        start = date(year, month or season, day or 1)
        return Dated(start + _into(low), Precision.DAY if day else Precision.MONTH)
    if month and day:
        return Dated(_closest(month, day, today), Precision.DAY)
    if month:
        return Dated(_month_start(month, today, ahead) + _into(low), Precision.MONTH)
    if day:
        return Dated(_closest_day(day, today), Precision.DAY)
    return Dated(date(year, 1, 1), Precision.YEAR) if year else None


def _year_of(low: str, today: date) -> tuple[int, str]:
    """The (first) year in the words, 0 where there is none, and the words without years."""
    if full := regex.findall(r"(?:19|20)\d\d", low):
        return int(full[0]), regex.sub(r"(?:19|20)\d\d(?:s|ish)?(?:[-/]\d\d)?", "", low)
    if short := SHORT_YEAR.search(low):
        return _century(int(short[1] or short[2]), today), low[: short.start()]
    if regex.fullmatch(r"(?:[a-z ]+ )?\d\d", low) and (not _month(low[:3]) or int(low[-2:]) > 31):
        bare = int(low[-2:])
        return (_century(bare, today), low[:-2]) if bare > 31 else (0, low)
    return 0, low


def _quarter(low: str) -> int:
    """The month that a quarter of a year begins with."""
    found = QUARTER.match(low)
    if not found:
        return 0
    number = int(found[1]) if found[1] else ("first second third fourth last".split().index(found[2]) + 1)
    return 3 * min(number, 4) - 2


def _into(low: str) -> timedelta:
    """How far into a month (or the rest of the words' span) early, mid, late and end reach."""
    parts = (("mid", 14), ("late", 24), ("end", 24))
    return timedelta(days=next((days for word, days in parts if low.startswith(word)), 0))


def _order(first: int, second: int, day_first: bool) -> tuple[int, int]:
    """Month and day of two numbers, whichever way round they can only or are likely to be meant."""
    if first > 12 or (day_first and second <= 12):
        return second, first
    return first, second


def _century(year: int, today: date) -> int:
    """A year of two figures in the hundred years that end a few years from now."""
    if year > 99:
        return year
    latest = today.year + YEARS_AHEAD
    return latest - (latest - year) % 100


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


def _month_start(month: int, today: date, ahead: Ahead) -> date:
    year = today.year
    if ahead is Ahead.OPEN:
        starts = [date(year + n, month, 1) for n in (-1, 0, 1)]
        return min(starts, key=lambda start: abs((start + timedelta(days=14) - today).days))
    if ahead is Ahead.YES and month < today.month:
        year += 1
    elif ahead is Ahead.NO and month > today.month:
        year -= 1
    return date(year, month, 1)


def _nearest(rule: str, today: date, ahead: Ahead) -> date:
    days = [day_of(rule, today.year + n) for n in (-1, 0, 1, 2)]
    near = [d for d in days if abs((d - today).days) <= 21]
    if near:
        return min(near, key=lambda d: abs((d - today).days))
    if ahead is Ahead.OPEN:
        return min(days, key=lambda d: abs((d - today).days))
    return min(d for d in days if d >= today) if ahead is Ahead.YES else max(d for d in days if d <= today)


@cache
def _rules() -> tuple[tuple[regex.Pattern[str], str], ...]:
    rows = (line.split("\t") for line in lines("holidays.tsv"))
    return tuple((regex.compile(pattern, regex.I), rule) for pattern, rule in rows)


def holiday_rule(low: str) -> str | None:
    """The rule of the holiday that the words name, if they name one."""
    if low in ("fourth", "the fourth"):
        return "07-04"
    return next((rule for pattern, rule in _rules() if pattern.fullmatch(low)), None)
