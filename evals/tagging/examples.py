"""Labelled texts as tensors: windows of word pieces with word vectors, word features and classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt

from evals.tagging.texts import Labelled
from retrieval.deid import keep
from retrieval.deid.shadow import cast
from retrieval.deid.tagger import CLASSES
from retrieval.deid.tokens import words_of
from retrieval.deid.windows import windows
from retrieval.deid.word_view import FEATURES, features

IGNORED = -100
"""Class of pieces that are not learnt from."""


@dataclass(frozen=True, slots=True)
class Example:
    """A window: ids, features of the pieces, and their classes."""

    ids: npt.NDArray[np.int64]
    features: npt.NDArray[np.bool_]
    classes: npt.NDArray[np.int64]


def examples(texts: Iterable[Labelled], tokenizer: Any) -> Iterator[Example]:
    """Yield the windows of all texts."""
    for labelled in texts:
        shadow = cast(labelled.text)
        tokens = words_of(shadow.text)
        if not tokens:
            continue
        view = features(tokens, keep.mark(tokens, shadow.text)).astype(bool)
        classes = np.zeros(len(tokens), dtype=np.int64)
        places = [shadow.to_source(word.start, word.end) for word in tokens]
        for span, kind in (
            *((s, IGNORED) for s in labelled.aside),
            *((s, CLASSES.index(s.type)) for s in labelled.spans),
        ):
            for at, (start, end) in enumerate(places):
                if start < span.end and end > span.start:
                    classes[at] = kind
        for window in windows(shadow.text, tokens, tokenizer):
            owned = window.words >= 0
            of_pieces = np.zeros((len(window.ids), len(FEATURES)), dtype=bool)
            of_pieces[owned] = view[window.words[owned]]
            labels = np.where(owned & window.inside, classes[window.words], IGNORED)
            yield Example(window.ids, of_pieces, labels)


def batches(found: Sequence[Example], tokens: int, rng: Random) -> Iterator[list[Example]]:
    """Yield the examples in shuffled batches of similar length, each of about so many tokens."""
    order = sorted(found, key=lambda e: (len(e.ids), rng.random()))
    groups: list[list[Example]] = [[]]
    for example in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(example.ids) > tokens:
            groups.append([])
        groups[-1].append(example)
    rng.shuffle(groups)
    yield from groups
