"""Which notes are read at all."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from evals.train_network.examples import Examples
from retrieval.records import NoteKind

Mask = npt.NDArray[np.bool_]


def readable(x: Examples) -> Mask:
    """Return which notes are read: those with sentences, and no cancelled session."""
    ends = np.searchsorted(x.note_of, np.arange(len(x.sessions) + 1))
    return np.array([s.kind is not NoteKind.CANCELLED for s in x.sessions]) & (np.diff(ends) > 0)
