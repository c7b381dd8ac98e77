"""Step `quantise`: weights in eight bits, a quarter of the size; needs the `train` extra (onnx)."""

from __future__ import annotations

import logging
import shutil

from redactor.ner.recipe.steps import Run


def quantise(run: Run) -> None:
    """Write `int8/`: the network with eight-bit weights, and its tokenizer."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out = run.work / "int8"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    logging.getLogger().setLevel(logging.ERROR)  # it recommends a step that changes nothing here
    quantize_dynamic(
        run.work / "fp32/encoder.onnx",
        out / "encoder.onnx",
        op_types_to_quantize=["MatMul", "Gather"],
        weight_type=QuantType.QInt8,
        per_channel=True,
    )
    shutil.copy(run.work / "fp32/tokenizer.json", out)
