"""Sources that contradict each other, kept side by side: the client, other people, what was seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tools.outcomes.evidence import findings
from tools.records import Chart, ChartSession, Domain, Level, Observation, Source

NEAR_DAYS = 21
"""Words of two sources so close in time speak of the same stretch of life."""
SURE_ENOUGH = 0.5
EXTREMES = (Level.IMPAIRED, Level.WELL)

Said = tuple[ChartSession, Observation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two sources, one domain, opposite levels. Neither is preferred."""

    domain: Domain
    better: Observation
    worse: Observation


def contradictions(chart: Chart) -> tuple[Contradiction, ...]:
    """Opposite findings of different sources within a few weeks, in order of session.

    Of the client's own report against a clinician's observation, only words of one session count: from one
    session to the next a client may simply have changed. What others say comes in on days of its own.
    """
    ordered = sorted(chart.sessions, key=lambda s: (s.date, s.session))
    found = [c for d in Domain for c in _of_domain(ordered, d)]
    return tuple(sorted(found, key=lambda c: (max(_session(c.better), _session(c.worse)), c.domain)))


def _of_domain(ordered: list[ChartSession], domain: Domain) -> Iterator[Contradiction]:
    said = [(s, o) for s in ordered for o in _clear(s, domain)]
    seen: set[tuple[int, int, Source, Source]] = set()
    for (one_at, one), (other_at, other) in _near(said):
        if not _opposed(one_at, one, other_at, other):
            continue
        key = (one_at.session, other_at.session, one.source, other.source)
        if key not in seen:
            seen.add(key)
            better, worse = (one, other) if one.level is Level.WELL else (other, one)
            yield Contradiction(domain=domain, better=better, worse=worse)


def _near(said: list[Said]) -> Iterator[tuple[Said, Said]]:
    """All pairs within the time in which they can contradict each other."""
    for i, one in enumerate(said):
        for other in said[i + 1 :]:
            if (other[0].date - one[0].date).days > NEAR_DAYS:
                break
            yield one, other


def _clear(session: ChartSession, domain: Domain) -> list[Observation]:
    sure = [o for o in findings(session, domain) if o.certainty >= SURE_ENOUGH and o.level in EXTREMES]
    return sorted(sure, key=lambda o: (-o.certainty, o.id))


def _opposed(one_at: ChartSession, one: Observation, other_at: ChartSession, other: Observation) -> bool:
    if one.source is other.source or one.level is other.level:
        return False
    if Source.INSTRUMENT in (one.source, other.source):
        return False  # scores are set beside the verdict elsewhere
    if bool(one.indicator) and bool(other.indicator) and one.indicator != other.indicator:
        return False
    return one_at.session == other_at.session or Source.COLLATERAL in (one.source, other.source)


def _session(one: Observation) -> int:
    return one.evidence.session
