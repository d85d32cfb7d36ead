"""Find calendar dates, months, years and dated holidays; leave durations, scores and relative times.

45 CFR 164.514(b)(2)(i)(C) counts every element of a date but the year; years are hidden too, since a year
beside a week of care would give the date away. The patterns and cues are in `tables/dates.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from retrieval.deid.findings import Finding
from retrieval.deid.lexicon import lines
from retrieval.records import IdentifierType

NEVER = frozenset(((24, 7), (9, 11)))
"""Numbers that look like a day and are a phrase."""

SCALES = frozenset((2, 3, 4, 5, 7, 10, 12))
"""What ratings, nights of the week and months of the year are counted out of."""


def find(text: str) -> Iterator[Finding]:
    """Yield every date in a (folded) text; overlapping findings are for `settle` to decide."""
    for name, pattern in _compiled():
        for match in pattern.finditer(text):
            if name.startswith("slash") and not _is_date(text, match.start(), match.end()):
                continue
            if name == "numeric" and not _possible(match.group()):
                continue
            yield Finding(
                start=match.start(), end=match.end(), type=IdentifierType.DATE,
                score=0.5 if name == "month" else 0.9, detector=f"date:{name}", role="DATE",
            )  # fmt: skip


@cache
def cue(name: str) -> regex.Pattern[str]:
    """A row `cue:name` of the table, compiled."""
    return regex.compile(dict(_rows())[f"cue:{name}"], regex.I)


def _possible(surface: str) -> bool:
    """Whether one of the first two of three numbers can be a month; dotted ones need a full year."""
    first, second, *_ = (int(part) for part in regex.findall(r"\d+", surface))
    return (
        0 < min(first, second) <= 12
        and max(first, second) <= 31
        and ("." not in surface or len(surface) >= 8)
    )


def _is_date(text: str, start: int, end: int) -> bool:
    """Tell 8/10 the day from 8/10 the rating by the words on either side."""
    before, after = text[max(0, start - 24) : start], text[end : end + 16]
    first, second = (int(part) for part in text[start:end].split("/"))
    if cue("counted").match(after) or (first, second) in NEVER:
        return False
    scored = bool(cue("score").search(before))
    if cue("before").search(before):
        return second not in (10, 7) or not scored
    return not scored and (second not in SCALES or first > second)


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    """The table's rows with the parts filled in."""
    parts: dict[str, str] = {}
    rows: list[tuple[str, str]] = []
    for line in lines("dates.tsv"):
        name, _, pattern = line.partition("\t")
        for part, meaning in parts.items():
            pattern = pattern.replace(f"<{part}>", meaning)
        if name.startswith("part:"):
            parts[name.removeprefix("part:")] = pattern
        else:
            rows.append((name, pattern))
    return tuple(rows)


@cache
def _compiled() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    rules = [(name, regex.compile(rule, regex.I)) for name, rule in _rows() if not name.startswith("cue:")]
    holidays = "|".join(line.split("\t")[0] for line in lines("holidays.tsv"))
    rules.append(("holiday", regex.compile(rf"\b(?:{holidays})\b(?! (?:cactus|card shop|island))", regex.I)))
    return tuple(rules)
