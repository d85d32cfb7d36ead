"""The corpus as arrays: terms, vectors and targets of every sentence and of every note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evals.train.corpus import Session
from evals.train.targets import direction, level, overlapping, state, topic
from retrieval.embedding import Embedder
from tools.reading.features import (
    VECTOR_WEIGHT,
    Floats,
    Vocabulary,
    note_terms,
    section_letters,
    sentence_terms,
)
from tools.reading.labels import DOMAINS, FLAGS

Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts with their terms and the writer of each."""

    terms: list[set[str]]
    writers: list[str]


@dataclass(frozen=True, slots=True)
class Examples:
    """Everything training needs; rows of sentences follow the order of the notes."""

    sessions: list[Session]
    sentences: Texts
    vectors: Floats
    """Of the sentences, weighed beside their terms."""
    note_of: Labels
    """Per sentence, the row of its note."""
    domains: Labels
    """Shape (sentences, domains): level of an unflagged finding, or len(LEVELS)."""
    topics: Labels
    directions: Labels
    flags: Labels
    """Shape (sentences, flags): 0 or 1."""
    marked: npt.NDArray[np.bool_]
    notes: Texts
    states: Labels
    """Shape (notes, domains): level, or len(LEVELS) for not documented."""


def build(sessions: list[Session]) -> Examples:
    """Turn annotated sessions into arrays; embeds every sentence once."""
    rows = [(n, i) for n, s in enumerate(sessions) for i in range(len(s.sentences))]
    texts = [sessions[n].text[slice(*sessions[n].sentences[i])] for n, i in rows]
    marks = [overlapping(sessions[n], i) for n, i in rows]
    return Examples(
        sessions=sessions,
        sentences=Texts([t for s in sessions for t in _terms(s)], [sessions[n].writer for n, _ in rows]),
        vectors=Embedder().embed(texts) * np.float32(VECTOR_WEIGHT),
        note_of=np.array([n for n, _ in rows]),
        domains=np.array([[level(m, d) for d in DOMAINS] for m in marks]),
        topics=np.array([topic(m) for m in marks]),
        directions=np.array([direction(m) for m in marks]),
        flags=np.array([[int(any(f in o.flags for o in m)) for f in FLAGS] for m in marks]),
        marked=np.array([bool(m) for m in marks]),
        notes=Texts([_note_terms(s) for s in sessions], [s.writer for s in sessions]),
        states=np.array([[state(s.states[d]) for d in DOMAINS] for s in sessions]),
    )


def vocabulary(terms: Sequence[set[str]], writers: Sequence[str], *, texts: int, voices: int) -> Vocabulary:
    """Keep terms of at least `texts` texts by `voices` writers; rarity is log(texts / texts with it)."""
    count: dict[str, int] = defaultdict(int)
    who: dict[str, set[str]] = defaultdict(set)
    for found, writer in zip(terms, writers, strict=True):
        for term in found:
            count[term] += 1
            who[term].add(writer)
    kept = sorted(t for t, n in count.items() if n >= texts and len(who[t]) >= voices)
    rarity = np.log(len(terms) / np.array([count[t] for t in kept]))
    return Vocabulary({t: i for i, t in enumerate(kept)}, rarity.astype(np.float16).astype(np.float32))


def _note_terms(session: Session) -> set[str]:
    return note_terms(session.text, session.kind, (session.text[a:b] for a, b in session.sentences))


def _terms(session: Session) -> Iterable[set[str]]:
    letters = section_letters(session.text, [a for a, _ in session.sentences])
    last = max(len(session.sentences) - 1, 1)
    for i, (start, end) in enumerate(session.sentences):
        yield sentence_terms(session.text[start:end], section=letters[i], kind=session.kind, place=i / last)
