"""What intake hands on, and what passes between its own parts.

`FileResult` and `Problem` are public. `RawNote` and `Loaded` live between loading and dating a file:
a date such as 3/12/24 can only be read once all files of a folder have been seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import IntakeError
from retrieval.intake.dates import FoundDate
from retrieval.records import DraftNote, NoteFormat, NoteKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in a file that the therapist should know of. Holds no words of a note."""

    source: str
    """The file, and in files with many notes the note, row or line."""
    reason: str
    remedy: str
    taken: bool = False
    """True for a remark on a note that went in all the same; False for what was refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileResult:
    """What one file gave: its notes, and what was wrong with it."""

    path: Path
    drafts: tuple[DraftNote, ...] = ()
    problems: tuple[Problem, ...] = ()


class RefusedError(IntakeError):
    """A file, or one note of it, cannot be taken in. Becomes a `Problem`; never leaves this package."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}; {remedy}")
        self.reason = reason
        self.remedy = remedy

    def at(self, source: str, *, taken: bool = False) -> Problem:
        """Say where it happened, and whether the note went in all the same."""
        return Problem(source=source, reason=self.reason, remedy=self.remedy, taken=taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawNote:
    """A note whose date is not yet settled."""

    place: str
    """Where in the file, such as "note 3, line 40"; empty when the file is one note."""
    text: str
    dates: tuple[FoundDate, ...] = ()
    """Dates that the note or its heading states as its own, the most telling first."""
    session: int | None = None
    kind: NoteKind = NoteKind.PROGRESS
    format: NoteFormat | None = None
    """As stated; None when it is to be found from the text."""
    mentioned: tuple[FoundDate, ...] = ()
    """All other dates in the text: they help to tell day-first from month-first, nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """One file, read and split, with its dates still open."""

    path: Path
    source: str
    notes: tuple[RawNote, ...] = ()
    problems: tuple[Problem, ...] = ()
    name_dates: tuple[FoundDate, ...] = ()
    """Dates in the file name."""
