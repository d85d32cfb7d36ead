"""Write the network: its encoder as ONNX with int8 weights, its heads as plain arrays."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from evals.encoder.export import export
from evals.encoder.storing import store_words
from evals.train_network.network import ReadingNetwork
from tools.reading.network import ENCODER, HEADS
from tools.reading.pieces import WIDTH


def store(folder: Path, network: ReadingNetwork) -> None:
    """Write the model files and the word vectors that all encoders share."""
    folder.mkdir(parents=True, exist_ok=True)
    export(network.encoder, WIDTH, ["hidden"], folder / ENCODER)
    heads = {
        name: value.detach().numpy().astype(np.float16)
        for name, value in network.named_parameters()
        if not name.startswith("encoder.")
    }
    np.savez(folder / HEADS, **heads)
    store_words()
