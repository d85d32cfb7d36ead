"""Tables of terms read from the files beside this module, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from tools.records import Domain


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing findings are about, in the field's words."""

    name: str
    domain: Domain
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that change what a sentence asserts, and how far they reach."""

    kind: str
    scope: str
    pattern: re.Pattern[str]


@cache
def indicators() -> tuple[Indicator, ...]:
    """Return the clinical vocabulary in table order."""
    return tuple(Indicator(n, Domain(d), _pattern(terms)) for n, d, terms in _rows("indicators.tsv"))


@cache
def descriptors() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return kinds of describing words with their patterns."""
    return tuple((kind, _pattern(terms)) for kind, terms in _rows("descriptors.tsv"))


@cache
def cues() -> tuple[Cue, ...]:
    """Return the assertion cues in table order."""
    return tuple(Cue(k, s, _pattern(terms)) for k, s, terms in _rows("assertion_cues.tsv"))


def _rows(name: str) -> list[list[str]]:
    text = (resources.files("tools.reading") / "tables" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _pattern(terms: str) -> re.Pattern[str]:
    """One pattern for all terms of a row: longest first, so that the longest cue wins."""
    parts = sorted((t.strip() for t in terms.split("|")), key=len, reverse=True)
    body = "|".join(_term(p) for p in parts)
    return re.compile(rf"(?<![\w'’])(?:{body})(?![\w'’])", re.IGNORECASE)


def _term(term: str) -> str:
    words = [re.escape(w).replace("'", "['’]").replace(r"\*", r"[\w'’]*") for w in re.split(r"[ -]", term)]
    return r"[\s-]+".join(words)
