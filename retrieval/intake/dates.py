"""Find calendar dates in a text, without deciding what cannot be known.

03/12/2024 is 12 March to one practice and 3 December to another. A `FoundDate` carries both readings;
`date_order` settles them from the other dates of the file or folder.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

_MONTH_NAMES = "january february march april may june july august september october november december".split()
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FUTURE_YEARS = 10
"""Two-digit years up to ten years ahead count as 20xx: a slip such as 2/15/34 is reported as future."""

_MONTH = (
    r"(?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
# A two-digit year beside a month's name must not be a time ("Feb 15 10:00") or a length ("Mar 12 50 min").
_YEAR = (
    r"(?P<y>\d{4}(?!\d)|['’]?\d{2}(?!\d)(?!\s{0,3},?\s{0,3}(?:19|20)\d\d)"
    r"(?!\s{0,3}[-:]?\s{0,3}(?:\d|min|hr|hour|am\b|pm\b|[ap]\.m|%)))"
)
_NOT_IN_NUMBER = r"(?<!\d)(?<!\d[/.\-])"

# The shapes of a written date, most telling first. Groups: y, m, d, mon (a name), a and b (order unknown).
_FULL_DATES = (
    _NOT_IN_NUMBER + r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d|[/.\-]\d)",
    r"(?<![\d/.\-])(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d|[/.\-]\d)",
    _NOT_IN_NUMBER
    + r"(?P<a>\d{1,2})[ ]?(?P<s>[-/.])[ ]?(?P<b>\d{1,2})[ ]?(?P=s)[ ]?(?P<y>\d{4}|\d{2})(?!\d|[/.\-]\d)",
    r"(?<!\d)" + _DAY + r"(?:\s{1,3}of)?[\s.\-,]{0,3}\b" + _MONTH + r"[\s,.\-]{0,3}" + _YEAR,
    r"\b" + _MONTH + r"[\s.\-]{0,3}" + _DAY + r"[\s,.\-]{1,3}" + _YEAR,
    r"(?<!\d)(?P<y>\d{4})[\s.\-]{1,3}" + _MONTH + r"[\s.\-]{0,3}" + _DAY + r"(?!\d)",
)
_YEARLESS = (
    r"(?<![\d/.\-])\d{1,2}/\d{1,2}(?![\d/]|\.\d|\s*%)",
    r"(?<!\d)" + _DAY + r"(?:\s{1,3}of)?[\s.\-]{0,3}\b" + _MONTH,
    r"\b" + _MONTH + r"[\s.\-]{0,3}" + _DAY + r"(?!\d|:)",
)


class DateOrder(StrEnum):
    """Which of the first two numbers of a date is the month."""

    MONTH_FIRST = "month first"
    DAY_FIRST = "day first"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date as written. Without a year, or if no such day exists, both readings are None."""

    start: int
    end: int
    month_first: date | None
    day_first: date | None
    has_year: bool = True

    @property
    def exact(self) -> date | None:
        """The date, if it can be read in one way only."""
        if self.month_first is None or self.day_first is None:
            return self.month_first or self.day_first
        return self.month_first if self.month_first == self.day_first else None

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a day in one reading at least."""
        return self.month_first is not None or self.day_first is not None

    @property
    def order(self) -> DateOrder | None:
        """The order that this date proves: 3/25/24 can only be month first."""
        if self.month_first is not None and self.day_first is not None:
            return None
        if self.month_first is not None:
            return DateOrder.MONTH_FIRST
        return DateOrder.DAY_FIRST if self.day_first is not None else None

    def read(self, order: DateOrder) -> date | None:
        """The date in the given order."""
        return self.month_first if order is DateOrder.MONTH_FIRST else self.day_first


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    full = [(re.compile(shape, re.IGNORECASE), True) for shape in _FULL_DATES]
    bare = [(re.compile(shape, re.IGNORECASE), False) for shape in _YEARLESS]
    return (*full, *bare)


@lru_cache(maxsize=1)
def _weekday_pattern() -> re.Pattern[str]:
    names = "|".join(_WEEKDAYS)
    return re.compile(rf"\b({names})(?:[a-z]*day|s|r|rs|nes)?\b", re.IGNORECASE)


def find_dates(text: str, *, today: date, yearless: bool = False) -> tuple[FoundDate, ...]:
    """All dates written in a text, in order and without overlap.

    Args:
        text: any text.
        today: settles the century of two-digit years.
        yearless: also find dates without a year ("2/15", "15 March"), which headings may hold.
    """
    full = _in_order([_found(match, text, today) for match in _matches(text, has_year=True)])
    if not yearless:
        return full
    starts = [item.start for item in full]
    bare = [
        _without_year(*match.span())
        for match in _matches(text, has_year=False)
        if not _overlaps(match.span(), full, starts)
    ]
    return _in_order([*full, *bare])


def date_at(text: str, position: int, *, today: date) -> FoundDate | None:
    """The full date that starts exactly here, if any."""
    for pattern, has_year in _patterns():
        match = pattern.match(text, position) if has_year else None
        if match:
            return _found(match, text, today)
    return None


def _matches(text: str, *, has_year: bool) -> Iterator[re.Match[str]]:
    for pattern, full in _patterns():
        if full is has_year:
            yield from pattern.finditer(text)


def _in_order(found: list[FoundDate]) -> tuple[FoundDate, ...]:
    kept: list[FoundDate] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return tuple(kept)


def _overlaps(span: tuple[int, int], full: tuple[FoundDate, ...], starts: list[int]) -> bool:
    place = bisect_left(starts, span[1])  # the dates that start before this one ends
    return place > 0 and full[place - 1].end > span[0]


def _without_year(start: int, end: int) -> FoundDate:
    return FoundDate(start=start, end=end, month_first=None, day_first=None, has_year=False)


def _found(match: re.Match[str], text: str, today: date) -> FoundDate:
    parts = match.groupdict()
    year = _year(parts["y"], today)
    if parts.get("a"):
        month_first = _day(year, int(parts["a"]), int(parts["b"]))
        day_first = _day(year, int(parts["b"]), int(parts["a"]))
        month_first, day_first = _by_weekday(month_first, day_first, text, *match.span())
    else:
        month = _month(parts["mon"]) if parts.get("mon") else int(parts["m"])
        month_first = day_first = _day(year, month, int(parts["d"]))
    return FoundDate(start=match.start(), end=match.end(), month_first=month_first, day_first=day_first)


def _year(written: str, today: date) -> int:
    digits = written.lstrip("'’")
    if len(digits) == 4:
        return int(digits)
    year = 2000 + int(digits)
    return year if year <= today.year + _FUTURE_YEARS else year - 100


def _month(name: str) -> int:
    return next(n for n, full in enumerate(_MONTH_NAMES, 1) if full.startswith(name.lower()[:3]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _by_weekday(
    month_first: date | None, day_first: date | None, text: str, start: int, end: int
) -> tuple[date | None, date | None]:
    """A weekday beside an ambiguous date ("Tue 3/12/24") tells which reading is meant."""
    if month_first is None or day_first is None or month_first == day_first:
        return month_first, day_first
    for name in _weekdays_beside(text, start, end):
        fits = [day for day in (month_first, day_first) if day.weekday() == _WEEKDAYS.index(name)]
        if len(fits) == 1:
            return fits[0], fits[0]
    return month_first, day_first


def _weekdays_beside(text: str, start: int, end: int) -> Iterator[str]:
    before = text[max(0, start - 12) : start].rpartition("\n")[2]
    after = text[end : end + 12].partition("\n")[0]
    for match in _weekday_pattern().finditer(before):
        if not before[match.end() :].strip(" .,:-"):
            yield match.group(1).lower()
    after_match = _weekday_pattern().match(after.lstrip(" (,.-"))
    if after_match:
        yield after_match.group(1).lower()
