"""What the marks of an annotated session say of a sentence, and its states, as columns of the heads."""

from __future__ import annotations

from evals.train.corpus import Mark, Session
from tools.reading.labels import DIRECTIONS, LEVELS, TOPICS


def overlapping(session: Session, position: int) -> list[Mark]:
    """Return the marks that touch a sentence."""
    start, end = session.sentences[position]
    return [m for m in session.marks if m.start < end and m.end > start]


def level(marks: list[Mark], domain: str) -> int:
    """Return the level of an unflagged finding in a domain, or len(LEVELS)."""
    levels = [m.level for m in marks if domain in m.domains and not m.flags and m.level]
    return LEVELS.index(levels[-1]) if levels else len(LEVELS)


def topic(marks: list[Mark]) -> int:
    """Return what marks are about, the first of TOPICS that occurs."""
    names = [m.topic for m in marks]
    return next((i for i, topic in enumerate(TOPICS) if topic in names), len(TOPICS) - 1)


def direction(marks: list[Mark]) -> int:
    """Return the direction that is stated last, or that of none."""
    names = [m.direction for m in marks if m.direction]
    return DIRECTIONS.index(names[-1]) if names else len(DIRECTIONS) - 1


def state(name: str) -> int:
    """Return the column of a state."""
    return LEVELS.index(name) if name in LEVELS else len(LEVELS)
