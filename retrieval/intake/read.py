"""Read a file or a folder of notes.

All files are loaded before the first is dated: whether 03/12/24 is a day in March or in December may only
be told by another file of the folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from retrieval.intake.date_order import disagrees, note_date, settled_order
from retrieval.intake.dates import DateOrder
from retrieval.intake.decode import damage
from retrieval.intake.formats import notes_in
from retrieval.intake.names import name_hints
from retrieval.intake.records import FileResult, Loaded, Problem, RawNote, RefusedError
from retrieval.intake.sections import find_sections
from retrieval.intake.walk import files_under
from retrieval.records import DraftNote

MAX_BYTES = 20_000_000
"""Largest file taken in unless the caller says otherwise: some ten thousand pages of text."""

_Seen = dict[tuple[date, str], str]


def read_path(path: Path, *, today: date | None = None, max_bytes: int = MAX_BYTES) -> Iterator[FileResult]:
    """Read the notes of a file, or of all files of a folder and the folders below it.

    Each note goes in wholly or not at all; a note that cannot go in is named by a problem and keeps no
    other out. A problem may also tell of a note that did go in, where something about it should be looked at.

    Args:
        path: a file (.txt, .md, .docx, .pdf, .csv, .json) or a folder.
        today: session dates after it are refused; by default the day on which this runs.
        max_bytes: larger files are refused.

    Yields:
        One result a file, sorted by path. Hidden files and those of the operating system are passed over.
    """
    day = today or datetime.now(UTC).astimezone().date()
    root, paths = _paths(path)
    folder = [_load(each, root, today=day, max_bytes=max_bytes) for each in paths]
    seen: _Seen = {}
    for file in folder:
        yield _dated(file, settled_order(file, folder), day, seen)
    if not folder:
        remedy = "choose a folder with .txt, .md, .docx, .pdf, .csv or .json files"
        yield FileResult(
            path=path, problems=(Problem(source=path.name, reason="the folder is empty", remedy=remedy),)
        )


def _paths(path: Path) -> tuple[Path, list[Path]]:
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):
        is_folder = False
    return (path, list(files_under(path))) if is_folder else (path.parent, [path])


def _load(path: Path, root: Path, *, today: date, max_bytes: int) -> Loaded:
    source = path.relative_to(root).as_posix() if path != root and path.is_relative_to(root) else path.name
    hints = name_hints(path, root, today=today)
    notes: list[RawNote] = []
    problems: list[Problem] = []
    try:
        for found in notes_in(path, _read(path, max_bytes), hints, today=today, max_bytes=max_bytes):
            if isinstance(found, RawNote):
                notes.append(found)
            else:
                problems.append(found[1].at(_source(source, found[0])))
    except RefusedError as refusal:
        problems.append(refusal.at(source))
    if not notes and not problems:
        problems.append(RefusedError("it holds no notes", "check that the right file was chosen").at(source))
    alone = len(notes) == 1 and not notes[0].place
    return Loaded(
        path=path,
        source=source,
        notes=tuple(notes),
        problems=tuple(problems),
        name_dates=hints.dates if alone else (),
    )


def _read(path: Path, max_bytes: int) -> bytes:
    try:
        if not path.is_file():
            raise RefusedError("there is no such file, or it is no ordinary file", "check its name and place")
        size = path.stat().st_size
        if size > max_bytes:
            raise RefusedError(
                f"it is larger than {max_bytes / 1e6:g} MB",
                "divide it, or leave out pictures, and import it again",
            )
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise RefusedError(
            "it cannot be opened", "check that you may read it and that no program holds it"
        ) from error
    if not data:
        raise RefusedError("it is empty", "check that the right file was chosen")
    return data


def _dated(file: Loaded, order: DateOrder | None, today: date, seen: _Seen) -> FileResult:
    drafts: list[DraftNote] = []
    problems = list(file.problems)
    for note in file.notes:
        source = _source(file.source, note.place)
        try:
            day = note_date(note, file.name_dates, order, today)
            _refuse_second(seen, day, note.text, source)
        except RefusedError as refusal:
            problems.append(refusal.at(source))
            continue
        drafts.append(_draft(note, day, source))
        problems.extend(_doubts(note, day, file, source))
    return FileResult(path=file.path, drafts=tuple(drafts), problems=tuple(problems))


def _refuse_second(seen: _Seen, day: date, text: str, source: str) -> None:
    key = (day, text.strip())
    if key in seen:
        raise RefusedError(f"the same note stands in {seen[key]}", "nothing: it was taken in once")
    seen[key] = source


def _draft(note: RawNote, day: date, source: str) -> DraftNote:
    found, sections = find_sections(note.text)
    return DraftNote(
        date=day,
        session=note.session,
        kind=note.kind,
        format=note.format or found,
        text=note.text,
        sections=sections,
        source=source,
    )


def _doubts(note: RawNote, day: date, file: Loaded, source: str) -> Sequence[Problem]:
    """What should be looked at in a note that was taken in."""
    doubts = []
    if note.dates and disagrees(day, file.name_dates):
        doubts.append(
            RefusedError(
                "the file name states another date than the note; the note's own was taken",
                "correct the one that is wrong and import the file again",
            )
        )
    wrong = damage(note.text)
    if wrong:
        doubts.append(
            RefusedError(f"{wrong}; the note was taken in as it stands", "look at it, and correct its source")
        )
    return [doubt.at(source, taken=True) for doubt in doubts]


def _source(file: str, place: str) -> str:
    return f"{file}, {place}" if place else file
