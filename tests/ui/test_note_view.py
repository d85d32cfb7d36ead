from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import UnknownClientError
from retrieval.records import MaskedText, Note, NoteFormat, NoteKind
from ui.note_view import CHANGED, KINDS, note_view

TEXT = "S: Slept 7h. Slept 7h again.\n\n<b>O:</b> calm, *bright* affect."


class OneNote:
    def __init__(self, text: str = TEXT, version: int = 1) -> None:
        self._text, self._version = text, version

    def note(self, note_id: str) -> Note:
        if note_id != "n1":
            raise UnknownClientError("This client has no note with that id.")
        return Note(
            id="n1",
            client_id="c1",
            session=3,
            date=date(2024, 11, 7),
            week=2,
            kind=NoteKind.PROGRESS,
            format=NoteFormat.SOAP,
            body=MaskedText(text="clean"),
            version=self._version,
        )

    def original(self, note_id: str) -> str:
        return self._text


def marked(text: str, start: int, end: int, words: str) -> list[str]:
    return [part.text for part in note_view(OneNote(text), "n1", start, end, words).stretches if part.marked]


def test_the_second_of_two_like_words_is_marked_in_its_own_place() -> None:
    start = TEXT.rindex("Slept 7h")
    view = note_view(OneNote(), "n1", start, start + 8, "Slept 7h")
    assert [part.text for part in view.stretches] == [TEXT[:start], "Slept 7h", TEXT[start + 8 :]]
    assert [part.marked for part in view.stretches] == [False, True, False]


def test_the_head_says_session_date_and_kind() -> None:
    view = note_view(OneNote(version=2), "n1", 3, 11, "Slept 7h")
    assert (view.title, view.kind, view.format, view.version) == (
        "Session 3 · 7 Nov 2024",
        "Progress note",
        "SOAP",
        2,
    )


def test_words_that_moved_in_a_newer_version_are_found() -> None:
    assert marked(f"Added above. {TEXT}", 3, 11, "Slept 7h") == ["Slept 7h"]


def test_words_that_are_gone_leave_the_note_unmarked_and_say_so() -> None:
    view = note_view(OneNote("Rewritten."), "n1", 3, 11, "Slept 7h")
    assert [part.marked for part in view.stretches] == [False]
    assert view.remark == CHANGED


@pytest.mark.parametrize(
    ("start", "end", "words"), [(0, 0, ""), (-5, -1, "q"), (5, 3, ""), (900, 990, "none")]
)
def test_a_place_that_is_none_marks_nothing(start: int, end: int, words: str) -> None:
    assert marked("plain text", start, end, words) == []


def test_a_note_of_another_client_is_refused() -> None:
    with pytest.raises(UnknownClientError):
        note_view(OneNote(), "n2", 0, 1, "S")


@given(st.text(min_size=1, max_size=80), st.data())
def test_the_stretches_are_the_whole_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    view = note_view(OneNote(text), "n1", start, end, text[start:end])
    assert "".join(part.text for part in view.stretches) == text
    assert [part.text for part in view.stretches if part.marked] == [text[start:end]]


def test_every_kind_of_note_has_a_name() -> None:
    assert set(KINDS) == set(NoteKind)
