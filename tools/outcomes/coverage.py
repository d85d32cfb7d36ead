"""What the notes do not say: silent domains, late silences, breaks, missing scores, empty contacts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from retrieval.records import NoteKind
from tools.outcomes.evidence import findings
from tools.outcomes.thresholds import Thresholds
from tools.outcomes.timeline import Timeline, timeline
from tools.records import Assessment, Chart, Domain, Source

STRONG_SESSIONS, STRONG_SHARE = 6, 0.5
"""Well documented: so many sessions, and so large a share of the attended ones, speak of the domain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainCoverage:
    """How far one domain is documented."""

    domain: Domain
    sessions: tuple[int, ...]
    strength: str
    """strong, moderate, thin (too few sessions to judge), or none."""
    sources: tuple[Source, ...]
    """Who speaks of it: client, clinician, other people, instruments."""
    first: int | None
    silent_after: int | None
    """The last session that documents it, where later attended sessions do not."""
    silent_days: int
    """From that session to the last contact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A long stretch without an attended session."""

    before: int
    after: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The documentation of a course and its blind spots."""

    contacts: int
    attended: int
    missed: tuple[int, ...]
    """Cancelled or not attended."""
    empty: tuple[int, ...]
    """Attended sessions whose notes document no domain."""
    days: int
    domains: tuple[DomainCoverage, ...]
    gaps: tuple[Gap, ...]
    scored: tuple[int, ...]
    """Sessions with a score."""
    collateral: tuple[int, ...]
    """Contacts with other people."""


def coverage(chart: Chart, assessment: Assessment, thresholds: Thresholds | None = None) -> Coverage:
    """Say how well the notes cover the course, and where they are blind."""
    limits = thresholds or Thresholds()
    line = timeline(chart)
    attended = [i for i, s in enumerate(line.sessions) if s.attended]
    kinds = {kind: _numbers(line, kind) for kind in (NoteKind.CANCELLED, NoteKind.COLLATERAL)}
    return Coverage(
        contacts=len(line.sessions),
        attended=len(attended),
        missed=kinds[NoteKind.CANCELLED],
        empty=tuple(line.number(i) for i in attended if not _counts(line, i)),
        days=line.days[-1] if line.days else 0,
        domains=tuple(_domain(assessment, d, line, len(attended), limits) for d in Domain),
        gaps=tuple(_gaps(line, attended, limits)),
        scored=tuple(sorted({m.session for m in assessment.measures})),
        collateral=kinds[NoteKind.COLLATERAL],
    )


def _domain(
    assessment: Assessment, domain: Domain, line: Timeline, attended: int, limits: Thresholds
) -> DomainCoverage:
    sessions = tuple(p.session for p in assessment.trajectories[domain].points)
    later: list[int] = []
    if sessions:
        place = next(i for i, s in enumerate(line.sessions) if s.session == sessions[-1])
        later = [i for i in range(place + 1, len(line.sessions)) if line.sessions[i].attended]
    return DomainCoverage(
        domain=domain,
        sessions=sessions,
        strength=_strength(len(sessions), attended, limits),
        sources=tuple(
            x for x in Source if any(o.source is x for s in line.sessions for o in findings(s, domain))
        ),
        first=sessions[0] if sessions else None,
        silent_after=sessions[-1] if later else None,
        silent_days=line.days_between(place, len(line.sessions) - 1) if later else 0,
    )


def _strength(count: int, attended: int, limits: Thresholds) -> str:
    if not count:
        return "none"
    if count < limits.documented_sessions:
        return "thin"
    return "strong" if count >= STRONG_SESSIONS and count >= STRONG_SHARE * attended else "moderate"


def _gaps(line: Timeline, attended: list[int], limits: Thresholds) -> list[Gap]:
    return [
        Gap(before=line.number(a), after=line.number(b), days=line.days_between(a, b))
        for a, b in pairwise(attended)
        if line.days_between(a, b) > limits.long_break_days
    ]


def _numbers(line: Timeline, kind: NoteKind) -> tuple[int, ...]:
    return tuple(s.session for s in line.sessions if s.kind is kind)


def _counts(line: Timeline, place: int) -> bool:
    return line.attended_between(place, place) > 0
