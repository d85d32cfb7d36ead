"""Session numbers as they are now: a note imported between others moves the numbers of those after it.

What was read from a note is kept until the note changes, and bears the number that the note had then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from retrieval.records import Evidence, Note
from tools.records import Chart, ChartSession


def renumbered(chart: Chart, notes: Iterable[Note]) -> Chart:
    """Return the chart, each piece of evidence under the present number of its note; itself if it is so."""
    numbers = {note.id: note.session for note in notes}
    sessions = tuple(_session(s, numbers) for s in chart.sessions)
    return chart if sessions == chart.sessions else replace(chart, sessions=sessions)


def _session(session: ChartSession, numbers: Mapping[str, int]) -> ChartSession:
    number = numbers.get(session.reading.note_id, session.session)
    reading = session.reading
    evidence = [o.evidence.session for o in reading.observations] + [m.session for m in reading.measures]
    if session.session == number and all(n == number for n in evidence):
        return session
    return replace(
        session,
        session=number,
        reading=replace(
            reading,
            observations=tuple(
                replace(o, evidence=_evidence(o.evidence, number)) for o in reading.observations
            ),
            measures=tuple(
                replace(m, session=number, evidence=_evidence(m.evidence, number)) for m in reading.measures
            ),
        ),
    )


def _evidence(evidence: Evidence, number: int) -> Evidence:
    return replace(evidence, session=number)
