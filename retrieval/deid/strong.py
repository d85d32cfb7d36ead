"""Identifiers that have a form of their own, looked for at the gate.

Fast, since most texts hold no trace of one: the rows of `tables/gate_patterns.tsv` are tried only where a
cheap look says that they may fit. Numbers are taken as whole runs and judged by their groups, since how a
telephone is punctuated is anybody's choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from retrieval.deid.dates import subscale
from retrieval.deid.lexicon import lines
from retrieval.records import IdentifierType

Rows = tuple[tuple[IdentifierType, re.Pattern[str]], ...]

RUN = re.compile(r"\(?\d[\d().+\-/_, ]{2,}\d")
"""Figures with what people put between them."""
GROUP = re.compile(r"\d+")
LONG = 7
"""From as many figures in one run on, a number is a telephone, a record or an account."""
FULL_DATE = re.compile(
    r"(?<![\d./-])(?:(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:19|20)?\d\d)(?![\d/-]|\.\d)"
)
APART = re.compile(r",\s|\s{2,}|\s-\s")
"""What stands between scores, not within a number."""
HOURS = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d ?- ?(?:[01]\d|2[0-4])[0-5]\d")
MOST_DAYS, MOST_MONTHS = 31, 12
YEARS = re.compile(r"(?:19|20)\d\d(?:[-/ ,]{1,2}(?:(?:19|20)\d\d|\d\d))*")

ENDING = re.compile(r"\.([a-z]{2,7})\b")
DOMAINS = frozenset("com org net edu gov io info health example uk au".split())
SPELLED_AT = re.compile(r"[\[(]at[\])]")
DOTTED = re.compile(r"\d\.\d+\.\d")
POSTCODE = re.compile(r"\d[A-Z]{2}\b")
GREAT_AGES = frozenset(map(str, range(90, 120)))
MANY = 3
"""From as many figures in one group the rows on record numbers are tried."""
STREETS = frozenset("street avenue ave road rd lane ln boulevard blvd parkway pkwy crescent terrace".split())
STREETS_OR_NOT = frozenset(
    "st drive dr court ct place pl ter way circle cir close row square sq hill highway hwy".split()
)
NUMBERED = re.compile(r"\d[A-Za-z]?,? [A-Z]")
"""A house number and a name may be."""
MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
SPOKEN = frozenset("oh zero one two three four five six seven eight nine double triple nought".split())
SPOKEN_RUN = 3
"""Different number words in a text from which a spoken telephone number is looked for."""


def find(text: str, low: str, words: frozenset[str]) -> Iterator[IdentifierType]:
    """Yield the kind of every contact detail, record number, street, great age and full date in a plain text.

    Args:
        text: as `plainly.readings` gives it.
        low: the same in lower case.
        words: the runs of letters in `low`.
    """
    groups = GROUP.findall(text)
    if groups:
        yield from _numbers(text)
    for trigger in _triggers(text, low, words, set(groups)):
        for kind, pattern in _rows()[trigger]:
            for match in pattern.finditer(text):
                if trigger != "month" or not subscale(text, match.start(), match.group()):
                    yield kind


def _numbers(text: str) -> Iterator[IdentifierType]:
    for run in RUN.finditer(text):
        shown = run.group()
        if any(_is_day(date.group()) for date in FULL_DATE.finditer(shown)):
            yield IdentifierType.DATE
        elif any(_is_long(part) for part in APART.split(shown)):
            yield IdentifierType.CONTACT


def _is_day(shown: str) -> bool:
    """Whether three numbers can be a day, a month and a year in any order."""
    numbers = [int(group) for group in GROUP.findall(shown)]
    small = sorted(number for number in numbers if number <= MOST_DAYS)
    return len(small) >= len(numbers) - 1 and 0 < small[0] <= MOST_MONTHS


def _is_long(shown: str) -> bool:
    """Whether figures that stand together are too many for a score, a year or a time of day."""
    groups = GROUP.findall(shown)
    if sum(map(len, groups)) < LONG or max(map(len, groups)) < MANY:
        return False
    return not YEARS.fullmatch(shown) and not HOURS.fullmatch(shown)


def _triggers(text: str, low: str, words: frozenset[str], groups: set[str]) -> Iterator[str]:
    """What a text holds that rows of the table wait for."""
    yield from (mark for mark in ("@", "//", "www.") if mark in low)
    if not DOMAINS.isdisjoint(ENDING.findall(low)):
        yield ".tld"
    if ("at" in words and "dot" in words) or SPELLED_AT.search(low):
        yield "at-dot"
    if any(len(group) >= MANY for group in groups) or DOTTED.search(text):
        yield "digits"
    if groups and POSTCODE.search(text):
        yield "postcode"
    if groups & GREAT_AGES:
        yield "great age"
    if words & STREETS or (words & STREETS_OR_NOT and NUMBERED.search(text)):
        yield "street"
    if words & MONTHS:
        yield "month"
    if len(words & SPOKEN) >= SPOKEN_RUN:
        yield "spoken"


@cache
def _rows() -> dict[str, Rows]:
    """The table by what its rows wait for."""
    rows: dict[str, Rows] = {}
    for line in lines("gate_patterns.tsv"):
        kind, _, trigger, expression = line.split("\t")
        rows[trigger] = (*rows.get(trigger, ()), (IdentifierType(kind), re.compile(expression)))
    return rows
