"""What the name finder learns from beside charts: filled-in sentences and templates.

`evals/deid/sentences` holds what charts rarely show: names that are words at the start of a sentence,
organisations known only by their name, places in lower case, capitals that mean nobody. The templates are
those for tuning, never those for reporting. Each file counts as a writer.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.deid.generator.charts import charts
from evals.deid.generator.template import read_file
from evals.deid.records import AnnotatedChart

SENTENCES = Path(__file__).parent / "deid" / "sentences"
TEMPLATES = Path(__file__).parent / "deid" / "templates" / "tuning"
SEEDS = (1, 2, 3)
"""Everything is filled in once for each: other names, other slips of the pen."""


def read() -> Iterator[dict[str, Any]]:
    """Yield the filled-in files in the shape in which annotated charts are kept."""
    for path in (*sorted(SENTENCES.glob("*.txt")), *sorted(TEMPLATES.glob("*.txt"))):
        templates = tuple(read_file(path))
        for seed in SEEDS:
            for chart in charts(templates, len(templates), seed):
                yield _row(chart, path)


def _row(chart: AnnotatedChart, path: Path) -> dict[str, Any]:
    return {
        "chart": f"{path.stem}-{chart.id}",
        "writer": path.stem,
        "written": path.parent == SENTENCES,
        "client": chart.client,
        "sessions": [
            {
                "session": number,
                "date": note.day.isoformat(),
                "text": note.text,
                "phi": [{"start": s.start, "end": s.end, "type": s.type, "text": s.text} for s in note.spans],
            }
            for number, note in enumerate(chart.notes, 1)
        ],
    }
