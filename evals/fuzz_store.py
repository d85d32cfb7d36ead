"""No name in any stored byte: `python -m evals.fuzz_store [--notes 2000] [--seed 0] [--misses FILE]`.

Imports generated charts into a practice that is thrown away, asks questions that name people, with logging
at its most talkative, and then looks for every name: in all bytes of the data folder and the log, and,
strictly, in what is behind the encryption. Exit status 1 when a name is in any byte, or anywhere on the clean
side where it is not simply left in a note.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from evals.clean_side import Clean, Left, look
from evals.deid.records import AnnotatedChart, AnnotatedNote
from evals.stored_bytes import Scan, every_byte, needles, scan
from retrieval.records import IdentifierType
from retrieval.vault import Cipher

QUESTIONS = (
    "Has {first}'s improvement been sustained?",
    "how is {lower} sleeping? any suicidal thoughts?",
    "What did {other} say about work?",
)

OpenPractice = Callable[[Path, Cipher], AbstractContextManager[Any]]
"""Opens an empty practice in a folder under a master key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fuzzed:
    """What a run did and found."""

    charts: int
    notes: int
    questions: int
    scan: Scan
    clean: tuple[Clean, ...]

    @property
    def names_left(self) -> tuple[Left, ...]:
        """Names of which letters are in a clean note."""
        return tuple(i for c in self.clean for i in c.left if i.type == IdentifierType.NAME)

    @property
    def mentions(self) -> int:
        """Names in the notes."""
        return sum(clean.mentions for clean in self.clean)

    @property
    def elsewhere(self) -> int:
        """Names in readings and conversations that are not left in a note."""
        return sum(len(clean.elsewhere) for clean in self.clean)


@click.command()
@click.option("--notes", type=click.IntRange(1), default=2000, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True)
@click.option(
    "--set", "name", type=click.Choice(("tuning", "reporting")), default="tuning", show_default=True
)
@click.option("--misses", type=click.Path(path_type=Path), help="Write what is left in clean notes here.")
def main(notes: int, seed: int, name: str, misses: Path | None) -> None:
    """Generate notes, import them, ask, and search everything that was stored."""
    from agent.quiet import hush

    hush()
    from evals.deid.sets import generated

    with tempfile.TemporaryDirectory(prefix="longview-fuzz-") as folder:
        done = fuzz(generated(name, notes, seed), Path(folder), _practice)
    for line in figures(done):
        click.echo(line)
    if misses is not None:
        misses.write_text("\n".join(missed(done)), encoding="utf-8")
    if done.scan.found or done.elsewhere:
        sys.exit(1)


def fuzz(charts: Sequence[AnnotatedChart], folder: Path, open_practice: OpenPractice) -> Fuzzed:
    """Import charts, ask about each client, close, and search.

    Args:
        charts: with labels.
        folder: for the notes before import, and for the workspace that is searched.
        open_practice: opens the practice.
    """
    data, master = folder / "data", Cipher.new()
    control = _control(folder / "control", open_practice)
    with _talkative_log(data / "log" / "debug.log"), open_practice(data, master) as practice:
        ids = [_import(chart, practice, folder / "notes") for chart in charts]
        asked = sum(asyncio.run(_ask(chart, key, practice)) for chart, key in zip(charts, ids, strict=True))
        clean = tuple(
            look(chart, practice.history(key), _others(practice, key, data, master))
            for chart, key in zip(charts, ids, strict=True)
        )
        open_scan = _scan(charts, data, control)  # while write-ahead logs are there
    closed_scan = _scan(charts, data, control)
    return Fuzzed(
        charts=len(charts),
        notes=sum(len(chart.notes) for chart in charts),
        questions=asked,
        scan=Scan(
            files=max(open_scan.files, closed_scan.files),
            size=max(open_scan.size, closed_scan.size),
            needles=open_scan.needles,
            found=tuple(sorted({*open_scan.found, *closed_scan.found})),
            own_words=open_scan.own_words + closed_scan.own_words,
        ),
        clean=clean,
    )


def figures(done: Fuzzed) -> Iterator[str]:
    """Say in lines what was done and found."""
    found = done.scan
    yield f"{done.notes} notes of {done.charts} clients imported, {done.questions} questions asked"
    yield f"stored bytes: {len(found.found)} names found in {found.size:,} bytes of {found.files} files"
    yield f"  ({found.needles:,} writings looked for; {found.own_words} places are words of the databases)"
    for name, file in found.found:
        yield f"  a name of {len(name)} letters in {file}"
    left = done.names_left
    share = len(left) / max(1, done.mentions)
    yield f"clean notes: {len(left)} of {done.mentions} names left with a letter or more ({share:.2%})"
    for kind, count in Counter(item.writing for item in left).most_common():
        yield f"  {kind}: {count}"
    everything = [item for clean in done.clean for item in clean.left]
    total = sum(clean.identifiers for clean in done.clean)
    yield f"clean notes: {len(everything)} of {total} identifiers of all kinds left"
    for kind, count in Counter(item.type for item in everything).most_common():
        yield f"  {kind}: {count}"
    yield f"clean notes that the gate lets go nowhere: {sum(clean.refused for clean in done.clean)}"
    yield f"readings and conversations: {done.elsewhere} names beside those"


