"""The review of what is hidden, as tables in the terminal and as plain data for the page and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from retrieval.deid.review import Hidden, NearMiss, Writing
from retrieval.records import IdentifierType
from ui.privacy_desk import LogLine, PrivacyReport, mark_words

TYPES = {
    IdentifierType.NAME: "People",
    IdentifierType.LOCATION: "Places",
    IdentifierType.ORG: "Organisations",
    IdentifierType.CONTACT: "Contact details",
    IdentifierType.ID: "Numbers of records",
    IdentifierType.DATE: "Dates",
    IdentifierType.AGE90: "Ages over 89",
}
KNOWN = ("you", "client's name")
"""What needs no doubt: the therapist said so."""
SHOWN = 12
"""Rows of a type that the terminal shows before it says how many more there are."""


def report_data(report: PrivacyReport, kind: IdentifierType | None = None) -> dict[str, Any]:
    """A review as JSON values, of one type or all."""
    return {
        "notes": report.notes,
        "behind": report.behind,
        "hidden": [_hidden_data(item) for item in report.review.hidden if kind in (None, item.type)],
        "kept": [_kept_data(item) for item in report.review.kept if kind in (None, item.type)],
        "log": [log_data(line) for line in report.log],
    }


def log_data(line: LogLine) -> dict[str, Any]:
    """An entry of the log as JSON values."""
    return {
        "number": line.number,
        "when": line.when.isoformat(timespec="seconds"),
        "what": mark_words(line.mark, line.undoes),
        "always": line.always,
        "author": line.author,
        "reason": line.reason,
        "undoes": line.undoes,
        "inForce": line.in_force,
    }


def print_report(report: PrivacyReport, kind: IdentifierType | None) -> None:
    """Print what was hidden by type, and what was kept."""
    console = Console()
    if report.behind:
        console.print(
            "[yellow]Corrections are in force that these notes are not masked under: add --apply.[/]"
        )
    for wanted in TYPES if kind is None else (kind,):
        items = [item for item in report.review.hidden if item.type is wanted]
        if items:
            shown = items if kind else items[:SHOWN]
            console.print(_hidden_table(wanted, items, shown))
            if len(shown) < len(items):
                console.print(f"… and {len(items) - len(shown)} more certain; --type {wanted} shows all.\n")
    kept = [item for item in report.review.kept if kind in (None, item.type)]
    if kept:
        shown_kept = kept if kind else kept[: 2 * SHOWN]
        console.print(_kept_table(shown_kept))
        if len(shown_kept) < len(kept):
            console.print(f"… and {len(kept) - len(shown_kept)} less likely; --json has all.")
    if not report.review.hidden and not kept:
        console.print("Nothing is hidden, and nothing that was kept looks like a name.")


def print_log(lines: Sequence[LogLine]) -> None:
    """Print the correction log, oldest first."""
    if not lines:
        Console().print("Nothing was corrected yet.")
        return
    table = Table(
        "No", "When (UTC)", "What", "For", "In force", "Reason", title="Corrections", title_justify="left"
    )
    for line in lines:
        table.add_row(
            str(line.number),
            f"{line.when:%Y-%m-%d %H:%M}",
            Text(mark_words(line.mark, line.undoes)),
            "every client" if line.always else "this client",
            "–" if line.mark is None else "yes" if line.in_force else "taken back",
            Text(line.reason),
        )
    Console().print(table)


def _hidden_table(kind: IdentifierType, items: Sequence[Hidden], shown: Sequence[Hidden]) -> Table:
    count = sum(item.count for item in items)
    title = f"{TYPES[kind]}: {len(items)} hidden in {count} place{'' if count == 1 else 's'}"
    table = Table(
        "Sure", "Shown as", "Written", "Places", "Sessions", "Where", title=title, title_justify="left"
    )
    for item in shown:
        for at, writing in enumerate(item.writings):
            surrogate = Text(item.surrogate if at == 0 else "")
            table.add_row(_percent(writing), surrogate, *_written(writing))
    return table


def _kept_table(kept: Sequence[NearMiss]) -> Table:
    title = "Kept, although it looked like a name: mark what is one"
    table = Table(
        "Likely", "Type", "Written", "Places", "Sessions", "Where", title=title, title_justify="left"
    )
    for item in kept:
        likely = "marked" if item.marked else _percent(item.writing)
        table.add_row(likely, item.type, *_written(item.writing))
    return table


def _written(writing: Writing) -> tuple[Text, str, str, Text]:
    place = writing.place
    where = Text(f"…{place.before}", style="dim")
    where.append(place.words, style="not dim bold")
    where.append(f"{place.after}…")
    return Text(writing.words), str(writing.count), spans(writing.sessions), where


def spans(sessions: Sequence[int]) -> str:
    """Sessions in short: 1-3, 7."""
    runs: list[list[int]] = []
    for session in sessions:
        if runs and session == runs[-1][-1] + 1:
            runs[-1].append(session)
        else:
            runs.append([session])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _percent(writing: Writing) -> str:
    return "known" if writing.how in KNOWN else f"{min(round(100 * writing.score), 99)} %"


def _hidden_data(item: Hidden) -> dict[str, Any]:
    return {
        "type": item.type.value,
        "surrogate": item.surrogate,
        "score": item.score,
        "count": item.count,
        "sessions": list(item.sessions),
        "writings": [_writing_data(writing) for writing in item.writings],
    }


def _kept_data(item: NearMiss) -> dict[str, Any]:
    return {"type": item.type.value, "marked": item.marked, **_writing_data(item.writing)}


def _writing_data(writing: Writing) -> dict[str, Any]:
    place = writing.place
    return {
        "words": writing.words,
        "score": writing.score,
        "how": writing.how,
        "count": writing.count,
        "sessions": spans(writing.sessions),
        "place": {
            "session": place.session,
            "before": place.before,
            "words": place.words,
            "after": place.after,
        },
    }
