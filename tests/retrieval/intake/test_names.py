from datetime import date
from pathlib import Path

import pytest

from retrieval.intake.names import name_hints
from retrieval.records import NoteFormat, NoteKind

TODAY = date(2026, 6, 1)
ROOT = Path("/notes")


@pytest.mark.parametrize(
    ("name", "day", "session", "kind"),
    [
        ("2024-02-15 progress.txt", date(2024, 2, 15), None, NoteKind.PROGRESS),
        ("session 04 Feb 15 2024.docx", date(2024, 2, 15), 4, None),
        ("session_04_2024_02_15.txt", date(2024, 2, 15), 4, None),
        ("2024_02_15_intake.pdf", date(2024, 2, 15), None, NoteKind.INTAKE),
        ("20240215.txt", date(2024, 2, 15), None, None),
        ("Session 15 Feb 2024.txt", date(2024, 2, 15), None, None),
        ("notes.txt", None, None, None),
        ("psychotherapy notes/2024-02-15 progress.txt", date(2024, 2, 15), None, NoteKind.PSYCHOTHERAPY),
        ("Group/2024-02-15.txt", date(2024, 2, 15), None, NoteKind.GROUP),
    ],
)
def test_file_names(name: str, day: date | None, session: int | None, kind: NoteKind | None) -> None:
    hints = name_hints(ROOT / name, ROOT, today=TODAY)
    assert [item.exact for item in hints.dates] == ([day] if day else [])
    assert (hints.session, hints.kind) == (session, kind)


def test_format_and_ambiguous_date() -> None:
    hints = name_hints(ROOT / "03-12-2024 SOAP.txt", ROOT, today=TODAY)
    assert hints.format is NoteFormat.SOAP
    assert hints.dates[0].exact is None


def test_a_folder_above_the_root_says_nothing() -> None:
    assert name_hints(Path("/group/notes/a.txt"), Path("/group/notes"), today=TODAY).kind is None
