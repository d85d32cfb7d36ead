"""The course of therapy as a picture: five lanes over the dates, as a Plotly figure in plain data.

Each documented session is a point in its domain's lane. State is told three times over: by height, by shape
and by colour (Okabe and Ito's palette, made for the common forms of colour blindness). The stretch since the
onset of a change that holds is shaded, and each lane is named with its verdict; setbacks and life events
stand where they happened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from tools.records import (
    Assessment,
    Chart,
    Domain,
    Durability,
    Level,
    Observation,
    Setback,
    Trajectory,
    Verdict,
)
from ui.client_choice import spoken
from ui.words import DOMAINS, LEVELS, verdict_words

Figure = dict[str, Any]

HEIGHTS = {Level.WELL: 0.28, Level.PARTLY: 0.0, Level.IMPAIRED: -0.28}
"""Offset from the middle of a lane; lanes are one apart."""
SHAPES = {Level.WELL: "circle", Level.PARTLY: "diamond", Level.IMPAIRED: "triangle-down"}
COLOURS = {Level.WELL: "#0072B2", Level.PARTLY: "#E69F00", Level.IMPAIRED: "#D55E00"}
LINE = "#8a8f98"
INK = "#5d6470"
HELD = "rgba(0,114,178,0.13)"
SETBACK = "rgba(213,94,0,0.20)"
EVENT = "#CC79A7"
EVENTS_LANE = -0.15
"""Height of the row for life events, below the five lanes, which stand at 1 to 5."""
LASTING = (Durability.SUSTAINED, Durability.EMERGING)
"""Verdicts under which an improvement still holds; only then is there a stretch to shade."""
MARGIN = timedelta(days=3)
WRAP = 60
"""Characters in a line of the text that appears under the pointer."""


def timeline(chart: Chart, assessment: Assessment, restore: Callable[[str], str]) -> Figure:
    """Draw the five lanes.

    Args:
        chart: gives the date of each session.
        assessment: trajectories, verdicts, setbacks and life context of the same chart.
        restore: puts names back into a quote; only the therapist sees the picture.

    Returns:
        A figure as JSON-ready data (`data`, `layout`). It is empty of points if nothing is documented.
    """
    dates = {session.session: session.date for session in chart.sessions}
    lanes = {domain: len(DOMAINS) - place for place, domain in enumerate(DOMAINS)}
    traces = [_path(assessment.trajectories[domain], lane) for domain, lane in lanes.items()]
    traces += [_points(assessment, level, lanes) for level in Level]
    traces += _events(assessment.life_context, dates, restore)
    shapes: list[Figure] = []
    notes: list[Figure] = []
    for domain, lane in lanes.items():
        zone = held_zone(assessment.domains[domain], assessment.trajectories[domain])
        shapes += [_band(*zone, lane, HELD)] if zone else []
        notes.append(_verdict_note(assessment.domains[domain], lane))
    for setback in assessment.setbacks:
        shapes += _setback_bands(setback, lanes, dates)
    return {"data": traces, "layout": _layout(lanes, shapes, notes, sorted(dates.values()))}


def held_zone(verdict: Verdict, trajectory: Trajectory) -> tuple[date, date] | None:
    """From the onset of an improvement to the last session that documents it; None if it is not held."""
    if verdict.durability not in LASTING:
        return None
    since = [point.date for point in trajectory.points if point.session >= (verdict.onset_session or 0)]
    return (since[0], since[-1]) if verdict.onset_session is not None and since else None


def _path(trajectory: Trajectory, lane: int) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [point.date.isoformat() for point in trajectory.points],
        "y": [lane + HEIGHTS[point.state] for point in trajectory.points],
        "line": {"color": LINE, "width": 1.2},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _points(assessment: Assessment, level: Level, lanes: Mapping[Domain, int]) -> Figure:
    found = [
        (lane, point, domain)
        for domain, lane in lanes.items()
        for point in assessment.trajectories[domain].points
        if point.state is level
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": LEVELS[level],
        "x": [point.date.isoformat() for _, point, _ in found],
        "y": [lane + HEIGHTS[level] for lane, _, _ in found],
        "text": [
            f"{DOMAINS[domain]}: {LEVELS[level]}<br>Session {point.session} · {spoken(point.date)}"
            for _, point, domain in found
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "symbol": SHAPES[level],
            "color": COLOURS[level],
            "size": 10,
            "line": {"color": "rgba(255,255,255,0.7)", "width": 0.8},
        },
    }


def _events(
    events: tuple[Observation, ...], dates: Mapping[int, date], restore: Callable[[str], str]
) -> list[Figure]:
    known = [event for event in events if event.evidence.session in dates]
    if not known:
        return []
    days = [dates[event.evidence.session] for event in known]
    texts = [
        f"Session {event.evidence.session} · {spoken(day)}<br>{_wrapped(restore(event.evidence.quote))}"
        for event, day in zip(known, days, strict=True)
    ]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": "life event",
            "x": [day.isoformat() for day in days],
            "y": [EVENTS_LANE] * len(known),
            "text": texts,
            "hovertemplate": "%{text}<extra></extra>",
            "marker": {"symbol": "star", "color": EVENT, "size": 10},
        }
    ]


def _wrapped(quote: str) -> str:
    """A quote in short lines, with what Plotly would read as markup taken out of effect."""
    lines, line = [], ""
    for word in quote.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").split():
        if line and len(line) + len(word) >= WRAP:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "“" + "<br>".join([*lines, line]) + "”"


def _setback_bands(setback: Setback, lanes: Mapping[Domain, int], dates: Mapping[int, date]) -> list[Figure]:
    days = sorted(dates[session] for session in setback.sessions if session in dates)
    if not days:
        return []
    return [_band(days[0], days[-1], lanes[domain], SETBACK) for domain in setback.domains or tuple(lanes)]


def _band(first: date, last: date, lane: int, colour: str) -> Figure:
    return {
        "type": "rect",
        "x0": (first - MARGIN).isoformat(),
        "x1": (last + MARGIN).isoformat(),
        "y0": lane - 0.44,
        "y1": lane + 0.44,
        "fillcolor": colour,
        "line": {"width": 0},
        "layer": "below",
    }


def _verdict_note(verdict: Verdict, lane: int) -> Figure:
    return {
        "xref": "paper",
        "x": 1.01,
        "y": lane,
        "xanchor": "left",
        "showarrow": False,
        "align": "left",
        "text": verdict_words(verdict.change, verdict.durability).replace(", ", ",<br>"),
        "font": {"size": 12, "color": INK},
    }


def _layout(
    lanes: Mapping[Domain, int], shapes: list[Figure], notes: list[Figure], days: list[date]
) -> Figure:
    axis = {"zeroline": False, "fixedrange": True, "tickfont": {"color": INK, "size": 12}}
    span = [(days[0] - 3 * MARGIN).isoformat(), (days[-1] + 3 * MARGIN).isoformat()] if days else None
    return {
        "height": 440,
        "margin": {"l": 96, "r": 150, "t": 16, "b": 72},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "system-ui, sans-serif", "color": INK, "size": 12},
        "legend": {"orientation": "h", "y": -0.14, "x": 0, "xanchor": "left"},
        "hoverlabel": {"align": "left"},
        "xaxis": axis | {"type": "date", "range": span, "showgrid": False, "tickformat": "%b %Y"},
        "yaxis": axis
        | {
            "range": [-0.6, len(lanes) + 0.6],
            "tickvals": [*lanes.values(), EVENTS_LANE],
            "ticktext": [*(DOMAINS[domain] for domain in lanes), "Life events"],
            "gridcolor": "rgba(138,143,152,0.22)",
        },
        "shapes": shapes,
        "annotations": notes,
    }
