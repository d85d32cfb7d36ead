"""Goals: whether one was met, or how all of them stand."""

from __future__ import annotations

import re

from agent.gathering.assertion import negated, planned
from agent.gathering.excerpts import excerpt
from agent.gathering.facts import gather_facts
from agent.gathering.matching import Match, match
from agent.gathering.sources import Sources
from agent.gathering.trail import apart, as_finding
from agent.records import Finding, Gathered, Role, Support, Understanding
from agent.understanding.wording import content, stem, weak
from retrieval.records import Passage
from tools.records import Level, Observation

MOST_GOALS = 4
STANDS, ALIKE = 0.34, 0.42
"""Coverage of a goal's words that a later sentence needs to tell how it stands, or else cosine."""
GOAL_LINE = re.compile(
    r"\b(goals?|aims?|objectives?|wants? to|would like to|hopes? to|wishes to)\b", re.IGNORECASE
)
PART = re.compile(
    r"[,;]\s*(?:and |or |to )?|\band (?:to )?(?=\w+ \w)|\bgoals?\s*(?:are|is)?\s*:?", re.IGNORECASE
)
"""Where one goal of a list ends and the next begins."""
SINCE = 0.6
"""Share of the best score at which the latest telling is preferred to it."""
ASKING = frozenset(
    stem(w)
    for w in "start stand intake main original three two all which come along reach meet have do".split()
)
"""Words of a question about all goals that name none."""


def gather_goals(understanding: Understanding, sources: Sources) -> Gathered:
    """Look one goal up; where none is named, list the goals with the latest words on each."""
    named = [t for t in understanding.terms if t not in weak() and t not in ASKING]
    lines = _lines(sources)
    if named or not lines:
        return gather_facts(understanding, sources)
    findings: list[Finding] = []
    for goal in lines[:2]:
        findings.append(goal)
        for part in _parts(goal.evidence.quote)[:MOST_GOALS]:
            findings.extend(how_it_stands(part, goal.evidence.session, sources))
    return Gathered(support=Support.DOCUMENTED, findings=tuple(apart(findings)))


def _lines(sources: Sources) -> list[Finding]:
    """The sentences that set goals: as the reader found them in the first notes, else as they are worded."""
    early = sources.attended[:3]
    read = [g for g in sources.assessment.goals if g.evidence.session in early]
    if read:
        return apart(_whole(g, sources) for g in read)
    return [
        Finding(role=Role.GOAL, evidence=excerpt(sources.history, p))
        for p in sources.lexicon.passages
        if p.session in early and GOAL_LINE.search(p.text)
    ]


def _whole(goal: Observation, sources: Sources) -> Finding:
    """A goal in its whole sentence."""
    row = next((p for p in _sentences(goal, sources) if p.start <= goal.evidence.start < p.end), None)
    if row is None:
        return as_finding(Role.GOAL, goal, sources)
    return Finding(role=Role.GOAL, evidence=excerpt(sources.history, row))


def _sentences(goal: Observation, sources: Sources) -> tuple[Passage, ...]:
    return sources.history.passages(goal.evidence.note_id)


def _parts(line: str) -> list[str]:
    return [part.strip() for part in PART.split(line) if part and content(part)]


def how_it_stands(goal: str, set_in: int, sources: Sources) -> list[Finding]:
    """Return the latest words, after the session it was set in, that tell how one goal stands."""
    words = tuple(dict.fromkeys(stem(w) for w in content(goal)))
    later = {n for n in sources.attended if n > set_in}
    if not words or not later:
        return []
    found = match(words, goal, sources.history, sources.lexicon, only=later)
    telling = [m for m in found if ((m.own >= STANDS and m.held - weak()) or m.cosine >= ALIKE)]
    if not telling:
        return []
    best = max(m.score for m in telling)
    latest = max(
        (m for m in telling if m.score >= SINCE * best),
        key=lambda m: (_reached(m, sources), m.score >= 0.8 * best, m.passage.session, m.score),
    )
    return [Finding(role=Role.FOLLOWED, evidence=excerpt(sources.history, latest.passage, latest.matched))]


def _reached(telling: Match, sources: Sources) -> bool:
    """Whether a sentence tells of the thing as done or going well, rather than as planned or not so."""
    passage = telling.passage
    if planned(passage.text, telling.matched, section=passage.section):
        return False
    well = any(o.level is Level.WELL for o in sources.seen_in(passage))
    return well or not negated(passage.text, telling.matched)
