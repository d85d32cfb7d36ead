"""One sentence of a note as the heads see it, with their beliefs about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.records import Note, Passage
from tools.reading.features import VECTOR_WEIGHT, Floats, section_letters, sentence_terms
from tools.reading.heads import Model
from tools.reading.labels import DOMAINS, FLAGS


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


def believe(model: Model, note: Note, passages: Sequence[Passage], vectors: Floats) -> list[SentenceBeliefs]:
    """Return the beliefs about every passage; `vectors` are theirs, row by row."""
    if not passages:
        return []
    letters = section_letters(note.text, [p.start for p in passages])
    last = max(len(passages) - 1, 1)
    bags = [
        model.sentence.bag(sentence_terms(p.text, section=letters[i], kind=note.kind, place=i / last))
        for i, p in enumerate(passages)
    ]
    dense = np.asarray(vectors, dtype=np.float32) * np.float32(VECTOR_WEIGHT)
    found = {n: h.beliefs(bags, dense) for n, h in model.heads.items() if not n.startswith("state_")}
    block = np.stack([found[f"domain_{d.value}"] for d in DOMAINS], axis=1)
    return [
        SentenceBeliefs(
            passage=passage,
            section=letters[i],
            domains=block[i],
            topics=found["topic"][i],
            directions=found["direction"][i],
            flags={f: float(found[f"flag_{f}"][i, 1]) for f in FLAGS},
        )
        for i, passage in enumerate(passages)
    ]
