"""A labelled case of our own, small enough to count by hand, and a prediction of it with nothing wrong."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from evals.scripted_server import RecordedRequest, Reply, ScriptedServer, say_json

TEXTS = [
    "Intake. Nerys Okonjo, 41, teaches at Fernhill School. Wakes at two every night and worries about money "
    "most of the day. Has been off work for six weeks. GAD-7 17. Denies suicidal ideation.",
    "Still wakes at two every night. Worry most of the day. Not back at work. GAD-7 16.",
    "Sleeps through on five nights of seven. Worry an hour a day. Back at Fernhill School half days.",
    "Sleeps through all week. Full days at work, marking done by six. Her brother Tomos was in hospital with "
    "a broken leg, she visited daily and slept all the same. GAD-7 6.",
    "Sleeps through. Worry a few minutes. Full days at work, took the choir to Aberlyn in March.",
    "Ending today. Sleeps through since January, worry rare, full time at work. GAD-7 5.",
]
DATES = ["2024-11-04", "2024-11-18", "2025-01-06", "2025-02-03", "2025-03-10", "2025-04-14"]
FORMATS = ["INTAKE", "NARRATIVE", "NARRATIVE", "NARRATIVE", "NARRATIVE", "DISCHARGE"]
PHI = [
    [("Nerys Okonjo", "NAME"), ("Fernhill School", "ORG")],
    [],
    [("Fernhill School", "ORG")],
    [("Tomos", "NAME")],
    [("Aberlyn", "LOCATION"), ("March", "DATE")],
    [("January", "DATE")],
]
IMPROVED = {
    "change": "improved",
    "durability": "sustained",
    "onset_session": 3,
    "situational": False,
    "evidence": [
        {"session": 1, "quote": "Wakes at two every night and worries"},
        {"session": 3, "quote": "Sleeps through on five nights of seven."},
        {"session": 6, "quote": "Sleeps through since January, worry rare"},
    ],
}
SILENT = {
    "change": "not_documented",
    "durability": "insufficient",
    "onset_session": None,
    "situational": False,
    "evidence": [],
}
DOMAINS = {
    "symptom_burden": IMPROVED,
    "functional_capacity": IMPROVED,
    "stability": IMPROVED,
    "risk_profile": SILENT,
    "overall_presentation": SILENT,
}
MEASURES = [
    {"session": session, "name": "GAD-7", "score": score}
    for session, score in [(1, 17), (2, 16), (4, 6), (6, 5)]
]
QUESTIONS: list[dict[str, Any]] = [
    {
        "question": "Has her sleep held up?",
        "kind": "sustained",
        "answer": "Yes, since session 3.",
        "must_include": ["held | sustained"],
        "must_not_include": ["not sustained"],
        "evidence_sessions": [1, 3, 6],
        "answerable": True,
    },
    {
        "question": "When did she go back to work?",
        "kind": "lookup",
        "answer": "By session 3.",
        "must_include": ["session 3 | january 6"],
        "evidence_sessions": [3],
        "answerable": True,
    },
    {
        "question": "What is her blood pressure?",
        "kind": "unanswerable",
        "answer": "Not documented.",
        "answerable": False,
    },
    {
        "question": "Why did she leave Fernhill School?",
        "kind": "false_premise",
        "answer": "She did not; she went back.",
        "must_include": ["back"],
        "answerable": True,
    },
]
ANSWERS: list[dict[str, Any]] = [
    {
        "question": "Has her sleep held up?",
        "answer": "Sleep improved and was sustained from session 3 to the end.",
        "citations": [
            {"session": 1, "quote": "Wakes at two every night"},
            {"session": 3, "quote": "Sleeps through on five nights of seven."},
            {"session": 6, "quote": "Sleeps through since January"},
        ],
    },
    {
        "question": "When did she go back to work?",
        "answer": "On 6 January 2025.",
        "citations": [{"session": 3, "quote": "Back at Fernhill School half days."}],
    },
    {
        "question": "What is her blood pressure?",
        "answer": "The notes do not document it.",
        "abstained": True,
    },
    {
        "question": "Why did she leave Fernhill School?",
        "answer": "The notes do not say that she left; she went back.",
        "corrects_premise": True,
    },
]


def _spans(text: str, found: list[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {"start": text.index(words), "end": text.index(words) + len(words), "type": kind, "text": words}
        for words, kind in found
    ]


@pytest.fixture
def cases(labelled_cases: Path, tmp_path: Path) -> Path:
    """Return a folder with one labelled case, S01, for a test to spoil."""
    return Path(shutil.copytree(labelled_cases, tmp_path / "cases"))


@pytest.fixture(scope="session")
def labelled_cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with one labelled case, S01; nobody writes into it."""
    folder = tmp_path_factory.mktemp("labelled") / "cases" / "S01"
    folder.mkdir(parents=True)
    rows = [
        {"session": n, "date": date, "format": layout, "text": text, "phi": _spans(text, phi)}
        for n, (date, layout, text, phi) in enumerate(zip(DATES, FORMATS, TEXTS, PHI, strict=True), start=1)
    ]
    gold = {
        "case_id": "S01",
        "domains": DOMAINS,
        "overall": {"change": "improved", "durability": "sustained"},
        "measures": MEASURES,
        "qa": QUESTIONS,
    }
    client = {"case_id": "S01", "name": "Nerys Okonjo", "pronouns": "she/her"}
    (folder / "notes.json").write_text(json.dumps(rows))
    (folder / "client.json").write_text(json.dumps(client))
    (folder / "questions.json").write_text(json.dumps([q["question"] for q in QUESTIONS]))
    (folder / "gold.yaml").write_text(yaml.safe_dump(gold))
    return folder.parent


@pytest.fixture
def right() -> dict[str, Any]:
    """Return a prediction of S01 with nothing wrong in it; a test may spoil it."""
    phi = [
        {"session": session, **{key: span[key] for key in ("start", "end", "type")}}
        for session, (text, found) in enumerate(zip(TEXTS, PHI, strict=True), start=1)
        for span in _spans(text, found)
    ]
    value = {
        "case_id": "S01",
        "domains": DOMAINS,
        "overall": {"change": "improved", "durability": "sustained"},
        "measures": MEASURES,
        "phi": phi,
        "answers": ANSWERS,
    }
    return dict(json.loads(json.dumps(value)))


@pytest.fixture
def write_prediction(tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    """Return a function that writes a prediction and gives its folder."""

    def write(value: dict[str, Any]) -> Path:
        folder = tmp_path / "predictions"
        folder.mkdir(exist_ok=True)
        (folder / f"{value['case_id']}.json").write_text(json.dumps(value))
        return folder

    return write


def _grade(request: RecordedRequest) -> Reply:
    """Answer each of the judge's prompts with what its schema asks for."""
    if '"rating"' in request.text:
        return say_json({"rating": 1})
    if '"verdict"' in request.text:
        verdicts = [("Sleep held since session 3.", 1), ("She took up rowing.", 0)]
        rows = [{"statement": text, "reason": "-", "verdict": verdict} for text, verdict in verdicts]
        return say_json({"statements": rows})
    return say_json({"statements": ["Sleep held since session 3.", "She took up rowing."]})


@pytest.fixture
def judging() -> Iterator[ScriptedServer]:
    """Serve a model that judges one of two statements borne out."""
    with ScriptedServer(_grade, repeat=True) as server:
        yield server
