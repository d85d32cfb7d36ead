"""Annotated charts as lines of JSON: `chart`, `client`, and `sessions` with their text and `phi`.

This is the shape in which annotated corpora come; keep terms and rosters are added where we make one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from evals.deid.records import AnnotatedChart, AnnotatedNote, Range, Span
from evals.errors import CaseError

WRITER_LETTERS = 2
"""In a corpus the first letters of a chart's id name its writer."""


def read(path: Path) -> Iterator[AnnotatedChart]:
    """Yield the charts of a file.

    Raises:
        CaseError: a line is not such a chart.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield _chart(json.loads(line))
        except (ValueError, KeyError, TypeError) as wrong:
            kind = type(wrong).__name__
            raise CaseError(
                f"Expected an annotated chart in line {number} of {path.name}; got something else ({kind}). "
                "Each line needs chart, client and sessions with date, text and phi."
            ) from None


def write(charts: Iterable[AnnotatedChart], path: Path) -> int:
    """Write the charts, one a line; gives the number of notes."""
    notes = 0
    with path.open("w", encoding="utf-8") as file:
        for chart in charts:
            file.write(json.dumps(_row(chart), ensure_ascii=False) + "\n")
            notes += len(chart.notes)
    return notes


def _row(chart: AnnotatedChart) -> dict[str, Any]:
    return {
        "chart": chart.id,
        "client": f"{chart.client}, {chart.pronouns}",
        "style": chart.writer,
        "roster": list(chart.roster),
        "sessions": [
            {
                "session": number,
                "date": note.day.isoformat(),
                "format": note.style,
                "text": note.text,
                "phi": [{"start": s.start, "end": s.end, "type": s.type, "text": s.text} for s in note.spans],
                "keep": [{"start": k.start, "end": k.end} for k in note.keep],
            }
            for number, note in enumerate(chart.notes, 1)
        ],
    }


def _chart(row: Mapping[str, Any]) -> AnnotatedChart:
    name, _, pronouns = row["client"].rpartition(", ")
    return AnnotatedChart(
        id=row["chart"],
        client=name,
        pronouns=pronouns,
        writer=row["chart"][:WRITER_LETTERS],
        notes=tuple(_note(session) for session in row["sessions"]),
        roster=tuple(row.get("roster", ())),
    )


def _note(session: Mapping[str, Any]) -> AnnotatedNote:
    return AnnotatedNote(
        day=date.fromisoformat(session["date"]),
        text=session["text"],
        spans=tuple(Span(s["start"], s["end"], s["type"], s["text"]) for s in session["phi"]),
        keep=tuple(Range(k["start"], k["end"]) for k in session.get("keep", ())),
        style=session["format"],
    )
