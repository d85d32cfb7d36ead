"""The nouns of documents: what is drafted, of what it consists, and what each sentence rests on.

Everything here is in clean space: surrogates, never names. Names come back, or not, when a document is laid
out for somebody (`tools.documents.layout`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from retrieval.records import Evidence


class DocumentKind(StrEnum):
    """The documents that can be drafted; each has an outline of that name."""

    DISCHARGE = "discharge"
    SUPERVISION = "supervision"
    REVIEW = "review"
    TRANSFER = "transfer"
    NECESSITY = "necessity"
    PROGRESS = "progress"


class Purpose(StrEnum):
    """Whom a document is for; it decides on names, sections and what notes may feed it."""

    OWN = "own"
    SUPERVISOR = "supervisor"
    CLINICIAN = "clinician"
    INSURER = "insurer"
    CLIENT = "client"


class Names(StrEnum):
    """Who is named in a document."""

    ALL = "all"
    CLIENT = "client"
    """The client, and dates; everybody else by role."""
    NONE = "none"
    """Nobody; dates are weeks of care."""


class Basis(StrEnum):
    """What a sentence rests on."""

    QUOTE = "quote"
    """Verbatim words of notes."""
    COMPUTED = "computed"
    """What the outcome tools computed; its evidence is what they computed it from."""
    RECORD = "record"
    """Dates, counts and kinds of contacts, as the record holds them."""
    SILENT = "silent"
    """That the notes say nothing."""
    TO_WRITE = "to write"
    """Left for the clinician: her own judgement, reaction or recommendation."""
    WRITTEN = "written"
    """The clinician's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a document.

    `text` is clean. Placeholders are filled when the document is laid out: `{quote:0}` by the verbatim words
    of the first piece of evidence and its number, `{cite:0}` by the number alone, `{day:7}` by the date (or
    week of care) of session 7.
    """

    id: str
    """Stable while what it says and rests on stays the same."""
    text: str
    basis: Basis
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a section says under one label."""

    key: str
    label: str
    sentences: tuple[Sentence, ...]
    ask: str = ""
    """What to ask where the notes are silent; empty where they are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSection:
    """A section of a document."""

    key: str
    title: str
    parts: tuple[Part, ...]

    @property
    def asks(self) -> tuple[str, ...]:
        """What to ask, for the parts on which the notes are silent."""
        return tuple(part.ask for part in self.parts if part.ask)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of the section."""
        return tuple(sentence for part in self.parts for sentence in part.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document as code wrote it, before anybody has read it."""

    kind: DocumentKind
    purpose: Purpose
    client_id: str
    title: str
    sections: tuple[DraftSection, ...]
    left_out: tuple[str, ...] = ()
    """Titles of sections that this purpose does not need."""
    notices: tuple[str, ...] = ()
    """What the clinician should know before signing; never part of the document."""
    made_from: str = ""
    """Fingerprint of the material; another one means that the chart has changed."""
    versions: tuple[str, ...] = ()
    """Reader, outline and thresholds it was made with."""
