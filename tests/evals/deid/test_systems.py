"""Both systems as they are, on one note: what each must find, and that neither asks the network."""

import socket
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from evals.deid.__main__ import main
from evals.deid.records import AnnotatedChart, AnnotatedNote
from evals.deid.systems import Longview, VanillaPresidio

TEXT = "Marcus Delgado came late. Write to him at marcus@example.com. PHQ-9 = 14."
CHART = AnnotatedChart(
    id="x", client="Marcus Delgado", notes=(AnnotatedNote(day=date(2024, 5, 6), text=TEXT, spans=()),)
)


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("system", [Longview, VanillaPresidio])
def test_both_hide_a_full_name_and_an_address_without_the_network(
    system: type[Longview] | type[VanillaPresidio],
) -> None:
    ((*hidden,),) = system().hide(CHART)
    left = "".join(c for at, c in enumerate(TEXT) if not any(h.start <= at < h.end for h in hidden))
    assert "Delgado" not in left
    assert "example" not in left
    assert "came late" in left
    assert all(one.end <= other.start for one, other in pairwise(hidden))


def test_the_command_scores_a_corpus_and_writes_errors(tmp_path: Path) -> None:
    charts, misses, out = tmp_path / "charts.jsonl", tmp_path / "misses.txt", tmp_path / "figures.json"
    run = CliRunner()
    made = run.invoke(main, ["--set", "tuning", "--notes", "6", "--charts", str(charts)])
    assert made.exit_code == 0, made.output
    arguments = [
        "--set",
        "corpus",
        "--path",
        str(charts),
        "--alone",
        "--out",
        str(out),
        "--misses",
        str(misses),
    ]
    done = run.invoke(main, arguments)
    assert done.exit_code == 0, done.output
    assert "| longview | all | 6 |" in done.output
    assert out.exists()
    assert misses.exists()


def test_a_set_that_is_kept_elsewhere_needs_its_path() -> None:
    done = CliRunner().invoke(main, ["--set", "presidio-research"])
    assert done.exit_code == 1
    assert "--path" in done.output
