"""The learnt heads: multinomial logistic regressions, stored as plain arrays.

A head scores a text as bag · weights + dense · weights + bias, and softmax makes beliefs of it.
"""

from __future__ import annotations

import hashlib
import json
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

    def beliefs(self, bags: list[Bag], dense: Floats) -> Floats:
        """Return probabilities of shape (texts, classes)."""
        sparse = np.stack([bag.weight @ self.terms[bag.index] for bag in bags])
        return softmax(sparse + dense @ self.dense + self.bias)


@dataclass(frozen=True, slots=True)
class Model:
    """All heads of the reader with their vocabularies."""

    version: str
    """Changes with every byte of the model."""
    sentence: Vocabulary
    note: Vocabulary
    heads: dict[str, Head]
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
    return Model(
        digest[:12], vocabularies[0], vocabularies[1], heads, arrays["pool_mean"], arrays["pool_scale"]
    )
