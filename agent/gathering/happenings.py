"""Life context round a time, and what was done before a change. Order in time only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from agent.gathering.excerpts import COMFORTABLE, excerpt
from agent.gathering.facts import gather_facts, judge_question, pick
from agent.gathering.matching import match
from agent.gathering.sources import Sources
from agent.gathering.trail import apart, as_finding
from agent.records import Asked, Finding, Gathered, Role, Support, Understanding
from agent.understanding.wording import stem, stems, weak
from tools.records import Observation, Topic

MOST_EVENTS = 3
MOST_TOLD = 4
MOST_DONE = 5
DOWN = frozenset(stem(w) for w in "worse slip relapse relapsed setback down struggle".split())
UP = frozenset(stem(w) for w in "better improved improvement gain good".split())
"""Words of a question that point to a setback or to the onset of improvement."""
LIFE_EVENTS = (
    "news, family, work, school, illness, death, loss, move, conflict, money, court, accident, anniversary"
)
"""Added to a search for what was going on, so that it finds events rather than symptoms (Holmes & Rahe
1967)."""


def gather_context(understanding: Understanding, sources: Sources) -> Gathered:
    """Find what was going on in the client's life at the time that is asked about."""
    sessions = _when(understanding, sources)
    events = [
        o for o in sources.observations if o.topic is Topic.LIFE_EVENT and o.evidence.session in sessions
    ]
    told = [as_finding(Role.CONTEXT, o, sources) for o in _nearest_first(events, sessions, understanding)]
    said = _said_then(understanding, sources, sessions)
    findings = apart([*told[:MOST_EVENTS], *said])[:MOST_TOLD]
    if not findings:
        return gather_facts(understanding, sources)
    return Gathered(support=Support.DOCUMENTED, findings=tuple(findings))


def gather_interventions(understanding: Understanding, sources: Sources) -> Gathered:
    """Find what was done in or between sessions before a change, or what followed one thing that was done."""
    strong = [t for t in understanding.terms if t not in weak() and t not in ABOUT_HELP]
    problem = _asks_about_problem(understanding, strong)
    named = judge_question(understanding, sources)
    if strong and named.support is Support.NOT_DOCUMENTED and not problem:
        return gather_facts(understanding, sources)
    if problem:
        findings = _done_before(understanding, sources)
    else:
        close = named.affirmed or named.denied or named.planned
        findings = [
            Finding(
                role=Role.FACT, evidence=excerpt(sources.history, m.passage, m.matched, widen=COMFORTABLE)
            )
            for m in pick(close, 2)
        ]
        findings += _followed(sources, min((f.evidence.session for f in findings), default=None))
    chosen = apart(findings)
    support = Support.DOCUMENTED if chosen else Support.NOT_DOCUMENTED
    return Gathered(support=support, findings=tuple(sorted(chosen, key=lambda f: f.evidence.session)))


ABOUT_HELP = frozenset(
    "help seem work intervention techniqu do us tri preced skill homework line anything exposur exercis "
    "practic lead led".split()
)


def _asks_about_problem(understanding: Understanding, strong: Sequence[str]) -> bool:
    """Whether the question asks what helped with a problem, rather than what one thing did."""
    open_question = understanding.asked is not Asked.YES_NO
    return not strong or (open_question and bool(understanding.topic))


def _when(understanding: Understanding, sources: Sources) -> set[int]:
    """Sessions that the question speaks of: its time frame, a turn it names, or where its words lead."""
    framed = set(understanding.frame.sessions) if understanding.frame else set()
    words = set(understanding.terms)
    turn: set[int] = set()
    if words & DOWN:
        turn = {n for s in sources.assessment.setbacks for n in s.sessions}
    elif words & UP:
        onsets = (v.onset_session for v in (sources.assessment.overall, *sources.assessment.domains.values()))
        turn = {n for n in onsets if n is not None}
    if framed:
        return framed & turn or framed
    if turn:
        return turn
    matches = match(understanding.terms, understanding.question, sources.history, sources.lexicon)
    return {m.passage.session for m in matches[:2]}


def _nearest_first(
    events: Sequence[Observation], sessions: set[int], understanding: Understanding
) -> list[Observation]:
    wanted = set(understanding.terms)
    return sorted(
        events,
        key=lambda o: (
            -len(wanted & set(stems(o.evidence.quote))),
            o.evidence.session != min(sessions),
            o.evidence.session,
            o.evidence.start,
        ),
    )


def _said_then(understanding: Understanding, sources: Sources, sessions: set[int]) -> list[Finding]:
    """What the notes of that time say that is nearest to the question, events of life before symptoms."""
    if not sessions:
        return []
    query = f"{understanding.question} {LIFE_EVENTS}"
    matches = match(understanding.terms, query, sources.history, sources.lexicon, only=sessions)
    return [
        Finding(role=Role.FACT, evidence=excerpt(sources.history, m.passage, m.matched, widen=COMFORTABLE))
        for m in matches[:MOST_TOLD]
    ]


def _done_before(understanding: Understanding, sources: Sources) -> list[Finding]:
    """Interventions up to the onset of improvement, the latest of them, two a session at most."""
    domains = understanding.domains
    verdict = sources.assessment.domains[domains[0]] if domains else sources.assessment.overall
    onset = verdict.onset_session
    per_session: Counter[int] = Counter()
    chosen: list[Finding] = []
    for o in reversed(sources.assessment.interventions):
        n = o.evidence.session
        if (onset is None or n <= onset) and per_session[n] < 2 and len(chosen) < MOST_DONE:
            per_session[n] += 1
            chosen.append(as_finding(Role.INTERVENTION, o, sources))
    return chosen


def _followed(sources: Sources, anchor: int | None) -> list[Finding]:
    """How the client was in the attended session after the one spoken of."""
    if anchor is None:
        return []
    later = [n for n in sources.attended if n > anchor][:1]
    told = [
        o for o in sources.observations if o.evidence.session in later and o.of_client and o.level is not None
    ]
    told.sort(key=lambda o: (o.direction is None, o.evidence.start))
    return [as_finding(Role.FOLLOWED, o, sources) for o in told[:2]]
