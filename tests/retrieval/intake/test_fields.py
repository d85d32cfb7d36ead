from datetime import date

import pytest

from retrieval.intake.fields import NoteFields, kinds_of, names_of, note_of, refuse_several_clients
from retrieval.intake.records import RefusedError
from retrieval.records import NoteFormat, NoteKind

TODAY = date(2026, 6, 1)


def _note(text: str = "She slept well.", **values: str | tuple[str, ...]):
    return note_of(NoteFields(text=text, **{"date": "2024-02-15", **values}), "row 2", today=TODAY)


@pytest.mark.parametrize(
    ("value", "kind", "note_format"),
    [
        ("INTAKE", NoteKind.INTAKE, None),
        ("SOAP", NoteKind.PROGRESS, NoteFormat.SOAP),
        ("NARRATIVE", NoteKind.PROGRESS, NoteFormat.NARRATIVE),
        ("GROUP", NoteKind.GROUP, None),
        ("PHONE", NoteKind.PHONE, None),
        ("COLLATERAL", NoteKind.COLLATERAL, None),
        ("CANCELLED", NoteKind.CANCELLED, None),
        ("DISCHARGE", NoteKind.DISCHARGE, None),
        ("psychotherapy", NoteKind.PSYCHOTHERAPY, None),
        ("No show", NoteKind.CANCELLED, None),
        ("Individual", NoteKind.PROGRESS, None),
    ],
)
def test_kind_and_format(value: str, kind: NoteKind, note_format: NoteFormat | None) -> None:
    note = _note(kinds=(value,))
    assert (note.kind, note.format) == (kind, note_format)


def test_a_stated_format_is_not_doubted_but_a_silent_one_is_read_from_the_text() -> None:
    assert _note("Client no-showed.", kinds=("SOAP",)).kind is NoteKind.PROGRESS
    assert _note("Client no-showed.").kind is NoteKind.CANCELLED


@pytest.mark.parametrize(
    ("value", "number"), [("4", 4), ("4.0", 4), ("#4", 4), ("Session 4", 4), ("", None), ("phone", None)]
)
def test_session(value: str, number: int | None) -> None:
    assert _note(session=value).session == number


def test_a_cancellation_without_text_keeps_the_words_of_its_status() -> None:
    assert _note("", kinds=("No show",)).text == "No show"


@pytest.mark.parametrize(
    ("text", "values", "reason"),
    [
        (" \n", {}, "no text"),
        ("x", {"date": "soon"}, "cannot be read"),
        ("x", {"date": "2024-01-01 to 2024-01-05"}, "cannot be read"),
        ("x \ud800", {}, "half a character"),
        ("\ufffd\ufffd", {}, "could not read"),
    ],
)
def test_refused(text: str, values: dict[str, str], reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        _note(text, **values)


def test_without_a_date_field_the_text_is_asked() -> None:
    assert _note("DOS: 2024-03-01\nShe came.", date="").dates[0].exact == date(2024, 3, 1)


def test_names_go_by_the_most_telling() -> None:
    assert names_of("date", ["Date", "Date_of_Service", "x"]) == ["Date_of_Service", "Date"]


def test_billed_psychotherapy_is_no_psychotherapy_note() -> None:
    assert kinds_of({"Service Type": "Psychotherapy", "Status": "No show"}) == ("No show",)
    assert kinds_of({"Note Type": "Psychotherapy", "Status": " "}) == ("Psychotherapy",)


def test_several_clients_are_refused() -> None:
    rows = [{"Client ID": "7"}, {"Client ID": "7 "}]
    refuse_several_clients(rows, ["Client ID"])
    with pytest.raises(RefusedError, match="2 different clients"):
        refuse_several_clients([*rows, {"Client ID": "8"}], ["Client ID"])
