"""Cut a clean note into passages, the units of search and of citation."""

from __future__ import annotations

from retrieval.records import Note, Passage
from retrieval.sentences import split


def cut_passages(note: Note, digest: str) -> tuple[Passage, ...]:
    """Return the sentences of a note as passages; `digest` is that of its clean text.

    A passage's id changes when the words of its note do, so a stale vector is never taken for a fresh one.
    """
    return tuple(
        Passage(
            id=f"{note.id}:{digest[:16]}:{position}",
            note_id=note.id,
            session=note.session,
            position=position,
            start=start,
            end=end,
            text=note.text[start:end],
            section=_section(note, start),
        )
        for position, (start, end) in enumerate(split(note.text))
    )


def _section(note: Note, at: int) -> str:
    return next((s.name for s in note.sections if s.start <= at < s.end), "")
