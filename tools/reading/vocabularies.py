"""Tables of terms read from the files beside this module, compiled once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from tools.reading.wording import Shelf, Wording
from tools.records import Domain


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing findings are about, in the field's words."""

    name: str
    domain: Domain
    pattern: Wording


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that change what a sentence asserts, and how far they reach."""

    kind: str
    scope: str
    pattern: Wording


@cache
def indicators() -> tuple[Indicator, ...]:
    """Return the clinical vocabulary in table order."""
    return tuple(Indicator(n, Domain(d), Wording.of(terms)) for n, d, terms in table("indicators.tsv"))


@cache
def descriptors() -> tuple[tuple[str, Wording], ...]:
    """Return kinds of describing words with their patterns."""
    return tuple((kind, Wording.of(terms)) for kind, terms in table("descriptors.tsv"))


@cache
def cues() -> tuple[Cue, ...]:
    """Return the assertion cues in table order."""
    return tuple(Cue(k, s, Wording.of(terms)) for k, s, terms in table("assertion_cues.tsv"))


@lru_cache(maxsize=512)
def named(text: str) -> tuple[tuple[Indicator, tuple[int, int]], ...]:
    """Return the indicators that `text` names, in table order, each with the place of its first term."""
    rows = indicators()
    found = ((rows[k], rows[k].pattern.search(text)) for k in _shelf("indicators").possible(text))
    return tuple((indicator, match.span()) for indicator, match in found if match)


def descriptions(text: str) -> frozenset[str]:
    """Return the kinds of describing words in `text`."""
    rows = descriptors()
    likely = (rows[k] for k in _shelf("descriptors").possible(text))
    return frozenset(kind for kind, pattern in likely if pattern.search(text))


def likely_cues(text: str) -> Iterator[Cue]:
    """Yield the assertion cues that `text` may hold, in table order."""
    rows = cues()
    yield from (rows[k] for k in _shelf("cues").possible(text))


@cache
def _shelf(name: str) -> Shelf:
    rows = {
        "indicators": lambda: [i.pattern for i in indicators()],
        "descriptors": lambda: [pattern for _, pattern in descriptors()],
        "cues": lambda: [c.pattern for c in cues()],
    }
    return Shelf(rows[name]())


def table(name: str) -> list[list[str]]:
    """Return the cells of a table, line by line; comments and blank lines are left out."""
    text = (resources.files("tools.reading") / "tables" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
