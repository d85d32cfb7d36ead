from __future__ import annotations

from datetime import date

import pytest

from retrieval.records import Client, MaskedText, Note, NoteFormat, NoteKind
from ui.client_choice import card, initials, mark, short_name, summary


def note(day: date, kind: NoteKind = NoteKind.PROGRESS) -> Note:
    known = {"id": "n", "client_id": "c", "session": 1, "week": 0}
    return Note(**known, date=day, kind=kind, format=NoteFormat.DAP, body=MaskedText(text=""))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ottoline Marsh", "OM"),
        ("Bram van der Szabo", "BS"),
        ("Nneka", "N"),
        ("Éloïse Ōta", "ÉŌ"),
        ("(Jo) Park", "P"),
        ("", "?"),
        ("李 雷", "李雷"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("name", "short"),
    [("Ottoline Marsh", "Ottoline M."), ("Bram van der Szabo", "Bram S."), ("Nneka", "Nneka"), ("", "")],
)
def test_short_name(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("notes", "words"),
    [
        ([], "No notes yet"),
        ([note(date(2024, 11, 7))], "1 note · 7 Nov 2024"),
        ([note(date(2024, 11, 7)), note(date(2024, 3, 1))], "2 notes · 1 Mar 2024 to 7 Nov 2024"),
        ([note(date(2024, 3, 1)), note(date(2024, 4, 1), NoteKind.CANCELLED)], "1 note · 1 Mar 2024"),
        ([note(date(2024, 3, 1), NoteKind.CANCELLED)], "No notes yet"),
    ],
    ids=["none", "one", "two in any order", "cancelled not counted", "only cancelled"],
)
def test_summary(notes: list[Note], words: str) -> None:
    assert summary(notes) == words


def test_the_mark_is_a_picture_that_a_name_cannot_break_out_of() -> None:
    picture = mark(Client(id="c1", name="<script> &co"))
    assert picture.startswith("data:image/svg+xml,")
    assert "<" not in picture


def test_a_card_goes_by_the_opaque_id() -> None:
    made = card(Client(id="c1", name="Ottoline Marsh"), [])
    assert (made.id, made.name) == ("c1", "Ottoline Marsh")
    assert "Marsh" not in repr(made)
