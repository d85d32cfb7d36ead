"""The synthetic set of presidio-research (`data/synth_dataset_v2.json`, MIT licence), read from a copy.

Nothing of it is kept here. Its labels follow another definition than ours, so what identifies nobody by
45 CFR 164.514(b)(2)(i) is laid aside: forms of address and occupations (TITLE), nationalities and faiths
(NRP), ages below 90, countries, weekdays. The scorer reports both with and without it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from evals.deid.records import AnnotatedChart, AnnotatedNote, Span
from evals.deid.tables import lines
from evals.errors import CaseError

HALVES = ("tuning", "reporting")
DAY = date(2024, 1, 15)
"""The sentences bear no date of their own; each is masked as if written on this day."""

NOT_IDENTIFYING = frozenset(("TITLE", "NRP"))
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
OLDEST_OPEN = 89
"""Ages up to here may stay."""


def read(path: Path, half: str = "") -> Iterator[AnnotatedChart]:
    """Yield every sentence as a chart of its own, about a client of whom nothing is known.

    Args:
        path: the JSON file of the published set.
        half: `tuning` or `reporting` for the sentences of one half of the templates; empty for all.

    Raises:
        CaseError: the file is not that set.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        for number, row in enumerate(rows):
            if not half or half_of(row["template_id"]) == half:
                yield _chart(number, row)
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        kind = type(wrong).__name__
        raise CaseError(
            f"Expected synth_dataset_v2.json of presidio-research; could not read it ({kind}). "
            "Clone the repository and pass --path to the file in its data folder."
        ) from None


def half_of(template: int) -> str:
    """Say to which half a template belongs; all sentences of a template fall into the same."""
    return HALVES[hashlib.sha256(f"template {template}".encode()).digest()[0] % 2]


def with_everything(chart: AnnotatedChart) -> AnnotatedChart:
    """The same chart with what was laid aside counted as its authors labelled it."""
    notes = (replace(note, spans=(*note.spans, *note.aside), aside=()) for note in chart.notes)
    return replace(chart, notes=tuple(notes))


def identifies(label: str, text: str) -> bool:
    """Whether what the set's authors labelled is an identifier by our definition."""
    key = re.sub(r"\s*\(.*", "", text).strip().casefold()
    if label == "AGE":
        return not key.isdigit() or int(key) > OLDEST_OPEN
    if label == "GPE":
        return key not in {name.casefold() for name in lines("countries")} and key != "nan"
    if label == "DATE_TIME":
        return key not in WEEKDAYS
    return label not in NOT_IDENTIFYING


def _chart(number: int, row: Mapping[str, Any]) -> AnnotatedChart:
    spans = [
        Span(item["start_position"], item["end_position"], item["entity_type"], item["entity_value"])
        for item in sorted(row["spans"], key=lambda item: int(item["start_position"]))
    ]
    note = AnnotatedNote(
        day=DAY,
        text=row["full_text"],
        spans=tuple(s for s in spans if identifies(s.type, s.text)),
        aside=tuple(s for s in spans if not identifies(s.type, s.text)),
    )
    return AnnotatedChart(
        id=f"synth-{number}", client="", writer=f"template-{row['template_id']}", notes=(note,)
    )
