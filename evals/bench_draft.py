"""How long a draft takes with the built-in writer: `python -m evals.bench_draft [CASES] [--sessions 100]`."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import click

from agent.quiet import hush
from evals.cases import Case, read_cases
from evals.documents.opening import taken_in
from tools.documents import DocumentKind, Purpose

OWN = Path(__file__).with_name("cases")
FIRST = date(2015, 1, 5)


@click.command()
@click.argument("cases", type=click.Path(exists=True, file_okay=False, path_type=Path), default=OWN)
@click.option("--sessions", type=click.IntRange(1, 500), default=100, show_default=True)
@click.option("--most", type=click.IntRange(1, 20), default=3, show_default=True, help="Cases to take.")
def main(cases: Path, sessions: int, most: int) -> None:
    """Repeat each case's notes to a long course, and draft its discharge narrative."""
    hush()
    for case in read_cases(cases)[:most]:
        again, opened = draft_seconds(prolonged(case, sessions))
        click.echo(
            f"{case.id}: {sessions} sessions: a discharge draft in {again:.2f} s; "
            f"{opened:.2f} s with the record opened and judged anew"
        )


def draft_seconds(case: Case, rounds: int = 3) -> tuple[float, float]:
    """Medians of a draft: over what is known already, and after everything known was let go."""
    from ui.documents_desk import desk_of

    again, opened = [], []
    with (
        tempfile.TemporaryDirectory(prefix="longview-bench-") as scratch,
        taken_in(case, Path(scratch)) as (practice, client_id),
    ):
        for _ in range(rounds):
            practice.rebuild(client_id)
            begin = time.perf_counter()
            desk = desk_of(practice, client_id)
            desk.create(DocumentKind.DISCHARGE, Purpose.OWN)
            opened.append(time.perf_counter() - begin)
            begin = time.perf_counter()
            desk.create(DocumentKind.DISCHARGE, Purpose.OWN)
            again.append(time.perf_counter() - begin)
    return median(again), median(opened)


def prolonged(case: Case, sessions: int) -> Case:
    """The course over and over, a week after a week; no two notes are the same."""
    notes = (
        replace(
            case.notes[n % len(case.notes)],
            session=n + 1,
            date=str(FIRST + timedelta(weeks=n)),
            text=f"{case.notes[n % len(case.notes)].text}\nWeek {n + 1} of the course.",
        )
        for n in range(sessions)
    )
    return replace(case, notes=tuple(notes))


if __name__ == "__main__":
    main()
