"""Step `export`: the trained network as an ONNX file; needs the `train` extra (torch, onnx)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from redactor.ner.recipe.steps import Run

OPSET = 17


def rebuilt(folder: Path) -> Any:
    """The network that was saved, as it stands when nothing is dropped."""
    import torch
    from transformers import BertConfig, BertModel

    from redactor.ner.recipe.network import Tagger

    config = BertConfig.from_json_file(folder / "config.json")
    config._attn_implementation = "eager"  # noqa: SLF001 - the exporter traces plain matrices
    tags = json.loads((folder / "tags.json").read_text(encoding="utf-8"))
    network = Tagger(BertModel(config, add_pooling_layer=False), len(tags), 0.0)
    network.load_state_dict(torch.load(folder / "network.pt", weights_only=True))
    return network.eval()


def export(run: Run) -> None:
    """Write `fp32/`: the network in full precision with its tokenizer."""
    import torch

    from redactor.ner.recipe.network import Exported

    out = run.work / "fp32"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    network = Exported(rebuilt(run.work / "trained"))
    sample = torch.ones(7, dtype=torch.int64)
    pieces, asked = {0: "pieces"}, {0: "asked"}
    torch.onnx.export(
        network,
        (sample, sample, torch.arange(1, 4)),
        str(out / "encoder.onnx"),
        input_names=["ids", "shapes", "asked"],
        output_names=["scores"],
        dynamic_axes={"ids": pieces, "shapes": pieces, "asked": asked, "scores": asked},
        opset_version=OPSET,
        dynamo=False,
    )
    shutil.copy(run.work / "trained/tokenizer.json", out)
