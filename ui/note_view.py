"""What the side panel shows of a note: its head, its whole original text, and the cited words marked.

The text goes to the browser as plain stretches, never as HTML or Markdown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from retrieval.records import Note, NoteFormat, NoteKind, Quote
from ui.client_choice import spoken

KINDS = {
    NoteKind.INTAKE: "Intake",
    NoteKind.PROGRESS: "Progress note",
    NoteKind.PSYCHOTHERAPY: "Psychotherapy note",
    NoteKind.DISCHARGE: "Discharge",
    NoteKind.COLLATERAL: "Collateral contact",
    NoteKind.PHONE: "Phone contact",
    NoteKind.GROUP: "Group session",
    NoteKind.CANCELLED: "Cancelled session",
}
CHANGED = "This note was changed after the answer was given, and the cited words are no longer in it."


class Record(Protocol):
    """What is needed of one client's history."""

    def note(self, note_id: str) -> Note:
        """The note, if it is this client's."""
        ...

    def original(self, note_id: str) -> str:
        """The whole text as it was written."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A run of the note's text."""

    text: str = field(repr=False)
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """One note with cited words marked."""

    title: str
    """Session and date, which never hold a name."""
    kind: str
    format: str
    version: int
    stretches: tuple[Stretch, ...]
    remark: str = ""
    """Said above the text when the words could not be marked."""


def note_view(record: Record, note_id: str, start: int, end: int, words: str) -> NoteView:
    """The note with the stretch that is cited marked.

    The offsets count only if they still hold the cited words: a note may have been changed since. Then the
    words are looked for elsewhere in it, and if they are gone the note is shown unmarked and says so.

    Args:
        record: one client's history; the note must be in it.
        note_id: the note.
        start: where the words began in the original text when they were cited.
        end: where they ended.
        words: the cited words.

    Raises:
        UnknownClientError: the note is not this client's.
    """
    note, text = record.note(note_id), record.original(note_id)
    if text[start:end] != words:
        start = text.find(words) if words else -1
        end = start + len(words)
    found = 0 <= start < end
    return NoteView(
        title=heading(note.session, spoken(note.date)),
        kind=KINDS[note.kind],
        format="" if note.format is NoteFormat.NARRATIVE else note.format.value,
        version=note.version,
        stretches=_stretches(text, start, end) if found else (Stretch(text=text, marked=False),),
        remark="" if found else CHANGED,
    )


def heading(session: int, day: str) -> str:
    """How a session is called above a note and on a citation."""
    return f"Session {session} · {day}"


def citation_label(quote: Quote) -> str:
    """What a citation is called for whoever cannot see its place in the text."""
    return heading(quote.session, spoken(quote.date))


def _stretches(text: str, start: int, end: int) -> tuple[Stretch, ...]:
    parts = ((text[:start], False), (text[start:end], True), (text[end:], False))
    return tuple(Stretch(text=part, marked=marked) for part, marked in parts if part)
