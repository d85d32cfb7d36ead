"""Notes from a table: one row a note, its columns known by their names.

The loaders at hand join all columns to one text and strip it, so the table is read here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from retrieval.intake.fields import (
    FIELDS,
    SECTION_FIELDS,
    NoteFields,
    kinds_of,
    names_of,
    note_of,
    plain_name,
    refuse_several_clients,
)
from retrieval.intake.records import RawNote, RefusedError

_DELIMITERS = (",", ";", "\t", "|")
_LONG_CELL = 120
"""Characters from which the cell of a column that is not read is taken for words of a note."""
_COLUMNS = "name the columns in the first row: date, text and, if there are any, session and type"
_KNOWN = frozenset(name for names in FIELDS.values() for name in names) | SECTION_FIELDS.keys()


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    """As a spreadsheet counts, the row of names being 1."""
    cells: dict[str, str]
    surplus: bool


def csv_notes(text: str, *, today: date) -> Iterator[RawNote | tuple[str, RefusedError]]:
    """Every note of a table, or its row and why it cannot be taken in.

    A broken quote ends the reading: what stands before it is taken in, and its line is reported.

    Args:
        text: the file, decoded and with line breaks normalised.
        today: settles the century of two-digit years.

    Raises:
        RefusedError: no known columns, an ambiguous column, or several clients.
    """
    if text.lower().startswith("sep="):  # Excel's hint to itself
        text = text.partition("\n")[2]
    delimiter, names = _header(text)
    texts = _text_columns(names)
    rows, broken = _rows(text, delimiter, names)
    refuse_several_clients([row.cells for row in rows], names)
    for row in rows:
        place = f"row {row.number}"
        try:
            if row.surplus:
                raise RefusedError(
                    "the row has more cells than there are columns", "put its text in quotation marks"
                )
            yield note_of(_fields(row, names, texts), place, today=today)
        except RefusedError as refusal:
            yield place, refusal
    for column in _unread(rows, names, texts):
        yield (
            f"column {column}",
            RefusedError(
                "the column holds long text and was not read",
                "name the column of the notes text, or join the two",
            ),
        )
    if broken:
        yield broken


def _header(text: str) -> tuple[str, list[str]]:
    """The delimiter that makes the first row name the most known columns."""
    best: tuple[int, str, list[str]] = (0, ",", [])
    first = io.StringIO(text[:100_000])
    for delimiter in _DELIMITERS:
        first.seek(0)
        try:
            names = next(csv.reader(first, delimiter=delimiter), [])
        except csv.Error:
            continue
        known = sum(plain_name(name) in _KNOWN for name in names)
        if known > best[0]:
            best = (known, delimiter, names)
    if not best[0]:
        raise RefusedError("the first row names no column that is known", _COLUMNS)
    plain = [plain_name(name) for name in best[2] if plain_name(name)]
    if len(set(plain)) < len(plain):
        raise RefusedError("two columns have the same name", "give every column a name of its own")
    return best[1], best[2]


def _text_columns(names: list[str]) -> list[str]:
    texts = names_of("text", names)
    if len(texts) > 1:
        raise RefusedError(
            "more than one column could be the text of the notes", "name only one of them text"
        )
    sections = [name for name in names if plain_name(name) in SECTION_FIELDS]
    if texts and sections:
        return [*sections, *texts]
    if not texts and len(sections) < 2:
        raise RefusedError("no column holds the text of the notes", _COLUMNS)
    return texts or sections


def _rows(text: str, delimiter: str, names: list[str]) -> tuple[list[_Row], tuple[str, RefusedError] | None]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[_Row] = []
    try:
        next(reader)
        for number, cells in enumerate(reader, start=2):
            if any(cell.strip() for cell in cells):
                surplus = any(cell.strip() for cell in cells[len(names) :])
                rows.append(_Row(number, dict(zip(names, cells, strict=False)), surplus))
    except (csv.Error, StopIteration):
        refusal = RefusedError(
            "a quotation mark is missing or out of place, and the rows from here on cannot be told apart",
            "correct the quotation marks, or export the table again",
        )
        return rows, (f"line {reader.line_num}", refusal)
    return rows, None


def _fields(row: _Row, names: list[str], texts: list[str]) -> NoteFields:
    return NoteFields(
        text=_joined(row, texts),
        date=_first(row, names_of("date", names)),
        session=_first(row, names_of("session", names)),
        kinds=kinds_of(row.cells),
        apart=_first(row, names_of("apart", names)),
    )


def _joined(row: _Row, texts: list[str]) -> str:
    """The text, or the sections of the note with their names as headings."""
    if len(texts) == 1:
        return row.cells.get(texts[0], "")
    parts = [(SECTION_FIELDS.get(plain_name(name)), row.cells.get(name, "").strip()) for name in texts]
    return "\n".join(f"{heading}: {value}" if heading else value for heading, value in parts if value)


def _first(row: _Row, names: list[str]) -> str:
    return next((row.cells[name] for name in names if row.cells.get(name, "").strip()), "")


def _unread(rows: list[_Row], names: list[str], texts: list[str]) -> list[int]:
    read = {*texts, *(name for field in FIELDS for name in names_of(field, names))}
    return [
        place
        for place, name in enumerate(names, start=1)
        if name not in read and any(len(row.cells.get(name, "")) > _LONG_CELL for row in rows)
    ]
