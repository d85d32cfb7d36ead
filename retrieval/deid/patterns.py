"""Find what has a form of its own: numbers of records, phones, addresses, streets, great ages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex

from retrieval.deid import keep
from retrieval.deid.checksums import CHECKS
from retrieval.deid.cues import kin_words
from retrieval.deid.expressions import rows, unwrapped
from retrieval.deid.findings import Finding
from retrieval.deid.lexicon import common, english, word_set, words
from retrieval.deid.tokens import words_of
from retrieval.records import IdentifierType

NUMBERED = frozenset((IdentifierType.ID, IdentifierType.CONTACT))
NO_NUMBERS = regex.compile(
    r"[A-TV-Z]\d\d(?:\.\d{1,4})?[A-Z]?|[A-Z]+-\d{1,2}|(?:90|96|99)\d{3}"
    r"|(?:[A-Z]{1,5} )?(?:19|20)\d\d(?:[-/](?:\d\d){1,2})?"
    r"|(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|[12]\d|3[01])\1(?:19|20)?\d\d|\d{1,2}/(?:19|20)\d\d"
    r"|(?:19|20)\d\d([-/.])\d{1,2}\2\d{1,2}|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])",
    regex.I,
)
"""Diagnosis codes (ICD-10), instruments with a number, CPT codes, years and dates: no record numbers."""

SPOKEN = {word: value for value, word in enumerate("one two three four five six seven eight nine".split(), 1)}


@dataclass(frozen=True, slots=True)
class StrongPattern:
    """One row of the table."""

    type: IdentifierType
    role: str
    name: str
    least: int
    most: int
    """Digits that a match has at least and at most."""
    check: Callable[[str], bool]
    needs: regex.Pattern[str] | None
    """What a text must hold for the expression to be worth trying; saves time, decides nothing."""
    expression: regex.Pattern[str]


@cache
def table() -> tuple[StrongPattern, ...]:
    """The rows of `tables/patterns.tsv`, compiled."""
    checks = {
        "-": _any,
        "uncounted": _uncounted,
        "roads": _roads,
        "bare": _bare,
        "given": _given,
        "syllables": _syllables,
        "street": _street,
        "streets": _streets,
        **CHECKS,
    }
    found = []
    for kind, role, name, digits, check, needs, expression in rows("patterns.tsv"):
        least, _, most = digits.partition("-")
        found.append(
            StrongPattern(
                IdentifierType(kind), role, name, int(least), int(most or 99), checks[check],
                None if needs == "-" else regex.compile(needs, regex.I), regex.compile(expression, regex.I),
            )
        )  # fmt: skip
    return tuple(found)


def find(text: str) -> Iterator[Finding]:
    """Yield what matches a strong pattern in a (folded) text."""
    text = unwrapped(text)
    for row in table():
        if row.needs is not None and not row.needs.search(text):
            continue
        for match in row.expression.finditer(text):
            if _holds(row, match.group()):
                yield Finding(
                    start=match.start(), end=match.end(), type=row.type, score=0.95,
                    detector=f"pattern:{row.name}", role=row.role, certain=True,
                )  # fmt: skip


def _holds(row: StrongPattern, found: str) -> bool:
    if not row.least <= sum(c.isdigit() for c in found) <= row.most:
        return False
    if row.type in NUMBERED and NO_NUMBERS.fullmatch(found):
        return False
    return row.check(found)


def _any(_: str) -> bool:
    return True


def _uncounted(found: str) -> bool:
    """Whether spoken digits are no counting up or down, as in breathing and grounding exercises."""
    values = [SPOKEN[word] for word in regex.findall(r"[a-z]+", found.lower()) if word in SPOKEN]
    steps = [b - a for a, b in pairwise(values)]
    return sum(abs(step) == 1 for step in steps) < 0.7 * len(steps)


def _roads(found: str) -> bool:
    """Whether of two joined names not both are given names: Pine and Jefferson, not Sam and Joe."""
    parts = regex.findall(r"[a-z]+", found.lower())
    if "luther" in parts or "mlk" in parts:
        return True
    return not all(part in words("given_names.txt") for part in parts if part != "and")


def _bare(found: str) -> bool:
    """Whether a street without its kind is no ordinary word: along Clark, not along Highways."""
    key = found.lower()
    return not common(key) and (not english(key) or key in words("surnames.txt"))


def _given(found: str) -> bool:
    """Whether what a form gives as a name can be one: not "None", not "Sertraline", not "Intake Team"."""
    tokens = words_of(found)
    marks = keep.mark(tokens)
    bare = [word.key for word, mark in zip(tokens, marks, strict=True) if mark in ("", "brands")]
    return bool(bare) and not all(key in word_set("no_names") or key in kin_words() for key in bare)


def _street(found: str) -> bool:
    """Whether words in small letters can be a street: one of them is rare, or streets are called so."""
    parts = regex.findall(r"[a-z]{3,}", found.lower())
    kinds = word_set("street_kinds")
    named = [part for part in parts if part not in kinds and part not in ("and", *words("shorthand.txt"))]
    if any(part[0].isdigit() for part in found.split()) and " and " in found.lower():
        return any(part in word_set("street_trees") or not common(part) for part in named)
    if " and " in found.lower() or " at " in found.lower() or "&" in found:
        return any(part in word_set("street_trees") for part in named)
    return any(part in word_set("street_names") or not common(part) for part in named)


def _streets(found: str) -> bool:
    """Whether two joined words in small letters are both what streets are called: pine and jefferson."""
    first, _, second = found.lower().replace("&", "and").partition(" and ")
    return {first, second} <= word_set("street_trees")


def _syllables(found: str) -> bool:
    """Whether a word with a hyphen is made as given names in Korea and southern China are: Sung-min."""
    first, _, second = found.lower().partition("-")
    return first != second and {first, second} <= word_set("hyphen_names")
