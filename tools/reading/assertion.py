"""Whether words say that it is so, now, of the client: cues and their reach, after NegEx and ConText.

A forward cue reaches from its end to the end of its clause, a backward cue from the start of its clause,
a sentence cue everywhere (Chapman 2001; Harkema 2009). The cues are data: `tables/assertion_cues.tsv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tools.reading.vocabularies import likely_cues

CLAUSE_END = re.compile(
    r"[;.!?](?=\s|$)|\s[–—-]{1,2}\s"
    r"|\b(?:but|however|although|though|except|apart from|aside from|now|currently|today)\b"
    r"|,\s+(?:and|then|so)\b",
    re.IGNORECASE,
)
"""Terminations of ConText, with the dashes and full stops of shorthand."""

STARTS_CLAUSE = frozenset("but however although though except now currently today".split())


@dataclass(frozen=True, slots=True)
class Reach:
    """A cue found in a sentence, and the range of the sentence that it governs."""

    kind: str
    start: int
    end: int


@lru_cache(maxsize=512)
def reaches(sentence: str) -> tuple[Reach, ...]:
    """Return what every cue in `sentence` governs; cues inside a pseudo-cue ("not only") are left out."""
    bounds, likely = _bounds(sentence), tuple(likely_cues(sentence))
    pseudo = [m.span() for c in likely if c.kind == "pseudo" for m in c.pattern.finditer(sentence)]
    found = []
    for cue in likely:
        if cue.kind in ("pseudo", "client"):
            continue
        for match in cue.pattern.finditer(sentence):
            if not any(a <= match.start() < b for a, b in pseudo):
                found.append(_reach(cue.kind, cue.scope, match.span(), bounds, len(sentence)))
    return tuple(found)


def governed(found: tuple[Reach, ...], start: int, end: int) -> frozenset[str]:
    """Return the kinds of cue that govern at least half of the range from `start` to `end`."""
    need = max(1, (end - start + 1) // 2)
    return frozenset(r.kind for r in found if min(r.end, end) - max(r.start, start) >= need)


def _bounds(sentence: str) -> list[int]:
    cuts = [
        m.start() if m.group().strip().lower() in STARTS_CLAUSE else m.end()
        for m in CLAUSE_END.finditer(sentence)
    ]
    return [0, *cuts, len(sentence)]


def _reach(kind: str, scope: str, at: tuple[int, int], bounds: list[int], length: int) -> Reach:
    if scope == "sentence":
        return Reach(kind, 0, length)
    if scope == "forward":
        return Reach(kind, at[0], min((b for b in bounds if b >= at[1]), default=length))
    return Reach(kind, max((b for b in bounds if b <= at[0]), default=0), at[1])
