"""Read the charts of `evals/questions/charts`, whose form README.md there gives."""

from __future__ import annotations

import re
from importlib import resources

from evals.cases import CaseNote
from evals.errors import CaseError
from evals.questions.records import OwnChart, OwnQuestion

HEADER = re.compile(r"=== (\d+) \| (\d{4}-\d\d-\d\d) \| ([A-Z]+)\n")
QUESTIONS = "=== QUESTIONS\n"
MARK = re.compile(r"<<(\w+)\|(.*?)>>", re.DOTALL)
NOT_ANSWERED = "@abstain"
"""In the last column: the chart holds no answer as it stands."""
EITHER = "@abstain-ok"
"""In the last column: both to answer and to say that it is not documented is right."""
NONE = "-"


def read_charts() -> tuple[OwnChart, ...]:
    """Read all charts, in order of name."""
    folder = resources.files("evals.questions") / "charts"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".txt")), key=lambda f: f.name)
    return tuple(parse_chart(f.name.removesuffix(".txt"), f.read_text(encoding="utf-8")) for f in files)


def parse_chart(chart_id: str, text: str) -> OwnChart:
    """Read one chart.

    Raises:
        CaseError: it has not the form that the README gives.
    """
    try:
        head, questions = text.split(QUESTIONS)
        title, *parts = HEADER.split(head)
        name, pronouns, about = (part.strip() for part in title.lstrip("# ").split(" | "))
        numbered = [parts[at : at + 4] for at in range(0, len(parts), 4)]
        return OwnChart(
            id=chart_id,
            name=name,
            pronouns=pronouns,
            about=about,
            notes=tuple(
                CaseNote(session=int(n), date=day, format=form, text=MARK.sub(r"\2", body).strip())
                for n, day, form, body in numbered
            ),
            marked=dict(MARK.findall(head)),
            questions=tuple(_question(line) for line in questions.splitlines() if line.strip()),
        )
    except ValueError:
        raise CaseError(f"{chart_id}: expected a chart in the form of evals/questions/README.md.") from None


def without_answers(chart: OwnChart) -> OwnChart:
    """Return the twin: the marked words of all questions with a twin are gone; only those are asked."""
    from dataclasses import replace

    asked = tuple(q for q in chart.questions if q.twin)
    gone = [chart.marked[name] for name in dict.fromkeys(q.twin for q in asked)]
    notes = tuple(replace(note, text=_cut(note.text, gone)) for note in chart.notes)
    return replace(chart, id=f"{chart.id}-twin", notes=notes, questions=asked)


def _cut(text: str, gone: list[str]) -> str:
    for words in gone:
        text = text.replace(words, "")
    return re.sub(r"(?<=[.!?]) ?[.;,]+(?= |$)", "", re.sub(r"[ \t]{2,}", " ", text)).strip() or "Seen."


def _question(line: str) -> OwnQuestion:
    kind, text, says, sessions, twin = (cell.strip() for cell in line.split(" | "))
    items = () if says == NONE else tuple(item.replace(" or ", " | ") for item in says.split(" & "))
    return OwnQuestion(
        kind=kind,
        text=text,
        says=items,
        sessions=frozenset() if sessions == NONE else frozenset(int(n) for n in sessions.split(",")),
        answerable=kind != "unanswerable" and twin != NOT_ANSWERED,
        twin="" if twin in (NONE, NOT_ANSWERED, EITHER) else twin,
    )
