"""Find calendar dates, months, years and dated holidays; leave durations, scores and relative times.

45 CFR 164.514(b)(2)(i)(C) counts every element of a date but the year; years are hidden too, since a year
beside a week of care would give the date away. The patterns and cues are in `tables/dates.tsv`. Weekdays,
times of day, seasons without a year, school breaks and decades in words ("the eighties") stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from math import log
from typing import TYPE_CHECKING

import regex

from retrieval.deid import citations, date_ranges, slashes
from retrieval.deid.expressions import rows, unwrapped
from retrieval.deid.findings import Finding
from retrieval.deid.lexicon import lines
from retrieval.records import IdentifierType

if TYPE_CHECKING:
    from retrieval.deid.page import Page

SURE, VAGUE, DOUBTFUL = 0.9, 0.5, 0.2
"""Scores of a date, of a month's name, and of what only the day of the note can bear out."""
SPELT_OUT = len("03.04.24")
LATELY = range(15, 31)
"""Years of two figures that dates of notes have: 12.4.24 is a day, 2.3.10 is a version."""
SUBSCALE = regex.compile(r"sep\.? \d", regex.I)
"""The separation subscale of an anxiety questionnaire, or a day in September."""
LONGEST_WEEKDAY = len("Wednesday, ")
TAGGER_WORTH, ODDS_AT_MOST = 0.7, 3.0
"""Weight of the tagger's log-odds beside the cues around a slash, and the most that they count."""
FOURTH_WITHIN = 45
"""Days around 4 July in which "the fourth" means it."""


def find(text: str, *, doubtful: bool = False) -> Iterator[Finding]:
    """Yield every date in a (folded) text; overlapping findings are for `settle` to decide.

    Args:
        text: folded.
        doubtful: whether to yield what is no date by its words alone too, for `believed` to judge.
    """
    text = unwrapped(text)
    cited = list(citations.find(text))
    for name, pattern in _compiled():
        for match in pattern.finditer(text):
            if name == "years" and any(start <= match.start() < end for start, end in cited):
                continue
            score = _score(name, text, match)
            if score >= VAGUE or doubtful:
                found = Finding(
                    start=match.start(), end=match.end(), type=IdentifierType.DATE, score=score,
                    detector=f"date:{name.rstrip('?')}", role="DATE",
                )  # fmt: skip
                yield from _apart(found, match.group()) if name in date_ranges.SHARED else (found,)


def _apart(finding: Finding, surface: str) -> Iterator[Finding]:
    """Every day of a range or list as a finding of its own."""
    days = [
        replace(finding, start=finding.start + part.start, end=finding.start + part.end, reads=part.reads)
        for part in date_ranges.parts(surface)
    ]
    yield from days or (finding,)


def believed(findings: Iterable[Finding], page: Page, today: date | None) -> list[Finding]:
    """Judge numbers with a slash, and "the fourth", again by the day of the note; leave other findings.

    A weekday before a date is taken into it: "Friday the 10th" gives the month away.
    """
    return [_with_weekday(finding, page.text) for finding in findings if _borne_out(finding, page, today)]


def _with_weekday(finding: Finding, text: str) -> Finding:
    if not finding.detector.startswith("date:") or finding.detector in ("date:month", "date:years"):
        return finding
    found = cue("weekday").search(text, max(0, finding.start - LONGEST_WEEKDAY), finding.start)
    return finding if found is None else replace(finding, start=found.start())


@cache
def cue(name: str) -> regex.Pattern[str]:
    """A row `cue:name` of the table, compiled."""
    return regex.compile(next(row[-1] for row in rows("dates.tsv") if row[0] == f"cue:{name}"), regex.I)


def _score(name: str, text: str, match: regex.Match[str]) -> float:
    if name == "slash?":
        return SURE if slashes.weight(text, *match.span()) >= slashes.BELIEVED else DOUBTFUL
    if name == "numeric" and not _possible(match.group()):
        return 0.0
    if name == "month-day" and subscale(text, match.start(), match.group()):
        return 0.0
    if name.endswith("?"):
        return DOUBTFUL
    return VAGUE if name == "month" else SURE


def _borne_out(finding: Finding, page: Page, today: date | None) -> bool:
    if finding.detector == "date:slash":
        weight = slashes.weight(page.text, finding.start, finding.end, today)
        return weight + _tagged(page, finding) >= slashes.BELIEVED
    if finding.score <= DOUBTFUL and finding.detector == "date:fourth":
        return today is not None and abs((today.replace(month=7, day=4) - today).days) <= FOURTH_WITHIN
    return finding.score > 0 or not finding.detector.startswith("date:")


def _tagged(page: Page, finding: Finding) -> float:
    """Weight of what the tagger makes of a date: its log-odds, within bounds."""
    belief = min(max(page.belief(finding.start, finding.end, IdentifierType.DATE), 0.01), 0.99)
    return TAGGER_WORTH * min(max(log(belief / (1 - belief)), -ODDS_AT_MOST), ODDS_AT_MOST)


def subscale(text: str, start: int, surface: str) -> bool:
    """Whether "sep 10" at a place is a score of an anxiety questionnaire: SCARED 31, sep 10."""
    return bool(SUBSCALE.match(surface) and cue("subscale").search(text[max(0, start - 80) : start]))


def _possible(surface: str) -> bool:
    """Whether one of the numbers before a year can be a month; dotted ones need a full or a recent year."""
    first, second, year = (int(part) for part in regex.findall(r"\d+", surface))
    if not (0 < min(first, second) <= 12 and max(first, second) <= 31):
        return False
    return "." not in surface or len(surface) >= SPELT_OUT or year in LATELY


@cache
def _compiled() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    found = [(name, regex.compile(rule, regex.I)) for name, rule in rows("dates.tsv") if "cue:" not in name]
    holidays = "|".join(line.split("\t")[0] for line in lines("holidays.tsv"))
    found.append(("holiday", regex.compile(rf"\b(?:{holidays})\b(?!{NO_HOLIDAY})", regex.I)))
    return tuple(found)


NO_HOLIDAY = (
    r" (?:cactus|card shop|island|(?:tree|card|cracker|jumper|sweater|cake|carol|light|movie|song)s?\b)"
)
"""What makes a thing of a holiday's name."""
