"""How well each passage answers for the words of a question."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.gathering.lexicon import Lexicon
from agent.understanding.wording import ring, weak
from retrieval.records import Passage

if TYPE_CHECKING:
    from retrieval.history import History

SEARCHED = 40
"""Passages taken from the search; one client's best forty hold every sentence that shares a word with a
question."""

SAME, ALIKE, NEIGHBOUR = 1.0, 0.75, 0.55
"""What a word counts that stands in the passage itself, that has a stand-in there, that stands in the
sentence beside it."""

COVERAGE_SHARE, COSINE_SHARE, FRAME_BONUS = 0.5, 0.5, 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A passage with what speaks for it."""

    passage: Passage
    score: float
    coverage: float
    """Weighted share of the question's words that the passage (or the sentence beside it) answers for."""
    own: float
    """The same for the passage alone."""
    cosine: float
    matched: frozenset[str]
    """Stems of the passage that answer for words of the question; for weak words only where there is no
    other."""
    held: frozenset[str]
    """Words of the question that are answered for."""


def match(
    terms: Sequence[str],
    query: str,
    history: History,
    lexicon: Lexicon,
    *,
    frame: Collection[int] = (),
    only: Collection[int] | None = None,
    event: bool = False,
) -> tuple[Match, ...]:
    """Rank passages for a question, best first.

    Args:
        terms: Stems that carry the question.
        query: Its clean words, for the search.
        history: The client's record.
        lexicon: Its words, counted.
        frame: Sessions that the question speaks of; their passages are preferred.
        only: Sessions to look at, all where None.
        event: Whether the question takes an event for granted; then verbs such as "stop" carry it.
    """
    hits = history.search(query, limit=SEARCHED, sessions=only)
    weights = {term: lexicon.weight(term, event=event) for term in terms}
    found = [_match(hit.passage, hit.cosine, weights, lexicon, frame) for hit in hits]
    return tuple(sorted(found, key=lambda m: (-m.score, m.passage.session, m.passage.position)))


def _match(
    passage: Passage, cosine: float, weights: Mapping[str, float], lexicon: Lexicon, frame: Collection[int]
) -> Match:
    row = lexicon.place[passage.id]
    beside = _beside(row, lexicon)
    total = sum(weights.values()) or 1.0
    own = covered = 0.0
    matched: set[str] = set()
    held: set[str] = set()
    slight: set[str] = set()
    for term, weight in weights.items():
        stem, value = answers(term, lexicon.stems[row], lexicon)
        if stem:
            held.add(term)
            (slight if term in weak() else matched).add(stem)
        own += weight * value
        covered += weight * max(value, NEIGHBOUR * answers(term, beside, lexicon)[1])
    coverage, alone = covered / total, own / total
    score = COVERAGE_SHARE * coverage + COSINE_SHARE * max(cosine, 0.0)
    if passage.session in frame:
        score += FRAME_BONUS
    return Match(
        passage=passage,
        score=score,
        coverage=coverage,
        own=alone,
        cosine=cosine,
        matched=frozenset(matched or slight),
        held=frozenset(held),
    )


def answers(term: str, stems: Collection[str], lexicon: Lexicon) -> tuple[str, float]:
    """Return which stem of a passage answers for a word of the question, and how well."""
    if term in stems:
        return term, SAME
    for other in ring(term):
        if other in stems:
            return other, ALIKE
    near = lexicon.near(term)
    return (near, ALIKE) if near is not None and near in stems else ("", 0.0)


def _beside(row: int, lexicon: Lexicon) -> frozenset[str]:
    """Stems of the sentences just before and after, within the same note."""
    note = lexicon.passages[row].note_id
    rows = (at for at in (row - 1, row + 1) if 0 <= at < len(lexicon.passages))
    return frozenset(
        stem for at in rows if lexicon.passages[at].note_id == note for stem in lexicon.stems[at]
    )
