import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.intake import FileResult, read_path
from retrieval.records import NoteFormat, NoteKind

TODAY = date(2026, 6, 1)
Read = Callable[..., FileResult]


def test_many_notes_in_one_text(read: Read) -> None:
    text = (
        "=== SESSION 1 | 2024-02-01 | INTAKE ===\nPresenting problem: panic.\nPlan: weekly.\n\n"
        "=== SESSION 2 | 2024-02-08 | DAP ===\nD: two attacks\nA: better\nP: go on\n\n"
        "=== SESSION 3 | 2024-02-15 | CANCELLED ===\nIll.\n"
    )
    result = read("notes.txt", text)
    assert result.problems == ()
    assert [(d.session, d.date.day, d.kind, d.format) for d in result.drafts] == [
        (1, 1, NoteKind.INTAKE, NoteFormat.NARRATIVE),
        (2, 8, NoteKind.PROGRESS, NoteFormat.DAP),
        (3, 15, NoteKind.CANCELLED, NoteFormat.NARRATIVE),
    ]
    assert result.drafts[1].source == "notes.txt, note 2, line 5"


@pytest.mark.parametrize(
    "data", ["Zoë’s café".encode("cp1252"), "Zoë’s café".encode("utf-16"), "Zoë’s café".encode("utf-8-sig")]
)
def test_encodings(data: bytes, read: Read) -> None:
    assert read("2024-02-15.txt", data).drafts[0].text == "Zoë’s café"


def test_another_file_of_the_folder_settles_a_date(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Date of service: 03/12/2024\nShe came.")
    (alone,) = read_path(tmp_path, today=TODAY)
    assert "day first or month first" in alone.problems[0].reason
    (tmp_path / "b.txt").write_text("Date of service: 26/03/2024\nShe came again.")
    both = list(read_path(tmp_path, today=TODAY))
    assert [draft.date for result in both for draft in result.drafts] == [
        date(2024, 12, 3),
        date(2024, 3, 26),
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", "She came.", "no session date"),
        ("a.txt", "", "empty"),
        ("a.txt", " \n\n", "no text"),
        ("2024-02-15.txt", b"\x00\x01\x02" * 9, "binary"),
        ("2024-02-15.xlsx", "x", "type .xlsx cannot be read"),
        ("2024-02-15", "x", "type unknown cannot be read"),
        ("2026-06-02.txt", "She came.", "future"),
        ("1940-06-02.txt", "She came.", "before 1950"),
        ("2024-02-30.txt", "She came.", "does not exist"),
    ],
)
def test_a_bad_file_names_itself_and_a_remedy(
    name: str, content: str | bytes, reason: str, read: Read
) -> None:
    result = read(name, content)
    assert result.drafts == ()
    (problem,) = result.problems
    assert problem.source == name
    assert reason in problem.reason
    assert problem.remedy


def test_the_size_limit(read: Read) -> None:
    assert "larger than 0.001 MB" in read("2024-02-15.txt", "x" * 1001, max_bytes=1000).problems[0].reason
    assert len(read("2024-02-15.txt", "x" * 1000, max_bytes=1000).drafts) == 1


def test_what_is_not_there_or_not_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    reasons = [result.problems[0].reason for result in read_path(tmp_path, today=TODAY)]
    assert all("no such file" in reason for reason in reasons)
    assert len(reasons) == 2
    (missing,) = read_path(tmp_path / "missing", today=TODAY)
    assert "no such file" in missing.problems[0].reason


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (result,) = read_path(tmp_path, today=TODAY)
    assert "empty" in result.problems[0].reason


def test_the_same_note_goes_in_once(tmp_path: Path) -> None:
    text = "Session 4 - 2024-02-15\nShe came.\n"
    (tmp_path / "a.txt").write_text(text + text)
    (tmp_path / "b.txt").write_text(text)
    results = list(read_path(tmp_path, today=TODAY))
    assert [len(result.drafts) for result in results] == [1, 0]
    assert all("the same note stands in a.txt" in result.problems[0].reason for result in results)


def test_equal_words_on_other_days_are_other_notes(read: Read) -> None:
    assert len(read("a.csv", "date,text\n2024-02-01,No show\n2024-02-08,No show\n").drafts) == 2


def test_one_bad_file_keeps_no_other_out(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "2024-02-15.md").write_text("She came.")
    results = list(read_path(tmp_path, today=TODAY))
    assert [(len(r.drafts), len(r.problems)) for r in results] == [(0, 1), (1, 0)]
    assert results[1].drafts[0].source == "sub/2024-02-15.md"


def test_a_file_name_that_contradicts_its_note_is_reported(read: Read) -> None:
    result = read("2024-02-16.txt", "Date of service: 2023-02-15\nShe came.")
    assert result.drafts[0].date == date(2023, 2, 15)
    assert "another date" in result.problems[0].reason


def test_light_damage_is_reported_and_taken_in(read: Read) -> None:
    result = read("2024-02-15.txt", "She slept well and went to work. " * 20 + "cafÃ©")
    assert len(result.drafts) == 1
    assert "as it stands" in result.problems[0].reason


def test_problems_hold_no_words_of_a_note(read: Read) -> None:
    for name, content in [
        ("a.json", '[{"text": "Xanthippe", "date": "Xanthippe"}, {"Xanthippe": }]'),
        ("a.csv", 'date,text\nXanthippe,"Xanthippe'),
    ]:
        assert "Xanthippe" not in repr(read(name, content).problems)


def test_two_readings_are_equal(tmp_path: Path) -> None:
    for day in range(1, 9):
        (tmp_path / f"2024-02-0{day}.txt").write_text(f"S: day {day}\nO: x\nA: y\nP: z")
    assert list(read_path(tmp_path, today=TODAY)) == list(read_path(tmp_path, today=TODAY))


_STARTS = st.sampled_from(
    [
        b"",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"%PDF-1.4\n",
        b"PK\x03\x04",
        b'[{"text":',
        b"date,text\n",
        b"Session 1 - 1/2/24\n",
    ]
)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".csv", ".json", ".docx", ".pdf"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=_STARTS, rest=st.binary(max_size=300))
def test_no_bytes_make_it_raise(tmp_path: Path, suffix: str, start: bytes, rest: bytes) -> None:
    file = tmp_path / f"2024-02-15{suffix}"
    file.write_bytes(start + rest)
    (result,) = read_path(file, today=TODAY)
    assert result.drafts or result.problems


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_any_text_goes_in_or_is_reported(tmp_path: Path, text: str) -> None:
    file = tmp_path / "2024-02-15.txt"
    file.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    (result,) = read_path(file, today=TODAY)
    assert result.drafts or result.problems
    for draft in result.drafts:
        assert all(0 <= item.start < item.end <= len(draft.text) for item in draft.sections)
