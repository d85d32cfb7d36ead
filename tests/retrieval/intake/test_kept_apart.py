from __future__ import annotations

import base64
import json
from datetime import date

import pytest

from retrieval.intake.csv_notes import csv_notes
from retrieval.intake.fhir_notes import fhir_notes
from retrieval.intake.fields import NoteFields, note_of
from retrieval.intake.json_notes import json_notes
from retrieval.intake.kept_apart import says_it_is_kept_apart
from retrieval.intake.names import NameHints
from retrieval.intake.records import RawNote, RefusedError
from retrieval.intake.text_notes import text_notes
from retrieval.records import NoteKind

TODAY = date(2026, 1, 1)
APART, PROGRESS = NoteKind.PSYCHOTHERAPY, NoteKind.PROGRESS


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Psychotherapy note, keep separate\nA dream.", True),
        ("Session 3, 2024-03-08\nPROCESS NOTE\nA dream.", True),
        ("---\ndate: 2024-03-08\nkind: psychotherapy\n---\nA dream.", True),
        ("Note type: Psychotherapy notes\nA dream.", True),
        ("PSYCHOTHERAPY NOTE (45 CFR 164.501)\n2024-03-08\nA dream.", True),
        ("Confidential under 45 CFR 164.501\nA dream.", True),
        ("Private notes - not part of the record", True),
        ("Psychotherapy notes are kept separately.\nSlept well.", False),
        ("Psychotherapy notes: none\nSlept well.", False),
        ("Type: Psychotherapy 60 min\nSlept well.", False),
        ("Psychotherapy progress note\nSlept well.", False),
        ("Slept well. No psychotherapy note was written.", False),
        ("\n".join("abcdefg") + "\nPsychotherapy note", False),
    ],
)
def test_what_a_note_says_of_itself_at_its_top(text: str, apart: bool) -> None:
    assert says_it_is_kept_apart(text) is apart
    (note,) = [n for n in text_notes(text, NameHints(), today=TODAY) if isinstance(n, RawNote)]
    assert (note.kind is APART) is apart


@pytest.mark.parametrize(
    ("cell", "kind"), [("yes", APART), ("TRUE", APART), ("1", APART), ("no", PROGRESS), ("", PROGRESS)]
)
def test_a_column_says_which_rows_are_kept_apart(cell: str, kind: NoteKind) -> None:
    table = f"date,type,psychotherapy note,text\n2024-03-08,Progress,{cell},A dream of fire.\n"
    (note,) = csv_notes(table, today=TODAY)
    assert isinstance(note, RawNote)
    assert note.kind is kind


def test_a_column_that_says_neither_is_refused() -> None:
    ((place, refusal),) = csv_notes("date,keep apart,text\n2024-03-08,perhaps,A dream.\n", today=TODAY)  # type: ignore[misc]
    assert place == "row 2"
    assert "neither yes nor no" in str(refusal)


@pytest.mark.parametrize(("flag", "kind"), [(True, APART), (False, PROGRESS), (None, PROGRESS)])
def test_a_key_of_a_json_note_says_so(flag: bool | None, kind: NoteKind) -> None:
    item = {"date": "2024-03-08", "text": "A dream of fire.", "psychotherapy_note": flag}
    (note,) = json_notes(json.dumps([item]), today=TODAY)
    assert isinstance(note, RawNote)
    assert note.kind is kind


@pytest.mark.parametrize("label", ["securityLabel", "meta"])
def test_a_security_label_of_fhir_says_so(label: str) -> None:
    coding = {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "PSYTHPN"}
    data = base64.b64encode(b"A dream of fire.").decode()
    reference = {
        "resourceType": "DocumentReference",
        "status": "current",
        "date": "2024-03-08",
        "type": {"text": "Progress note"},
        "content": [{"attachment": {"contentType": "text/plain", "data": data}}],
        label: [{"coding": [coding]}] if label == "securityLabel" else {"security": [coding]},
    }
    (note,) = fhir_notes(json.dumps(reference), today=TODAY)
    assert isinstance(note, RawNote)
    assert note.kind is APART


def test_what_is_called_two_things_is_kept_apart() -> None:
    fields = NoteFields(
        text="A dream.", date="2024-03-08", kinds=("Discharge summary", "Cancelled", "Psychotherapy note")
    )
    assert note_of(fields, "", today=TODAY).kind is APART


def test_a_refusal_holds_no_words_of_the_cell() -> None:
    with pytest.raises(RefusedError) as refused:
        note_of(NoteFields(text="x", date="2024-03-08", apart="Zofia dreamt"), "", today=TODAY)
    assert "Zofia" not in str(refused.value)
