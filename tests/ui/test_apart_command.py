"""A note kept apart after it was imported is in no outward document, and stays so when it comes again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ui.cli import main

NOTES = {
    "2024-03-01 intake.txt": "Zofia Nowak came with sister Halina. Panic attacks daily. Will not drive.",
    "2024-03-08 session.txt": "Twelve panic attacks this week inside a burning aquarium. I felt irritated.",
    "2024-04-05 progress.txt": "Three panic attacks this week. Halina drove her. Exposure begun.",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("apart")
    (made / "notes").mkdir()
    for name, text in NOTES.items():
        (made / "notes" / name).write_text(text, encoding="utf-8")
    return made


def run(root: Path, *words: str) -> str:
    places = {"LONGVIEW_DATA_DIR": str(root / "data"), "LONGVIEW_CONFIG_DIR": str(root / "config")}
    result: Result = CliRunner(env={**os.environ, **places}).invoke(main, list(words))
    assert result.exit_code == 0, result.output
    return result.stdout


def drafted(root: Path) -> str:
    made = [
        run(root, "document", "zofia nowak", "--purpose", p, "--format", "txt") for p in ("own", "insurer")
    ]
    return "\n".join(made)


def test_marking_holds_through_a_second_import_and_can_be_taken_back(root: Path) -> None:
    bring_in = ("import", str(root / "notes"), "--client", "Zofia Nowak")
    run(root, *bring_in)
    assert "aquarium" in drafted(root)

    assert "2  2024-03-08  Psychotherapy note" in run(root, "apart", "zofia nowak", "2")
    assert "aquarium" not in drafted(root)
    assert "aquarium" in run(root, "document", "zofia nowak", "--kind", "supervision", "--format", "txt")

    assert "3 unchanged" in run(root, *bring_in)
    assert run(root, "apart", "zofia nowak").count("Psychotherapy note") == 1
    assert "aquarium" not in drafted(root)

    assert "Psychotherapy note" not in run(root, "apart", "zofia nowak", "2", "--undo")
    assert "aquarium" in drafted(root)
