"""Write the heads as plain arrays and word lists: the same heads always give the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt

from evals.train.fitting import NoteHeads, SentenceHeads
from tools.reading.heads import MODEL_FILES


def store(folder: Path, sentences: SentenceHeads, notes: NoteHeads) -> None:
    """Write the model files: arrays in half precision, terms in the order of their rows."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "sentence_rarity": sentences.vocabulary.rarity.astype(np.float16),
        "note_rarity": notes.vocabulary.rarity.astype(np.float16),
        "pool_mean": notes.mean,
        "pool_scale": notes.scale,
    }
    for name, head in sorted({**sentences.heads, **notes.heads}.items()):
        arrays[f"head/{name}/terms"] = head.terms.astype(np.float16)
        arrays[f"head/{name}/dense"] = head.dense.astype(np.float16)
        arrays[f"head/{name}/bias"] = head.bias
    np.savez_compressed(folder / MODEL_FILES[0], **arrays)  # type: ignore[arg-type]
    for file, known in zip(MODEL_FILES[1:], (sentences.vocabulary, notes.vocabulary), strict=True):
        terms = sorted(known.position, key=known.position.__getitem__)
        (folder / file).write_text(json.dumps(terms, ensure_ascii=False), encoding="utf-8")
