"""Small parts of sentences, and the table that they come from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

import yaml

from agent.records import Basis, Claim, Finding, QuestionKind

WORDS_AT_MOST = {QuestionKind.SUSTAINED: 250, QuestionKind.CHANGE: 250, QuestionKind.SUMMARY: 250}
OTHER_WORDS_AT_MOST = 150

NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


@cache
def phrases() -> dict[str, Any]:
    """Return the writer's sentences."""
    table: dict[str, Any] = yaml.safe_load(
        (resources.files("agent.composing") / "phrases.yaml").read_text(encoding="utf-8")
    )
    return table


def session(number: int) -> str:
    """Return how a session is named in a sentence, its date filled in by rendering."""
    return f"session {number} ({{date:{number}}})"


def spelled(number: float) -> str:
    """Return a count in words up to twelve, in figures above."""
    whole = round(number)
    return NUMBERS[whole] if 0 <= whole < len(NUMBERS) else str(whole)


def cited(lead: str, finding: Finding) -> Claim:
    """Return a claim that quotes one finding: lead, session, who said it, words."""
    said_by = f", {finding.label}" if finding.label else ""
    where = f"session {finding.evidence.session} ({{date:{finding.evidence.session}}}{said_by})"
    return Claim(text=f"{lead}{where}: {{quote:0}}.", evidence=(finding.evidence,))


def joined(lead: str, findings: Sequence[Finding]) -> Claim:
    """Return one claim that quotes several findings, one to a line."""
    parts = [
        f"\n- Session {f.evidence.session} ({{date:{f.evidence.session}}}): {{quote:{at}}}"
        for at, f in enumerate(findings)
    ]
    return Claim(text=f"{lead.rstrip()}\n{''.join(parts)}", evidence=tuple(f.evidence for f in findings))


def remark(text: str) -> Claim:
    """Return a sentence that states no fact of the record."""
    return Claim(text=text, basis=Basis.REMARK)


def absent(text: str) -> Claim:
    """Return a sentence that says that nothing was found."""
    return Claim(text=text, basis=Basis.ABSENCE)


def length(claim: Claim) -> int:
    """Return how many words a claim will have when its quotes are filled in."""
    return len(claim.text.split()) + sum(len(e.quote.split()) for e in claim.evidence) + len(claim.evidence)


def within(claims: Sequence[Claim], kind: QuestionKind, *, most: int | None = None) -> tuple[Claim, ...]:
    """Keep the first claims that fit the length of an answer (or `most` words); the first always."""
    kept: list[Claim] = []
    limit, used = most or WORDS_AT_MOST.get(kind, OTHER_WORDS_AT_MOST), 0
    for item in claims:
        used += length(item)
        if kept and used > limit:
            break
        kept.append(item)
    return tuple(kept)
