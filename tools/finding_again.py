"""Finds an observation again after its note was read or masked anew.

An id is bound to the wording of a passage and to the reader, so it may be gone; the note, the quoted words
and what they were taken to be about stay. Where not even those are found, a correction rests and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from tools.records import Chart, Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where an observation stood, and what it was about. The words are clean."""

    note_id: str
    about: str
    quote: str = field(repr=False)


def about(observation: Observation) -> str:
    """What an observation is about: its first domain, or its topic."""
    return observation.domains[0].value if observation.domains else observation.topic.value


def anchor_of(observation: Observation) -> Anchor:
    """The anchor of an observation as it was read."""
    evidence = observation.evidence
    return Anchor(note_id=evidence.note_id, about=about(observation), quote=evidence.quote)


def anchor_to_data(anchor: Anchor) -> dict[str, Any]:
    """The anchor as JSON holds it."""
    return asdict(anchor)


def found_again(chart: Chart, observation_id: str, anchor: Mapping[str, Any]) -> str | None:
    """The id that the observation has in a chart as read now; None if it is not there any more."""
    read = [o for session in chart.sessions for o in session.reading.observations]
    if any(o.id == observation_id for o in read):
        return observation_id
    same = (o.id for o in read if anchor_to_data(anchor_of(o)) == dict(anchor))
    return next(same, None)
