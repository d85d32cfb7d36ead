"""Goals: whether one was met, or how all of them stand."""

from __future__ import annotations

from agent.gathering.excerpts import excerpt
from agent.gathering.facts import gather_facts
from agent.gathering.matching import match
from agent.gathering.sources import Sources
from agent.gathering.trail import LATE, as_finding
from agent.records import Finding, Gathered, Role, Support, Understanding
from agent.understanding.wording import content, stem, weak
from tools.records import Observation

MOST_GOALS = 3
STANDS, ALIKE = 0.25, 0.35
"""Coverage of a goal's words that a late sentence needs to tell how it stands, or else cosine."""


def gather_goals(understanding: Understanding, sources: Sources) -> Gathered:
    """Look one goal up; where none is named, list the goals with the latest words on each."""
    named = [t for t in understanding.terms if t not in weak()]
    goals = sources.assessment.goals
    if named or not goals:
        return gather_facts(understanding, sources)
    findings: list[Finding] = []
    for goal in goals[:MOST_GOALS]:
        findings.append(as_finding(Role.GOAL, goal, sources))
        findings.extend(_how_it_stands(goal, sources))
    return Gathered(support=Support.DOCUMENTED, findings=tuple(dict.fromkeys(findings)))


def _how_it_stands(goal: Observation, sources: Sources) -> list[Finding]:
    words = content(goal.evidence.quote)
    late = {n for n in sources.attended[-LATE:] if n != goal.evidence.session}
    if not words or not late:
        return []
    found = match(tuple(stem(w) for w in words), " ".join(words), sources.history, sources.lexicon, only=late)
    telling = [m for m in found if (m.coverage >= STANDS and m.held) or m.cosine >= ALIKE]
    return [
        Finding(role=Role.FOLLOWED, evidence=excerpt(sources.history, m.passage, m.matched))
        for m in telling[:1]
    ]
