"""What was going on in the client's life at a time. Order in time only."""

from __future__ import annotations

from itertools import pairwise

from agent.gathering.anchors import session_of
from agent.gathering.excerpts import COMFORTABLE, excerpt
from agent.gathering.facts import gather_facts
from agent.gathering.matching import Match, match
from agent.gathering.sources import Sources
from agent.gathering.telling import eventfulness
from agent.gathering.trail import apart
from agent.records import Finding, Gathered, Role, Support, Understanding
from agent.understanding.wording import stem, weak
from tools.records import Level

MOST_TOLD = 5
MOST_SESSIONS = 3
DOWN = frozenset(
    stem(w)
    for w in (
        "worse slip slid relapse relapsed setback down struggle dip dipped crisis wobble spike knock"
    ).split()
)
UP = frozenset(stem(w) for w in "better improved improvement gain good lift turn".split())
"""Words of a question that point to a setback or to the onset of improvement."""
EVENTFUL = 0.3
"""Eventfulness above which a sentence tells of life rather than of symptoms."""
BY_EVENT, BY_MATCH = 0.35, 1.0
"""Shares of eventfulness and of the question's words in the order of what is told."""
SPOKEN_OF = 0.5
"""Coverage at which a sentence that tells no event answers by its words."""


def gather_context(understanding: Understanding, sources: Sources) -> Gathered:
    """Find what was going on in the client's life at the time that is asked about."""
    sessions = _when(understanding, sources)
    if not sessions:
        return gather_facts(understanding, sources)
    told = _told(understanding, sources, sessions)
    if not told:
        return gather_facts(understanding, sources)
    findings = apart(
        Finding(
            role=Role.CONTEXT,
            evidence=excerpt(sources.history, m.passage, m.matched, widen=COMFORTABLE if at == 0 else 0),
        )
        for at, m in enumerate(told)
    )
    return Gathered(support=Support.DOCUMENTED, findings=tuple(findings))


def _told(understanding: Understanding, sources: Sources, sessions: set[int]) -> list[Match]:
    """Sentences of those sessions that tell of life or hold the words in question, most telling first."""
    strong = {t for t in understanding.terms if t not in weak()} - DOWN - UP
    found = match(
        understanding.terms, understanding.question, sources.history, sources.lexicon, only=sessions
    )
    weighed = [(eventfulness(m.passage, sources), m) for m in found]
    worth = [
        (BY_EVENT * event + BY_MATCH * m.score, m)
        for event, m in weighed
        if event >= EVENTFUL or (strong and m.own >= SPOKEN_OF)
    ]
    worth.sort(key=lambda pair: (-pair[0], pair[1].passage.session, pair[1].passage.position))
    chosen: list[Match] = []
    for _, m in worth:
        within = {c.passage.session for c in chosen}
        if len(chosen) < MOST_TOLD and (m.passage.session in within or len(within) < MOST_SESSIONS):
            chosen.append(m)
    return chosen


def _when(understanding: Understanding, sources: Sources) -> set[int]:
    """Sessions that the question speaks of: its time frame, a turn it names, or where its words lead."""
    framed = set(understanding.frame.sessions) if understanding.frame else set()
    words = set(understanding.terms)
    turn: set[int] = set()
    if words & DOWN:
        turn = {n for s in sources.assessment.setbacks for n in s.sessions} or dips(sources)
    elif words & UP:
        turn = _turns(sources)
    if framed:
        return framed & turn or framed
    matter = [t for t in understanding.terms if t not in weak() and t not in DOWN | UP]
    led = _led_to(understanding, sources) if matter else set()
    return (led & turn or led) if led else turn


def _led_to(understanding: Understanding, sources: Sources) -> set[int]:
    """Sessions where the words of the question stand, the event it names first."""
    at = session_of(understanding.question.lower(), sources)
    if at is not None:
        return {at}
    matches = match(understanding.terms, understanding.question, sources.history, sources.lexicon)
    return {m.passage.session for m in matches[:2] if m.held}


def _turns(sources: Sources) -> set[int]:
    """Sessions at which improvement set in, as a whole or else in a domain, and the one after."""
    assessment = sources.assessment
    onsets = [assessment.overall.onset_session] if assessment.overall.onset_session else []
    onsets = onsets or [v.onset_session for v in assessment.domains.values() if v.onset_session]
    later = (next((n for n in sources.attended if o is not None and n > o), None) for o in onsets)
    return {n for n in (*onsets, *later) if n is not None}


def dips(sources: Sources) -> set[int]:
    """Return the sessions at which a domain was worse than at the documented session before."""
    order = {Level.WELL: 0, Level.PARTLY: 1, Level.IMPAIRED: 2}
    found: set[int] = set()
    for trajectory in sources.assessment.trajectories.values():
        points = trajectory.points
        found |= {
            after.session for point, after in pairwise(points) if order[after.state] > order[point.state]
        }
    return found
