"""A note while it is being made: pieces of text, each plain, to keep, or an identifier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evals.deid.records import AnnotatedNote, Range, Span


class PieceKind(StrEnum):
    """What a piece is for the scorer."""

    PLAIN = "plain"
    KEEP = "keep"
    IDENTIFIER = "identifier"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a note. `type` is that of an identifier, empty otherwise."""

    text: str
    kind: PieceKind = PieceKind.PLAIN
    type: str = ""


def note_of(pieces: Iterable[Piece], day: date, style: str) -> AnnotatedNote:
    """Join the pieces; offsets are counted here and nowhere else."""
    text, spans, keep = "", [], []
    for piece in pieces:
        start, text = len(text), text + piece.text
        if piece.kind is PieceKind.IDENTIFIER:
            spans.append(Span(start, len(text), piece.type, piece.text))
        elif piece.kind is PieceKind.KEEP:
            keep.append(Range(start, len(text)))
    return AnnotatedNote(day=day, text=text, spans=tuple(spans), keep=tuple(keep), style=style)
