"""The days of holidays, by the rules in `tables/holidays.tsv`.

Week precision is what masking needs, so moons are mean moons (Meeus 1998, ch. 49, first term) and the
Islamic calendar is the tabular one: either may be a day or two off what a community keeps.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

NEW_MOON = date(2000, 1, 6)
LUNATION = 29.530588861
ISLAMIC_EPOCH = (
    227014  # date.toordinal() of 1 Muharram 1 AH, civil reckoning, in the proleptic Gregorian calendar
)


@lru_cache(maxsize=4096)
def day_of(rule: str, year: int) -> date:
    """The day that `rule` gives in `year`.

    Raises:
        ValueError: the rule is in none of the forms that the table's heading lists.
    """
    kind, _, rest = rule.partition(":")
    if kind == "nth":
        month, weekday, count = (int(part) for part in rest.split(":"))
        return _nth_weekday(year, month, weekday, count)
    if kind in ("lunar", "full"):
        moon = _moon_from(date(year, int(rest[:2]), int(rest[3:5])), 0.0 if kind == "lunar" else 0.5)
        return moon + timedelta(days=int(rest[5:] or 0))
    if kind == "islamic":
        month, day = (int(part) for part in rest.split(":"))
        return _islamic(year, month, day)
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    if rule.startswith("orthodox"):
        return orthodox_easter(year) + timedelta(days=int(rule.removeprefix("orthodox")))
    month, day = (int(part) for part in rule.split("-"))
    return date(year, month, day)


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus, Nature 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday in the Gregorian calendar (Meeus 1998, ch. 8; thirteen days apart 1900-2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def _nth_weekday(year: int, month: int, weekday: int, count: int) -> date:
    if count < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def _moon_from(start: date, phase: float) -> date:
    """The first mean moon of that phase (0 new, 0.5 full) on or after `start`."""
    age = ((start - NEW_MOON).days / LUNATION - phase) % 1.0
    return start + timedelta(days=round((1.0 - age) % 1.0 * LUNATION))


def _islamic(year: int, month: int, day: int) -> date:
    """The day of that Islamic month that falls into the Gregorian year, the first one where two do."""
    hijri = int((year - 622) * 33 / 32) - 1
    while True:
        ordinal = ISLAMIC_EPOCH + day - 1 + 29 * (month - 1) + month // 2
        ordinal += (hijri - 1) * 354 + (3 + 11 * hijri) // 30
        found = date.fromordinal(ordinal)
        if found.year >= year:
            return found
        hijri += 1
