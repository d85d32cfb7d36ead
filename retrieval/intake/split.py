"""Divide a text into the notes it holds.

The pieces follow one another without a gap: each is a header (headings, titles, rules, blank lines) and a
body, and every character of the text belongs to one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.intake.dates import FoundDate
from retrieval.intake.headings import Line, Role, read_lines
from retrieval.intake.openings import Opening, find_openings
from retrieval.records import NoteFormat, NoteKind

_RULES = "-=_*~# \t\f\n\r\v"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One note in a text, or what stands before the first."""

    start: int
    body: int
    end: int
    line: int
    """Number of its first line, counted from 1."""
    headed: bool
    """False for text that stands before the first heading, and for a text without headings."""
    dates: tuple[FoundDate, ...] = ()
    session: int | None = None
    kind: NoteKind | None = None
    format: NoteFormat | None = None


def split(text: str, *, today: date) -> tuple[Piece, ...]:
    """Divide a text into its notes, in the order in which they stand.

    Args:
        text: a whole file with line breaks normalised; `PAGE_JOINT` parts pages.
        today: settles the century of two-digit years.

    Returns:
        Pieces that tile the text. A text without headings is one piece with `headed=False`; text before the
        first heading is a piece of its own, likewise.
    """
    lines = read_lines(text, today=today)
    return tuple(_pieces(text, lines, find_openings(text, lines)))


def _pieces(text: str, lines: Sequence[Line], openings: Sequence[Opening]) -> Iterator[Piece]:
    starts = [lines[item.first].start for item in openings]
    if not openings or starts[0] > 0:
        yield Piece(start=0, body=0, end=starts[0] if starts else len(text), line=1, headed=False)
    ends = [*starts, len(text)][1:]
    for item, end in zip(openings, ends, strict=False):
        yield Piece(
            start=lines[item.first].start,
            body=min(_body(text, lines, item), end),
            end=end,
            line=item.first + 1,
            headed=True,
            dates=_dates(item),
            session=next((line.session for line in item.lines if line.session is not None), None),
            kind=_kind(item.lines),
            format=next((line.format for line in item.lines if line.format is not None), None),
        )


def _body(text: str, lines: Sequence[Line], item: Opening) -> int:
    """Where the text begins: after the headings, but before a line that says more than they do."""
    for line in lines[item.first : item.last + 1]:
        if line.role is Role.LOG:
            return line.body
        if line.role is Role.META or line.in_body:
            return line.start
    return min(lines[item.last].end + 1, len(text))


def _dates(item: Opening) -> tuple[FoundDate, ...]:
    full = [found for line in item.lines for found in line.dates if found.has_year]
    return tuple(full or [found for line in item.lines for found in line.dates][:1])


def _kind(lines: Sequence[Line]) -> NoteKind | None:
    kinds = [line.kind for line in lines if line.kind is not None]
    return next((kind for kind in kinds if kind is not NoteKind.PROGRESS), kinds[0] if kinds else None)


def trimmed(text: str, piece: Piece) -> tuple[int, int]:
    """The range of a piece's body without the blank lines and rules around it."""
    start, end = piece.body, piece.end
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip(_RULES):
            break
        start = min(stop + 1, end)
    while end > start:
        last = text.rfind("\n", start, end)
        if text[max(last, start) : end].strip(_RULES):
            break
        end = max(last, start)
    body = text[start:end]
    return start + len(body) - len(body.lstrip(" \t\f\n")), start + len(body.rstrip())
