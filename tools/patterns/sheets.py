"""Patterns written down: a reflection sheet for trainees, and a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from tools.patterns.counting import ANY
from tools.patterns.records import Cell, Pattern, Similar

TO_WRITE = "[To be written by you]"
OUTCOMES = {"none": "no gain", "insufficient": "too little documented"}
UNTOLD = "other outcomes"
"""How an outcome is called where its value alone would mislead."""
READING = (
    "Groups overlap. Those that are too small, or too near to one counted before, are left out. Counts and "
    "order in time, not causes; nobody is ranked."
)


def reflection(title: str, patterns: Iterable[Pattern]) -> str:
    """Return a reflection sheet as Markdown: codes only, order in time, what else could be so."""
    lines = [f"# Case reflection: {title}", ""]
    found = tuple(patterns)
    if not found:
        lines += [
            "Nothing is shared by enough cases, by fewer of the others, and without setting a few apart.",
            "",
        ]
    for number, pattern in enumerate(found, start=1):
        lines += [
            f"## Pattern {number}",
            "",
            pattern.statement,
            "",
            f"- Cases it rests on ({len(pattern.cases)}): {_codes(pattern.cases)}",
            f"- Contrary cases ({len(pattern.contrary)}): {_codes(pattern.contrary)}",
            *(f"- Another explanation: {text}" for text in pattern.explanations),
            f"- What would disprove it: {pattern.disproof or TO_WRITE}",
            f"- What I could try: {TO_WRITE}",
            f"- My question for supervision: {TO_WRITE}",
            "",
        ]
    return "\n".join(lines)


def to_csv(cells: Iterable[Cell]) -> str:
    """Return the table of counts as CSV."""
    found = tuple(cells)
    outcomes = sorted({name for cell in found for name, _ in cell.outcomes})
    data = io.StringIO()
    writer = csv.writer(data, lineterminator="\n")
    writer.writerow(
        [
            *(
                "presentation",
                "intervention",
                "cases",
                *(name for name in outcomes),
                UNTOLD,
            ),
            *("median weeks to the turn", "median weeks held", "setbacks", "codes"),
        ]
    )
    for cell in found:
        counts = dict(cell.outcomes)
        row = [cell.presentation, cell.intervention, len(cell.cases), *(counts.get(o, "") for o in outcomes)]
        writer.writerow(
            [*row, cell.untold, cell.onset_weeks, cell.weeks_held, cell.setbacks, "; ".join(cell.cases)]
        )
    return data.getvalue()


def cells_text(cells: Iterable[Cell]) -> str:
    """Return the margins of the table as Markdown: counts, and the medians of those who turned or held."""
    margins = [cell for cell in cells if ANY in (cell.presentation, cell.intervention)]
    if not margins:
        return "No group is large enough to be counted."
    lines = [
        "| presentation | intervention | cases | outcomes | weeks to the turn | weeks held | setbacks |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for cell in margins:
        told = [*cell.outcomes, *([(UNTOLD, cell.untold)] if cell.untold else [])]
        outcomes = ", ".join(f"{name} {count}" for name, count in told)
        weeks = [_weeks(cell.onset_weeks), _weeks(cell.weeks_held)]
        row = [
            cell.presentation,
            cell.intervention,
            str(len(cell.cases)),
            outcomes,
            *weeks,
            str(cell.setbacks),
        ]
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join([*lines, "", READING])


def similar_text(found: Iterable[Similar]) -> str:
    """Return similar cases as lines; that a course looked alike says nothing of how this one will go on."""
    lines = [
        f"- {item.code}: likeness {1 - item.distance:.2f}; {'a' if item.lasting else 'no'} lasting gain; "
        f"noted: {', '.join(item.interventions) or 'nothing'}"
        for item in found
    ]
    return "\n".join([*lines, "", "A course that looked alike is no forecast of this one."])


def _weeks(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(codes) or "none"
