"""`python -m evals.documents CASES`: figures on drafts of every kind and purpose, and the time of one."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path

from agent.drafting.desk import DocumentDesk
from agent.quiet import hush
from evals.cases import Case, read_cases
from evals.documents.measuring import Counts, count, quotes_of_blanks, without, without_findings
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
    print(f"a discharge draft of {LONG} sessions: {_seconds(chosen[0]):.2f} s")


def _case(case: Case, *, blank: bool) -> tuple[Counts, int]:
    from retrieval.errors import LeakError

    with tempfile.TemporaryDirectory() as scratch:
        desk, originals, close = _desk(case, Path(scratch))
        found, withheld = Counts(), 0
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
        close()
    return found, withheld


def _no_quotes(page: Page) -> Page:
    """Pages without names do not hold the words as written; their quotes are counted on the own file."""
    return replace(page, sources=(), sections=())


def _desk(case: Case, scratch: Path) -> tuple[DocumentDesk, dict[int, str], Callable[[], None]]:
    from ui.documents_desk import desk_of
    from ui.workspace import throw_away

    practice = throw_away(scratch / "data")
    client = practice.add_client(case.name, case.pronouns)
    practice.import_path(client.id, case.write_notes(scratch / "notes"))
    history = practice.history(client.id)
    originals = {note.session: history.original(note.id) for note in history.notes()}
    return desk_of(practice, client.id), originals, practice.close


def _emptied(case: Case) -> Case:
    """The case without diagnosis, risk and mental status: by their words, then what is still quoted."""
    case = replace(case, notes=tuple(replace(n, text=without_findings(n.text)) for n in case.notes))
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as scratch:
            desk, _, close = _desk(case, Path(scratch))
            pages = [desk.page(desk.create(kind, Purpose.OWN).id) for kind in DocumentKind]
            close()
        told = {words for page in pages for words in quotes_of_blanks(page)}
        if not told:
            break
        case = replace(case, notes=tuple(replace(n, text=_less(n.text, told)) for n in case.notes))
    return case


def _less(text: str, told: set[str]) -> str:
    return without(text, told) or "Met."


def _seconds(case: Case) -> float:
    """Time of one draft of a long course, everything read before; the median of three."""
    with tempfile.TemporaryDirectory() as scratch:
        desk, _, close = _desk(_long(case), Path(scratch))
        times = []
        for _ in range(3):
            begin = time.perf_counter()
            desk.create(DocumentKind.DISCHARGE, Purpose.OWN)
            times.append(time.perf_counter() - begin)
        close()
    return sorted(times)[1]


def _long(case: Case) -> Case:
    """The course over and over, a week after a week."""
    first = date(2015, 1, 5)
    notes = (
        replace(
            case.notes[n % len(case.notes)],
            session=n + 1,
            date=str(first + timedelta(weeks=n)),
            text=f"{case.notes[n % len(case.notes)].text}\nWeek {n + 1} of the course.",
        )
        for n in range(LONG)
    )
    return replace(case, notes=tuple(notes))


if __name__ == "__main__":
    main()
