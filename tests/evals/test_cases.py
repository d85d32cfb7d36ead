import json
from pathlib import Path

import pytest

from evals.cases import read_case, read_cases
from evals.errors import CaseError


def test_a_case_has_what_the_program_may_see(cases: Path) -> None:
    (case,) = read_cases(cases)
    assert (case.id, case.name, case.pronouns) == ("S01", "Nerys Okonjo", "she/her")
    assert [note.session for note in case.notes] == [1, 2, 3, 4, 5, 6]
    assert len(case.questions) == 4


def test_notes_are_written_without_the_gold_identifiers(cases: Path, tmp_path: Path) -> None:
    path = read_case(cases / "S01").write_notes(tmp_path / "import")
    rows = json.loads(path.read_text())
    assert {key for row in rows for key in row} == {"session", "date", "format", "text"}
    original = json.loads((cases / "S01" / "notes.json").read_text())
    assert [row["text"] for row in rows] == [row["text"] for row in original]


def test_no_original_words_in_a_repr(cases: Path) -> None:
    assert "Nerys" not in repr(read_case(cases / "S01"))


def test_questions_may_be_left_out(cases: Path) -> None:
    (cases / "S01" / "questions.json").unlink()
    assert read_case(cases / "S01").questions == ()


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("client.json", None, "client.json is missing"),
        ("client.json", "{}", "case_id"),
        ("notes.json", "{", "not JSON"),
        ("notes.json", "{}", "holds no list"),
        ("notes.json", '[{"session": 1}]', "date"),
    ],
)
def test_a_broken_case_is_named(cases: Path, name: str, content: str | None, complaint: str) -> None:
    path = cases / "S01" / name
    path.unlink()
    if content is not None:
        path.write_text(content)
    with pytest.raises(CaseError, match=complaint):
        read_case(cases / "S01")


def test_an_empty_folder_is_no_case_folder(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="found none"):
        read_cases(tmp_path)
