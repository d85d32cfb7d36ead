"""How often, in times a week: "4/wk", "nightly", "x3 this week", "twice since last session".

The patterns are data (`tables/frequency.tsv`); a month has 52/12 weeks, a waking day 16 hours.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

ONES = "zero one two three four five six seven eight nine ten eleven twelve".split()
NUMBERS = {word: float(i) for i, word in enumerate(ONES)} | {
    "once": 1.0,
    "twice": 2.0,
    "a": 1.0,
    "an": 1.0,
    "single": 1.0,
    "couple": 2.0,
    "a couple": 2.0,
    "few": 3.0,
    "a few": 3.0,
    "several": 4.0,
}
DAY, MONTH = 1 / 7, 52 / 12
PERIODS = {
    **dict.fromkeys("day d night nite morning evening".split(), DAY),
    **dict.fromkeys("week wk weekend".split(), 1.0),
    **dict.fromkeys("month mo mth".split(), MONTH),
    **dict.fromkeys("year yr".split(), 52.0),
    **dict.fromkeys("hour hr".split(), DAY / 16),
    "fortnight": 2.0,
}
"""Weeks in each period."""


@lru_cache(maxsize=512)
def times_a_week(text: str) -> float | None:
    """Return the first rate that `text` states, in times a week, or None."""
    best: tuple[int, int] | None = None
    rate = None
    for order, (kind, pattern) in enumerate(_rules()):
        match = pattern.search(text)
        if match and (best is None or (match.start(), order) < best):
            best, rate = (match.start(), order), _rate(kind, match)
    return None if rate is None else round(rate, 3)


def _rate(kind: str, match: re.Match[str]) -> float:
    if kind.startswith("fixed"):
        return float(kind.split()[1])
    if kind == "none":
        return 0.0
    count = _count(match)
    if kind == "visit":
        return count
    if kind == "of":
        return 7 * count / max(_value(match["k"]), 1.0)
    many = match.groupdict().get("k")
    return count / (PERIODS[match["period"].lower()] * max(_value(many) if many else 1.0, 1.0))


def _count(match: re.Match[str]) -> float:
    low = _value(match["n"])
    return (low + _value(match["m"])) / 2 if match["m"] else low


def _value(word: str) -> float:
    return NUMBERS.get(word.lower(), 0.0) if word[0].isalpha() else float(word)


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return kinds and patterns: computed rates come before fixed ones that start at the same place."""
    text = (resources.files("tools.reading") / "tables" / "frequency.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    rows.sort(key=lambda row: row[0].startswith("fixed"))
    return tuple((kind, _compiled(pattern)) for kind, pattern in rows)


def _compiled(pattern: str) -> re.Pattern[str]:
    words = "|".join(sorted((w for w in NUMBERS if w != "zero"), key=len, reverse=True))
    number = rf"(?:\d{{1,3}}(?:\.\d)?|{words})"
    parts = {
        "{n}": rf"(?P<n>{number})(?:\s*(?:-|–|to|or)\s*(?P<m>{number}))?",
        "{k}": rf"(?P<k>{number})",
        "{period}": rf"(?P<period>{'|'.join(sorted(PERIODS, key=len, reverse=True))})s?",
        "{thing}": r"(?:\s+(?!of\b|in\b|out\b|a\b|this\b|hours?\b|hrs?\b|h\b|min)[a-z]+){0,3}",
    }
    for name, body in parts.items():
        pattern = pattern.replace(name, body)
    return re.compile(rf"(?<![\w./])(?:{pattern})(?!\w)", re.IGNORECASE)
