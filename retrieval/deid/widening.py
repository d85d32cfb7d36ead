"""What belongs to a body, a place or a date: the Foundry, Ennis Circuit Court, Easter Monday.

Who is meant is settled by the words that were found; what is hidden reaches as far as the tagger believes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.deid.findings import Finding
from retrieval.deid.page import Page
from retrieval.deid.tagger import CLASSES
from retrieval.records import IdentifierType

BODIES = [CLASSES.index("LOCATION"), CLASSES.index("ORG")]
COLUMNS = {
    IdentifierType.LOCATION: BODIES,
    IdentifierType.ORG: BODIES,
    IdentifierType.DATE: [CLASSES.index("DATE")],
}
"""Beliefs that count for each kind of finding; a place and a body are often told apart badly."""
PART_OF_IT, NUMBER_OF_IT = 0.5, 0.1
"""Least belief from which a word beside a finding is part of it, and a number beside a place, of any kind."""
GAP = 3
"""Most characters between two words of a name, none of them a break of line or of sentence."""
JOINS = " -–&+'’/,.#"


def widened(findings: Sequence[Finding], page: Page) -> Iterator[Finding]:
    """Yield the findings, in order and apart, with all that belongs to them."""
    end = 0
    for number, finding in enumerate(findings):
        limit = findings[number + 1].start if number + 1 < len(findings) else len(page.text)
        if finding.type in COLUMNS:
            finding = _widened(finding, page, end, limit)
        end = finding.end
        yield finding


def _widened(finding: Finding, page: Page, earliest: int, latest: int) -> Finding:
    start, end = finding.start, finding.end
    places = [at for at, w in enumerate(page.tokens) if w.start < end and start < w.end]
    if not places:
        return finding
    for at in range(places[0] - 1, -1, -1):
        word = page.tokens[at]
        if word.start < earliest or not _belongs(page, at, page.text[word.end : start], finding.type):
            break
        start = word.start
    for at in range(places[-1] + 1, len(page.tokens)):
        word = page.tokens[at]
        if word.end > latest or not _belongs(page, at, page.text[end : word.start], finding.type):
            break
        end = word.end
    return replace(finding, start=start, end=end)


def _belongs(page: Page, at: int, gap: str, kind: IdentifierType) -> bool:
    word, beliefs = page.tokens[at], page.beliefs[at]
    if len(gap) > GAP or gap.strip(JOINS) or page.marks[at] or (". " in gap and len(word.text) > 3):
        return False
    if kind is IdentifierType.LOCATION and word.text[0].isdigit() and 1 - beliefs[0] >= NUMBER_OF_IT:
        return True
    return float(beliefs[COLUMNS[kind]].sum()) >= PART_OF_IT
