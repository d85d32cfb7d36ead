"""The network that reads: an encoder (ONNX) over the sentences of a note, and heads over them and the note.

A sentence is the mean of its pieces. A note is, for each domain, a mixture of its sentences with learnt
attention beside their plain mean. `evals.train_network.network`, with which it was trained, is the same in
PyTorch.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from retrieval.encoder import Encoder, Floats
from tools.reading.heads import softmax
from tools.reading.labels import DOMAINS, LEVELS
from tools.reading.pieces import Pieces, Window, windows

ENCODER, HEADS = "encoder.onnx", "network.npz"
CLASSES = len(LEVELS) + 1


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What the network makes of a note. Rows of all but `states` are its sentences."""

    domains: Floats
    """Shape (sentences, domains, levels + none)."""
    topics: Floats
    directions: Floats
    flags: Floats
    """Shape (sentences, flags)."""
    states: Floats
    """Shape (domains, levels + not documented)."""


@dataclass(frozen=True)
class Network:
    """The encoder and the arrays of the heads."""

    encoder: Encoder
    arrays: Mapping[str, Floats]
    version: str
    """Changes with every byte of the model."""

    def read(self, sentences: Sequence[Pieces]) -> Beliefs:
        """Return the beliefs about the sentences of one note, at least one."""
        vectors = np.concatenate([self._vectors(window) for window in windows(sentences)])
        return Beliefs(
            domains=softmax(self._linear("domains", vectors).reshape(-1, len(DOMAINS), CLASSES)),
            topics=softmax(self._linear("topics", vectors)),
            directions=softmax(self._linear("directions", vectors)),
            flags=np.asarray(1 / (1 + np.exp(-self._linear("flags", vectors))), dtype=np.float32),
            states=softmax(np.stack([self._state(k, vectors) for k in range(len(DOMAINS))])),
        )

    def _vectors(self, window: Window) -> Floats:
        """One vector a sentence; of shape (sentences, 384)."""
        hidden = self.encoder.run(window.ids, window.features)[0]
        nothing = np.zeros_like(hidden[0])
        return np.stack([hidden[a:b].mean(axis=0) if b > a else nothing for a, b in window.spans])

    def _linear(self, name: str, rows: Floats) -> Floats:
        return rows @ self.arrays[f"{name}.weight"].T + self.arrays[f"{name}.bias"]

    def _state(self, domain: int, vectors: Floats) -> Floats:
        """Logits of the state of a domain: a mixture of the sentences and of one that says nothing."""
        scores = np.append(self._linear("attention", vectors)[:, domain], 0.0)
        shares = softmax(scores.astype(np.float32))
        mixed = shares @ np.vstack([vectors, self.arrays["nothing"]])
        both = np.concatenate([mixed, vectors.mean(axis=0)])
        return self._linear(f"outer.{domain}", gelu(self._linear(f"inner.{domain}", both)))


def gelu(values: Floats) -> Floats:
    """The activation of the encoder (Hendrycks & Gimpel 2016), exact."""
    return np.asarray(values * 0.5 * (1 + erf(values / np.sqrt(2.0))), dtype=np.float32)


def erf(values: Floats) -> Floats:
    """The error function, element by element."""
    return np.asarray(np.vectorize(math.erf)(values), dtype=np.float64)


@cache
def load_network() -> Network:
    """Open the model beside this module; no pickle, no network access."""
    folder = resources.files("tools.reading") / "model"
    digest = hashlib.sha256(b"".join((folder / name).read_bytes() for name in (ENCODER, HEADS))).hexdigest()
    with (folder / HEADS).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        arrays = {name: stored[name].astype(np.float32) for name in stored.files}
    return Network(Encoder(folder / ENCODER), arrays, digest[:12])
