"""What stands beside the lanes of the timeline: life events, medication, interventions, missed sessions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from tools.outcomes.intervention_use import intervention_uses
from tools.outcomes.life_line import life_line
from tools.records import Assessment, Chart
from ui.client_choice import spoken

Figure = dict[str, Any]

ROWS: Mapping[str, tuple[str, str]] = {
    "life event": ("star", "#CC79A7"),
    "medication change": ("square", "#009E73"),
    "first use of an intervention": ("triangle-up", "#56B4E9"),
    "missed session": ("x", "#5d6470"),
}
"""Shape and colour (Okabe and Ito), in the order of the rows."""
FIRST_ROW, STEP = 0.1, 0.35
"""Heights, counted downwards from 0; the five lanes stand at 1 to 5."""
BREAK = "long break"
WRAP = 60
"""Characters in a line of the text that appears under the pointer."""


def around(chart: Chart, assessment: Assessment, restore: Callable[[str], str]) -> list[Figure]:
    """One trace for each kind of thing that went on; kinds that the notes do not hold are left out.

    Args:
        chart: gives the date of each session.
        assessment: of the same chart.
        restore: puts names back into a quote.
    """
    dates = {session.session: session.date for session in chart.sessions}
    found: dict[str, list[tuple[date, str]]] = {kind: [] for kind in ROWS}
    known = {o.evidence.session for o in assessment.life_context} <= set(dates)
    for one in life_line(chart, assessment) if known else ():
        if one.kind in found:
            words = wrapped(restore(one.evidence.quote)) if one.evidence else one.text
            found[one.kind].append((one.date, f"Session {one.session} · {spoken(one.date)}<br>{words}"))
    for use in intervention_uses(assessment):
        if use.first_session in dates:
            day = dates[use.first_session]
            words = f"{escaped(restore(use.name))}: from session {use.first_session} · {spoken(day)}"
            found["first use of an intervention"].append((day, words))
    held = [(kind, points) for kind, points in found.items() if points]
    return [_row(kind, points, -FIRST_ROW - STEP * place) for place, (kind, points) in enumerate(held)]


def breaks(chart: Chart, assessment: Assessment) -> list[tuple[date, date]]:
    """Long stretches without an attended session: the notes are blind to them."""
    days = sorted(session.date for session in chart.sessions if session.attended)
    ends = {one.date for one in life_line(chart, assessment) if one.kind == BREAK}
    return [(before, after) for before, after in pairwise(days) if after in ends]


def wrapped(quote: str) -> str:
    """A quote in short lines, with what Plotly would read as markup taken out of effect."""
    lines, line = [], ""
    for word in escaped(quote).split():
        if line and len(line) + len(word) >= WRAP:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "“" + "<br>".join([*lines, line]) + "”"


def escaped(text: str) -> str:
    """Take out of effect what Plotly would read as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _row(kind: str, points: list[tuple[date, str]], height: float) -> Figure:
    symbol, colour = ROWS[kind]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": kind,
        "x": [day.isoformat() for day, _ in points],
        "y": [height] * len(points),
        "text": [text for _, text in points],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"symbol": symbol, "color": colour, "size": 10},
    }
