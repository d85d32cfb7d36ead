"""Imports beside the chat, with an importer that is passed in."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from retrieval.errors import StoreError
from retrieval.importing import Fate, ImportLine
from retrieval.undoing import Before, Receipt
from ui.errors import ImportRefusedError
from ui.import_jobs import MOST_FILES, ImportJobs, ImportState, Report, Upload, lay_out

DONE_WITHIN = 5.0


class Desk:
    """Remembers what it was asked; waits until it is let go on."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.go_on.set()
        self.folder = Path()
        self.seen: dict[str, bytes] = {}
        self.fails: Exception | None = None
        self.undone: list[Receipt] = []
        self.jobs = ImportJobs(
            before=lambda client_id: Before(client_id=client_id, versions={}, identity="{}"),
            bring_in=self.bring_in,
            receipt=lambda before: Receipt(before=before, written={"n1": 1} if self.seen else {}),
            undo=self.undo,
        )

    def bring_in(self, client_id: str, folder: Path, report: Report) -> tuple[ImportLine, ...]:
        self.folder = folder
        report("Reading notes", 1, 2)
        assert self.go_on.wait(DONE_WITHIN)
        if self.fails:
            raise self.fails
        self.seen = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        return tuple(ImportLine(source=name, fate=Fate.IMPORTED) for name in self.seen)

    def undo(self, receipt: Receipt) -> int:
        self.undone.append(receipt)
        return len(receipt.written)

    def finished(self, state: ImportState) -> ImportState:
        deadline = time.monotonic() + DONE_WITHIN
        while time.monotonic() < deadline:
            now = self.jobs.state(state.client_id, state.id)
            if now.over:
                return now
            time.sleep(0.01)
        raise AssertionError("the import did not end")


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_files_are_read_under_their_names_and_leave_nothing_behind(desk: Desk) -> None:
    state = desk.finished(desk.jobs.begin("c1", [Upload("a.txt", b"one"), Upload("b.txt", b"two")]))
    assert desk.seen == {"a.txt": b"one", "b.txt": b"two"}
    assert [line.source for line in state.lines or ()] == ["a.txt", "b.txt"]
    assert not desk.folder.exists()


def test_an_import_can_be_taken_back_once(desk: Desk) -> None:
    state = desk.finished(desk.jobs.begin("c1", [Upload("a.txt", b"one")]))
    assert desk.jobs.undo("c1", state.id).undone
    assert len(desk.undone) == 1
    with pytest.raises(ImportRefusedError, match="nothing"):
        desk.jobs.undo("c1", state.id)


def test_one_import_at_a_time_for_a_client_and_its_progress(desk: Desk) -> None:
    desk.go_on.clear()
    first = desk.jobs.begin("c1", [Upload("a.txt", b"one")])
    with pytest.raises(ImportRefusedError, match="Wait"):
        desk.jobs.begin("c1", [Upload("b.txt", b"two")])
    other = desk.jobs.begin("c2", [Upload("b.txt", b"two")])
    with pytest.raises(ImportRefusedError, match="nothing"):
        desk.jobs.undo("c1", first.id)
    desk.go_on.set()
    assert (desk.finished(first).done, desk.finished(first).total) == (1, 2)
    desk.finished(other)


def test_another_clients_import_is_not_to_be_seen(desk: Desk) -> None:
    state = desk.jobs.begin("c1", [Upload("a.txt", b"one")])
    for look in (desk.jobs.state, desk.jobs.undo):
        with pytest.raises(ImportRefusedError):
            look("c2", state.id)
    desk.finished(state)


@pytest.mark.parametrize(
    ("error", "told"),
    [(StoreError("The disk is full."), "The disk is full."), (ValueError("Zofia said"), "ValueError")],
)
def test_an_error_is_told_without_words_of_a_note(desk: Desk, error: Exception, told: str) -> None:
    desk.fails = error
    state = desk.finished(desk.jobs.begin("c1", [Upload("a.txt", b"one")]))
    assert told in state.error
    assert "Zofia" not in state.error
    assert not desk.folder.exists()


@pytest.mark.parametrize(
    "uploads",
    [[], [Upload(f"{n}.txt", b"x") for n in range(MOST_FILES + 1)], [Upload("a", b"x" * 40_000_001)]],
)
def test_too_little_and_too_much_is_refused(desk: Desk, uploads: list[Upload]) -> None:
    with pytest.raises(ImportRefusedError):
        desk.jobs.begin("c1", uploads)


@pytest.mark.parametrize(
    ("names", "written"),
    [
        (["../../etc/passwd"], ["passwd"]),
        (["C:\\notes\\May.txt"], ["May.txt"]),
        ([".hidden", ".."], ["hidden", "note"]),
        (["a.txt", "x/a.txt", "a.txt"], ["a (2).txt", "a (3).txt", "a.txt"]),
    ],
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, names: list[str], written: list[str]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    lay_out([Upload(name, b"x") for name in names], folder)
    assert sorted(path.name for path in folder.iterdir()) == written
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
