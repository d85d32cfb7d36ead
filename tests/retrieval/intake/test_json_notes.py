import json
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.intake import FileResult
from retrieval.intake.json_notes import json_notes
from retrieval.intake.records import RawNote
from retrieval.records import NoteFormat, NoteKind

TODAY = date(2026, 6, 1)
Read = Callable[..., FileResult]


def test_a_labelled_case(read: Read) -> None:
    notes = [
        {
            "session": 1,
            "date": "2024-02-01",
            "format": "INTAKE",
            "text": "S: a\r\nO: b \n\nA: c\nP: d\n",
            "phi": [{"start": 0}],
        },
        {"session": 2, "date": "2024-02-08", "format": "CANCELLED", "text": "Ill.", "phi": []},
    ]
    result = read("notes.json", json.dumps(notes))
    assert result.problems == ()
    first, second = result.drafts
    assert first.text == notes[0]["text"]
    assert (first.session, first.date, first.kind, first.format) == (
        1,
        date(2024, 2, 1),
        NoteKind.INTAKE,
        NoteFormat.SOAP,
    )
    assert [first.text[item.start : item.end] for item in first.sections] == ["a", "b", "c", "d"]
    assert second.kind is NoteKind.CANCELLED
    assert second.source == "notes.json, note 2"


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip), st.booleans()
)
def test_texts_are_kept_character_by_character(text: str, ascii_only: bool) -> None:
    written = json.dumps([{"date": "2024-02-01", "text": text}], ensure_ascii=ascii_only)
    found = list(json_notes(written, today=TODAY))
    assert all(item.text == text for item in found if isinstance(item, RawNote))
    assert isinstance(found[0], RawNote) or "\ufffd" in text or "Ã" in text or "Â" in text or "â" in text


@pytest.mark.parametrize(
    "content",
    [
        {"notes": [{"date": "2024-02-01", "text": "x y"}]},
        {"sessions": [{"session_date": "2024-02-01", "note": "x y"}]},
        {"date": "2024-02-01", "body": "x y"},
        [{"DOS": "2/1/2024 ", "content": "x y"}, {"date": "2/25/2024", "text": "z"}],
    ],
)
def test_other_shapes(content: object, read: Read) -> None:
    result = read("notes.json", json.dumps(content))
    assert result.problems == ()
    assert result.drafts[0].date == date(2024, 2, 1)
    assert result.drafts[0].text == "x y"


@pytest.mark.parametrize(
    ("content", "source", "reason"),
    [
        ('[{"date": "2024-02-01",\n "text": "x"\n', "notes.json", "line 3"),
        ('{"a": 1}', "notes.json", "no list of notes"),
        ('"text"', "notes.json", "no list of notes"),
        ("[]", "notes.json", "no notes"),
        ('["a", "b"]', "notes.json", "no notes"),
        ("[" * 100_000, "notes.json", "nested too deeply"),
        ('[{"date": "2024-02-01"}, 3]', "notes.json, note 2", "not an object"),
        ('[{"date": "2024-02-01"}]', "notes.json, note 1", "no text"),
        ('[{"date": "2024-02-01", "text": 5}]', "notes.json, note 1", "no text"),
        ('[{"date": "2024-02-01", "text": "a", "text": "b"}]', "notes.json, note 1", "twice"),
        ('[{"date": "2024-02-01", "text": "a", "note": "b"}]', "notes.json, note 1", "more than one key"),
        ('[{"date": "2024-02-01", "text": "\\ud800"}]', "notes.json, note 1", "half a character"),
        ('[{"text": "a"}]', "notes.json, note 1", "no session date"),
        ('[{"date": null, "text": "a"}]', "notes.json, note 1", "no session date"),
        ('[{"date": "2024-02-30", "text": "a"}]', "notes.json, note 1", "does not exist"),
        (
            '[{"client": "A", "date": "2024-02-01", "text": "a"}, {"client": "B", "text": "b"}]',
            "notes.json",
            "2 different clients",
        ),
    ],
)
def test_problems_name_the_place(content: str, source: str, reason: str, read: Read) -> None:
    problems = {problem.source: problem for problem in read("notes.json", content).problems}
    assert reason in problems[source].reason
    assert problems[source].remedy


def test_one_bad_note_keeps_no_other_out(read: Read) -> None:
    result = read(
        "notes.json",
        '[{"date": "2024-02-01", "text": "a"}, {"date": "2024-02-08"}, {"date": "2024-02-15", "text": "c"}]',
    )
    assert [draft.text for draft in result.drafts] == ["a", "c"]
    assert len(result.problems) == 1


def test_gold_labels_are_never_looked_at(read: Read) -> None:
    plain = [{"date": "2024-02-01", "text": "a"}]
    labelled = [{**plain[0], "phi": [{"date": "1999-01-01", "client": "x", "text": "b"}]}]
    assert read("n.json", json.dumps(plain)) == read("n.json", json.dumps(labelled))
