"""From one client's record to a chart: each note is read once, until the note or the reader changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from retrieval.cores import fork_map
from tools.reading.codec import decode, encode
from tools.records import Chart, ChartSession, Reading
from tools.renumbering import numbered

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


TOGETHER = 4
"""Notes that a process of several reads at a time."""


def load_chart(
    history: History,
    reader: NoteReader,
    *,
    progress: Callable[[int], None] = lambda _: None,
    processes: int = 1,
) -> Chart:
    """Return the chart of a client, reading whatever has not been read in its present wording.

    Args:
        history: of the client.
        reader: what reads a note.
        progress: hears how many notes are done.
        processes: how many read; more than one from the command line only, see `retrieval.cores.fork_map`.
    """
    kept = history.derived(reader.version)
    new = [
        (note, history.passages(note.id), history.vectors(note.id))
        for note in history.notes()
        if note.id not in kept
    ]
    fresh: dict[str, Reading] = {}
    progress(done := len(history.notes()) - len(new))
    for reading in fork_map(lambda given: reader.read(*given), new, processes=processes, each=TOGETHER):
        fresh[reading.note_id] = reading
        progress(done + len(fresh))
    history.save_derived(reader.version, {key: encode(reading) for key, reading in fresh.items()})
    sessions = (
        ChartSession(
            session=note.session,
            date=note.date,
            kind=note.kind,
            reading=numbered(fresh[note.id] if note.id in fresh else decode(kept[note.id]), note.session),
        )
        for note in history.notes()
    )
    return Chart(client_id=history.client_id, sessions=tuple(sessions))
