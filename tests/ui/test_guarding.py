import logging
import subprocess
import sys

import click
from click.testing import CliRunner

from ui.guarding import guard_until_closed

SEEDED = """
import logging
from ui.cli import main

@main.command()
def fail():
    logging.basicConfig()
    name = "Odalys Ferreira"
    logging.getLogger("httpx").warning("sent %s", name)
    logging.getLogger("longview.chat").warning(f"sent {name}")
    raise ValueError(f"{name} phoned")

main(["fail"])
"""


def test_a_command_that_fails_tells_no_words_of_a_note() -> None:
    """The command line as it is installed: nothing between it and Python's own hooks."""
    done = subprocess.run([sys.executable, "-c", SEEDED], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "ValueError (words withheld)" in done.stderr
    assert "Odalys" not in done.stdout + done.stderr
    assert "Ferreira" not in done.stdout + done.stderr


def test_the_gates_are_taken_away_when_a_command_ends_as_foreseen() -> None:
    before = logging.getLogRecordFactory(), sys.excepthook

    @click.command()
    def known() -> None:
        guard_until_closed(click.get_current_context())
        assert logging.getLogRecordFactory() is not before[0]
        raise click.ClickException("There is no client of that name.")

    assert CliRunner().invoke(known).exit_code == 1
    assert (logging.getLogRecordFactory(), sys.excepthook) == before
