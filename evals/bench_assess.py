"""What a full assessment costs once the notes are read: `python -m evals.bench_assess CASES [--peer SCRIPT]`.

The notes of all cases are read once and put together into long courses, one session a week. With --peer the
plain pipeline is run before and after in a process of its own, called as `SCRIPT CASES TOKENIZER`, and its
`retrieve_p50_ms` printed beside. One line of JSON: milliseconds of wall-clock time by number of sessions.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import click

from agent.quiet import hush
from evals.bench import TOKENIZER
from evals.cases import Case, read_cases
from retrieval.embedding import Embedder
from retrieval.passages import cut_passages
from retrieval.records import Evidence, MaskedText, Note, NoteFormat, NoteKind
from tools.outcomes import assess
from tools.reading import Reader
from tools.records import Chart, ChartSession, Reading

LENGTHS = (12, 100, 1000)
DAY = date(2004, 1, 5)
ROUNDS = 9


@click.command()
@click.argument("cases", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--peer", type=click.Path(exists=True, path_type=Path), help="Script of the plain pipeline.")
@click.option("--rounds", type=click.IntRange(1, 99), default=ROUNDS, show_default=True)
def main(cases: Path, peer: Path | None, rounds: int) -> None:
    """Print medians in milliseconds."""
    hush()
    figures = [_retrieval_ms(peer, cases)] if peer else []
    readings = list(read_all(read_cases(cases)))
    spent = {f"assess_{n}_ms": assess_ms(long_chart(readings, n), rounds) for n in LENGTHS}
    if peer:
        spent["plain_retrieval_p50_ms"] = median([*figures, _retrieval_ms(peer, cases)])
    click.echo(json.dumps({name: round(value, 1) for name, value in spent.items()}))


def assess_ms(chart: Chart, rounds: int) -> float:
    """The median time of a full assessment, tables already loaded."""
    assess(chart)
    spent = []
    for _ in range(rounds):
        begin = time.perf_counter()
        assess(chart)
        spent.append(1000 * (time.perf_counter() - begin))
    return median(spent)


def long_chart(readings: Sequence[Reading], sessions: int) -> Chart:
    """A course of so many sessions, made of these readings over and over."""
    return Chart(
        client_id="bench",
        sessions=tuple(
            ChartSession(
                session=i + 1,
                date=DAY + timedelta(weeks=i),
                kind=NoteKind.PROGRESS,
                reading=_renumbered(reading, i + 1),
            )
            for i, reading in enumerate(islice(cycle(readings), sessions))
        ),
    )


def read_all(cases: Sequence[Case]) -> Iterator[Reading]:
    """Read every note as it is written; names do not matter here."""
    embedder, reader = Embedder(), Reader()
    for case in cases:
        for item in case.notes:
            note = Note(
                id=f"{case.id}-{item.session}",
                client_id=case.id,
                session=item.session,
                date=DAY,
                week=0,
                kind=NoteKind.PROGRESS,
                format=NoteFormat.NARRATIVE,
                body=MaskedText(text=item.text),
            )
            passages = cut_passages(note, note.id.ljust(16, "0"))
            yield reader.read(note, passages, embedder.embed([p.text for p in passages]))


def _renumbered(reading: Reading, session: int) -> Reading:
    def moved(evidence: Evidence) -> Evidence:
        return replace(evidence, note_id=f"n{session}", session=session)

    return replace(
        reading,
        note_id=f"n{session}",
        observations=tuple(
            replace(o, id=f"{session}:{o.id}", evidence=moved(o.evidence)) for o in reading.observations
        ),
        measures=tuple(replace(m, session=session, evidence=moved(m.evidence)) for m in reading.measures),
    )


def _retrieval_ms(peer: Path, cases: Path) -> float:
    command = [sys.executable, str(peer), str(cases), str(TOKENIZER)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout.splitlines()[-1])["retrieve_p50_ms"])


if __name__ == "__main__":
    main()
