from datetime import date

import pytest

from retrieval.intake.dates import find_dates
from retrieval.intake.names import NameHints
from retrieval.intake.records import RawNote
from retrieval.intake.text_notes import opening_dates, text_notes
from retrieval.records import NoteKind

TODAY = date(2026, 6, 1)


def _notes(text: str, hints: NameHints | None = None) -> list[RawNote]:
    found = list(text_notes(text, hints or NameHints(), today=TODAY))
    assert all(isinstance(item, RawNote) for item in found)
    return [item for item in found if isinstance(item, RawNote)]


def test_the_name_of_the_file_fills_what_a_single_note_leaves_out() -> None:
    (note,) = _notes("She slept well.", NameHints(session=4, kind=NoteKind.INTAKE))
    assert (note.session, note.kind, note.place) == (4, NoteKind.INTAKE, "")


def test_the_name_of_a_file_with_many_notes_says_nothing_of_their_kind_and_number() -> None:
    text = "Session 1 - 2024-01-05\none\nSession 2 - 2024-01-12\ntwo"
    notes = _notes(text, NameHints(session=9, kind=NoteKind.INTAKE))
    assert [(note.session, note.kind) for note in notes] == [(1, NoteKind.PROGRESS), (2, NoteKind.PROGRESS)]
    assert notes[1].place == "note 2, line 3"


def test_psychotherapy_notes_stay_so_whatever_their_headings_say() -> None:
    text = "2024-01-05 Progress note\none\n2024-01-12 CANCELLED\nill"
    assert {note.kind for note in _notes(text, NameHints(kind=NoteKind.PSYCHOTHERAPY))} == {
        NoteKind.PSYCHOTHERAPY
    }


def test_a_form_headed_progress_note_may_record_a_no_show() -> None:
    assert _notes("Progress note 2024-01-05\nClient no-showed.")[0].kind is NoteKind.CANCELLED


def test_a_cancellation_without_text_keeps_its_heading_as_text() -> None:
    notes = _notes("Session 5 - CANCELLED - 2024-03-01\n\nSession 6 - 2024-03-08\nS: came")
    assert notes[0].text == "Session 5 - CANCELLED - 2024-03-01"


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("Session 5 - 2024-03-01\n\nSession 6 - 2024-03-08\nS: came", "note 1, line 1", "no text"),
        (
            "She came because of panic and told of much. Much.\n\nSession 1 - 2024-03-08\nS: came",
            "line 1",
            "before the first heading",
        ),
    ],
)
def test_problems(text: str, place: str, reason: str) -> None:
    ((found_place, refusal),) = (
        item for item in text_notes(text, NameHints(), today=TODAY) if isinstance(item, tuple)
    )
    assert found_place == place
    assert reason in refusal.reason


def test_a_title_above_the_first_note_is_passed_over() -> None:
    assert len(_notes("Case notes A.R.\nClient: A. Roe\n\nSession 1 - 2024-03-08\nS: came")) == 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Client: A. Roe  Date of service: 2024-02-15\nShe came.", date(2024, 2, 15)),
        ("2024-02-15 She came and told of 2024-02-01.", date(2024, 2, 15)),
        ("She came on 2024-02-15.", None),
        ("She came.\nDOB 1980-01-02", None),
    ],
)
def test_dates_at_the_top(text: str, day: date | None) -> None:
    assert [item.exact for item in opening_dates(text, today=TODAY)] == ([day] if day else [])


def test_dates_told_of_are_kept_for_settling_the_order() -> None:
    (note,) = _notes("Session 1 - 3/12/24\nBorn 25/12/1980.")
    assert note.mentioned == find_dates(note.text, today=TODAY)
    assert len(note.mentioned) == 1
