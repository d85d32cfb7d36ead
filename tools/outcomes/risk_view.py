"""Risk as a reader must see it: the worst recent evidence first, then what is said since; no average."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tools.outcomes.evidence import findings
from tools.records import Assertion, Chart, ChartSession, Domain, Level, Observation

RECENT_DAYS = 56
"""How far back "recent" reaches from the last contact; as long as a gain must hold."""
CREDIBLE = 0.35
"""A sign of danger is shown even where the reader is not sure; more certain ones come first."""
GRAVITY = (Level.WELL, Level.PARTLY, Level.IMPAIRED)
DEADLIEST = ("hospital and crisis", "violence", "suicidal ideation", "self-harm", "suicide attempt")
"""Indicators in rising order of danger to life; others, such as drinking, stand below them. Order of the
Columbia
scale (Posner 2011): ideation below self-harm below attempt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskView:
    """What the notes say of risk."""

    worst_recent: tuple[Observation, ...]
    """Signs of danger about the client, present, within the recent days: gravest first: by level, then by
    danger
    to life, then the newest."""
    worst_ever: Observation | None
    """The gravest in the whole course; the newest of equals."""
    last_denied: Observation | None
    last_documented: int | None
    """Session."""
    silent_since: tuple[int, ...]
    """Attended sessions after it."""


def risk_view(chart: Chart) -> RiskView:
    """Look through the whole course, the newest contact last; talks with others count."""
    ordered = sorted(chart.sessions, key=lambda s: (s.date, s.session))
    said = [(s, o) for s in ordered for o in findings(s, Domain.RISK) if o.level is not None]
    signs = [(s, o) for s, o in said if _is_sign(o)]
    start = ordered[-1].date - timedelta(days=RECENT_DAYS) if ordered else date.min
    recent = sorted((pair for pair in signs if pair[0].date >= start), key=_gravity, reverse=True)
    denied = [o for _, o in said if o.level is Level.WELL]
    documented = said[-1][0] if said else None
    return RiskView(
        worst_recent=tuple(o for _, o in recent),
        worst_ever=max(signs, key=_gravity)[1] if signs else None,
        last_denied=denied[-1] if denied else None,
        last_documented=documented.session if documented else None,
        silent_since=_silent(ordered, documented),
    )


def _is_sign(one: Observation) -> bool:
    return one.level is not Level.WELL and one.assertion is Assertion.PRESENT and one.certainty >= CREDIBLE


def _gravity(pair: tuple[ChartSession, Observation]) -> tuple[int, int, date, float, str]:
    session, one = pair
    assert one.level is not None  # noqa: S101  (filtered by the caller)
    danger = DEADLIEST.index(one.indicator) if one.indicator in DEADLIEST else -1
    return GRAVITY.index(one.level), danger, session.date, one.certainty, one.id


def _silent(ordered: list[ChartSession], documented: ChartSession | None) -> tuple[int, ...]:
    if documented is None:
        return tuple(s.session for s in ordered if s.attended)
    at = ordered.index(documented)
    return tuple(s.session for s in ordered[at + 1 :] if s.attended)
