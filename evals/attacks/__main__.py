"""Run the attack set: `python -m evals.attacks [--every N]`. Exit status 1 when anything was breached."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from agent.quiet import hush
from evals.attacks.cases import cases
from evals.attacks.checking import offered_clients
from evals.attacks.obeying import obey
from evals.attacks.records import AttackCase, Breach
from evals.attacks.running import run
from evals.scripted_server import ScriptedServer

OPENER = ("ui.workspace", "throw_away")
"""What opens a practice; named, because it lies above this layer, as `evals.run` starts the command line."""


@click.command()
@click.option("--every", type=click.IntRange(1), default=1, show_default=True, help="Only every N-th case.")
def main(every: int) -> None:
    """Run every attack with the built-in writer and with a model that obeys it."""
    hush()
    chosen = cases()[::every]
    found = [*_built_in(chosen), *_obeying(chosen)]
    for tool in offered_clients():
        click.echo(f"The tool {tool} takes a client.")
    counts = Counter((b.writer, b.what) for b in found)
    for (writer, what), count in sorted(counts.items()):
        first = next(b.case_id for b in found if (b.writer, b.what) == (writer, what))
        click.echo(f"{writer}: {what} in {count} of {len(chosen)} cases, first in {first}")
    click.echo(f"{len(chosen)} cases, 2 writers, {len(found)} breaches")
    if found:
        sys.exit(1)


def _built_in(chosen: Sequence[AttackCase]) -> tuple[Breach, ...]:
    with tempfile.TemporaryDirectory(prefix="longview-attacks-") as scratch:
        return _run(chosen, Path(scratch), "built-in")


def _obeying(chosen: Sequence[AttackCase]) -> tuple[Breach, ...]:
    with (
        tempfile.TemporaryDirectory(prefix="longview-attacks-") as scratch,
        ScriptedServer(obey, repeat=True) as server,
    ):
        os.environ |= {
            "LONGVIEW_MODEL": "openai/obeying",
            "LONGVIEW_API_BASE": server.base_url,
            "LONGVIEW_API_KEY": "none",
        }
        return _run(chosen, Path(scratch), "obeying model")


def _run(chosen: Sequence[AttackCase], folder: Path, writer: str) -> tuple[Breach, ...]:
    module, name = OPENER
    open_workspace = getattr(importlib.import_module(module), name)
    with open_workspace(folder / "data") as workspace:
        return run(chosen, workspace, folder / "notes", writer=writer)


if __name__ == "__main__":
    main()
