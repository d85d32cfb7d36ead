"""Accounts that differ, and why a matter weighs in the case: what the notes themselves say on both sides."""

from __future__ import annotations

from agent.gathering.assertion import negated
from agent.gathering.excerpts import excerpt
from agent.gathering.facts import gather_facts
from agent.gathering.goals import GOAL_LINE
from agent.gathering.matching import Match, match
from agent.gathering.outcomes import facts_of
from agent.gathering.sources import Sources
from agent.gathering.trail import apart
from agent.records import Finding, Gathered, Role, Support, Understanding
from agent.understanding.wording import stem, weak
from tools.records import Level, Observation

MOST_SIDES = 2
HEARD = 0.4
ASKING = frozenset(
    stem(w)
    for w in (
        "contradict contradiction inconsistent discrepancy different thing clinically clinical "
        "matter important significant relevant mean say formulation case treatment anything"
    ).split()
)
"""Words that ask for differing accounts or for weight, and name no matter."""


def gather_contradictions(understanding: Understanding, sources: Sources) -> Gathered:
    """Find statements on one matter that stand against each other."""
    terms = tuple(t for t in understanding.terms if t not in ASKING)
    if not any(t not in weak() for t in terms):
        return Gathered(support=Support.DOCUMENTED, findings=tuple(_opposed(sources.observations, sources)))
    found = match(terms, understanding.question, sources.history, sources.lexicon)
    heard = [m for m in found if m.own >= HEARD and m.held - weak()]
    for_it = [m for m in heard if not _against(m, sources)]
    against = [m for m in heard if _against(m, sources)]
    if not heard:
        return gather_facts(understanding, sources)
    if not against and len(for_it) > 1:  # differing amounts, or another account of the same matter
        for_it, against = (
            for_it[:1],
            [m for m in for_it[1:] if m.passage.session != for_it[0].passage.session],
        )
    findings = [*_as(Role.FACT, for_it, sources), *_as(Role.CONTRADICTS, against, sources)]
    return Gathered(support=Support.DOCUMENTED, findings=tuple(apart(findings)))


def gather_meaning(understanding: Understanding, sources: Sources) -> Gathered:
    """Find the matter, what it was at the start, and the goal it belongs to."""
    terms = tuple(t for t in understanding.terms if t not in ASKING)
    found = match(terms, understanding.question, sources.history, sources.lexicon, event=True)
    heard = [m for m in found if m.own >= HEARD and m.held - weak()]
    if not heard:
        return gather_facts(understanding, sources)
    early = set(sources.attended[:2])
    start = [m for m in heard if m.passage.session in early]
    goals = [m for m in start if GOAL_LINE.search(m.passage.text)]
    later = [m for m in heard if m.passage.session not in early]
    findings = apart(
        [
            *_as(Role.FACT, later or heard, sources),
            *_as(Role.GOAL, goals, sources),
            *_as(Role.BASELINE, start, sources),
        ]
    )
    verdict = facts_of(sources.assessment.overall, sources)
    return Gathered(support=Support.DOCUMENTED, findings=tuple(findings), verdicts=(verdict,))


def _against(m: Match, sources: Sources) -> bool:
    impaired = any(o.level is Level.IMPAIRED and o.of_client for o in sources.seen_in(m.passage))
    return negated(m.passage.text, m.matched) or impaired


def _as(role: Role, matches: list[Match], sources: Sources) -> list[Finding]:
    return [
        Finding(role=role, evidence=excerpt(sources.history, m.passage, m.matched))
        for m in matches[:MOST_SIDES]
    ]


def _opposed(observations: tuple[Observation, ...], sources: Sources) -> list[Finding]:
    """Findings of one session on one indicator that stand at opposite ends."""
    found: list[Finding] = []
    seen: dict[tuple[int, str], Observation] = {}
    for o in observations:
        if not o.of_client or not o.indicator or o.level not in (Level.WELL, Level.IMPAIRED):
            continue
        other = seen.setdefault((o.evidence.session, o.indicator), o)
        if other.level is not o.level and len(found) < 2 * MOST_SIDES:
            row = sources.history.passages(o.evidence.note_id)
            for role, item in ((Role.FACT, other), (Role.CONTRADICTS, o)):
                inside = next(p for p in row if p.start <= item.evidence.start < p.end)
                found.append(Finding(role=role, evidence=excerpt(sources.history, inside)))
    return apart(found)
