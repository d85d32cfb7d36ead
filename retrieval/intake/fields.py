"""The names that columns of a table and keys of a JSON note go by, and a note made of their values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from retrieval.intake.dates import FoundDate, find_dates
from retrieval.intake.decode import refuse_damaged
from retrieval.intake.headings import session_number
from retrieval.intake.kept_apart import flagged, says_it_is_kept_apart
from retrieval.intake.kinds import format_in_title, kind_in_text, kind_in_title
from retrieval.intake.records import RawNote, RefusedError
from retrieval.intake.section_names import LETTERS
from retrieval.intake.text_notes import opening_dates
from retrieval.records import NoteFormat, NoteKind

FIELDS: dict[str, tuple[str, ...]] = {
    "date": (
        "date of service",
        "service date",
        "dos",
        "session date",
        "date of session",
        "visit date",
        "date of visit",
        "appointment date",
        "date of appointment",
        "appt date",
        "encounter date",
        "contact date",
        "date of contact",
        "note date",
        "date time",
        "datetime",
        "date",
    ),
    "text": (
        "text",
        "note",
        "notes",
        "body",
        "content",
        "contents",
        "note text",
        "note body",
        "note content",
        "session note",
        "session notes",
        "progress note",
        "progress notes",
        "clinical note",
        "clinical notes",
        "narrative",
        "documentation",
        "case note",
        "case notes",
    ),
    "kind": ("format", "kind", "type", "note type", "note kind", "note format", "category"),
    "service": (
        "session type",
        "contact type",
        "service type",
        "service",
        "visit type",
        "appointment type",
        "encounter type",
        "status",
        "attendance",
        "appointment status",
        "session status",
    ),
    "apart": (
        "psychotherapy note",
        "psychotherapy notes",
        "is psychotherapy note",
        "psychotherapy note flag",
        "keep apart",
        "kept apart",
    ),
    "session": (
        "session number",
        "session no",
        "session num",
        "session",
        "session id",
        "visit number",
        "visit no",
        "number",
        "no",
        "num",
        "nr",
        "#",
    ),
    "client": (
        "client",
        "client id",
        "client name",
        "patient",
        "patient id",
        "patient name",
        "mrn",
        "student",
        "student id",
    ),
}
"""Field -> the names it goes by, the most telling first; lower case, punctuation taken for spaces."""

SECTION_FIELDS: dict[str, str] = {name: name.capitalize() for parts in LETTERS.values() for name in parts} | {
    "behaviour": "Behaviour",
    "goals": "Goals",
    "interventions": "Interventions",
}
"""Columns that hold one section of a note each, and the heading that it gets when they are joined."""

# The values of `format` in a labelled case (see FIELDS): a kind of contact, whose layout is found from the
# text.
_STATED_KINDS = {kind.name: kind for kind in NoteKind}
_SESSION_VALUE = re.compile(r"\s*#?\s*(\d{1,4})(?:\.0+)?\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFields:
    """The values of one note as written."""

    text: str
    date: str = ""
    session: str = ""
    kinds: tuple[str, ...] = ()
    apart: str = ""
    """What a column for psychotherapy notes holds: yes or no."""


def plain_name(name: str) -> str:
    """A column name for comparison."""
    return "#" if name.strip() == "#" else re.sub(r"[\W_]+", " ", name).strip().lower()


def names_of(field: str, names: Iterable[str]) -> list[str]:
    """Which of these columns are the field, the most telling first."""
    given = {plain_name(name): name for name in names}
    return [given[synonym] for synonym in FIELDS[field] if synonym in given]


def kinds_of(row: Mapping[str, object]) -> tuple[str, ...]:
    """What a row says of the kind of its note.

    Beside a service, "psychotherapy" is what was billed; as the type of a note it is the kind that is kept
    apart.
    """
    stated = [row[name] for name in names_of("kind", row)]
    services = [row[name] for name in names_of("service", row)]
    billed = NoteKind.PSYCHOTHERAPY.value
    stated += [value for value in services if str(value).strip().lower() != billed]
    return tuple(value for value in stated if isinstance(value, str) and value.strip())


def refuse_several_clients(rows: Iterable[Mapping[str, object]], names: Iterable[str]) -> None:
    """A table of several clients must not become one client's history.

    Raises:
        RefusedError: a column that names the client holds more than one value.
    """
    rows, columns = list(rows), names_of("client", names)
    for column in columns:
        values = {str(row.get(column) or "").strip().casefold() for row in rows} - {""}
        if len(values) > 1:
            raise RefusedError(
                f"its notes belong to {len(values)} different clients",
                "export the notes of one client to a file of their own",
            )


def note_of(fields: NoteFields, place: str, *, today: date) -> RawNote:
    """A note from its fields; the text is kept character by character.

    Raises:
        RefusedError: no text, an unreadable date, or characters that cannot be stored.
    """
    stated = list(fields.kinds)
    kind, note_format = _stated(stated)
    text = fields.text
    if not text.strip() and kind is NoteKind.CANCELLED:
        text = next(value for value in stated if kind_in_title(value) is NoteKind.CANCELLED)
    if not text.strip():
        raise RefusedError("the note has no text", "write the note, or delete the entry")
    _refuse_unstorable(text)
    if flagged(fields.apart) or says_it_is_kept_apart(text):
        kind = NoteKind.PSYCHOTHERAPY
    if kind is None or (kind is NoteKind.PROGRESS and note_format is None):
        kind = kind_in_text(text) or NoteKind.PROGRESS
    return RawNote(
        place=place,
        text=text,
        dates=_dates(fields, text, today),
        session=_session(fields.session, today),
        kind=kind,
        format=note_format,
        mentioned=find_dates(text, today=today),
    )


def _stated(values: list[str]) -> tuple[NoteKind | None, NoteFormat | None]:
    note_format = next((found for found in map(format_in_title, values) if found), None)
    kinds = [_STATED_KINDS.get(value.strip().upper()) or kind_in_title(value) for value in values]
    telling = [found for found in kinds if found not in (None, NoteKind.PROGRESS)]
    if NoteKind.PSYCHOTHERAPY in telling:  # whatever else it is called, it is kept apart
        return NoteKind.PSYCHOTHERAPY, note_format
    if telling:
        return telling[0], note_format
    return NoteKind.PROGRESS if note_format or NoteKind.PROGRESS in kinds else None, note_format


def _dates(fields: NoteFields, text: str, today: date) -> tuple[FoundDate, ...]:
    if not fields.date.strip():
        return opening_dates(text, today=today)
    found = find_dates(fields.date, today=today, yearless=True)
    if len(found) != 1:
        raise RefusedError("the date cannot be read", "write the date as year-month-day, such as 2024-02-15")
    return found


def _session(value: str, today: date) -> int | None:
    match = _SESSION_VALUE.match(value)
    return int(match[1]) if match else session_number(value, today=today)[0]


def _refuse_unstorable(text: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise RefusedError(
            "the text holds half a character (a lone surrogate)", "export the note again as UTF-8"
        )
    refuse_damaged(text)
