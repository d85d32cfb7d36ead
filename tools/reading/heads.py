"""The learnt heads: multinomial logistic regressions, stored as plain arrays.

A head scores a text as bag · weights + dense · weights + bias, and softmax makes beliefs of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from tools.reading.features import Bag, Floats, Vocabulary

MODEL_FILES = ("heads.npz", "sentence_terms.json", "note_terms.json")


@dataclass(frozen=True, slots=True)
class Head:
    """Weights of one multinomial logistic regression over terms (sparse) and dense features."""

    terms: Floats
    """Shape (vocabulary, classes)."""
    dense: Floats
    """Shape (dense features, classes)."""
    bias: Floats


@dataclass(frozen=True, slots=True)
class Heads:
    """Heads over the same terms and features, their classes side by side: looked up together."""

    columns: dict[str, slice]
    """Where the classes of each head stand."""
    joint: Head

    @classmethod
    def of(cls, heads: Mapping[str, Head]) -> Heads:
        """Put heads side by side."""
        ends = np.cumsum([len(head.bias) for head in heads.values()]).tolist()
        starts = [0, *ends[:-1]]
        parts = ("terms", "dense", "bias")
        joint = Head(*(np.concatenate([getattr(h, p) for h in heads.values()], axis=-1) for p in parts))
        return cls({name: slice(a, b) for name, a, b in zip(heads, starts, ends, strict=True)}, joint)

    def beliefs(self, bags: Sequence[Bag], dense: Floats) -> dict[str, Floats]:
        """Return probabilities of shape (texts, classes) for each head."""
        sparse = np.stack([bag.weight @ self.joint.terms[bag.index] for bag in bags])
        scores = sparse + dense @ self.joint.dense + self.joint.bias
        return {name: softmax(scores[:, at]) for name, at in self.columns.items()}


@dataclass(frozen=True, slots=True)
class Model:
    """All heads of the reader with their vocabularies."""

    version: str
    """Changes with every byte of the model."""
    sentence: Vocabulary
    note: Vocabulary
    sentences: Heads
    states: Heads
    pool_mean: Floats
    pool_scale: Floats


def softmax(scores: Floats) -> Floats:
    """Return probabilities along the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


@cache
def load_model() -> Model:
    """Read the model beside this module; no pickle, no network."""
    folder = resources.files("tools.reading") / "model"
    digest = hashlib.sha256(b"".join((folder / f).read_bytes() for f in MODEL_FILES)).hexdigest()
    with (folder / MODEL_FILES[0]).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        arrays = {name: stored[name].astype(np.float32) for name in stored.files}
    names = sorted({name.split("/")[1] for name in arrays if name.startswith("head/")})
    heads = {n: Head(*(arrays[f"head/{n}/{part}"] for part in ("terms", "dense", "bias"))) for n in names}
    vocabularies = [
        Vocabulary(
            {t: i for i, t in enumerate(json.loads((folder / f).read_text(encoding="utf-8")))}, arrays[key]
        )
        for f, key in zip(MODEL_FILES[1:], ("sentence_rarity", "note_rarity"), strict=True)
    ]
    over_notes = {n: h for n, h in heads.items() if n.startswith("state_")}
    over_sentences = {n: h for n, h in heads.items() if n not in over_notes}
    return Model(
        version=digest[:12],
        sentence=vocabularies[0],
        note=vocabularies[1],
        sentences=Heads.of(over_sentences),
        states=Heads.of(over_notes),
        pool_mean=arrays["pool_mean"],
        pool_scale=arrays["pool_scale"],
    )