def missed(done: Fuzzed) -> Iterator[str]:
    """One line for everything left in a clean note; it holds words of the (made-up) notes."""
    for item in sorted((i for c in done.clean for i in c.left), key=lambda i: (i.type, i.writing, i.words)):
        whole = "whole" if item.whole else "part"
        yield f"{item.type}\t{item.writing}\t{whole}\t{item.chart}.{item.session}\t{item.context}"


def _import(chart: AnnotatedChart, practice: Any, folder: Path) -> str:
    path = folder / chart.id / "notes.json"
    path.parent.mkdir(parents=True)
    rows = [
        {"session": number, "date": note.day.isoformat(), "format": note.style, "text": note.text}
        for number, note in enumerate(chart.notes, 1)
    ]
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    client_id: str = practice.add_client(chart.client, chart.pronouns).id
    practice.import_path(client_id, path)
    return client_id


async def _ask(chart: AnnotatedChart, client_id: str, practice: Any) -> int:
    for number, question in enumerate(_questions(chart)):
        async for _ in practice.ask(question, client_id=client_id, thread_id=f"{chart.id}-{number}"):
            pass
    return len(QUESTIONS)


def _questions(chart: AnnotatedChart) -> list[str]:
    first = chart.client.split()[0]
    other = next((name for name in chart.roster if name not in chart.client), first)
    return [question.format(first=first, lower=first.lower(), other=other) for question in QUESTIONS]


def _others(practice: Any, client_id: str, data: Path, master: Cipher) -> list[str]:
    """What was made of the notes and kept: readings, passages, states of conversations."""
    from tools.reading import Reader

    history = practice.history(client_id)
    passages = [passage.text for passage in history.passages()]
    states = asyncio.run(_states(client_id, data, master))
    return [*passages, *history.derived(Reader().version).values(), *states]


async def _states(client_id: str, data: Path, master: Cipher) -> list[str]:
    from agent.checkpoints import Checkpoints

    async with Checkpoints(data / "checkpoints.db", master.derive("checkpoints").key).open() as saver:
        kept = [item async for item in saver.alist(None)]
    mine = [c for c in kept if c.config["configurable"]["thread_id"].startswith(f"{client_id}.")]
    return [json.dumps(c.checkpoint["channel_values"], ensure_ascii=False, default=str) for c in mine]


def _control(folder: Path, open_practice: OpenPractice) -> bytes:
    """Every byte of a practice whose one client has no name and a note without any."""
    note = AnnotatedNote(
        day=date(2024, 1, 8), text="Sleeps six hours. Mood low.", spans=(), style="NARRATIVE"
    )
    nobody = AnnotatedChart(id="Q", client="Q", notes=(note,))
    with open_practice(folder / "data", Cipher.new()) as practice:
        asyncio.run(_ask(nobody, _import(nobody, practice, folder / "notes"), practice))
        while_open = every_byte(folder / "data")
    return while_open + every_byte(folder / "data")


def _scan(charts: Sequence[AnnotatedChart], data: Path, control: bytes) -> Scan:
    names = [name for chart in charts for name in (*chart.roster, chart.client)]
    texts = [note.text for chart in charts for note in chart.notes]
    asked = [question for chart in charts for question in _questions(chart)]
    return scan(data, needles(names, [*texts, *asked]), control=control)


@contextmanager
def _talkative_log(path: Path) -> Iterator[None]:
    """Write all that any library logs, through the gate that stands before the log of a running practice."""
    from agent.log_gate import LogGate
    from agent.watched import watched

    path.parent.mkdir(parents=True)
    root, level = logging.getLogger(), logging.getLogger().level
    handler = logging.FileHandler(path, encoding="utf-8")
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    put_back = LogGate(watched).install()
    try:
        yield
    finally:
        put_back()
        root.setLevel(level)
        root.removeHandler(handler)
        handler.close()


@contextmanager
def _practice(folder: Path, master: Cipher) -> Iterator[Any]:
    from agent.settings import Settings
    from ui.practice import Practice

    settings = Settings(data_dir=folder, config_dir=folder.with_name("config"), model="", database_url="")
    with Practice.open(settings, master=master) as practice:
        yield practice


if __name__ == "__main__":
    main()
