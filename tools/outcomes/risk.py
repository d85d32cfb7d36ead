"""Risk is judged by its worst evidence: calm words beside a clear sign do not average it away."""

from __future__ import annotations

from tools.outcomes.evidence import findings
from tools.records import Assertion, ChartSession, Domain, Level, StateBelief

CREDIT = 0.5
"""Share of a finding's certainty that the session's belief in danger may not fall below. A sentence misread
must not decide alone; of 195 annotated sessions with such a finding, 193 are indeed impaired."""


def believed(session: ChartSession, domain: Domain) -> StateBelief | None:
    """The reader's belief about a session; for risk, at least as grave as its gravest finding."""
    belief = session.reading.states.get(domain)
    if belief is None or domain is not Domain.RISK:
        return belief
    floor = CREDIT * max(
        (o.certainty for o in findings(session, domain) if _grave(o.level, o.assertion)), default=0.0
    )
    if belief.impaired >= floor:
        return belief
    rest = (1 - floor) / (1 - belief.impaired)
    return StateBelief(
        impaired=floor,
        partly=belief.partly * rest,
        well=belief.well * rest,
        not_documented=belief.not_documented * rest,
    )


def _grave(level: Level | None, assertion: Assertion) -> bool:
    return level is Level.IMPAIRED and assertion is Assertion.PRESENT
