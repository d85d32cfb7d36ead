"""`python -m evals.documents CASES`: figures on drafts of every kind and purpose, and the time of one."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from agent.drafting.desk import DocumentDesk
from agent.quiet import hush
from evals.bench_draft import draft_seconds, prolonged
from evals.cases import Case, read_cases
from evals.documents.measuring import Counts, count, quotes_of_blanks, without, without_findings
from evals.documents.opening import taken_in
from tools.documents import DocumentKind, Purpose, outline_of
from tools.documents.layout import Page

ROUNDS = 6
"""Times that what is still quoted is taken out, too."""
LONG = 100
"""Sessions of the course on which time is taken."""


def main() -> None:
    """Measure and print."""
    hush()
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("cases", type=Path)
    chosen = read_cases(reader.parse_args().cases)
    whole, blank, withheld = Counts(), Counts(), 0
    for case in chosen:
        found, refused = _case(case, blank=False)
        print(f"{case.id}: {asdict(found)}")
        whole, withheld = whole + found, withheld + refused
        blank += _case(_emptied(case), blank=True)[0]
    print(f"all cases: {asdict(whole)}; exports withheld by the gate: {withheld}")
    print(f"without diagnosis, risk and mental status: {asdict(blank)}")
    print(f"a discharge draft of {LONG} sessions: {draft_seconds(prolonged(chosen[0], LONG))[0]:.2f} s")


def _case(case: Case, *, blank: bool) -> tuple[Counts, int]:
    from retrieval.errors import LeakError

    found, withheld = Counts(), 0
    with _desk(case) as (desk, originals):
        for kind in DocumentKind:
            for purpose in outline_of(kind).purposes:
                document = desk.create(kind, purpose)
                try:
                    page = desk.page(document.id)
                except LeakError:
                    withheld += 1
                    continue
                own = purpose in (Purpose.OWN, Purpose.CLINICIAN)
                found += count(document, page if own else _no_quotes(page), originals, blank=blank)
    return found, withheld


def _no_quotes(page: Page) -> Page:
    """Pages without names do not hold the words as written; their quotes are counted on the own file."""
    return replace(page, sources=(), sections=())


@contextmanager
def _desk(case: Case) -> Iterator[tuple[DocumentDesk, dict[int, str]]]:
    from ui.documents_desk import desk_of

    with tempfile.TemporaryDirectory() as scratch, taken_in(case, Path(scratch)) as (practice, client_id):
        history = practice.history(client_id)
        yield (
            desk_of(practice, client_id),
            {note.session: history.original(note.id) for note in history.notes()},
        )


def _emptied(case: Case) -> Case:
    """The case without diagnosis, risk and mental status: by their words, then what is still quoted."""
    case = replace(case, notes=tuple(replace(n, text=without_findings(n.text)) for n in case.notes))
    for _ in range(ROUNDS):
        with _desk(case) as (desk, _):
            pages = [desk.page(desk.create(kind, Purpose.OWN).id) for kind in DocumentKind]
        told = {words for page in pages for words in quotes_of_blanks(page)}
        if not told:
            break
        case = replace(case, notes=tuple(replace(n, text=_less(n.text, told)) for n in case.notes))
    return case


def _less(text: str, told: set[str]) -> str:
    return without(text, told) or "Met."


if __name__ == "__main__":
    main()
