"""Find what has a form of its own: numbers of records, phones, addresses, streets, great ages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from retrieval.deid.findings import Finding
from retrieval.deid.lexicon import lines
from retrieval.records import IdentifierType

CODES = regex.compile(
    r"[A-TV-Z]\d\d(?:\.\d{1,4})?[A-Z]?|[A-Z]+-\d{1,2}|(?:19|20)\d\d(?:[-/]\d\d)?|(?:90|99)\d{3}", regex.I
)
"""Diagnosis codes (ICD-10), instruments with a number, bare years, CPT codes: no record numbers."""


@dataclass(frozen=True, slots=True)
class StrongPattern:
    """One row of the table."""

    type: IdentifierType
    role: str
    name: str
    digits: int
    expression: regex.Pattern[str]


@cache
def table() -> tuple[StrongPattern, ...]:
    """The rows of `tables/patterns.tsv`, compiled."""
    rows = (line.split("\t") for line in lines("patterns.tsv"))
    return tuple(
        StrongPattern(IdentifierType(kind), role, name, int(digits), regex.compile(expression, regex.I))
        for kind, role, name, digits, expression in rows
    )


def find(text: str) -> Iterator[Finding]:
    """Yield what matches a strong pattern in a (folded) text."""
    for row in table():
        for match in row.expression.finditer(text):
            found = match.group()
            if sum(c.isdigit() for c in found) < row.digits:
                continue
            if row.type is IdentifierType.ID and CODES.fullmatch(found):
                continue
            yield Finding(
                start=match.start(), end=match.end(), type=row.type, score=0.95,
                detector=f"pattern:{row.name}", role=row.role, certain=True,
            )  # fmt: skip
