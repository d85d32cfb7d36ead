"""From a file's suffix to the way it is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from retrieval.intake.ccda_notes import ccda_notes
from retrieval.intake.csv_notes import csv_notes
from retrieval.intake.decode import decode, normalise_lines, refuse_damaged
from retrieval.intake.docx import read_docx
from retrieval.intake.fhir_notes import fhir_notes, is_fhir
from retrieval.intake.json_notes import json_notes
from retrieval.intake.names import NameHints
from retrieval.intake.pdf import read_pdf
from retrieval.intake.records import RawNote, RefusedError
from retrieval.intake.text_notes import text_notes

TEXT = frozenset({".txt", ".md"})
SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".csv", ".json", ".xml")
"""What can be imported."""


def notes_in(
    path: Path, data: bytes, hints: NameHints, *, today: date, max_bytes: int
) -> Iterator[RawNote | tuple[str, RefusedError]]:
    """The notes of one file, or place and reason for those that cannot be taken in.

    Args:
        path: the file; its suffix decides how it is read.
        data: its bytes.
        hints: what its name says.
        today: settles the century of two-digit years.
        max_bytes: the size limit, to which unpacked documents are held in multiples.

    Raises:
        RefusedError: the file as a whole cannot be taken in.
    """
    suffix = path.suffix.lower()
    if suffix == ".json":
        text = decode(data)
        return fhir_notes(text, today=today) if is_fhir(text) else json_notes(text, today=today)
    if suffix == ".xml":
        return ccda_notes(data, today=today)
    if suffix == ".csv":
        return csv_notes(normalise_lines(decode(data)), today=today)
    text = normalise_lines(_text(path, suffix, data, max_bytes))
    if not text.strip():
        raise RefusedError("it holds no text", "check that the right file was chosen")
    refuse_damaged(text)
    return text_notes(text, hints, today=today)


def _text(path: Path, suffix: str, data: bytes, max_bytes: int) -> str:
    if suffix in TEXT:
        return decode(data)
    if suffix == ".docx":
        return read_docx(path, data, max_bytes=max_bytes)
    if suffix == ".pdf":
        return read_pdf(path, data)
    raise RefusedError(
        f"files of type {suffix or 'unknown'} cannot be read", f"save it as one of {', '.join(SUFFIXES)}"
    )
