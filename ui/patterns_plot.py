"""Pictures of patterns: counts as bars, in plain data; colour is never the only sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tools.patterns.counting import ANY
from tools.patterns.records import Cell, Outcome, Pattern
from tools.patterns.sheets import UNTOLD

Figure = dict[str, Any]
FILLS = {
    Outcome.LASTING: ("#0072B2", ""),
    Outcome.OPEN: ("#56B4E9", "/"),
    Outcome.STUCK: ("#D55E00", "\\"),
}
"""Okabe and Ito's palette, and a hatching beside it."""
OTHERS = ("#c5c9cf", "+")
GROUPS = ("#0072B2", "#E69F00")
INK = "#5d6470"
BAR, FRAME = 30, 150
"""Pixels: a bar with its gap, and the space around all of them."""


def outcomes_figure(cells: Sequence[Cell]) -> Figure:
    """Draw the margins of the table: outcomes by presentation, and by intervention.

    Returns:
        A figure as JSON-ready data (`data`, `layout`), without bars if there are no cells.
    """
    margins = [cell for cell in cells if ANY in (cell.presentation, cell.intervention)]
    rows = list(reversed(margins))
    names = [f"{_name(cell)} ({len(cell.cases)})" for cell in rows]
    data = []
    for outcome, (colour, hatch) in FILLS.items():
        counts = [dict(cell.outcomes).get(outcome.value, 0) for cell in rows]
        if any(counts):
            data.append(_bars(outcome.value, names, counts, colour, hatch))
    if any(untold := [cell.untold for cell in rows]):
        data.append(_bars(UNTOLD, names, untold, *OTHERS))
    return {"data": data, "layout": _layout("Cases by outcome", "cases", len(rows), stacked=True)}


def shares_figure(patterns: Sequence[Pattern]) -> Figure:
    """Draw what share of each group has what each pattern is about; the counts stand beside the bars."""
    shares = [share for pattern in reversed(patterns) for share in pattern.shares]
    groups = list(dict.fromkeys(share.group for share in reversed(shares)))
    features = list(dict.fromkeys(share.feature for share in shares))
    data = []
    for place, group in enumerate(groups):
        mine = [share for share in shares if share.group == group and share.of]
        trace = _bars(
            group,
            [share.feature for share in mine],
            [round(100 * share.having / share.of) for share in mine],
            GROUPS[place % len(GROUPS)],
            "" if place % len(GROUPS) == 0 else "/",
        )
        trace["text"] = [f"{share.having} of {share.of}" for share in mine]
        data.append(trace)
    layout = _layout("Share of cases", "percent of the group", len(features) * 2, stacked=False)
    layout["xaxis"]["range"] = [0, 100]
    return {"data": data, "layout": layout}


def _bars(name: str, labels: list[str], values: list[int], colour: str, hatch: str) -> Figure:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": labels,
        "x": values,
        "text": [str(value) if value else "" for value in values],
        "textposition": "auto",
        "marker": {"color": colour, "pattern": {"shape": hatch, "fgcolor": "#ffffff", "solidity": 0.25}},
        "hovertemplate": "%{y}: %{text}<extra>" + name + "</extra>",
    }


def _layout(title: str, axis: str, rows: int, *, stacked: bool) -> Figure:
    return {
        "title": {"text": title, "font": {"size": 15}},
        "barmode": "stack" if stacked else "group",
        "height": FRAME + BAR * max(rows, 1),
        "margin": {"l": 10, "r": 10, "t": 50, "b": 40},
        "font": {"color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "xaxis": {"title": {"text": axis}, "rangemode": "tozero", "automargin": True},
        "yaxis": {"automargin": True},
        "legend": {"orientation": "h", "y": -0.25},
    }


def _name(cell: Cell) -> str:
    named = [part for part in (cell.presentation, cell.intervention) if part != ANY]
    return named[0] if named else "all cases"
