"""Facts looked up in the notes: who, what, when, where, how many, and whether something took place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from agent.gathering.excerpts import COMFORTABLE, excerpt, fit
from agent.gathering.matching import Match, match
from agent.gathering.sources import Sources
from agent.gathering.support import Judged, judge
from agent.records import Asked, Finding, Gathered, Role, Support, Understanding
from agent.understanding.wording import stems, weak
from tools.records import Topic

MOST_FACTS = 3
MOST_NEAREST = 1
BROAD = 32
"""Words of the first quote where circumstances are asked for."""
TWO_QUESTIONS = re.compile(r"\b(and|,) (what|who|when|where|why|how)\b|\bwhat happened\b")
ALL_MEDICATION = frozenset(
    stems("medication medications medicine meds med pills drugs prescribe prescribed prescription")
)
"""Words of a question that asks for medication as such."""
LIKE_THE_BEST = 0.75
"""Share of the best score that a second and third fact need."""


def gather_facts(understanding: Understanding, sources: Sources) -> Gathered:
    """Find the sentences that carry the fact, or the nearest thing that the notes hold."""
    listed = _medication(understanding, sources)
    if listed:
        return Gathered(support=Support.DOCUMENTED, findings=listed)
    judged = judge_question(understanding, sources)
    findings = _findings(understanding, judged, sources)
    missing = tuple(term for term in understanding.terms if not sources.lexicon.known(term))
    return Gathered(support=judged.support, findings=findings, missing=missing)


def _medication(understanding: Understanding, sources: Sources) -> tuple[Finding, ...]:
    """What the notes say of medication from first to last, where the question is about all of it."""
    strong = {t for t in understanding.terms if t not in weak()}
    if not strong or not strong <= ALL_MEDICATION:
        return ()
    told = [o for o in sources.observations if o.topic is Topic.MEDICATION and o.of_client]
    chosen = [*told[:2], *told[-2:]] if len(told) > 4 else told
    return tuple(Finding(role=Role.FACT, evidence=fit(sources.history, o.evidence)) for o in chosen)


def judge_question(understanding: Understanding, sources: Sources) -> Judged:
    """Rank the passages for a question and judge whether they answer it."""
    frame = understanding.frame.sessions if understanding.frame else ()
    matches = match(
        understanding.terms,
        understanding.question,
        sources.history,
        sources.lexicon,
        frame=frame,
        event=understanding.presumes,
    )
    return judge(understanding, matches, sources.lexicon)


def _findings(understanding: Understanding, judged: Judged, sources: Sources) -> tuple[Finding, ...]:
    match judged.support:
        case Support.DOCUMENTED:
            facts = pick(judged.affirmed, MOST_FACTS)
            contrary = pick(judged.denied, 1) if understanding.asked is Asked.YES_NO else ()
            return (
                *_as(Role.FACT, facts, sources, understanding),
                *_as(Role.CONTRADICTS, contrary, sources, understanding),
            )
        case Support.DENIED:
            return _as(Role.CONTRADICTS, pick(judged.denied, 2), sources, understanding)
        case Support.PLANNED:
            return _as(Role.PLANNED, pick(judged.planned, 2), sources, understanding)
        case _:
            return _as(
                Role.NEAREST, [m for m in judged.nearest if m.held][:MOST_NEAREST], sources, understanding
            )


def pick(matches: Sequence[Match], most: int) -> tuple[Match, ...]:
    """Return the best matches that stand near the best one, no two from beside each other."""
    chosen: list[Match] = []
    for item in matches:
        if len(chosen) >= most or (chosen and item.score < LIKE_THE_BEST * chosen[0].score):
            break
        if not any(_beside(item, other) for other in chosen):
            chosen.append(item)
    return tuple(chosen)


def _beside(one: Match, other: Match) -> bool:
    same = one.passage.note_id == other.passage.note_id
    return same and abs(one.passage.position - other.passage.position) <= 1


def _width(understanding: Understanding) -> int:
    """How far the first quote is widened: the circumstances of a fact stand in the sentences after it."""
    several = understanding.asked in (Asked.WHY, Asked.OUTCOME) or TWO_QUESTIONS.search(
        understanding.question.lower()
    )
    return BROAD if several else COMFORTABLE


def _as(
    role: Role, matches: Iterable[Match], sources: Sources, understanding: Understanding
) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            role=role,
            evidence=excerpt(
                sources.history, m.passage, m.matched, widen=_width(understanding) if position == 0 else 0
            ),
            strength=round(min(m.score, 1.0), 3),
        )
        for position, m in enumerate(matches)
    )
