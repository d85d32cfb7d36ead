"""The dates and contacts of a chart, in order, as numbers that rules can count with."""

from __future__ import annotations

from dataclasses import dataclass

from tools.records import Chart, ChartSession

SPOKEN = 0.5
"""A session counts as saying something when at least one domain is documented with this probability."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The sessions of a chart by date. All tuples have one entry a session."""

    sessions: tuple[ChartSession, ...]
    days: tuple[int, ...]
    """Days since the first session."""
    says: tuple[bool, ...]
    """Whether the note holds anything: a documented domain or an observation."""
    counted: tuple[int, ...]
    """Attended sessions that document a domain, up to and including this one."""

    def days_between(self, start: int, end: int) -> int:
        """Days from one position to another."""
        return self.days[end] - self.days[start]

    def attended_between(self, start: int, end: int) -> int:
        """Attended sessions from one position to another, both included."""
        return self.counted[end] - (self.counted[start - 1] if start else 0)

    def number(self, position: int) -> int:
        """The session number at a position."""
        return self.sessions[position].session


def timeline(chart: Chart) -> Timeline:
    """Put a chart's sessions in order of date, then of number.

    An attended session whose note documents no domain does not count towards the sessions that a gain
    was held: such a note cannot say that it held.
    """
    ordered = tuple(sorted(chart.sessions, key=lambda s: (s.date, s.session)))
    counted: list[int] = []
    for item in ordered:
        counted.append((counted[-1] if counted else 0) + (item.attended and _documents(item)))
    first = ordered[0].date.toordinal() if ordered else 0
    return Timeline(
        sessions=ordered,
        days=tuple(s.date.toordinal() - first for s in ordered),
        says=tuple(bool(s.reading.observations) or _documents(s) for s in ordered),
        counted=tuple(counted),
    )


def _documents(item: ChartSession) -> bool:
    return any(1 - belief.not_documented >= SPOKEN for belief in item.reading.states.values())
