"""Step `quantise`: weights in eight bits, a quarter of the size; needs the `train` extra (onnx)."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from redactor.ner.recipe.steps import Run


def small_tables(path: Path) -> list[str]:
    """The lookups in tables other than that of the word pieces: small, and quicker as they are."""
    import onnx

    graph = onnx.load(path).graph
    sizes = {each.name: each.dims[0] for each in graph.initializer if len(each.dims) == 2}
    lookups = {
        node.name: sizes[node.input[0]]
        for node in graph.node
        if node.op_type == "Gather" and node.input[0] in sizes
    }
    return [name for name, size in lookups.items() if size < max(lookups.values())]


def quantise(run: Run) -> None:
    """Write `int8/`: the network with eight-bit weights, and its tokenizer."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out = run.work / "int8"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    logging.getLogger().setLevel(logging.ERROR)  # it recommends a step that changes nothing here
    whole = run.work / "fp32/encoder.onnx"
    quantize_dynamic(
        whole,
        out / "encoder.onnx",
        op_types_to_quantize=["MatMul", "Gather"],
        weight_type=QuantType.QInt8,
        per_channel=True,
        nodes_to_exclude=small_tables(whole),
    )
    shutil.copy(run.work / "fp32/tokenizer.json", out)
