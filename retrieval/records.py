"""The nouns of the lowest layer: frozen records that cross module borders.

Offsets are half-open character ranges. "Original" is what the therapist wrote; "clean" is the same
text after de-identification. Only `DraftNote` and `Quote` hold original words; neither is stored in clear.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class NoteKind(StrEnum):
    """What sort of contact a note records."""

    INTAKE = "intake"
    PROGRESS = "progress"
    PSYCHOTHERAPY = "psychotherapy"  # kept apart under 45 CFR 164.501; never in an outward document
    DISCHARGE = "discharge"
    COLLATERAL = "collateral"
    PHONE = "phone"
    GROUP = "group"
    CANCELLED = "cancelled"


class NoteFormat(StrEnum):
    """How the note is laid out."""

    SOAP = "SOAP"
    DAP = "DAP"
    BIRP = "BIRP"
    GIRP = "GIRP"
    PIE = "PIE"
    NARRATIVE = "NARRATIVE"


class IdentifierType(StrEnum):
    """The kinds of identifier that CASES.md scores; they cover the 18 of 45 CFR 164.514(b)(2)."""

    NAME = "NAME"
    DATE = "DATE"
    LOCATION = "LOCATION"
    ORG = "ORG"
    CONTACT = "CONTACT"
    ID = "ID"
    AGE90 = "AGE90"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A named part of a note, such as the S of a SOAP note. The range covers its body, not its heading."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftNote:
    """One note as intake found it: original words, not yet de-identified, never stored in clear."""

    date: date
    session: int | None
    """The number the note itself states, if any."""
    kind: NoteKind
    format: NoteFormat
    text: str
    sections: tuple[Section, ...] = ()
    source: str = ""
    """File name and, for files with many notes, the place in it, for messages to the therapist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A stretch of an original text that identifies somebody, and what stands for it in the clean text."""

    start: int
    end: int
    type: IdentifierType
    surrogate: str
    clean_start: int
    clean_end: int
    score: float = 1.0
    detector: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedText:
    """A clean text and the identifiers taken out of it, in order and without overlap.

    Maps offsets both ways, so that any quote of the clean text is found verbatim in the original.
    """

    text: str
    identifiers: tuple[Identifier, ...] = ()

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """Map a clean range to the original range; a cut through a surrogate takes the whole identifier."""
        return self._map(start, end, clean_to_original=True)

    def to_clean(self, start: int, end: int) -> tuple[int, int]:
        """Map an original range to the clean range; a cut through an identifier takes the whole surrogate."""
        return self._map(start, end, clean_to_original=False)

    def _map(self, start: int, end: int, *, clean_to_original: bool) -> tuple[int, int]:
        first = last = 0
        new_start = new_end = None
        for item in self.identifiers:
            a, b = (item.clean_start, item.clean_end) if clean_to_original else (item.start, item.end)
            x, y = (item.start, item.end) if clean_to_original else (item.clean_start, item.clean_end)
            if b <= start:
                first = y - b
            elif a < start:
                new_start = x
            if b <= end:
                last = y - b
            elif a < end:
                new_end = y
        return (
            start + first if new_start is None else new_start,
            end + last if new_end is None else new_end,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One stored note in its newest version, de-identified."""

    id: str
    """Opaque and stable across versions."""
    client_id: str
    session: int
    """Position in the course of care, counted from 1; the number the notes state where they agree."""
    date: date
    week: int
    """Week of care, 0 for the seven days from the first day of care on; negative before it."""
    kind: NoteKind
    format: NoteFormat
    body: MaskedText
    sections: tuple[Section, ...] = ()
    """Offsets into the clean text."""
    version: int = 1

    @property
    def text(self) -> str:
        """The clean text."""
        return self.body.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence (or shorthand fragment) of a clean note: the unit of search and of citation."""

    id: str
    note_id: str
    session: int
    position: int
    """Counted from 0 within the note."""
    start: int
    end: int
    text: str
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Verbatim words of a clean note."""

    note_id: str
    session: int
    start: int
    end: int
    quote: str

    def overlaps(self, other: Evidence) -> bool:
        """Whether both take words from the same stretch of the same note."""
        return self.note_id == other.note_id and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Evidence with names restored: verbatim words of the original note, for the therapist's eyes."""

    note_id: str
    session: int
    date: date
    kind: NoteKind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A client as the practice knows her. `name` is encrypted at rest and shown only to the therapist."""

    id: str
    """Opaque; safe in logs, file names and metadata."""
    name: str = field(repr=False)
    pronouns: str = ""
