"""The course of therapy as a picture: five lanes over the dates, the scores below; a figure in plain data.

Each documented session is a point in its domain's lane. State is told three times over: by height, by shape
and by colour (Okabe and Ito's palette, made for the common forms of colour blindness). The stretch since the
onset of a change that holds is shaded, and each lane is named with its verdict; setbacks and what went on
beside the therapy stand where they happened, and long stretches without a session are hatched by a grey band.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from tools.outcomes.score_courses import ScoreCourse
from tools.records import Assessment, Chart, Domain, Durability, Level, Setback, Trajectory, Verdict
from ui.client_choice import spoken
from ui.timeline_around import STEP, around, breaks
from ui.timeline_scores import panels, scores_range, scores_shapes, scores_title, scores_trace
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
BREAK = "rgba(138,143,152,0.16)"
LANES_HEIGHT, PANEL_HEIGHT, GAP = 460, 110, 44
"""Pixels: the five lanes with what stands beside them, one panel of scores, and the space above a panel."""
FRAME = 130
"""Pixels above and below, for the months and the legend."""
LASTING = (Durability.SUSTAINED, Durability.EMERGING)
"""Verdicts under which an improvement still holds; only then is there a stretch to shade."""
MARGIN = timedelta(days=3)


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
    beside = around(chart, assessment, restore)
    traces += beside
    shapes: list[Figure] = []
    notes: list[Figure] = []
    for domain, lane in lanes.items():
        zone = held_zone(assessment.domains[domain], assessment.trajectories[domain])
        shapes += [_band(*zone, lane, HELD)] if zone else []
        notes.append(_lane_note(domain, assessment.domains[domain], lane))
    for setback in assessment.setbacks:
        shapes += _setback_bands(setback, lanes, dates)
    shapes += [_break_band(*stretch) for stretch in breaks(chart, assessment)]
    drawn = panels(assessment, dates)
    axes = [f"y{place}" for place in range(2, 2 + len(drawn))]
    for course, axis in zip(drawn, axes, strict=True):
        traces.append(scores_trace(course, dates, axis))
        shapes += scores_shapes(course, axis)
    return {
        "data": traces,
        "layout": _layout(lanes, shapes, notes, sorted(dates.values()), drawn, len(beside)),
    }


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


def _break_band(first: date, last: date) -> Figure:
    return {
        "type": "rect",
        "x0": first.isoformat(),
        "x1": last.isoformat(),
        "yref": "y domain",
        "y0": 0,
        "y1": 1,
        "fillcolor": BREAK,
        "line": {"width": 0},
        "layer": "below",
    }


def _lane_note(domain: Domain, verdict: Verdict, lane: int) -> Figure:
    """The name of a lane and its verdict, in the lane: a phone has no room beside it."""
    return {
        "xref": "paper",
        "x": 0,
        "y": lane + 0.5,
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "align": "left",
        "text": f"<b>{DOMAINS[domain]}</b>: {verdict_words(verdict.change, verdict.durability)}",
        "font": {"size": 12, "color": INK},
    }


def _layout(
    lanes: Mapping[Domain, int],
    shapes: list[Figure],
    notes: list[Figure],
    days: list[date],
    scores: Sequence[ScoreCourse],
    rows: int,
) -> Figure:
    axis = {"zeroline": False, "fixedrange": True, "tickfont": {"color": INK, "size": 12}}
    span = [(days[0] - 3 * MARGIN).isoformat(), (days[-1] + 3 * MARGIN).isoformat()] if days else None
    height = LANES_HEIGHT + len(scores) * (PANEL_HEIGHT + GAP)
    grid = {"gridcolor": "rgba(138,143,152,0.22)"}
    panels_below: Figure = {}
    for place, course in enumerate(scores):
        top = 1 - (LANES_HEIGHT + place * (PANEL_HEIGHT + GAP) + GAP) / height
        panels_below[f"yaxis{place + 2}"] = (
            axis
            | grid
            | {
                "domain": [max(0.0, top - PANEL_HEIGHT / height), top],
                "range": [*scores_range(course)],
                "nticks": 4,
            }
        )
        notes.append(scores_title(course, top))
    return {
        "height": height + FRAME,
        "margin": {"l": 34, "r": 12, "t": 20, "b": FRAME - 20},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "system-ui, sans-serif", "color": INK, "size": 12},
        "legend": {"orientation": "h", "yanchor": "top", "y": -40 / height, "x": 0, "xanchor": "left"},
        "hoverlabel": {"align": "left"},
        "xaxis": axis
        | {"type": "date", "range": span, "showgrid": False, "tickformat": "%b %Y", "nticks": 6},
        "yaxis": axis
        | grid
        | {
            "domain": [1 - LANES_HEIGHT / height, 1],
            "range": [0.35 - STEP * (rows + 1), len(lanes) + 0.7],
            "tickvals": [*lanes.values()],
            "showticklabels": False,
        },
        **panels_below,
        "shapes": shapes,
        "annotations": notes,
    }
