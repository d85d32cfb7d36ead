"""Runs the fine-tuned encoders: word vectors in, hidden states or logits out (ONNX, int8, on the CPU).

All encoders share the word vectors of all-MiniLM-L6-v2, which lie beside its tokenizer as int8 with a scale a
row; see NOTICE. A text is run by itself, so that its numbers do not depend on what stands beside it.
"""

from __future__ import annotations

import threading
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

BEGIN, END = 101, 102
"""[CLS] and [SEP] of the BERT vocabulary."""

DATA = resources.files("retrieval") / "embedding_data"


class Encoder:
    """One model file. Thread-safe; it loads with the first text."""

    def __init__(self, path: Traversable) -> None:
        """Take the path of an ONNX file with the inputs words, features and present."""
        self._path, self._lock = path, threading.Lock()
        self._session: Any = None

    def run(self, ids: Ints, features: Floats) -> list[Floats]:
        """Return the outputs of the model for one text, each of shape (tokens, width).

        Args:
            ids: word pieces with [CLS] and [SEP], of shape (tokens,).
            features: of the pieces, of shape (tokens, features).
        """
        with self._lock:
            self._session = self._session or _opened(self._path)
        feed = {
            "words": word_vectors(ids)[None],
            "features": features[None],
            "present": np.ones((1, len(ids)), dtype=np.float32),
        }
        return [output[0] for output in self._session.run(None, feed)]


def word_vectors(ids: Ints) -> Floats:
    """Return the vectors of word pieces, of shape (tokens, 384)."""
    table, scale = _words()
    return table[ids].astype(np.float32) * scale[ids]


@cache
def tokenizer() -> Any:
    """Return the tokenizer, which neither cuts nor pads."""
    from tokenizers import Tokenizer

    with resources.as_file(DATA / "tokenizer.json") as path:
        found = Tokenizer.from_file(str(path))
    found.no_truncation()
    found.no_padding()
    return found


@cache
def _words() -> tuple[npt.NDArray[np.int8], Floats]:
    with (DATA / "words.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return stored["table"], stored["scale"].astype(np.float32)


def _opened(path: Traversable) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with resources.as_file(path) as file:
        return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
