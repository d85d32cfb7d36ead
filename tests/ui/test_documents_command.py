from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ui.cli import main

NOTES = {
    "2024-03-01 intake.txt": "Zofia Nowak came with sister Halina. Panic attacks daily. Dx: panic disorder.",
    "2024-04-05 progress.txt": "Three attacks this week. Halina drove her. Denies SI. Exposure begun.",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("cli")
    (made / "notes").mkdir()
    for name, text in NOTES.items():
        (made / "notes" / name).write_text(text, encoding="utf-8")
    assert run(made, "import", str(made / "notes"), "--client", "Zofia Nowak").exit_code == 0
    return made


def run(root: Path, *words: str) -> Result:
    places = {"LONGVIEW_DATA_DIR": str(root / "data"), "LONGVIEW_CONFIG_DIR": str(root / "config")}
    return CliRunner(env={**os.environ, **places}).invoke(main, list(words))


def test_a_draft_is_printed_listed_signed_and_printed_again(root: Path) -> None:
    drafted = run(root, "document", "zofia nowak", "--format", "txt")
    assert drafted.exit_code == 0, drafted.output
    assert "DRAFT - not signed" in drafted.stdout
    assert "Zofia Nowak" in drafted.stdout
    listed = run(root, "document", "zofia nowak", "--list").stdout
    assert "discharge, own  draft" in listed
    number = listed.split()[0]
    signed = run(root, "document", "zofia nowak", "--id", number, "--sign", "Dr Brandt", "--format", "txt")
    assert "Signed by Dr Brandt" in signed.stdout
    assert "DRAFT" not in signed.stdout
    assert "signed" in run(root, "document", "zofia nowak", "--list").stdout


@pytest.mark.parametrize("form", ["md", "docx", "pdf", "fhir"])
def test_a_document_is_written_to_a_folder_under_a_name_that_names_nobody(
    root: Path, tmp_path: Path, form: str
) -> None:
    result = run(
        root,
        *("document", "zofia nowak", "--kind", "supervision", "--purpose", "supervisor", "--format", form),
        *("--out", str(tmp_path)),
    )
    assert result.exit_code == 0, result.output
    (path,) = tmp_path.iterdir()
    assert path.name.startswith("supervision-supervisor-")
    assert "Halina" not in path.read_bytes().decode("latin-1")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--kind", "discharge", "--purpose", "client"), "is not made for the purpose"),
        (("--sign", "Dr Brandt"), "needs the --id"),
        (("--id", "nowhere"), "no document of that id"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(root: Path, words: tuple[str, ...], told: str) -> None:
    result = run(root, "document", "zofia nowak", *words)
    assert result.exit_code != 0
    assert told in result.output


@pytest.mark.parametrize("words", [("stuck",), ("--precede", "exposure"), ("--like", "Zofia Nowak")])
def test_patterns_over_too_few_cases_are_refused(root: Path, words: tuple[str, ...]) -> None:
    result = run(root, "patterns", *words)
    assert result.exit_code == 1
    assert "case" in result.output


def test_the_table_of_too_few_cases_is_empty(root: Path) -> None:
    assert run(root, "patterns").stdout.strip().count("\n") == 0
