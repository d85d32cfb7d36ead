"""How the client was in a period, or in two that are compared."""

from __future__ import annotations

from collections.abc import Sequence

from agent.gathering.answer_types import NUMBER
from agent.gathering.excerpts import excerpt
from agent.gathering.matching import Match, match
from agent.gathering.sources import Sources
from agent.gathering.telling import spread, told
from agent.gathering.trail import ALIKE, HEARD, apart, topic_stems
from agent.records import Finding, Gathered, Role, Support, TimeFrame, Understanding
from agent.understanding.wording import weak

SESSIONS_TOLD = 4
"""Sessions of one period from which something is told; of two periods, half as many each."""
FIGURES = 0.1
"""Bonus for a sentence with a figure."""


def gather_period(understanding: Understanding, sources: Sources) -> Gathered:
    """Find how things were in the sessions that the question speaks of."""
    if understanding.frame is None:
        return Gathered(support=Support.NOT_DOCUMENTED)
    found = in_period(Role.THEN, understanding.frame, understanding, sources, SESSIONS_TOLD)
    if not found:
        return Gathered(support=Support.NOT_DOCUMENTED, findings=_elsewhere(understanding, sources))
    return Gathered(support=Support.DOCUMENTED, findings=tuple(found))


def gather_comparison(understanding: Understanding, sources: Sources) -> Gathered:
    """Find the same of two periods."""
    first, second = understanding.frame, understanding.compared
    if first is None or second is None:
        return Gathered(support=Support.NOT_DOCUMENTED)
    if min(second.sessions, default=0) < min(first.sessions, default=0):
        first, second = second, first
    most = SESSIONS_TOLD // 2 + 1
    found = [
        *in_period(Role.THEN, first, understanding, sources, most),
        *in_period(Role.LATER, second, understanding, sources, most),
    ]
    return Gathered(
        support=Support.DOCUMENTED if found else Support.NOT_DOCUMENTED, findings=tuple(apart(found))
    )


def in_period(
    role: Role, frame: TimeFrame, understanding: Understanding, sources: Sources, most: int
) -> list[Finding]:
    """Return what the sessions of a frame say on the topic of a question, or of the client as a whole."""
    sessions = [n for n in frame.sessions if n in set(sources.attended)] or list(frame.sessions)
    if not any(t not in weak() for t in understanding.terms):
        near = sessions[-most:] if frame.relation in ("before", "until") else spread(sessions, most)
        return told(role, near, sources)
    return [
        Finding(role=role, evidence=excerpt(sources.history, m.passage, m.matched))
        for m in _on_topic(understanding, sources, sessions, most)
    ]


def _on_topic(
    understanding: Understanding, sources: Sources, sessions: Sequence[int], most: int
) -> list[Match]:
    """The best sentence on the topic of each session, of at most so many sessions."""
    if not sessions:
        return []
    terms = tuple(t for t in understanding.terms if t not in weak()) or tuple(topic_stems(understanding))
    heard = [
        m
        for m in match(terms, understanding.question, sources.history, sources.lexicon, only=set(sessions))
        if (m.own >= HEARD and m.held) or m.cosine >= ALIKE
    ]
    best: dict[int, Match] = {}
    for m in sorted(heard, key=lambda m: -(m.score + FIGURES * bool(NUMBER.search(m.passage.text)))):
        best.setdefault(m.passage.session, m)
    return [best[n] for n in spread(sorted(best), most)]


def _elsewhere(understanding: Understanding, sources: Sources) -> tuple[Finding, ...]:
    found = match(understanding.terms, understanding.question, sources.history, sources.lexicon)
    return tuple(
        Finding(role=Role.NEAREST, evidence=excerpt(sources.history, m.passage, m.matched))
        for m in found[:1]
        if m.held
    )
