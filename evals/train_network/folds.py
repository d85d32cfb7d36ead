"""Which notes are held out together, and which are read at all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from evals.train_network.examples import Examples, Labels
from retrieval.records import NoteKind

FOLDS = 4

Mask = npt.NDArray[np.bool_]


def fold_of(writers: Sequence[str]) -> Labels:
    """Deal writers out to folds in order of their ids."""
    order = {writer: i % FOLDS for i, writer in enumerate(sorted(set(writers)))}
    return np.array([order[w] for w in writers])


def readable(x: Examples) -> Mask:
    """Return which notes are read: those with sentences, and no cancelled session."""
    ends = np.searchsorted(x.note_of, np.arange(len(x.sessions) + 1))
    return np.array([s.kind is not NoteKind.CANCELLED for s in x.sessions]) & (np.diff(ends) > 0)
