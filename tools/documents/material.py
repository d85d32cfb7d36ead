"""What a document may be drafted from: one client's notes, chart and assessment, cut down to its purpose."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property

from retrieval.records import Note, NoteKind, Passage
from tools.documents.records import DocumentKind, Purpose
from tools.outcomes import Thresholds, assess
from tools.reading.codec import encode
from tools.records import Assessment, Chart, ChartSession, Observation

MAY_USE_PSYCHOTHERAPY_NOTES = frozenset({(DocumentKind.SUPERVISION, Purpose.OWN)})
"""45 CFR 164.501 and .508(a)(2): psychotherapy notes serve their author; they are in no outward document."""


@dataclass(frozen=True, kw_only=True)
class Material:
    """Everything that a draft is built from. A value: building from it reads nothing else."""

    notes: tuple[Note, ...]
    """By date."""
    passages: tuple[Passage, ...]
    chart: Chart
    assessment: Assessment
    thresholds: Thresholds = field(default_factory=Thresholds)
    withheld: int = 0
    """Psychotherapy notes that were left out."""

    @cached_property
    def by_note(self) -> dict[str, Note]:
        """Notes by id."""
        return {note.id: note for note in self.notes}

    @cached_property
    def sessions(self) -> tuple[ChartSession, ...]:
        """The sessions of the chart, by date."""
        return tuple(sorted(self.chart.sessions, key=lambda s: (s.date, s.session)))

    @cached_property
    def attended(self) -> tuple[ChartSession, ...]:
        """Those that the client attended."""
        return tuple(s for s in self.sessions if s.attended)

    @cached_property
    def observations(self) -> tuple[Observation, ...]:
        """All observations, in the order of the notes."""
        return tuple(
            o
            for s in self.sessions
            for o in sorted(s.reading.observations, key=lambda o: (o.evidence.start, o.id))
        )

    def text(self, note_id: str) -> str:
        """Clean text of a note."""
        return self.by_note[note_id].text

    @cached_property
    def fingerprint(self) -> str:
        """Changes with any note, correction, reader or threshold that the draft may rest on."""
        digest = hashlib.sha256(json.dumps(asdict(self.thresholds), sort_keys=True).encode())
        for note in self.notes:
            digest.update(f"{note.id}:{note.version}:{note.date}:{note.kind}\0{note.text}\0".encode())
        for session in self.sessions:
            digest.update(encode(session.reading).encode())
        return digest.hexdigest()


def material_of(
    kind: DocumentKind,
    purpose: Purpose,
    *,
    notes: Iterable[Note],
    passages: Iterable[Passage],
    chart: Chart,
    thresholds: Thresholds | None = None,
    assessment: Assessment | None = None,
) -> Material:
    """Take what a document of this kind and purpose may rest on.

    Psychotherapy notes are taken out, and the course is judged again without them, unless the document is
    their author's own supervision sheet.

    Args:
        kind: which document.
        purpose: whom it is for.
        notes: the client's notes, by date.
        passages: their passages.
        chart: what was read from them.
        thresholds: the limits of the outcome rules.
        assessment: of this whole chart under these thresholds, if it is known already.
    """
    limits = thresholds or Thresholds()
    everything = tuple(notes)
    if (kind, purpose) in MAY_USE_PSYCHOTHERAPY_NOTES:
        kept, course = everything, chart
    else:
        kept = tuple(n for n in everything if n.kind is not NoteKind.PSYCHOTHERAPY)
        shown = {note.id for note in kept}
        course = replace(chart, sessions=tuple(s for s in chart.sessions if s.reading.note_id in shown))
    ids = {note.id for note in kept}
    whole = len(kept) == len(everything)
    return Material(
        notes=kept,
        passages=tuple(p for p in passages if p.note_id in ids),
        chart=course,
        assessment=assessment if whole and assessment is not None else assess(course, limits),
        thresholds=limits,
        withheld=len(everything) - len(kept),
    )
