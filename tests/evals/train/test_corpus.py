import json
from pathlib import Path

import pytest

from evals.train.corpus import Session, load
from retrieval.records import NoteKind

CHART = {
    "chart": "C101",
    "client": "Ada Quist, she/her",
    "sessions": [
        {
            "session": 1,
            "date": "2024-01-02",
            "format": "INTAKE",
            "text": "Ada's husband Rolf drove her from Leeds. Cried daily since June. Her boss Rolf?",
            "states": {"symptom_burden": "impaired"},
            "observations": [
                {
                    "start": 41,
                    "end": 63,
                    "kind": "finding",
                    "domains": ["symptom_burden"],
                    "level": "impaired",
                    "direction": None,
                    "flags": [],
                    "indicator": "crying",
                }
            ],
            "phi": [
                {"start": 0, "end": 3, "type": "NAME", "text": "Ada"},
                {"start": 14, "end": 18, "type": "NAME", "text": "Rolf"},
                {"start": 34, "end": 39, "type": "LOCATION", "text": "Leeds"},
                {"start": 59, "end": 63, "type": "DATE", "text": "June"},
            ],
        },
        {
            "session": 2,
            "date": "2024-01-23",
            "format": "CANCELLED",
            "text": "Rolf called.",
            "states": {},
            "observations": [],
            "phi": [{"start": 0, "end": 4, "type": "NAME", "text": "Rolf"}],
        },
    ],
}


@pytest.fixture
def sessions(tmp_path: Path) -> list[Session]:
    path = tmp_path / "charts.jsonl"
    path.write_text(json.dumps(CHART) + "\n", encoding="utf-8")
    return load(path)


def test_identifiers_become_surrogates(sessions: list[Session]) -> None:
    assert sessions[0].text.startswith(
        "[CLIENT]'s husband [PARTNER_1] drove her from [CITY_1]. Cried daily since [week 0]."
    )


def test_a_person_keeps_the_surrogate(sessions: list[Session]) -> None:
    assert sessions[1].text == "[PARTNER_1] called."


def test_marks_move_with_the_text(sessions: list[Session]) -> None:
    (mark,) = sessions[0].marks
    assert sessions[0].text[mark.start : mark.end] == "Cried daily since [week 0]"


def test_kind_writer_and_number(sessions: list[Session]) -> None:
    assert [(s.kind, s.writer, s.number) for s in sessions] == [
        (NoteKind.INTAKE, "C1", 1),
        (NoteKind.CANCELLED, "C1", 2),
    ]
