"""Ask all questions of our own charts through `longview batch`, and score the answers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from evals.errors import EvalError
from evals.gold import GoldCase, GoldNote, GoldVerdict
from evals.predictions import read_prediction
from evals.questions.charts import without_answers
from evals.questions.records import OwnChart
from evals.scorer import CaseScore, score_case

NOTHING = GoldVerdict(change="", durability="")
"""These charts label questions only; verdicts have cases of their own."""
ANSWERS = (
    "answer",
    "false_abstention",
    "false_correction",
    "false_premise",
    "abstention",
    "citation",
    "quotes",
)
"""How the names of the figures begin that questions say something about."""


def pairs(charts: Sequence[OwnChart]) -> tuple[OwnChart, ...]:
    """Return the charts and those of their twins that have questions."""
    twins = (without_answers(chart) for chart in charts)
    return (*charts, *(twin for twin in twins if twin.questions))


def write_cases(charts: Sequence[OwnChart], folder: Path) -> None:
    """Write charts as case folders, without what a right answer says."""
    for chart in charts:
        target = folder / chart.id
        target.mkdir(parents=True, exist_ok=True)
        client = {"case_id": chart.id, "name": chart.name, "pronouns": chart.pronouns}
        notes = [
            {"session": n.session, "date": n.date, "format": n.format, "text": n.text} for n in chart.notes
        ]
        for name, value in (
            ("client", client),
            ("notes", notes),
            ("questions", [q.text for q in chart.questions]),
        ):
            (target / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def ask(cases: Path, out: Path) -> None:
    """Run the batch in a process of its own.

    Raises:
        EvalError: it failed for every case.
    """
    command = [sys.executable, "-m", "ui.cli", "batch", str(cases), "--out", str(out)]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    if not any(out.glob("*.json")):
        raise EvalError(f"`longview batch` wrote no predictions into {out}; run it by hand to see why.")


def score(chart: OwnChart, out: Path) -> CaseScore:
    """Score what was answered for one chart."""
    path = out / f"{chart.id}.json"
    found = score_case(gold(chart), read_prediction(path) if path.exists() else None)
    marks = {name: mark for name, mark in found.marks.items() if name.startswith(ANSWERS)}
    misses = tuple(m for m in found.misses if m.topic.startswith(("answer", "quote")))
    return CaseScore(case_id=chart.id, marks=marks, misses=misses, missing=found.missing)


def gold(chart: OwnChart) -> GoldCase:
    """Give a chart the form that scoring reads."""
    removed = chart.id.endswith("-twin")
    return GoldCase(
        id=chart.id,
        notes=tuple(GoldNote(session=n.session, text=n.text) for n in chart.notes),
        domains={},
        overall=NOTHING,
        questions=tuple(q.gold(removed=removed) for q in chart.questions),
    )
