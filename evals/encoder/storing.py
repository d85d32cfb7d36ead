"""Write the word vectors that all encoders share beside the tokenizer."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from evals.encoder.base import words

PATH = Path(__file__).parents[2] / "retrieval" / "embedding_data" / "words.npz"


def store_words(path: Path = PATH) -> None:
    """Write the table as int8 with a scale a row."""
    table, scale = words()
    np.savez(path, table=table, scale=scale)
