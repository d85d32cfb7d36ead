"""Which notes are held out together: those of whole writers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

FOLDS = 4


def fold_of(writers: Sequence[str]) -> npt.NDArray[np.int64]:
    """Deal writers out to folds in order of their ids."""
    order = {writer: i % FOLDS for i, writer in enumerate(sorted(set(writers)))}
    return np.array([order[w] for w in writers])
