from pathlib import Path

import numpy as np

from evals.train.fitting import NoteHeads, SentenceHeads, fit, matrix
from evals.train.storing import store
from tools.reading.features import Vocabulary
from tools.reading.heads import MODEL_FILES, Head, Heads

KNOWN = Vocabulary({"calm": 0, "panic": 1}, np.array([1, 1], dtype=np.float32))
TEXTS = [{"calm"}, {"panic"}] * 20


def fitted(classes: int = 3) -> Head:
    return fit(matrix(KNOWN, TEXTS), np.zeros((40, 1), np.float32), np.array([0, 1] * 20), classes, 10.0)


def test_two_classes_are_told_apart_and_a_third_is_never_believed() -> None:
    heads = Heads.of({"topic": fitted()})
    found = heads.beliefs([KNOWN.bag({"panic"})], np.zeros((1, 1), np.float32))["topic"][0]
    assert found.argmax() == 1
    assert found[2] < 1e-6


def test_same_heads_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        note = NoteHeads(KNOWN, {"state_x": fitted()}, np.zeros(1, np.float32), np.ones(1, np.float32))
        store(tmp_path / folder, SentenceHeads(KNOWN, {"topic": fitted()}), note)
    for name in MODEL_FILES:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
