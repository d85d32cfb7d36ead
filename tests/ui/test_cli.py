import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ui.cli import main

NOTE = "Slept four hours most nights. Works at Brightwater Bakery. Denies SI."


class Terminal:
    """The command line on a practice of its own."""

    def __init__(self, root: Path) -> None:
        self.notes = root / "notes"
        self.notes.mkdir()
        self.environment = {
            "LONGVIEW_DATA_DIR": str(root / "data"),
            "LONGVIEW_CONFIG_DIR": str(root / "config"),
        }

    def run(self, *words: str, stdin: str = "") -> Result:
        return CliRunner(env={**os.environ, **self.environment}).invoke(main, list(words), input=stdin)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    made = Terminal(tmp_path)
    (made.notes / "2024-03-01 intake.txt").write_text(NOTE)
    return made


def test_import_names_each_file_and_its_fate(terminal: Terminal) -> None:
    (terminal.notes / "undated.txt").write_text("Slept well.")
    result = terminal.run("import", str(terminal.notes), "--client", "Zofia Nowak")
    assert result.exit_code == 0, result.output
    assert "1 imported, 1 rejected" in result.output
    assert "undated.txt" in result.output
    assert "Zofia Nowak" in terminal.run("clients").output


def test_an_import_in_which_nothing_went_in_fails(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert terminal.run("import", str(tmp_path / "empty.txt"), "--client", "Zofia Nowak").exit_code == 1


def test_verify_and_rebuild(terminal: Terminal) -> None:
    terminal.run("import", str(terminal.notes), "--client", "Zofia Nowak")
    assert "sound" in terminal.run("verify").output
    assert "passages" in terminal.run("rebuild", "--client", "zofia nowak").output


def test_erase_asks_first_and_then_leaves_nothing(terminal: Terminal) -> None:
    terminal.run("import", str(terminal.notes), "--client", "Zofia Nowak")
    assert terminal.run("erase", "--client", "Zofia Nowak", stdin="n\n").exit_code == 1
    assert terminal.run("erase", "--client", "Zofia Nowak", stdin="y\n").exit_code == 0
    assert terminal.run("clients").output == ""


@pytest.mark.parametrize(
    "words", [("ask", "how is she", "--client", "Nobody Known"), ("verify", "--client", "Nobody Known")]
)
def test_an_unknown_client_is_told_plainly(terminal: Terminal, words: tuple[str, ...]) -> None:
    result = terminal.run(*words)
    assert result.exit_code == 1
    assert "no client of that name" in result.output
    assert "Nobody" not in result.output


def test_a_wrong_setting_is_told_without_a_traceback(terminal: Terminal) -> None:
    terminal.environment["LONGVIEW_CONFIG_DIR"] = terminal.environment["LONGVIEW_DATA_DIR"]
    result = terminal.run("clients")
    assert result.exit_code == 1
    assert "must not lie beside the data" in result.output


def test_data_without_its_key_is_not_opened(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("import", str(terminal.notes), "--client", "Zofia Nowak")
    (tmp_path / "config" / "master.key").unlink()
    result = terminal.run("clients")
    assert result.exit_code == 1
    assert "no master key" in result.output
    assert not (tmp_path / "config" / "master.key").exists()


def test_an_account_can_be_added_once(terminal: Terminal) -> None:
    words = ("user", "add", "zofia.therapist", "--password", "four plain words here")
    assert terminal.run(*words).exit_code == 0
    again = terminal.run(*words)
    assert again.exit_code == 1
    assert "Choose another name" in again.output


@pytest.fixture
def reviewed(terminal: Terminal) -> Terminal:
    (terminal.notes / "2024-03-08 progress.txt").write_text(
        "Her sister Halina drove. The one they call bean waved. Cell 555-0148."
    )
    assert terminal.run("import", str(terminal.notes), "--client", "Zofia Nowak").exit_code == 0
    return terminal


def test_what_was_hidden_is_told_by_type(reviewed: Terminal) -> None:
    told = reviewed.run("privacy", "zofia nowak")
    assert told.exit_code == 0, told.output
    assert "People" in told.output
    assert "[SISTER]" in told.output
    found = json.loads(reviewed.run("privacy", "zofia nowak", "--type", "contact", "--json").output)
    assert [(item["type"], item["writings"][0]["words"]) for item in found["hidden"]] == [
        ("CONTACT", "555-0148")
    ]


def test_a_name_is_marked_listed_and_taken_back(reviewed: Terminal) -> None:
    words = ("privacy", "Zofia Nowak")
    marked = reviewed.run(*words, "--name", "-", "--as", "friend", "--reason", "nickname", stdin="bean\n")
    assert marked.output == "Correction 1. 1 note masked and indexed again: 1 place hidden now.\n"
    assert "“bean”" in reviewed.run(*words, "--log").output
    assert reviewed.run(*words, "--name", "bean", "--same-as", "halina").exit_code == 0
    assert "holds already" in reviewed.run(*words, "--name", "bean", "--same-as", "[sister]").output
    assert reviewed.run(*words, "--undo", "2").exit_code == 0
    log = json.loads(reviewed.run(*words, "--log", "--json").output)
    assert log[0]["what"] == "“bean” is a name (FRIEND)"
    assert [(line["undoes"], line["inForce"]) for line in log] == [(None, True), (None, False), (2, True)]
    assert "sound" in reviewed.run("verify").output


def test_what_a_number_covers_is_uncovered_by_force_alone(reviewed: Terminal) -> None:
    words = ("privacy", "Zofia Nowak", "--not-a-name", "555-0148")
    refused = reviewed.run(*words)
    assert refused.exit_code == 1
    assert "stays hidden unless you insist. Add --force." in refused.output
    assert "555" not in refused.output
    assert "1 place uncovered" in reviewed.run(*words, "--force").output


@pytest.mark.parametrize(
    "more",
    [
        ("--name", "bean", "--undo", "1"),
        ("--as", "FRIEND"),
        ("--force",),
        ("--always",),
        ("--reason", "why", "--log"),
        ("--type", "SHOE"),
    ],
)
def test_options_that_do_not_go_together_are_refused_at_once(
    terminal: Terminal, more: tuple[str, ...]
) -> None:
    assert terminal.run("privacy", "Zofia Nowak", *more).exit_code == 2
