"""From one client's record to a chart: each note is read once, until the note or the reader changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from tools.reading.codec import decode, encode
from tools.records import Chart, ChartSession, Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.embedding import Vectors
    from retrieval.history import History
    from retrieval.records import Note, Passage


class NoteReader(Protocol):
    """Whatever turns a note into a reading."""

    @property
    def version(self) -> str:
        """Name and version; another version reads again."""

    def read(self, note: Note, passages: Sequence[Passage], vectors: Vectors) -> Reading:
        """Read one note; `vectors` are those of its passages, row by row."""


def load_chart(
    history: History, reader: NoteReader, *, progress: Callable[[int], None] = lambda _: None
) -> Chart:
    """Return the chart of a client, reading whatever has not been read in its present wording."""
    kept = history.derived(reader.version)
    fresh: dict[str, Reading] = {}
    for done, note in enumerate(history.notes(), start=1):
        if note.id not in kept:
            fresh[note.id] = reader.read(note, history.passages(note.id), history.vectors(note.id))
        progress(done)
    history.save_derived(reader.version, {key: encode(reading) for key, reading in fresh.items()})
    sessions = (
        ChartSession(
            session=note.session,
            date=note.date,
            kind=note.kind,
            reading=fresh[note.id] if note.id in fresh else decode(kept[note.id]),
        )
        for note in history.notes()
    )
    return Chart(client_id=history.client_id, sessions=tuple(sessions))
