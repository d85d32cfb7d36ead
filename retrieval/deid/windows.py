"""A text as the tagger takes it: word pieces in overlapping windows, and which word each piece belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.deid.tokens import Word
from retrieval.encoder import BEGIN, END, Ints

LONGEST = 192
"""Most word pieces of a window."""
MARGIN = 24
"""Pieces at the edges of a window that are read better in its neighbour."""


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces with [CLS] and [SEP] around them.

    `words` gives the index of the word of each piece, -1 where it belongs to none; `inside` says which pieces
    are read here rather than in a neighbouring window.
    """

    ids: Ints
    words: Ints
    inside: npt.NDArray[np.bool_]


def windows(text: str, tokens: Sequence[Word], tokenizer: Any) -> Iterator[Window]:
    """Cut a text into windows. Every piece is inside exactly one of them."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    ids = np.array(encoded.ids, dtype=np.int64)
    owners = _owners(encoded.offsets, tokens)
    step = LONGEST - 2 * MARGIN
    count = 1 if len(ids) <= LONGEST else 1 + -(-(len(ids) - LONGEST) // step)
    for number in range(count):
        start = number * step
        end = min(start + LONGEST, len(ids))
        first = start + MARGIN if number else 0
        last = end - MARGIN if number + 1 < count else end
        places = np.arange(start, end)
        yield Window(
            ids=np.concatenate(([BEGIN], ids[start:end], [END])),
            words=np.concatenate(([-1], owners[start:end], [-1])),
            inside=np.concatenate(([False], (places >= first) & (places < last), [False])),
        )


def _owners(offsets: Sequence[tuple[int, int]], tokens: Sequence[Word]) -> Ints:
    owners, at = np.full(len(offsets), -1, dtype=np.int64), 0
    for place, (start, end) in enumerate(offsets):
        while at < len(tokens) and tokens[at].end <= start:
            at += 1
        if at < len(tokens) and tokens[at].start < end:
            owners[place] = at
    return owners
