"""What went on beside the therapy, on one line of time: events, medication, missed sessions, breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from retrieval.records import Evidence, NoteKind
from tools.outcomes.coverage import coverage
from tools.outcomes.evidence import quotable
from tools.records import Assertion, Assessment, Chart, Topic

CERTAIN = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that went on, by the session that tells of it."""

    session: int
    date: date
    kind: str
    """life event, medication change, missed session, long break."""
    text: str = ""
    """Only for what has no words of its own, such as a break."""
    evidence: Evidence | None = None


def life_line(chart: Chart, assessment: Assessment) -> tuple[Happening, ...]:
    """Everything around the trend in order of time. It stands beside the course and explains nothing."""
    days = {s.session: s.date for s in chart.sessions}
    found = [
        Happening(
            session=o.evidence.session,
            date=days[o.evidence.session],
            kind="life event",
            evidence=quotable(o.evidence),
        )
        for o in assessment.life_context
    ]
    found += _medication(chart)
    seen = coverage(chart, assessment)
    found += [
        Happening(session=n, date=days[n], kind="missed session", text="cancelled or not attended")
        for n in seen.missed
    ]
    found += [
        Happening(
            session=g.after, date=days[g.after], kind="long break", text=f"{g.days} days without a session"
        )
        for g in seen.gaps
    ]
    return tuple(
        sorted(found, key=lambda h: (h.date, h.session, h.kind, h.evidence.start if h.evidence else 0))
    )


def _medication(chart: Chart) -> list[Happening]:
    return [
        Happening(session=s.session, date=s.date, kind="medication change", evidence=quotable(o.evidence))
        for s in chart.sessions
        if s.kind is not NoteKind.CANCELLED
        for o in s.reading.observations
        if o.topic is Topic.MEDICATION
        and o.of_client
        and o.assertion in (Assertion.PRESENT, Assertion.ABSENT)
        and o.certainty >= CERTAIN
        and _changes().search(o.evidence.quote)
    ]


@cache
def _changes() -> re.Pattern[str]:
    text = resources.files("tools.outcomes").joinpath("medication_changes.txt").read_text(encoding="utf-8")
    words = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
