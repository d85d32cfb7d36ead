"""Several people who ask the chat at once: `python -m evals.bench_people [--people 20]`.

Each has an account, one client and a word that only her client's notes hold. The server is the real one, on
loopback; everybody talks to it as the page does, over its socket. An answer is right if it holds the word of
the own client; a leak is any event, on anybody's socket, that holds the word of another's.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import click

from evals.bench_chat import free_port, served
from evals.bench_visitor import Asked, Visitor
from evals.errors import EvalError

WORDS = (
    "heron lantern orchard kettle violin harbour ladder compass quilt anvil "
    "saddle trellis bellows cradle gazebo thimble walnut pulpit sundial rudder"
).split()
"""One for each client; no note holds another's."""
NAMES = (
    "Adler Brandt Corso Dahl Evers Falk Grimm Hoff Iversen Jensen "
    "Koch Lund Moser Nagel Olsen Petit Quist Reuter Stahl Thorn"
).split()
NOTES = {
    "2024-03-01 intake.txt": "Panic attacks daily for a month. Off work since January. PHQ-9 = 19.",
    "2024-04-05 progress.txt": "Three panic attacks. She quarrelled with her brother about the {word}.",
    "2024-05-03 progress.txt": "One panic attack. Back at work part time. Denies SI.",
    "2024-06-07 progress.txt": "No panic attacks this month. Works full days. PHQ-9 = 6.",
}
QUESTION = "What did she quarrel with her brother about?"
ALONE = 10
"""Questions of one person alone, in each round."""
ROUNDS = 4
"""Times that first one asks alone and then everybody at once: a slow minute of the machine hits both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """What was measured, in milliseconds."""

    alone: tuple[Asked, ...]
    first: tuple[Asked, ...]
    """Everybody's first question, for which each chart is opened."""
    together: tuple[Asked, ...]
    wrong: int
    leaks: int
    people: int = field(default=0)

    def figures(self) -> dict[str, float]:
        """The figures that are reported."""
        alone, together = ([one.whole_ms for one in of] for of in (self.alone, self.together))
        return {
            "people": self.people,
            "questions": len(self.alone) + len(self.first) + len(self.together),
            "wrong": self.wrong,
            "leaks": self.leaks,
            "very_first_step_max_ms": max(one.step_ms for one in self.first),
            "first_step_p50_ms": median(one.step_ms for one in self.alone),
            "first_step_max_ms": max(one.step_ms for one in self.alone),
            "alone_p50_ms": median(alone),
            "alone_p95_ms": p95(alone),
            "very_first_together_p95_ms": p95([one.whole_ms for one in self.first]),
            "together_p50_ms": median(together),
            "together_p95_ms": p95(together),
            "together_p95_over_alone_p95": p95(together) / p95(alone),
        }


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return quantiles(values, n=20, method="inclusive")[-1]


@click.command()
@click.option("--people", type=click.IntRange(2, len(WORDS)), default=len(WORDS), show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="Write the figures here as JSON.")
def main(people: int, out: Path | None) -> None:
    """Let PEOPLE ask at once."""
    try:
        with tempfile.TemporaryDirectory(prefix="longview-people-") as scratch:
            figures = measured(Path(scratch), people).figures()
    except EvalError as error:
        raise click.ClickException(str(error)) from None
    for name, value in figures.items():
        click.echo(f"{value:10.1f}  {name}")
    if out:
        out.write_text(json.dumps(figures, indent=1), encoding="utf-8")


def measured(folder: Path, people: int) -> Crowd:
    """Make the practice, start the chat, and let everybody ask."""
    password = secrets.token_urlsafe(16)
    environment = {"LONGVIEW_DATA_DIR": f"{folder}/data", "LONGVIEW_CONFIG_DIR": f"{folder}/config"}
    clients = prepared(folder, environment, password, people)
    port = free_port()
    command = [sys.executable, "-m", "ui.cli", "chat", "--no-open", "--port", str(port)]
    with served(command, port, environment):
        address = f"http://127.0.0.1:{port}"
        visitors = [Visitor(address, f"user{at}", password, client) for at, client in enumerate(clients)]
        return asyncio.run(asked(visitors))


def prepared(folder: Path, environment: dict[str, str], password: str, people: int) -> list[str]:
    """Make accounts and clients; returns the clients' ids in the order of the accounts."""
    for at in range(people):
        longview(environment, "user", "add", f"user{at}", "--password", password)
        notes = folder / f"notes{at}"
        notes.mkdir()
        for name, text in NOTES.items():
            (notes / name).write_text(text.format(word=WORDS[at]), encoding="utf-8")
        longview(environment, "import", str(notes), "--client", f"Ida {NAMES[at]}", "--for", f"user{at}")
    listed = longview(environment, "clients").splitlines()
    ids = {line.split()[2]: line.split()[0] for line in listed}
    return [ids[name] for name in NAMES[:people]]


def longview(environment: dict[str, str], *words: str) -> str:
    """Run a command of the program.

    Raises:
        EvalError: it failed.
    """
    done = subprocess.run(
        [sys.executable, "-m", "ui.cli", *words],
        env={**os.environ, **environment},
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise EvalError(f"`longview {words[0]}` ended with {done.returncode}.")
    return done.stdout


async def asked(visitors: list[Visitor]) -> Crowd:
    """One alone, then everybody at once."""
    try:
        for visitor in visitors:
            await visitor.come()
        first = await together(visitors)
        alone: list[Asked] = []
        crowd: list[Asked] = []
        for _ in range(ROUNDS):
            alone += [await visitors[0].ask(QUESTION) for _ in range(ALONE)]
            crowd += await together(visitors)
        wrong = sum(
            WORDS[at] not in visitor.said(number)
            for at, visitor in enumerate(visitors)
            for number in range(visitor.asked)
        )
        leaks = sum(
            any(word in visitor.heard for other, word in enumerate(WORDS) if other != at)
            for at, visitor in enumerate(visitors)
        )
    finally:
        for visitor in visitors:
            await visitor.leave()
    return Crowd(
        alone=tuple(alone),
        first=tuple(first),
        together=tuple(crowd),
        wrong=wrong,
        leaks=leaks,
        people=len(visitors),
    )


async def together(visitors: list[Visitor]) -> list[Asked]:
    """Everybody asks at the same moment."""
    return list(await asyncio.gather(*(visitor.ask(QUESTION) for visitor in visitors)))


if __name__ == "__main__":
    main()
