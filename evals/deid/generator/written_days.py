"""How notes write days: in full, in figures, by month, by year, by the day alone, by a holiday."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from evals.deid.tables import lines

MONTHS = "January February March April May June July August September October November December".split()
SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec".split()
SHORTENED = 0.22
"""Share of months that are abbreviated."""
BACK, AHEAD = 900, 60
"""Days before and after the note within which its days lie."""
WITH_YEAR = frozenset(("full", "numeric", "iso", "monthyear", "year"))
LONG_AGO = 0.4
"""Share of days with a year that lie far back, up to so many days: births, wars, weddings."""
LIFETIME = 27000
AGE90_WORDS = dict(zip(
    range(90, 100),
    "ninety ninety-one ninety-two ninety-three ninety-four ninety-five ninety-six ninety-seven ninety-eight "
    "ninety-nine".split(),
    strict=True,
))  # fmt: skip

Writer = Callable[[Random, date, bool], str]


def written(rng: Random, form: str, today: date, british: bool) -> str:
    """Write a day near `today` in a form of `FORMS`; British notes put the day before the month."""
    if form in WITH_YEAR and rng.random() < LONG_AGO:
        back, ahead = LIFETIME, -BACK
    elif rng.random() < 0.6:
        back, ahead = 45, 30
    else:
        back, ahead = BACK, AHEAD
    day = today + timedelta(days=rng.randint(-back, ahead))
    return FORMS[form](rng, day, british)


def holiday(rng: Random) -> str:
    """A holiday that tells the day."""
    return rng.choice(lines("holidays"))


def age90(rng: Random) -> str:
    """An age of ninety or more."""
    age = rng.randint(90, 104)
    return AGE90_WORDS[age] if age in AGE90_WORDS and rng.random() < 0.12 else str(age)


def _month(rng: Random, day: date) -> str:
    if rng.random() < SHORTENED and day.month != 5:
        return SHORT[day.month - 1] + ("." if rng.random() < 0.25 else "")
    return MONTHS[day.month - 1]


def _full(rng: Random, day: date, british: bool) -> str:
    month = _month(rng, day)
    return f"{day.day} {month} {day.year}" if british else f"{month} {day.day}, {day.year}"


def _numeric(rng: Random, day: date, british: bool) -> str:
    first, second = (day.day, day.month) if british else (day.month, day.day)
    year = rng.choice((f"{day.year % 100:02}", f"{day.year}"))
    if british and rng.random() < 0.3:
        return f"{first:02}.{second:02}.{year}"
    if rng.random() < 0.2:
        return f"{first}-{second}-{year}"
    return f"{first:02}/{second:02}/{year}" if rng.random() < 0.4 else f"{first}/{second}/{year}"


def _short(_: Random, day: date, british: bool) -> str:
    return f"{day.day}/{day.month}" if british else f"{day.month}/{day.day}"


def _monthday(rng: Random, day: date, british: bool) -> str:
    month = _month(rng, day)
    if british:
        return rng.choice(
            (f"{day.day} {month}", f"{_ordinal(day.day)} {month}", f"{_ordinal(day.day)} of {month}")
        )
    return rng.choice((f"{month} {_ordinal(day.day)}", f"{month} {day.day}"))


def _monthyear(rng: Random, day: date, _: bool) -> str:
    month = _month(rng, day)
    return rng.choice(
        (f"{month} {day.year}", f"{month} {day.year}", f"{month} of {day.year}", f"{month} '{day.year % 100}")
    )


def _ordinal(number: int) -> str:
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


FORMS: dict[str, Writer] = {
    "full": _full,
    "numeric": _numeric,
    "iso": lambda _, day, __: day.isoformat(),
    "short": _short,
    "month": lambda rng, day, _: _month(rng, day),
    "monthyear": _monthyear,
    "monthday": _monthday,
    "year": lambda _, day, __: str(day.year),
    "ordinal": lambda _, day, __: f"the {_ordinal(day.day)}",
}
