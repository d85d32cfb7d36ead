"""Risk: what was present, what was denied, and when."""

from __future__ import annotations

from agent.gathering.assertion import negated
from agent.gathering.excerpts import excerpt
from agent.gathering.facts import judge_question, pick
from agent.gathering.sources import Sources
from agent.gathering.telling import PLANS
from agent.gathering.trail import apart, as_finding
from agent.records import Finding, Gathered, Role, Support, Understanding
from agent.understanding.wording import ring, stems, weak
from tools.records import Assertion, Domain, Level, Observation, Topic

MOST = 4
GENERAL = frozenset(stems("risk safety current picture concern history crisis thought thinking"))
"""Words of a question that asks for risk as a whole."""
SPECIFIC = frozenset(
    stems(
        "suicidal suicide si ideation self-harm cutting nssi overdose attempt violence violent assault "
        "homicidal hi weapon gun firearm "
        "hospital hospitalized emergency abuse die dying dead death kill harm burn relapse drinking using"
    )
)
"""Words of a question that asks for one kind of risk."""


ENDING = frozenset(stems("stop end cease gone resolve last"))
"""Words of a question that wants to know when a risk was no longer told."""
TOLD_AS_RISK = frozenset(
    stems(
        "suicidal suicide si ideation self-harm cutting overdose gun violence blackout drunk drinking relapse"
    )
)
"""Words of what counts as risk where risk as a whole is asked about."""
STATED = frozenset(stems("suicidal suicide si ideation self-harm cutting nssi homicidal hi violence attempt"))
"""Risks that notes state in so many words, present or denied."""


def gather_risk(understanding: Understanding, sources: Sources) -> Gathered:
    """Find risk statements, present ones first; none at all is "not documented", never "no risk"."""
    told = _told(understanding, sources)
    present = [o for o in told if is_present(o)]
    denied = [o for o in told if not is_present(o)]
    judged = judge_question(understanding, sources)
    findings = [
        *_findings(Role.RISK, present, sources),
        *_findings(Role.DENIAL, denied, sources),
        *_worded(understanding, sources),
        *(_from_search(understanding, sources) if judged.support is not Support.NOT_DOCUMENTED else ()),
    ]
    unique = apart(findings)
    if not unique:
        nearest = [m for m in judged.nearest if m.held][:1]
        return Gathered(
            support=Support.NOT_DOCUMENTED,
            findings=tuple(
                Finding(role=Role.NEAREST, evidence=excerpt(sources.history, m.passage, m.matched))
                for m in nearest
            ),
        )
    support = Support.DOCUMENTED if any(f.role is Role.RISK for f in unique) else Support.DENIED
    return Gathered(support=support, findings=_spread(unique, understanding))


def _told(understanding: Understanding, sources: Sources) -> list[Observation]:
    """Risk observations of the client on what is asked, within the time frame if there is one."""
    wanted = asked_risk(understanding)
    wide = wanted | {w for t in wanted for w in ring(t)}
    sessions = set(understanding.frame.sessions) if understanding.frame else set()
    found = []
    for o in sources.observations:
        if o.topic is not Topic.FINDING or Domain.RISK not in o.domains or not o.of_client:
            continue
        if sessions and o.evidence.session not in sessions:
            continue
        if not wanted or wide & set(stems(f"{o.indicator} {o.evidence.quote}")):
            found.append(o)
    return found


def asked_risk(understanding: Understanding) -> set[str]:
    """Return the words for the kind of risk that is asked about; empty for risk as a whole."""
    strong = {t for t in understanding.terms if t not in weak()} - GENERAL
    return strong & SPECIFIC or {t for t in strong if ring(t) & SPECIFIC}


def _worded(understanding: Understanding, sources: Sources) -> list[Finding]:
    """Sentences that hold the words for the kind of risk in question, wherever they stand."""
    wanted = asked_risk(understanding) & STATED
    sessions = set(understanding.frame.sessions) if understanding.frame else set()
    if not asked_risk(understanding) and sessions:
        wanted = set(TOLD_AS_RISK)
    wide = wanted | {w for t in wanted for w in ring(t)}
    found = []
    for passage, words in zip(sources.lexicon.passages, sources.lexicon.stems, strict=True):
        if wide & words and (not sessions or passage.session in sessions) and not PLANS.match(passage.text):
            role = Role.DENIAL if negated(passage.text, wide & words) else Role.RISK
            found.append(Finding(role=role, evidence=excerpt(sources.history, passage, wide & words)))
    return found


def is_present(observation: Observation) -> bool:
    """Tell whether a statement of risk says that it is so, now, of the client."""
    if observation.assertion is not Assertion.PRESENT:
        return False
    words = stems(observation.evidence.quote)
    return observation.level is not Level.WELL and not negated(observation.evidence.quote, words)


def _from_search(understanding: Understanding, sources: Sources) -> list[Finding]:
    judged = judge_question(understanding, sources)
    chosen = [(Role.RISK, m) for m in pick(judged.affirmed, 2)] + [
        (Role.DENIAL, m) for m in pick(judged.denied, 2)
    ]
    return [Finding(role=role, evidence=excerpt(sources.history, m.passage, m.matched)) for role, m in chosen]


def _findings(role: Role, observations: list[Observation], sources: Sources) -> list[Finding]:
    return [as_finding(role, o, sources) for o in observations]


def _spread(findings: list[Finding], understanding: Understanding) -> tuple[Finding, ...]:
    """Keep the first and last of what was present and of what was denied; within a frame, the latest."""
    present = sorted((f for f in findings if f.role is Role.RISK), key=lambda f: f.evidence.session)
    denied = sorted((f for f in findings if f.role is Role.DENIAL), key=lambda f: f.evidence.session)
    if understanding.frame and understanding.frame.relation in ("now", "last"):
        return tuple(present[-2:] + denied[-2:])
    if ENDING & set(understanding.terms) and present:
        after = [f for f in denied if f.evidence.session > present[-1].evidence.session]
        return tuple(dict.fromkeys([*present[-1:], *after[:1], *after[-1:]]))
    ends = [*present[:1], *present[-2:]] if len(present) > 2 else present
    denials = [denied[0], denied[-1]] if len(denied) > 1 else denied
    return tuple(dict.fromkeys([*ends, *denials]))[: MOST + 1]
