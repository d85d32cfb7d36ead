"""Names for the nameless: stable per client, numbered in order of first appearance, never renumbered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import regex

from retrieval.deid.dating import Dated, Precision
from retrieval.deid.lexicon import word_set
from retrieval.records import IdentifierType

SHOWN = {"RECORD": "ID", "ACCOUNT": "ID", "SSN": "ID", "VEHICLE": "ID", "PLATE": "ID"}
AGE = "[AGE_90_OR_OVER]"
UNDATED = "[date]"
FALLBACK = {
    IdentifierType.NAME: "PERSON",
    IdentifierType.LOCATION: "PLACE",
    IdentifierType.ORG: "ORG",
    IdentifierType.CONTACT: "CONTACT",
    IdentifierType.ID: "ID",
}
SURROGATE = regex.compile(
    r"\[(?:[A-Z]+(?:_[A-Z]+)*(?:_\d+)?|AGE_90_OR_OVER|week \d+(?:, (?:month|holiday))?"
    r"|\d+ weeks? before(?:, (?:month|holiday))?"
    r"|year \d+|\d+ years? before|date)\]"
)
"""Everything that may stand for an identifier."""

WEEK = regex.compile(
    r"\[(?:week (?P<week>\d+)|(?P<before>\d+) weeks? before)(?:, (?P<kind>month|holiday))?\]"
)
YEAR = regex.compile(r"\[(?:year (?P<year>\d+)|(?P<before>\d+) years? before)\]")


class Numbering:
    """Hands out the next free surrogate of a role, given those in use."""

    def __init__(self, used: Iterable[str]) -> None:
        self._used = set(used)

    def next(self, kind: IdentifierType, role: str) -> str:
        """A surrogate that nobody bears yet; it counts as used from now on."""
        if kind is IdentifierType.AGE90:
            return AGE
        label = SHOWN.get(role, role) or FALLBACK[kind]
        number = 1
        while (found := _spell(label, number)) in self._used:
            number += 1
        self._used.add(found)
        return found


def _spell(label: str, number: int) -> str:
    """[EMPLOYER_1] for what is counted from the first on, [PARTNER] and then [PARTNER_2] for the others."""
    if number == 1 and label not in word_set("counted_roles"):
        return f"[{label}]"
    return f"[{label}_{number}]"


def week_of(dated: Dated, anchor: date) -> str:
    """A date as the week of care it falls in, counted from `anchor`; a bare year as whole years from it."""
    if dated.precision is Precision.YEAR:
        years = dated.day.year - anchor.year
        return f"[year {years}]" if years >= 0 else f"[{-years} year{'s' * (years < -1)} before]"
    kind = f", {dated.precision}" if dated.precision in (Precision.MONTH, Precision.HOLIDAY) else ""
    weeks = (dated.day - anchor).days // 7
    if weeks >= 0:
        return f"[week {weeks}{kind}]"
    return f"[{-weeks} week{'s' * (weeks < -1)} before{kind}]"
