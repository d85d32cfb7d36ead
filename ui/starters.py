"""Questions offered before the first one, chosen by what the chart holds."""

from __future__ import annotations

from dataclasses import dataclass

from tools.records import Assessment, Change, Chart, Domain

LIMIT = 4
"""More than fit in two rows of a laptop screen are not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """A question on a button."""

    label: str
    message: str


HEADLINE = Starter(
    label="Has the improvement been sustained?", message="Has this client's improvement been sustained?"
)
TIMELINE = Starter(label="Show the timeline", message="Show the timeline")
RISK = Starter(label="How has risk changed?", message="How has risk changed over the course of therapy?")
SETBACKS = Starter(label="What led to the setbacks?", message="What was going on around the setbacks?")
BASELINE = Starter(label="What changed since intake?", message="What has changed since the start of therapy?")
SCORES = Starter(label="What do the scores show?", message="What do the recorded scores show?")
CONTEXT = Starter(
    label="What was going on in life?", message="What was going on in the client's life during therapy?"
)
GAPS = Starter(label="What is not documented?", message="What do the notes not document?")
GENERAL = (HEADLINE, BASELINE, CONTEXT, TIMELINE)
"""Offered while a chart is still being read."""


def starters(chart: Chart, assessment: Assessment) -> tuple[Starter, ...]:
    """The questions that this chart can answer best, the headline first, the timeline last.

    Args:
        chart: the client's sessions as read.
        assessment: what follows from them.

    Returns:
        At most `LIMIT`; none if there are no notes.
    """
    if not chart.sessions:
        return ()
    return (*answerable(assessment)[: LIMIT - 1], TIMELINE)


def answerable(assessment: Assessment) -> tuple[Starter, ...]:
    """The questions that an assessed chart has something to say to, the most fitting first."""
    fitting = [
        (assessment.overall.change in (Change.IMPROVED, Change.MIXED, Change.WORSENED), HEADLINE),
        (bool(assessment.setbacks), SETBACKS),
        (len(assessment.trajectories[Domain.RISK].points) > 1, RISK),
        (any(measure.used for measure in assessment.measures), SCORES),
        (bool(assessment.life_context), CONTEXT),
        (True, BASELINE),
        (True, GAPS),
    ]
    return tuple(starter for fits, starter in fitting if fits)
