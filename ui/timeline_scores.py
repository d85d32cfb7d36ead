"""The scores that the notes hold, one small panel an instrument, under the lanes of the timeline.

A panel shows the severity bands as stripes, the cutoff as a dotted line and, dashed, how far a score must
move from the first one to be a reliable change: each only where it is established for the instrument.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from tools.instruments import Better, Instrument
from tools.outcomes.score_courses import ScoreCourse, score_courses
from tools.records import Assessment
from ui.client_choice import spoken

Figure = dict[str, Any]

MOST = 3
"""Panels; instruments with most scores first. The table and the export hold all of them."""
INK = "#5d6470"
LINE = "#0072B2"
STRIPES = ("rgba(138,143,152,0.05)", "rgba(138,143,152,0.15)")


def panels(assessment: Assessment, dates: Mapping[int, date]) -> tuple[ScoreCourse, ...]:
    """Return the courses of scores that are drawn: known instruments, two scores or more."""
    found = [
        course
        for course in score_courses(assessment.measures)
        if course.instrument is not None and sum(m.session in dates for m in course.scores) > 1
    ]
    return tuple(sorted(found, key=lambda course: (-len(course.scores), course.name))[:MOST])


def scores_trace(course: ScoreCourse, dates: Mapping[int, date], axis: str) -> Figure:
    """Draw the scores of one instrument on its axis ("y2", "y3" …)."""
    known = [m for m in course.scores if m.session in dates]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": course.name,
        "x": [dates[m.session].isoformat() for m in known],
        "y": [m.score for m in known],
        "yaxis": axis,
        "text": [
            f"{course.name} {m.score:g}<br>Session {m.session} · {spoken(dates[m.session])}" for m in known
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "line": {"color": LINE, "width": 1.4},
        "marker": {"size": 7, "color": LINE},
        "showlegend": False,
    }


def scores_shapes(course: ScoreCourse, axis: str) -> list[Figure]:
    """Bands, cutoff and reliable-change lines of one instrument."""
    instrument = course.instrument
    if instrument is None:
        return []
    shapes = [
        _stripe(low, high, axis, STRIPES[place % 2]) for place, (low, high) in enumerate(_bands(instrument))
    ]
    if instrument.cutoff is not None:
        shapes.append(_level(instrument.cutoff, axis, "dot"))
    if instrument.reliable_change is not None and instrument.better is not Better.NONE:
        first, step = course.scores[0].score, instrument.reliable_change
        reached = (first - step, first + step)
        shapes += [_level(score, axis, "dash") for score in reached if instrument.holds(score)]
    return shapes


def scores_title(course: ScoreCourse, top: float) -> Figure:
    """Say above a panel what its lines are; `top` is the panel's upper end, 0 to 1 of the drawing."""
    instrument = course.instrument
    lines: list[str] = []
    if instrument is not None and instrument.cutoff is not None:
        lines.append(f"cutoff {instrument.cutoff:g} (dotted)")
    if instrument is not None and instrument.reliable_change is not None:
        lines.append(f"reliable ±{instrument.reliable_change:g} (dashed)")
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": top,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "text": " · ".join([f"<b>{course.name}</b>", *lines]),
        "font": {"size": 12, "color": INK},
    }


def scores_range(course: ScoreCourse) -> Sequence[float]:
    """The whole scale of the instrument: a change must not look larger than it is."""
    instrument = course.instrument
    return (instrument.low, instrument.high) if instrument is not None else (0.0, 1.0)


def _bands(instrument: Instrument) -> list[tuple[float, float]]:
    edges = [instrument.low, *instrument.bands]
    return list(pairwise(edges))


def _stripe(low: float, high: float, axis: str, colour: str) -> Figure:
    return {
        "type": "rect",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "yref": axis,
        "y0": low,
        "y1": high,
        "fillcolor": colour,
        "line": {"width": 0},
        "layer": "below",
    }


def _level(score: float, axis: str, dash: str) -> Figure:
    line = {"color": INK, "width": 1, "dash": dash}
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "yref": axis,
        "y0": score,
        "y1": score,
        "line": line,
    }
