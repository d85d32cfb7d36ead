"""What to take to supervision: open risk, change, stuck points, alliance; only what is documented."""

from __future__ import annotations

from collections.abc import Iterable

from agent.gathering.excerpts import fit
from agent.gathering.outcomes import facts_of, worded
from agent.gathering.risk import is_present
from agent.gathering.sources import Sources
from agent.gathering.telling import ranked, weight
from agent.gathering.trail import apart, as_finding
from agent.records import Finding, Gathered, Role, Support, Understanding
from tools.records import Direction, Domain, Level, Observation, Topic

LATE = 3
"""Attended sessions at the end in which something counts as open."""


def gather_supervision(understanding: Understanding, sources: Sources) -> Gathered:
    """Collect what a therapist brings to supervision."""
    del understanding
    assessment = sources.assessment
    verdicts = [assessment.overall, *(assessment.domains[d] for d in Domain)]
    findings = apart(
        [
            *_risk(sources),
            *(
                Finding(role=Role.CARRIES, evidence=e)
                for e in (fit(sources.history, e) for e in assessment.overall.evidence[-1:])
            ),
            *_stuck(sources),
            *_alliance(sources),
        ]
    )
    return Gathered(
        support=Support.DOCUMENTED,
        findings=tuple(findings),
        verdicts=tuple(facts_of(v, sources) for v in verdicts),
    )


def _risk(sources: Sources) -> Iterable[Finding]:
    """The last statement of risk as present, and the last denial after it."""
    told = [
        o
        for o in sources.observations
        if o.topic is Topic.FINDING and Domain.RISK in o.domains and o.of_client
    ]
    present = [o for o in told if is_present(o)]
    denied = [o for o in told if not is_present(o)]
    for role, group in ((Role.RISK, present), (Role.DENIAL, denied)):
        if group:
            yield as_finding(role, group[-1], sources)


def _stuck(sources: Sources) -> Iterable[Finding]:
    """What was impaired or worse in the last sessions, and setbacks that were not recovered from."""
    late = set(sources.attended[-LATE:])
    open_setbacks = [s for s in sources.assessment.setbacks if s.recovered_by is None]
    for setback in open_setbacks[:1]:
        for passage in ranked(setback.sessions[-1], sources, weight)[:1]:
            evidence = fit(sources.history, sources.history.evidence(passage))
            yield Finding(role=Role.SETBACK, evidence=evidence, label=worded(setback))
    for o in [o for o in sources.observations if o.evidence.session in late and _weighs(o)][-2:]:
        yield as_finding(Role.STUCK, o, sources)


def _weighs(observation: Observation) -> bool:
    down = observation.level is Level.IMPAIRED or observation.direction is Direction.WORSE
    return observation.topic is Topic.FINDING and observation.of_client and down and is_present(observation)


def _alliance(sources: Sources) -> Iterable[Finding]:
    told = [o for o in sources.observations if o.topic is Topic.ALLIANCE]
    return [as_finding(Role.ALLIANCE, o, sources) for o in told[-2:]]
