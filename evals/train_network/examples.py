"""The corpus as arrays: pieces and targets of every sentence and of every note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evals.train.corpus import Session
from evals.train.targets import direction, level, overlapping, state, topic
from tools.reading.features import section_letters
from tools.reading.labels import DOMAINS, FLAGS
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
    marks = [overlapping(sessions[n], i) for n, i in rows]
    return Examples(
        sessions=sessions,
        writers=[s.writer for s in sessions],
        texts=[sessions[n].text[slice(*sessions[n].sentences[i])] for n, i in rows],
        pieces=[p for s in sessions for p in _pieces(s)],
        note_of=np.array([n for n, _ in rows]),
        domains=np.array([[level(m, d) for d in DOMAINS] for m in marks]),
        topics=np.array([topic(m) for m in marks]),
        directions=np.array([direction(m) for m in marks]),
        flags=np.array([[int(any(f in o.flags for o in m)) for f in FLAGS] for m in marks]),
        marked=np.array([bool(m) for m in marks]),
        states=np.array([[state(s.states[d]) for d in DOMAINS] for s in sessions]),
    )


def _pieces(session: Session) -> Iterator[Pieces]:
    letters = section_letters(session.text, [a for a, _ in session.sentences])
    for letter, (start, end) in zip(letters, session.sentences, strict=True):
        yield pieces(session.text[start:end], section=letter, kind=session.kind)
