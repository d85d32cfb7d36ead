"""The corpus as arrays: pieces and targets of every sentence and of every note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evals.train.corpus import Mark, Session
from tools.reading.features import section_letters
from tools.reading.labels import DIRECTIONS, DOMAINS, FLAGS, LEVELS, TOPICS
from tools.reading.pieces import Pieces, pieces

Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Examples:
    """Everything training needs; rows of sentences follow the order of the notes."""

    sessions: list[Session]
    writers: list[str]
    """Of every session."""
    texts: list[str]
    """Every sentence."""
    pieces: list[Pieces]
    note_of: Labels
    """Per sentence, the row of its note."""
    domains: Labels
    """Shape (sentences, domains): level of an unflagged finding, or len(LEVELS)."""
    topics: Labels
    directions: Labels
    flags: Labels
    """Shape (sentences, flags): 0 or 1."""
    marked: npt.NDArray[np.bool_]
    states: Labels
    """Shape (notes, domains): level, or len(LEVELS) for not documented."""


def build(sessions: list[Session]) -> Examples:
    """Turn annotated sessions into arrays."""
    rows = [(n, i) for n, s in enumerate(sessions) for i in range(len(s.sentences))]
    marks = [_overlapping(sessions[n], i) for n, i in rows]
    return Examples(
        sessions=sessions,
        writers=[s.writer for s in sessions],
        texts=[sessions[n].text[slice(*sessions[n].sentences[i])] for n, i in rows],
        pieces=[p for s in sessions for p in _pieces(s)],
        note_of=np.array([n for n, _ in rows]),
        domains=np.array([[_level(m, d) for d in DOMAINS] for m in marks]),
        topics=np.array([_topic(m) for m in marks]),
        directions=np.array([_direction(m) for m in marks]),
        flags=np.array([[int(any(f in o.flags for o in m)) for f in FLAGS] for m in marks]),
        marked=np.array([bool(m) for m in marks]),
        states=np.array([[_state(s.states[d]) for d in DOMAINS] for s in sessions]),
    )


def _pieces(session: Session) -> Iterator[Pieces]:
    letters = section_letters(session.text, [a for a, _ in session.sentences])
    for letter, (start, end) in zip(letters, session.sentences, strict=True):
        yield pieces(session.text[start:end], section=letter, kind=session.kind)


def _overlapping(session: Session, position: int) -> list[Mark]:
    start, end = session.sentences[position]
    return [m for m in session.marks if m.start < end and m.end > start]


def _level(marks: list[Mark], domain: str) -> int:
    levels = [m.level for m in marks if domain in m.domains and not m.flags and m.level]
    return LEVELS.index(levels[-1]) if levels else len(LEVELS)


def _topic(marks: list[Mark]) -> int:
    names = [m.topic for m in marks]
    return next((i for i, topic in enumerate(TOPICS) if topic in names), len(TOPICS) - 1)


def _direction(marks: list[Mark]) -> int:
    names = [m.direction for m in marks if m.direction]
    return DIRECTIONS.index(names[-1]) if names else len(DIRECTIONS) - 1


def _state(name: str) -> int:
    return LEVELS.index(name) if name in LEVELS else len(LEVELS)
