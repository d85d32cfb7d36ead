"""Time expressions of a question, resolved to sessions.

Read from the question as typed, because de-identification takes calendar dates out; only session numbers
go on.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from agent.records import TimeFrame
from agent.understanding.tables import load

NOW_SESSIONS = 3
"""How many of the last sessions "now" looks at."""
BASELINE_SESSIONS = 2
NEXT_WITHIN = timedelta(days=21)
"""A note tells of the weeks before it: the next session within three weeks still speaks of a date."""

RELATION = (
    r"(?P<relation>since|from|after|before|until|till|by|in|on|during|around|over|of|at|this|last|the|late"
    r"|early|mid)?[\s-]*"
)
SUBJECT = re.compile(r"\s*(i|we|you|s?he|they|it|the)\b", re.IGNORECASE)
NOW = re.compile(
    r"\b(now|current(ly)?|at present|presently|these days|latest|most recent(ly)?|at the moment|today"
    r"|at discharge|at the end)\b"
)
BASELINE = re.compile(
    r"\b(at|from|since|in|during|to|w?ith|than|vs\.?|on) (the )?"
    r"(intake|baseline|outset|assessment|start( of (treatment|therapy|care))?|beginning)\b"
    r"|\bbefore (s?he|they|\w+) (came|started|began|entered)( in(to)?| to)?( therapy| treatment"
    r"| counsel\w+| care| here| see| us)\b"
    r"|\bwhen (it|this|things|that|everything) (all )?(started|began)\b|\bat first\W*$"
    r"|\b(first came|came in first|when (s?he|they) (started|came|began)( (therapy|treatment|here|in))?$)"
)
SESSIONS = re.compile(
    r"\b(?:session|sess|visit|appointment|appt)s?\.? #?(\d+)(?: ?(?:-|–|to|and|through) ?(\d+))?"
)
FIRST_LAST = re.compile(
    r"\b(first|last|past|final|latest|opening) (?:(\d+|\w+) )?(session|visit|appointment|meeting|note)s?\b"
)
SPAN_BACK = re.compile(r"\b(?:last|past|previous) (?:(\d+|\w+) )?(week|month|year)s?\b")


@dataclass(frozen=True, slots=True)
class Occasion:
    """One session of the client's calendar."""

    session: int
    date: date


@dataclass(frozen=True, slots=True)
class Span:
    """Days that an expression names, ends included, and how the question relates to them."""

    relation: str
    start: date
    end: date


def resolve(question: str, occasions: Sequence[Occasion]) -> TimeFrame | None:
    """Return the sessions that the time expression of `question` stands for, or None where there is none.

    A question that names both baseline and now compares them and has no frame.
    """
    text, ordered = question.lower(), sorted(occasions, key=lambda o: o.date)
    if not ordered:
        return None
    numbered = _numbered(text, ordered) or _span_back(text, ordered)
    if numbered:
        return numbered
    spans = _spans(question, ordered)
    if spans:
        return _within(spans, ordered)
    now, baseline = NOW.search(text), BASELINE.search(text)
    if now and not baseline:
        return TimeFrame(relation="now", sessions=_numbers(ordered[-NOW_SESSIONS:]))
    if baseline and not now:
        return TimeFrame(relation="baseline", sessions=_numbers(ordered[:BASELINE_SESSIONS]))
    return None


def _numbered(text: str, ordered: Sequence[Occasion]) -> TimeFrame | None:
    match = SESSIONS.search(text)
    if match:
        low, high = int(match[1]), int(match[2] or match[1])
        return TimeFrame(
            relation="in", sessions=tuple(o.session for o in ordered if low <= o.session <= high)
        )
    match = FIRST_LAST.search(text)
    if match:
        count = _number(match[2]) if match[2] else 1
        if match[1] in ("first", "opening"):
            return TimeFrame(relation="first", sessions=_numbers(ordered[:count]))
        return TimeFrame(relation="last", sessions=_numbers(ordered[-count:]))
    return None


def _span_back(text: str, ordered: Sequence[Occasion]) -> TimeFrame | None:
    match = SPAN_BACK.search(text)
    if not match:
        return None
    days = {"week": 7, "month": 31, "year": 366}[match[2]] * (_number(match[1]) if match[1] else 1)
    start = ordered[-1].date - timedelta(days=days)
    return TimeFrame(relation="since", sessions=tuple(o.session for o in ordered if o.date >= start))


