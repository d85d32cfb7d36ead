"""What is believed of a note: of each of its sentences, and of its states, by two readers together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.records import Note, Passage
from tools.reading import weighing
from tools.reading.features import (
    VECTOR_WEIGHT,
    Floats,
    note_terms,
    pool,
    section_letters,
    sentence_terms,
)
from tools.reading.heads import Model
from tools.reading.labels import DOMAINS, FLAGS, KINDS
from tools.reading.network import Network
from tools.reading.pieces import pieces


@dataclass(frozen=True, slots=True)
class SentenceBeliefs:
    """What the heads believe of one sentence."""

    passage: Passage
    section: str
    """Letter of its section, or "-"."""
    domains: Floats
    """Shape (domains, levels + none)."""
    topics: Floats
    directions: Floats
    flags: dict[str, float]


@dataclass(frozen=True, slots=True)
class NoteBeliefs:
    """What is believed of a whole note."""

    sentences: list[SentenceBeliefs]
    states: Floats
    """Shape (domains, levels + not documented)."""


def believe(
    model: Model, network: Network, note: Note, passages: Sequence[Passage], vectors: Floats
) -> NoteBeliefs:
    """Return the beliefs about a note with at least one passage; `vectors` are theirs, row by row."""
    letters = section_letters(note.text, [p.start for p in passages])
    last = max(len(passages) - 1, 1)
    bags = [
        model.sentence.bag(sentence_terms(p.text, section=letters[i], kind=note.kind, place=i / last))
        for i, p in enumerate(passages)
    ]
    dense = np.asarray(vectors, dtype=np.float32) * np.float32(VECTOR_WEIGHT)
    found = model.sentences.beliefs(bags, dense)
    block = np.stack([found[f"domain_{d.value}"] for d in DOMAINS], axis=1)
    other = network.read(
        [pieces(p.text, section=s, kind=note.kind) for p, s in zip(passages, letters, strict=True)]
    )
    both = weighing.domains(block, other.domains)
    topics = weighing.share(found["topic"], other.topics)
    directions = weighing.share(found["direction"], other.directions)
    sentences = [
        SentenceBeliefs(
            passage=passage,
            section=letters[i],
            domains=both[i],
            topics=topics[i],
            directions=directions[i],
            flags={f: float(found[f"flag_{f}"][i, 1]) for f in FLAGS},
        )
        for i, passage in enumerate(passages)
    ]
    return NoteBeliefs(
        sentences, weighing.states(_states(model, note, passages, block), other.states, other.domains)
    )


def _states(model: Model, note: Note, passages: Sequence[Passage], sentences: Floats) -> Floats:
    """What the heads over terms believe of the states of a note."""
    kind = np.array([float(k is note.kind) for k in KINDS], dtype=np.float32)
    dense = ((pool(sentences, kind) - model.pool_mean) * model.pool_scale)[None, :]
    bag = model.note.bag(note_terms(note.text, note.kind, (p.text for p in passages)))
    found = model.states.beliefs([bag], dense)
    return np.stack([found[f"state_{d.value}"][0] for d in DOMAINS])
