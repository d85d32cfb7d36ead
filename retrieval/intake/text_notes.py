"""From the text of a file to the notes in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from retrieval.intake.dates import FoundDate, find_dates
from retrieval.intake.headings import Role, read_lines
from retrieval.intake.kept_apart import says_it_is_kept_apart
from retrieval.intake.kinds import kind_in_text
from retrieval.intake.names import NameHints
from retrieval.intake.openings import PAGE_JOINT, is_prose
from retrieval.intake.records import RawNote, RefusedError
from retrieval.intake.split import Piece, split, trimmed
from retrieval.records import NoteKind

_OPENING_LINES = 12
"""Lines at the top of a note in which a labelled date is its own, not one that it tells of."""
_TITLE_LINES = 3


def text_notes(text: str, hints: NameHints, *, today: date) -> Iterator[RawNote | tuple[str, RefusedError]]:
    """Every note of a text, or its place and why it cannot be taken in.

    Args:
        text: a whole file, with line breaks normalised and `PAGE_JOINT` between pages.
        hints: what the file's name says; used where the note itself says nothing.
        today: settles the century of two-digit years.
    """
    pieces = split(text, today=today)
    headed = sum(piece.headed for piece in pieces)
    number = 0
    for piece in pieces:
        if not piece.headed and headed:
            if not _is_title(text[piece.start : piece.end], today):
                yield f"line {piece.line}", _belongs_to_no_note()
            continue
        number += 1
        place = f"note {number}, line {piece.line}" if headed > 1 else ""
        note = _note(text, piece, place, hints, single=headed <= 1, today=today)
        yield (
            note
            if note
            else (
                place,
                RefusedError("a heading has no text below it", "write the note, or delete the heading"),
            )
        )


def opening_dates(text: str, *, today: date) -> tuple[FoundDate, ...]:
    """Dates at the top of a note that state when it was: labelled, or at its very beginning."""
    top = "\n".join(text.lstrip().split("\n")[:_OPENING_LINES])[:2000]
    lines = [line for line in read_lines(top, today=today) if line.role is not Role.BLANK]
    stated = [item for line in lines if line.role is Role.DATED for item in line.dates]
    first = [item for line in lines[:1] if line.role is not Role.TEXT for item in line.dates if item.has_year]
    later = [item for line in lines[1:4] if line.role in (Role.HEADING, Role.BARE) for item in line.dates]
    return tuple(stated or first or later)[:1]


def _note(
    text: str, piece: Piece, place: str, hints: NameHints, *, single: bool, today: date
) -> RawNote | None:
    start, end = trimmed(text, piece)
    if start == end and piece.kind is NoteKind.CANCELLED:
        heading = text[piece.start : piece.end]
        start = piece.start + len(heading) - len(heading.lstrip())
        end = piece.start + len(heading.rstrip())
    body = text[start:end].replace(PAGE_JOINT, "\n")  # a sentence may run on over the page
    if not body:
        return None
    return RawNote(
        place=place,
        text=body,
        dates=piece.dates or ((opening_dates(body, today=today)) if not piece.headed else ()),
        session=piece.session if piece.session is not None or not single else hints.session,
        kind=_kind(piece, text[piece.start : piece.end], body, hints, single=single),
        format=piece.format or (hints.format if single else None),
        mentioned=find_dates(body, today=today),
    )


def _kind(piece: Piece, whole: str, body: str, hints: NameHints, *, single: bool) -> NoteKind:
    if NoteKind.PSYCHOTHERAPY in (hints.kind, piece.kind) or says_it_is_kept_apart(whole):
        return NoteKind.PSYCHOTHERAPY
    if piece.kind not in (None, NoteKind.PROGRESS):
        return piece.kind
    named = hints.kind if single and piece.kind is None else None
    if named not in (None, NoteKind.PROGRESS):
        return named
    return kind_in_text(body) or NoteKind.PROGRESS


def _is_title(text: str, today: date) -> bool:
    """Whether what stands before the first heading is but the title of the file."""
    lines = [line for line in read_lines(text, today=today) if line.role in (Role.TEXT, Role.LOG)]
    return len(lines) <= _TITLE_LINES and not any(is_prose(text[line.start : line.end]) for line in lines)


def _belongs_to_no_note() -> RefusedError:
    return RefusedError(
        "there is text before the first heading that belongs to no dated note",
        "put a heading with the date of the session above it, such as 2024-02-15",
    )