def _spans(question: str, ordered: Sequence[Occasion]) -> list[Span]:
    years = range(ordered[0].date.year - 1, ordered[-1].date.year + 1)
    low, high = ordered[0].date - timedelta(days=31), ordered[-1].date + timedelta(days=31)
    spans = [span for match in _pattern().finditer(question) for span in _read(match, years)]
    inside = [span for span in spans if span.end >= low and span.start <= high]
    return inside or spans


def _read(match: re.Match[str], years: range) -> list[Span]:
    words = {name: value.lower() for name, value in match.groupdict().items() if value}
    relation = _relation(words.get("relation", "in"))
    chosen = [int(words["year"])] if "year" in words else list(years)
    if "iso" in words:
        day = date.fromisoformat(words["iso"])
        return [Span(relation, day, day)]
    if words.get("season") in ("fall", "spring") and not words.get("relation") and not _opens(match):
        return []  # the verbs
    if "season" in words:
        months = _table()["seasons"][words["season"]]
        return [
            Span(relation, _day(y, months[0], 1), _month_end(y + (months[2] < months[0]), months[2]))
            for y in chosen
        ]
    if "holiday" in words:
        m1, d1, m2, d2 = _table()["holidays"][words["holiday"].removesuffix("'s")]
        return [Span(relation, _day(y, m1, d1), _day(y + (m2 < m1), m2, d2)) for y in chosen]
    if "month" not in words:
        year = int(words["alone"])
        return [Span(relation, date(year, 1, 1), date(year, 12, 31))]
    if words["month"] in ("may", "march") and not (
        match["month"][0].isupper() or words.get("relation") or _opens(match)
    ):
        return []  # the verbs
    month = _month(words["month"])
    number = words.get("day") or words.get("day_before")
    if number:
        return [Span(relation, _day(y, month, int(number)), _day(y, month, int(number))) for y in chosen]
    return [Span(relation, _day(y, month, 1), _month_end(y, month)) for y in chosen]


def _opens(match: re.Match[str]) -> bool:
    """Whether a time stands first in a piece of a question and is no verb there ("may I ask")."""
    return match.start() == 0 and not SUBJECT.match(match.string[match.end() :])


def _within(spans: Sequence[Span], ordered: Sequence[Occasion]) -> TimeFrame:
    """Take the sessions of all spans; the spans of one question share the first one's relation."""
    found: set[int] = set()
    relation = spans[0].relation
    for span in spans:
        after = [o for o in ordered if o.date > span.end]
        chosen = {
            "since": [o for o in ordered if o.date >= span.start],
            "after": after,
            "before": [o for o in ordered if o.date < span.start],
            "until": [o for o in ordered if o.date <= span.end],
        }.get(relation, [o for o in ordered if span.start <= o.date <= span.end])
        if relation == "in" and len(chosen) < 2 and after and after[0].date - span.end <= NEXT_WITHIN:
            chosen = [*chosen, after[0]]
        found.update(o.session for o in chosen)
    return TimeFrame(relation=relation, sessions=tuple(sorted(found)))


def _relation(word: str) -> str:
    if word in ("since", "from"):
        return "since"
    if word in ("after", "before"):
        return word
    return "until" if word in ("until", "till") else "in"


@cache
def _pattern() -> re.Pattern[str]:
    table = _table()
    names = "|".join([*table["months"], *(rf"{short}\.?" for short in table["short"])])
    parts = (
        r"(?P<iso>\d{4}-\d\d-\d\d)",
        rf"(?:(?P<day_before>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?\b(?P<month>{names})\b"
        r"(?:(?: the)? (?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?!\d))?(?:,? (?P<year>(?:19|20)\d\d))?",
        rf"\b(?P<season>{'|'.join(table['seasons'])})\b",
        rf"\b(?P<holiday>{'|'.join(table['holidays'])})\b",
        r"\b(?P<alone>20\d\d)\b",
    )
    return re.compile(rf"(?:\b{RELATION})?(?:\bthe )?(?:{'|'.join(parts)})", re.IGNORECASE)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = load("times.yaml")
    return table


def _month(word: str) -> int:
    word = word.rstrip(".")
    table = _table()
    return int(table["short"].get(word) or table["months"].index(word) + 1)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else int(_table()["numbers"].get(word, 1))


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]) or 1)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _numbers(occasions: Sequence[Occasion]) -> tuple[int, ...]:
    return tuple(o.session for o in occasions)
