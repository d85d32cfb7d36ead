"""What a detector says: this stretch of text identifies somebody. And how rival findings are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from retrieval.records import IdentifierType


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A stretch of a text that identifies somebody. The range is half-open."""

    start: int
    end: int
    type: IdentifierType
    score: float
    detector: str
    role: str = ""
    """SON, THERAPIST, EMPLOYER, STREET …, where the words around say so; what the surrogate is called."""
    certain: bool = False
    """Found by the roster, by a cue or by a strong pattern: the keep-layer may not undo it."""
    surrogate: str = ""
    """Of the known one who is meant, where the words alone do not tell: misspelt, or by initials."""
    reads: str = ""
    """A date in full, where its words leave something out: the 22 of "July 18 to 22"."""


def settle(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in order, without overlap: the certain, then the better scored, then the longer wins.

    What a loser covers outside the winner stays covered: it is kept as a finding of its own type where
    anything is left of it, so that a partial overlap never uncovers a letter.
    """
    taken: list[Finding] = []
    ranked = sorted(findings, key=lambda f: (-f.certain, -f.score, f.start - f.end, f.start))
    for finding in ranked:
        taken.extend(_left_over(finding, taken))
    return sorted(taken, key=lambda f: f.start)


def _left_over(finding: Finding, taken: list[Finding]) -> list[Finding]:
    pieces = [(finding.start, finding.end)]
    for other in taken:
        if other.end <= finding.start or other.start >= finding.end:
            continue
        pieces = [
            (a, b)
            for start, end in pieces
            for a, b in ((start, min(end, other.start)), (max(start, other.end), end))
            if a < b
        ]
    return [replace(finding, start=a, end=b) for a, b in pieces]
