"""Whether change came and lasted: verdicts of the tools, with the words for and against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from agent.gathering.excerpts import fit
from agent.gathering.happenings import dips
from agent.gathering.sources import Sources
from agent.gathering.telling import PLANS, ranked, told, weight
from agent.gathering.trail import as_finding, first_and_last, on_topic
from agent.records import Finding, Gathered, QuestionKind, Role, Support, Understanding, VerdictFacts
from retrieval.records import Evidence
from tools.records import Direction, Domain, Durability, Level

if TYPE_CHECKING:
    from tools.records import Setback, Verdict

AGAIN = re.compile(r"\bagain\b|\bback (to|at|in|on)\b", re.IGNORECASE)
LAPSE = re.compile(
    r"\b(set-?back|relapse[ds]?|lapse[ds]?|slip(ped|s)?|used once|bad (week|fortnight|month|spell)"
    r"|back to (square|\d|the old)"
    r"|worse again|flare\w*|hypomani\w*|again\b.*\b(cut|drank|drinking|binge\w*|used|panic\w*))\b",
    re.IGNORECASE,
)
"""Wordings of a return towards baseline, for records on which the tools found none."""
MOST_CARRYING, MOST_AGAINST, MOST_CONTEXT = 4, 2, 2


def gather_outcome(understanding: Understanding, sources: Sources) -> Gathered:
    """Answer "has it lasted" and "what changed": the verdict, evidence for and against, life context."""
    verdicts = tuple(facts_of(v, sources) for v in _asked(understanding, sources))
    compared = understanding.kind is QuestionKind.CHANGE and bool(understanding.terms)
    findings = (first_and_last(understanding, sources) if compared else ()) or _carrying(
        understanding, sources
    )
    silent = not findings and not any(v.documented_sessions for v in verdicts)
    return Gathered(
        support=Support.NOT_DOCUMENTED if silent else Support.DOCUMENTED,
        findings=(*findings, *_against(understanding, sources, findings), *_context(understanding, sources)),
        verdicts=verdicts,
        missing=tuple(t for t in understanding.terms if not sources.lexicon.known(t)),
    )


def gather_summary(understanding: Understanding, sources: Sources) -> Gathered:
    """Answer "how has it gone": the overall verdict and those of the five domains, with one quote each."""
    assessment = sources.assessment
    verdicts = [assessment.overall, *(assessment.domains[d] for d in Domain)]
    findings = [
        Finding(role=Role.CARRIES, evidence=fit(sources.history, v.evidence[-1]), label=v.domain.value)
        for v in verdicts
        if v.domain is not None and v.evidence
    ]
    return Gathered(
        support=Support.DOCUMENTED,
        findings=(*findings, *_context(understanding, sources)),
        verdicts=tuple(facts_of(v, sources) for v in verdicts),
    )


def gather_gaps(understanding: Understanding, sources: Sources) -> Gathered:
    """Answer "what is not documented": domains with little or nothing in the notes."""
    del understanding
    return Gathered(
        support=Support.DOCUMENTED,
        verdicts=tuple(facts_of(sources.assessment.domains[d], sources) for d in Domain),
    )


def gather_setbacks(understanding: Understanding, sources: Sources) -> Gathered:
    """Answer "when did it slip": setbacks after improvement with what was told then, else dips and lapses."""
    asked = set(understanding.domains)
    found = [s for s in sources.assessment.setbacks if not asked or asked & set(s.domains)]
    found = found or list(sources.assessment.setbacks)
    findings = [
        Finding(role=Role.SETBACK, evidence=item, label=worded(setback))
        for setback in found
        for item in _fitted(sources, _during(setback, sources))
    ]
    if not found:
        findings = told(Role.SETBACK, sorted(dips(sources) | _lapses(sources))[:3], sources)
    last = max((f.evidence.session for f in findings), default=None)
    after = [n for n in sources.attended if last is not None and n > last][:1]
    return Gathered(
        support=Support.DOCUMENTED if findings else Support.NOT_DOCUMENTED,
        findings=(*findings, *told(Role.FOLLOWED, after, sources, each=1)),
        verdicts=tuple(facts_of(v, sources) for v in _asked(understanding, sources)),
    )


def _lapses(sources: Sources) -> set[int]:
    """Sessions whose notes speak of a slip or a return, in words; else of being worse or impaired again."""
    later = [
        p
        for p in sources.lexicon.passages
        if p.session not in sources.attended[:1] and not PLANS.match(p.text)
    ]
    named = {p.session for p in later if LAPSE.search(p.text)}
    return named or {
        p.session
        for p in later
        for o in sources.seen_in(p)
        if o.of_client
        and (o.direction is Direction.WORSE or (o.level is Level.IMPAIRED and AGAIN.search(p.text)))
    }


def _asked(understanding: Understanding, sources: Sources) -> list[Verdict]:
    if understanding.domains:
        return [sources.assessment.domains[d] for d in understanding.domains[:1]]
    return [sources.assessment.overall]


def facts_of(verdict: Verdict, sources: Sources) -> VerdictFacts:
    """Return what the tools say of a domain, as the answer may word it."""
    sessions = sources.attended
    setbacks = (
        s
        for s in sources.assessment.setbacks
        if verdict.domain is None or verdict.domain in s.domains or not s.domains
    )
    return VerdictFacts(
        domain=verdict.domain,
        change=verdict.change,
        durability=verdict.durability,
        onset_session=verdict.onset_session,
        weeks_held=verdict.weeks_held,
        sessions_held=verdict.sessions_held,
        documented_sessions=verdict.documented_sessions,
        situational=verdict.situational,
        first_session=sessions[0] if sessions else None,
        last_session=sessions[-1] if sessions else None,
        setbacks=tuple(dict.fromkeys(worded(s) for s in setbacks)),
    )


def worded(setback: Setback) -> str:
    """Return a setback in words: which sessions, recovered from or not."""
    numbers = ", ".join(f"{n} ({{date:{n}}})" for n in setback.sessions)
    plural = "s" if len(setback.sessions) > 1 else ""
    end = f"recovered by session {setback.recovered_by}" if setback.recovered_by else "no recovery documented"
    return f"session{plural} {numbers}, {end}"


def _carrying(understanding: Understanding, sources: Sources) -> tuple[Finding, ...]:
    """Evidence on the topic where the question names one, else what the tools carry the verdict with."""
    verdict = _asked(understanding, sources)[0]
    if understanding.terms and understanding.topic:
        told = on_topic(understanding, sources)
        if len({o.evidence.session for o in told}) >= 2:
            return _first_turn_last(told, verdict, sources)
        searched = first_and_last(understanding, sources)
        if len(searched) >= 2:
            return searched
    chosen = _spread(verdict.evidence, MOST_CARRYING)
    return tuple(Finding(role=Role.CARRIES, evidence=e) for e in _fitted(sources, chosen))


def _first_turn_last(told: Sequence, verdict: Verdict, sources: Sources) -> tuple[Finding, ...]:  # type: ignore[type-arg]
    onset = verdict.onset_session
    after = [o for o in told[1:-1] if onset is None or o.evidence.session >= onset]
    chosen = [(Role.BASELINE, told[0]), *((Role.TURN, o) for o in after[:1]), (Role.LATEST, told[-1])]
    if verdict.durability in (Durability.FLUCTUATING, Durability.TEMPORARY) and len(told) > 4:
        chosen.insert(2, (Role.BETWEEN, told[len(told) // 2]))
    return tuple(as_finding(role, o, sources) for role, o in chosen)


def _against(
    understanding: Understanding, sources: Sources, carrying: Sequence[Finding]
) -> tuple[Finding, ...]:
    verdict = _asked(understanding, sources)[0]
    shown = [finding.evidence for finding in carrying]
    fresh = [e for e in verdict.against if not any(e.overlaps(other) for other in shown)]
    return tuple(
        Finding(role=Role.AGAINST, evidence=e) for e in _fitted(sources, _spread(fresh, MOST_AGAINST))
    )


def _context(understanding: Understanding, sources: Sources) -> tuple[Finding, ...]:
    if understanding.kind is QuestionKind.CHANGE:
        return ()
    near = {n for s in sources.assessment.setbacks for n in s.sessions}
    events = [o for o in sources.assessment.life_context if o.of_client or o.evidence.session in near]
    events.sort(key=lambda o: (o.evidence.session not in near, o.evidence.session))
    return tuple(as_finding(Role.CONTEXT, o, sources) for o in events[:MOST_CONTEXT])


def _during(setback: Setback, sources: Sources) -> tuple[Evidence, ...]:
    """What was told at a setback: the context that the tools found, and the most telling sentence then."""
    telling = [
        sources.history.evidence(p) for n in setback.sessions[:1] for p in ranked(n, sources, weight)[:2]
    ]
    return (*setback.context[:1], *telling)[:2]


def _fitted(sources: Sources, evidence: Iterable[Evidence]) -> list[Evidence]:
    return list(dict.fromkeys(fit(sources.history, e) for e in evidence))


def _spread(evidence: Sequence[Evidence], most: int) -> Sequence[Evidence]:
    """Take at most `most` pieces, one a session first, the first and last session among them."""
    by_session: dict[int, Evidence] = {}
    for item in evidence:
        by_session.setdefault(item.session, item)
    ordered = [by_session[n] for n in sorted(by_session)]
    if len(ordered) <= most:
        return ordered
    steps = (
        [round(i * (len(ordered) - 1) / (most - 1)) for i in range(most)] if most > 1 else [len(ordered) - 1]
    )
    return [ordered[i] for i in dict.fromkeys(steps)]
