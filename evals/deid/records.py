"""What a set of annotated texts is made of, and what a system hides in it. Offsets are half-open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """An identifier in a text. `type` is one of `IdentifierType`, or a published set's own label."""

    start: int
    end: int
    type: str
    text: str


@dataclass(frozen=True, slots=True)
class Range:
    """A stretch of a text that must stay, such as a score or a dose."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedNote:
    """One text with everything that identifies somebody in it."""

    day: date
    text: str
    spans: tuple[Span, ...]
    keep: tuple[Range, ...] = ()
    aside: tuple[Span, ...] = ()
    """Labelled by the set's authors, no identifier by our definition: hiding it counts neither way."""
    style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedChart:
    """The notes of one client. They are masked together, as the product does."""

    id: str
    client: str
    """What the practice knows before any note; empty if it knows nothing."""
    pronouns: str = ""
    writer: str = ""
    """Whose hand it is: a template file, or a writer of a corpus. Whole writers are held out."""
    notes: tuple[AnnotatedNote, ...]
    roster: tuple[str, ...] = ()
    """Every name that was put into the notes, as it was drawn; for tests that look for leaks."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stretch that a system would hide."""

    start: int
    end: int
    type: str
