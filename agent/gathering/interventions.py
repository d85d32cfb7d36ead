"""What was done before a change, and what followed one thing that was done. Order in time, never cause."""

from __future__ import annotations

import re
from collections import Counter

from agent.gathering.anchors import session_of
from agent.gathering.assertion import planned
from agent.gathering.excerpts import COMFORTABLE, excerpt
from agent.gathering.facts import gather_facts, judge_question, pick
from agent.gathering.matching import Match, match
from agent.gathering.sources import Sources
from agent.gathering.telling import told
from agent.gathering.trail import apart
from agent.records import Direction, Finding, Gathered, Role, Support, Understanding
from agent.understanding.wording import stem, weak
from retrieval.records import Passage
from tools.records import Topic

MOST_DONE, MOST_SESSIONS = 5, 3
NAMED = 0.4
"""Coverage of its words that a sentence needs to tell of the thing that was done."""
CLEARLY_NAMED = 0.55
"""Coverage at which it is told even where no sentence answers the whole question."""
AS_GOOD = 0.8
"""Share of the best score that an earlier telling needs to count as the beginning."""
ABOUT_HELP = frozenset(
    stem(w)
    for w in (
        "help seem work intervention technique do use try tried preceding skill homework line "
        "anything exercise practice lead led came come follow change happen difference make "
        "before after agree offer teach put place treatment wise first begin start started which "
        "session added introduced any result outcome set giving having"
    ).split()
)
"""Words of a question about what was done that name nothing."""
DONE = re.compile(
    r"\W*(i|int|intervention|p|plan|hw|homework)\s*:|\b(taught|teach|practi[cs]ed|introduced|psychoed\w*|role-?play\w*|exposure|script|worksheet|log"
    r"|diary|experiment|schedul\w*|hierarchy|breathing|grounding|mindful\w*|relaxation|exercise|reframe|restructur\w*|chain"
    r"|safety plan|homework|suggested|agreed|settled on|planned|coached|rehears\w*|began|started|added"
    r"|increased|group|letter"
    r"|list|map|mapped|card|skills?|emdr|cbt|dbt|erp|act|cpt|interoceptive|activation|sleep hygiene"
    r"|referr\w*|prescri\w*"
    r"|mg)\b",
    re.IGNORECASE,
)
"""Wordings by which notes tell of what was done (manual; names of techniques as in treatment manuals)."""
BETTER = re.compile(
    r"\b(better|improv\w*|help\w*|drop\w*|fell|eas\w*|settl\w*|lift\w*|turn\w*|gains?|less|fewer|lower|down|stop\w*|recover\w*)\b",
    re.IGNORECASE,
)
FOLLOWING = 2
"""Attended sessions after it, of which something is told."""


def gather_interventions(understanding: Understanding, sources: Sources) -> Gathered:
    """Find what was done before a change, or what followed one thing that was done."""
    strong = tuple(t for t in understanding.terms if t not in weak() and t not in ABOUT_HELP)
    if understanding.direction is Direction.BEFORE or not strong:
        return _done_before(understanding, strong, sources)
    return _followed(understanding, strong, sources)


def _done_before(understanding: Understanding, strong: tuple[str, ...], sources: Sources) -> Gathered:
    """Interventions up to the change that is spoken of, the latest of them first chosen."""
    turn = _turn(understanding, strong, sources)
    if strong and (turn is None or not _change_documented(understanding, sources)):
        return gather_facts(understanding, sources)
    framed = (
        set(understanding.frame.sessions) if understanding.frame and not understanding.frame.event else set()
    )
    per_session: Counter[int] = Counter()
    chosen: list[Finding] = []
    for passage in reversed(sources.lexicon.passages):
        n = passage.session
        outside = (framed and n not in framed) or (turn is not None and n > turn)
        if outside or not _was_done(passage, sources) or per_session[n] >= 2:
            continue
        if len(chosen) == MOST_DONE or (n not in per_session and len(per_session) == MOST_SESSIONS):
            break
        per_session[n] += 1
        chosen.append(Finding(role=Role.INTERVENTION, evidence=excerpt(sources.history, passage)))
    if not chosen:
        return Gathered(support=Support.NOT_DOCUMENTED)
    after = told(Role.FOLLOWED, [turn], sources, each=1) if turn is not None else []
    ordered = sorted(apart(chosen), key=lambda f: (f.evidence.session, f.evidence.start))
    return Gathered(support=Support.DOCUMENTED, findings=tuple(apart([*ordered, *after])))


def _change_documented(understanding: Understanding, sources: Sources) -> bool:
    """Whether the change that the question takes for granted is in the notes."""
    if understanding.domains and BETTER.search(understanding.question):
        return True
    judged = judge_question(understanding, sources)
    return bool(judged.affirmed) or (judged.support is Support.PLANNED)


def _turn(understanding: Understanding, strong: tuple[str, ...], sources: Sources) -> int | None:
    """The session of the change that the question speaks of."""
    if understanding.frame is not None and understanding.frame.sessions:
        return max(understanding.frame.sessions)
    domains = understanding.domains
    verdict = sources.assessment.domains[domains[0]] if domains else sources.assessment.overall
    if not strong:
        return verdict.onset_session or _last(sources)
    better = BETTER.search(understanding.question)
    at = session_of(" ".join(strong), sources) if not domains and not better else None
    return at or verdict.onset_session or session_of(" ".join(strong), sources)


def _last(sources: Sources) -> int | None:
    return sources.attended[-1] if sources.attended else None


def _was_done(passage: Passage, sources: Sources) -> bool:
    seen = {o.topic for o in sources.seen_in(passage)}
    section = passage.section.strip(" :*").lower()
    return bool(
        seen & {Topic.INTERVENTION, Topic.MEDICATION}
        or section in ("intervention", "plan", "homework")
        or DONE.search(passage.text)
    )


def _followed(understanding: Understanding, strong: tuple[str, ...], sources: Sources) -> Gathered:
    """The thing that was done, in the words of its first telling, and how things were then and after."""
    named = _named(understanding, strong, sources)
    if not named:
        return gather_facts(understanding, sources)
    first = named[0].passage
    findings = [
        Finding(role=Role.FACT, evidence=excerpt(sources.history, m.passage, m.matched, widen=COMFORTABLE))
        for m in pick(named, 2)
    ]
    later = [n for n in sources.attended if n > first.session][:FOLLOWING]
    findings += told(Role.FOLLOWED, [first.session], sources, each=1)
    findings += told(Role.FOLLOWED, later[:1], sources) + told(Role.FOLLOWED, later[1:], sources, each=1)
    ordered = sorted(apart(findings), key=lambda f: (f.evidence.session, f.evidence.start))
    return Gathered(support=Support.DOCUMENTED, findings=tuple(ordered))


def _named(understanding: Understanding, strong: tuple[str, ...], sources: Sources) -> list[Match]:
    """Tellings of the thing that was done, the earliest good one first; none when it is not documented."""
    judged = judge_question(understanding, sources)
    found = match(strong, understanding.question, sources.history, sources.lexicon)
    good = [m for m in found if m.own >= NAMED and m.held]
    if not good or not (judged.affirmed or judged.denied or judged.planned or good[0].own >= CLEARLY_NAMED):
        return []
    best = max(m.score for m in good)
    good = [m for m in good if m.score >= AS_GOOD * best]
    weeks = sources.lexicon.weeks
    done = [m for m in good if not planned(m.passage.text, m.matched, week=weeks.get(m.passage.note_id))]
    return sorted(done or good, key=lambda m: (m.passage.session, m.passage.position))
