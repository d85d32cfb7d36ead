"""Session numbers as they are now: a note imported between others moves the numbers of those after it.

What was read from a note is kept until the note changes, and bears the number that the note had then.
"""

from __future__ import annotations

from dataclasses import replace

from tools.records import Reading


def numbered(reading: Reading, session: int) -> Reading:
    """Return a reading with all its evidence under this session number; itself if it is so already."""
    observations = tuple(
        o if o.evidence.session == session else replace(o, evidence=replace(o.evidence, session=session))
        for o in reading.observations
    )
    measures = tuple(
        m
        if m.session == m.evidence.session == session
        else replace(m, session=session, evidence=replace(m.evidence, session=session))
        for m in reading.measures
    )
    if observations == reading.observations and measures == reading.measures:
        return reading
    return replace(reading, observations=observations, measures=measures)
