"""What a file's name says of the note in it: "2024-02-15 progress.txt", "session 04 Feb 15 2024.docx"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from retrieval.intake.dates import FoundDate, find_dates
from retrieval.intake.headings import session_number
from retrieval.intake.kinds import format_in_title, kind_in_title
from retrieval.records import NoteFormat, NoteKind


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHints:
    """What the name of a file, and of the folders it lies in, says of its notes."""

    dates: tuple[FoundDate, ...] = ()
    session: int | None = None
    kind: NoteKind | None = None
    format: NoteFormat | None = None


def name_hints(path: Path, root: Path, *, today: date) -> NameHints:
    """Read a file's name.

    Args:
        path: the file.
        root: the folder that was asked for; folders below it are looked at for the kind of note only.
        today: settles the century of two-digit years.
    """
    title = re.sub(r"_", " ", path.stem)
    session, rest = session_number(title, today=today)
    # "2024 02 15": spaces between numbers stand for the dashes of a date.
    rest = re.sub(r"(?<=\d) (?=\d{1,2}\b)", "-", rest)
    folders = path.parent.relative_to(root).parts if path.is_relative_to(root) else ()
    kinds = [kind_in_title(part.replace("_", " ")) for part in (title, *reversed(folders))]
    kind = next((item for item in kinds if item is not None), None)
    if NoteKind.PSYCHOTHERAPY in kinds:
        kind = NoteKind.PSYCHOTHERAPY  # a folder so named is kept apart, whatever its files are called
    return NameHints(
        dates=find_dates(rest, today=today), session=session, kind=kind, format=format_in_title(title)
    )
