"""A small transformer that says of each word whether it identifies somebody, by the words around it.

MiniLM (Wang et al. 2020) fine-tuned on fictional therapy notes with invented names, int8 ONNX, on the CPU.
See tagger_model/CARD.md for what it learnt from and how well it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from retrieval.deid.tokens import Word
from retrieval.deid.windows import windows
from retrieval.deid.word_view import FEATURES, features
from retrieval.encoder import Encoder, tokenizer

CLASSES = ("NONE", "NAME", "LOCATION", "ORG", "DATE", "CONTACT", "ID", "AGE90")
"""What a word is; the first identifies nobody, the others are types of identifiers."""

MODEL = "tagger.onnx"
Beliefs = npt.NDArray[np.float32]


def tag(text: str, tokens: Sequence[Word], marks: Sequence[str]) -> Beliefs:
    """Return how likely each word is of each class, float32 of shape (words, classes); rows sum to one.

    Args:
        text: a (folded) text.
        tokens: its words.
        marks: their keep categories.
    """
    sums = np.zeros((len(tokens), len(CLASSES)), dtype=np.float32)
    view = features(tokens, marks)
    for window in windows(text, tokens, tokenizer()):
        owned = window.words >= 0
        of_pieces = np.zeros((len(window.ids), len(FEATURES)), dtype=np.float32)
        of_pieces[owned] = view[window.words[owned]]
        beliefs = _softmax(_encoder().run(window.ids, of_pieces)[0])
        read = owned & window.inside
        np.add.at(sums, window.words[read], beliefs[read])
    total = sums.sum(axis=1, keepdims=True)
    nothing = np.eye(1, len(CLASSES), dtype=np.float32)
    return np.where(total > 0, sums / np.maximum(total, 1e-9), nothing).astype(np.float32)


@cache
def _encoder() -> Encoder:
    return Encoder(resources.files("retrieval.deid") / "tagger_model" / MODEL)


def _softmax(logits: Beliefs) -> Beliefs:
    shares = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=-1, keepdims=True), dtype=np.float32)
