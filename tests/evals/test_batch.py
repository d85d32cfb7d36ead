import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from agent.quiet import hush
from evals.batch import CaseDone, run_batch
from evals.cases import read_cases
from evals.wording import is_verbatim
from ui.workspace import throw_away

DOMAINS = {"symptom_burden", "functional_capacity", "stability", "risk_profile", "overall_presentation"}


@pytest.fixture(scope="module")
def done(labelled_cases: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, CaseDone]:
    """Run the whole program once over one case."""
    hush()
    out = tmp_path_factory.mktemp("batch")
    (case,) = run_batch(labelled_cases, out, throw_away)
    return out, case


@pytest.fixture
def said(done: tuple[Path, CaseDone]) -> dict[str, Any]:
    out, _ = done
    return dict(json.loads((out / "S01.json").read_text()))


def test_a_case_goes_through_without_problems(done: tuple[Path, CaseDone]) -> None:
    _, case = done
    assert case.problems == ()
    assert (case.notes, case.questions) == (6, 4)


def test_every_domain_has_a_verdict(said: dict[str, Any]) -> None:
    assert set(said["domains"]) == DOMAINS
    keys = {"change", "durability", "onset_session", "situational", "evidence"}
    assert all(set(verdict) == keys for verdict in said["domains"].values())
    assert set(said["overall"]) == {"change", "durability"}


def test_every_quote_is_verbatim_and_of_the_asked_length(said: dict[str, Any], labelled_cases: Path) -> None:
    (case,) = read_cases(labelled_cases)
    texts = {note.session: note.text for note in case.notes}
    cited = [item for verdict in said["domains"].values() for item in verdict["evidence"]]
    cited += said["life_context"] + [item for answer in said["answers"] for item in answer["citations"]]
    assert cited
    for item in cited:
        assert is_verbatim(item["quote"], texts[item["session"]])
        assert 4 <= len(item["quote"].split()) <= 40


def test_scores_are_those_of_the_notes(said: dict[str, Any]) -> None:
    assert [(m["session"], m["score"]) for m in said["measures"]] == [(1, 17), (2, 16), (4, 6), (6, 5)]


def test_hidden_spans_are_places_in_the_original(said: dict[str, Any], labelled_cases: Path) -> None:
    (case,) = read_cases(labelled_cases)
    hidden = {
        (span["session"], note.text[span["start"] : span["end"]])
        for span in said["phi"]
        for note in case.notes
        if note.session == span["session"]
    }
    assert (1, "Nerys Okonjo") in hidden
    assert (4, "Tomos") in hidden


def test_each_question_has_its_answer_with_names_restored(said: dict[str, Any]) -> None:
    assert len(said["answers"]) == 4
    for answer in said["answers"]:
        assert answer["answer"]
        assert "[CLIENT]" not in answer["answer"]
    assert said["answers"][2]["abstained"]


def test_traces_hold_rules_and_no_names(done: tuple[Path, CaseDone]) -> None:
    out, _ = done
    text = (out / "traces" / "S01.json").read_text()
    trace = json.loads(text)
    assert set(trace["verdicts"]) == {*DOMAINS, "overall"}
    assert all(verdict["trace"] for verdict in trace["verdicts"].values())
    assert all(answer["question"] and answer["answer"] for answer in trace["answers"])
    assert [name for name in ("Nerys", "Okonjo", "Tomos", "Fernhill", "Aberlyn") if name in text] == []


def written(folder: Path) -> list[str]:
    """Everything in a folder of predictions but what changes from run to run: times and opaque ids."""
    texts = [path.read_text() for path in sorted(folder.rglob("*.json"))]
    return [re.sub(r'[0-9a-f]{32}:[0-9a-f]{16}|"(?:seconds|import|answers)": [0-9.]+', "", t) for t in texts]


def test_two_cores_write_what_one_writes(labelled_cases: Path, tmp_path: Path) -> None:
    for name, sessions in (("T01", 2), ("T02", 4)):
        folder = tmp_path / "cases" / name
        shutil.copytree(labelled_cases / "S01", folder)
        notes = json.loads((folder / "notes.json").read_text())
        (folder / "notes.json").write_text(json.dumps(notes[:sessions]))
        client = {"case_id": name, "name": "Nerys Okonjo", "pronouns": "she/her"}
        (folder / "client.json").write_text(json.dumps(client))
    cores = sorted(os.sched_getaffinity(0))
    for many in (1, 2):  # as the command does it: this process has threads, and forking it could hang
        command = [sys.executable, "-m", "ui.cli", "batch", str(tmp_path / "cases")]
        subprocess.run(
            [*command, "--out", str(tmp_path / f"out{many}")],
            check=True,
            timeout=120,
            preexec_fn=lambda many=many: os.sched_setaffinity(0, cores[:many]),
        )
    one = written(tmp_path / "out1")
    assert len(one) == 4
    assert written(tmp_path / "out2") == one


class Broken:
    """A workspace in which nothing works."""

    def warm(self) -> Thread:
        raise OSError("disk full")

    def add_client(self, name: str, pronouns: str = "") -> Any:
        raise OSError("disk full")

    import_path = history = chart = assessment = identifiers = add_client

    async def ask(self, question: str, *, client_id: str, thread_id: str) -> AsyncIterator[Any]:
        raise OSError("disk full")
        yield


@contextmanager
def broken(_: Path) -> Iterator[Broken]:
    yield Broken()


def test_a_case_that_fails_is_reported_and_leaves_no_prediction(labelled_cases: Path, tmp_path: Path) -> None:
    told: list[CaseDone] = []
    (case,) = run_batch(labelled_cases, tmp_path, broken, progress=told.append)
    assert case.problems == ("No predictions: OSError: disk full",)
    assert told == [case]
    assert not (tmp_path / "S01.json").exists()
