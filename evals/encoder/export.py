"""Write a trained encoder as an ONNX file with int8 weights."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from torch import nn

from evals.encoder.bert import WIDTH

OPSET = 17


def export(model: nn.Module, features: int, outputs: list[str], path: Path) -> None:
    """Export a model that takes (words, features, present) of one text.

    Matrices become int8 by column; what flows between them is rounded to 8 bits anew for each text
    (dynamic quantisation), so that a text gives the same numbers whatever else is read.

    Args:
        model: in evaluation mode.
        features: width of its feature input.
        outputs: names of what it gives.
        path: of the file.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    length = 12
    example = (torch.zeros(1, length, WIDTH), torch.zeros(1, length, features), torch.ones(1, length))
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            model, example, str(plain), input_names=["words", "features", "present"], output_names=outputs,
            dynamic_axes={name: {1: "tokens"} for name in ("words", "features", "present", *outputs)},
            opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(path), per_channel=True, weight_type=QuantType.QInt8)
