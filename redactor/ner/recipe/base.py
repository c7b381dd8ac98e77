"""The weights of a packaged model, back from eight bits, so that training can go on from them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from redactor.ner.encoder import WEIGHTS
from redactor.ner.recipe.rows import Numbers

PARTS = {"encoder.encoder.layer.": "layers.", "encoder.embeddings.": "embeddings."}
"""What training calls the parts of the network, and the package."""

TRANSPOSED = "_Transposed"
QUANTISED, SCALE, ZERO = "_quantized", "_scale", "_zero_point"


class OtherSize(Exception):
    """The packaged network has other layers, units or tags than the one to train."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"the base is of another size than the network to train: {name}")


def read_base(folder: Path) -> dict[str, Numbers]:
    """All numbers of the weights in `folder`, as they are stored; needs onnx."""
    import onnx

    stored = onnx.load(folder / WEIGHTS).graph.initializer
    return {each.name: onnx.numpy_helper.to_array(each) for each in stored}


def weights_of(
    packaged: Mapping[str, Numbers], sizes: Mapping[str, tuple[int, ...]]
) -> dict[str, Numbers]:
    """The trained weights by the names and of the sizes that training knows; else OtherSize."""
    left = {name.removesuffix(QUANTISED) for name in packaged if not name.endswith((SCALE, ZERO))}
    found = {}
    for name, size in sizes.items():
        short = _packaged_name(name)
        stored = short if short in left else f"{short}{TRANSPOSED}"
        if stored not in left or (weight := _whole(packaged, stored)).shape != size:
            raise OtherSize(short)
        found[name] = weight
        left.remove(stored)
    if left:
        raise OtherSize(min(left))
    return found


def _packaged_name(name: str) -> str:
    for ours, theirs in PARTS.items():
        name = name.replace(ours, theirs)
    return name


def _whole(packaged: Mapping[str, Numbers], stored: str) -> Numbers:
    """One weight in full precision; those that are multiplied by stand transposed."""
    if stored in packaged:
        return packaged[stored]
    small, zero = (packaged[stored + part].astype(np.float32) for part in (QUANTISED, ZERO))
    whole = (small - zero) * packaged[stored + SCALE]
    return np.ascontiguousarray(whole.T) if stored.endswith(TRANSPOSED) else whole
