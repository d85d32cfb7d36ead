"""What an answer costs from question to verified text: `python -m evals.bench_ask CASES [--peer SCRIPT]`.

The notes of all cases are put together into one client of a hundred weekly sessions, who stands once in a
practice of few clients and once in one of many. Both are asked the cases' questions by turns, in one process.
With --peer the plain pipeline is run before and after in a process of its own, called as `SCRIPT CASES
TOKENIZER`. While all this goes on, and while a note is imported in a thread as the chat does it, a task looks
how late the event loop comes to it. One line of JSON: milliseconds of wall-clock time, and ratios.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import click

from agent.assistant import Assistant
from agent.checkpoints import Checkpoints
from agent.quiet import hush
from agent.records import RenderedAnswer
from evals.bench import TOKENIZER, percentile, run_peer
from evals.bench_lag import LagWatch
from evals.cases import Case, read_cases
from retrieval.deid import Deidentifier
from retrieval.embedding import Embedder
from retrieval.history import History
from retrieval.importing import Importer
from retrieval.index import VectorIndex
from retrieval.records import DraftNote, NoteFormat, NoteKind
from retrieval.store import Store, open_engine
from retrieval.vault import Cipher
from tools.charting import load_chart
from tools.outcomes import assess
from tools.reading import Reader
from tools.records import Assessment, Chart

SESSIONS = 100
FEW, MANY = 5, 500
"""Clients in a practice."""
ASKED = 60
"""Questions of a round, spread over the cases."""
DAY = date(2019, 1, 7)
OTHERS = "Sleeps badly since spring. Works half days. Quarrels with her sister. PHQ-9 = 12. Denies SI."
PASTED = 20
"""Notes of the import during which the loop is watched."""

Record = tuple[History, Chart, Assessment]


@click.command()
@click.argument("cases", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--peer", type=click.Path(exists=True, path_type=Path), help="Script of the plain pipeline.")
@click.option("--rounds", type=click.IntRange(1, 9), default=2, show_default=True)
@click.option("--clients", type=click.IntRange(FEW + 1, 5000), default=MANY, show_default=True)
def main(cases: Path, peer: Path | None, rounds: int, clients: int) -> None:
    """Print percentiles in milliseconds, and ratios."""
    hush()
    read = read_cases(cases)
    plain = [run_peer(peer, cases, TOKENIZER)] if peer else []
    with tempfile.TemporaryDirectory(prefix="longview-ask-") as scratch:
        small, large = AskedPractice(Path(scratch) / "few"), AskedPractice(Path(scratch) / "many")
        figures = asyncio.run(measured(small, large, read, rounds, clients))
    if peer:
        plain.append(run_peer(peer, cases, TOKENIZER))
        for share in ("p50", "p95"):
            figures[f"plain_{share}_ms"] = median(run[f"question_{share}_ms"] for run in plain)
            figures[f"{share}_over_plain"] = figures[f"ask_{share}_ms"] / figures[f"plain_{share}_ms"]
    click.echo(json.dumps({name: round(value, 2) for name, value in figures.items()}))


class AskedPractice:
    """Clients, their notes and the assistant over them, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.store = Store(open_engine(f"sqlite:///{folder / 'notes.db'}"), Cipher.new())
        self._index, self._embedder = VectorIndex(folder / "index"), Embedder()
        self._deidentifier, self._reader = Deidentifier(), Reader()
        self._importer = Importer(
            store=self.store, index=self._index, embedder=self._embedder, deidentifier=self._deidentifier
        )
        self._assistant = Assistant(Checkpoints(folder / "checkpoints.db", Cipher.new().key))

    def take_on(self, name: str, notes: Sequence[DraftNote]) -> str:
        """Add a client with her notes; returns her id."""
        client_id = self.store.add_client(name).id
        self._importer.import_drafts(client_id, notes)
        return client_id

    def record(self, client_id: str) -> Record:
        """What is known of a client, read now."""
        history = History(
            client_id,
            store=self.store,
            index=self._index,
            embedder=self._embedder,
            deidentifier=self._deidentifier,
        )
        chart = load_chart(history, self._reader)
        return history, chart, assess(chart)

    async def ask_ms(self, question: str, record: Record, thread_id: str) -> float:
        """Ask, and wait for the whole answer."""
        history, chart, assessment = record
        begin = time.perf_counter()
        events = self._assistant.stream(
            question, history=history, chart=chart, assessment=assessment, thread_id=thread_id
        )
        answers = [event async for event in events if isinstance(event, RenderedAnswer)]
        assert len(answers) == 1, "a question has one answer"  # noqa: S101 - else nothing was measured
        return 1000 * (time.perf_counter() - begin)


async def measured(
    small: AskedPractice, large: AskedPractice, cases: Sequence[Case], rounds: int, clients: int
) -> dict[str, float]:
    """Ask both practices by turns, and watch the loop meanwhile."""
    notes = long_course([note.text for case in cases for note in case.notes])
    records = []
    for practice, others in ((small, FEW - 1), (large, clients - 1)):
        mine = practice.take_on("Orla Quennell", notes)
        for at in range(others):
            practice.take_on(f"Nora {surname(at)}", [draft(1, OTHERS)])
        records.append(practice.record(mine))
    typed = [question for case in cases for question in case.questions]
    asked = typed[:: max(1, len(typed) // ASKED)]
    for question in asked[:5]:
        for practice, record in zip((small, large), records, strict=True):
            await practice.ask_ms(question, record, "warm")
    spent: tuple[list[float], list[float]] = ([], [])
    lags = []
    for turn in range(rounds):
        for at, question in enumerate(asked):
            with LagWatch() as watch:
                both = list(zip((small, large), records, spent, strict=True))
                for practice, record, times in both if at % 2 else reversed(both):
                    times.append(await practice.ask_ms(question, record, f"{turn}-{at}"))
            lags.append(watch.worst_ms)
    with LagWatch() as idle:
        await asyncio.sleep(1.0)
    with LagWatch() as importing:
        await asyncio.to_thread(small.take_on, "Una Farrow", notes[:PASTED])
    return {
        "ask_p50_ms": percentile(spent[0], 0.50),
        "ask_p95_ms": percentile(spent[0], 0.95),
        "many_over_few": median(many / few for few, many in zip(*spent, strict=True)),
        "lag_asking_p50_ms": percentile(lags, 0.50),
        "lag_asking_max_ms": max(lags),
        "lag_importing_max_ms": importing.worst_ms,
        "lag_idle_max_ms": idle.worst_ms,
    }


def long_course(texts: Sequence[str]) -> list[DraftNote]:
    """A course of a session a week, made of these notes over and over."""
    return [draft(at + 1, text) for at, text in enumerate(islice(cycle(texts), SESSIONS))]


def draft(session: int, text: str) -> DraftNote:
    """A note as it comes from a file."""
    return DraftNote(
        date=DAY + timedelta(weeks=session - 1),
        session=session,
        kind=NoteKind.PROGRESS,
        format=NoteFormat.NARRATIVE,
        text=text,
        source=f"{session}.txt",
    )


def surname(number: int) -> str:
    """A made-up name of its own for each number."""
    letters = "abcdefghij"
    return "Q" + "".join(letters[int(digit)] for digit in f"{number:04d}") + "son"


if __name__ == "__main__":
    main()
