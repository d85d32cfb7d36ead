"""Vectors of sentences and questions for search, without a network: means of word vectors, turned.

A text is the mean of the vectors of its word pieces (those of all-MiniLM-L6-v2, kept once for all models),
rare pieces weighing more (SIF; Arora, Liang & Ma 2017), and a matrix turns it to where the whole model puts a
sentence of these words. Matrix and weights were fitted to that model's vectors of annotated notes
(`evals.fit_search`). 384 dimensions, L2 norm. Beside BM25 this finds what the model itself finds, in a
hundredth of its time; see docs/decisions/0007.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from retrieval.encoder import DATA, tokenizer, word_vectors

if TYPE_CHECKING:
    from retrieval.encoder import Floats

DIMENSIONS = 384
TURN = "search.npz"

Vectors = npt.NDArray[np.float32]


class Embedder:
    """Turns texts into vectors. Thread-safe. Its tables load with the first text, once per process."""

    def load(self) -> None:
        """Load the tables now."""
        self.embed(["."])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, float32 of shape (len(texts), 384); zeros for an empty text.

        A vector is the same to the last bit whatever stands beside it.
        """
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, item in enumerate(tokenizer().encode_batch(list(texts), add_special_tokens=False)):
            if item.ids:
                vectors[row] = _turned(mean_of_pieces(np.array(item.ids), _turn()[0]))
        return vectors


def mean_of_pieces(ids: npt.NDArray[np.int64], weights: Floats) -> Vectors:
    """Return the weighed mean of the vectors of at least one word piece, of shape (384,)."""
    own = weights[ids]
    mean: Vectors = own @ word_vectors(ids) / own.sum()
    return mean


def _turned(mean: Vectors) -> Vectors:
    _, matrix, offset = _turn()
    vector = mean @ matrix + offset
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-12), dtype=np.float32)


@cache
def _turn() -> tuple[Floats, Floats, Floats]:
    """The weights of word pieces, the matrix and the offset."""
    with (DATA / TURN).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        weights, matrix, offset = (
            stored[name].astype(np.float32) for name in ("weights", "matrix", "offset")
        )
    return weights, matrix, offset
