"""Case folders as the program under test may see them: notes, client and questions, never a label.

A case folder holds notes.json (session, date, format, text), client.json (case_id, name, pronouns) and
questions.json (a list of questions). Gold labels and gold identifier spans stand in the same folder; they are
read by `evals.gold` alone, for scoring.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.errors import CaseError

NOTE_KEYS = ("session", "date", "format", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNote:
    """One note of a case, as a clinician wrote it. `date` is ISO 8601."""

    session: int
    date: str
    format: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One client: what a practice knows of her, her notes, and what a therapist asks."""

    id: str
    name: str = field(repr=False)
    pronouns: str
    notes: tuple[CaseNote, ...]
    questions: tuple[str, ...] = field(repr=False)

    def write_notes(self, folder: Path) -> Path:
        """Write the notes, and nothing else of the case, into a folder of their own for import."""
        target = folder / self.id
        target.mkdir(parents=True)
        rows = [{key: getattr(note, key) for key in NOTE_KEYS} for note in self.notes]
        path = target / "notes.json"
        path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        return path


def read_cases(folder: Path) -> tuple[Case, ...]:
    """Read all case folders below `folder`, in order of name.

    Raises:
        CaseError: there is none, or one is incomplete or malformed.
    """
    found = sorted(path.parent for path in folder.glob("*/notes.json"))
    if not found:
        raise CaseError(f"Expected case folders with a notes.json each in {folder}; found none.")
    return tuple(read_case(path) for path in found)


def read_case(folder: Path) -> Case:
    """Read one case folder.

    Raises:
        CaseError: a file is missing or not of the expected form.
    """
    client = _load(folder / "client.json", dict)
    rows = _load(folder / "notes.json", list)
    questions = _load(folder / "questions.json", list) if (folder / "questions.json").exists() else []
    try:
        return Case(
            id=str(client["case_id"]),
            name=str(client["name"]),
            pronouns=str(client.get("pronouns", "")),
            notes=tuple(CaseNote(**{key: row[key] for key in NOTE_KEYS}) for row in rows),
            questions=tuple(str(question) for question in questions),
        )
    except (KeyError, TypeError) as error:
        raise CaseError(
            f"{folder.name}: expected client.json with case_id and name, and notes.json with "
            f"{', '.join(NOTE_KEYS)} for each note; {error} is missing or of the wrong type."
        ) from None


def _load(path: Path, kind: type) -> Any:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CaseError(f"{path.parent.name}: {path.name} is missing; a case needs it.") from None
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise CaseError(f"{path.parent.name}: {path.name} is not JSON in UTF-8.") from None
    if not isinstance(value, kind):
        raise CaseError(f"{path.parent.name}: {path.name} holds no {kind.__name__}.")
    return value
