"""The network that training starts from: a known encoder made smaller, with a new head."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from redactor.ner.pieces import SHAPES

LAYERS = 4
"""Layers that are kept, from the first: fewer are faster, in training and after."""

UNITS = 1_536
"""Units of each feed-forward layer that are kept, here all: else the most telling ones."""


def start_from(
    folder: Path, *, tags: int, drop: float, layers: int = LAYERS, units: int = UNITS
) -> Any:
    """The encoder in `folder` with `layers` layers of `units` units, to score `tags` tags.

    Shapes take the place of its token types.
    """
    import torch
    from transformers import BertModel

    from redactor.ner.recipe.network import Tagger

    encoder = BertModel.from_pretrained(
        folder, add_pooling_layer=False, attn_implementation="sdpa", dtype=torch.float32
    )
    encoder.encoder.layer = encoder.encoder.layer[:layers]
    encoder.config.num_hidden_layers = layers
    for layer in encoder.encoder.layer:
        narrow(layer.intermediate, layer.output, units)
    encoder.config.intermediate_size = units
    types = encoder.embeddings.token_type_embeddings.weight
    shapes = torch.nn.Embedding(SHAPES, encoder.config.hidden_size)
    with torch.no_grad():
        shapes.weight.mul_(0.02).add_(types[0])
    encoder.embeddings.token_type_embeddings = shapes
    encoder.config.type_vocab_size = SHAPES
    return Tagger(encoder, tags, drop)


def tokenizer_in(folder: Path) -> Any:
    """The tokenizer of the encoder in `folder`, which neither cuts texts off nor fills them up."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def narrow(into: Any, out: Any, units: int) -> None:
    """Keep the `units` of a feed-forward layer whose weights, in and out, are the largest."""
    import torch

    old_in, old_out = into.dense, out.dense
    if units >= old_in.out_features:
        return
    weight = old_in.weight.norm(dim=1) * old_out.weight.norm(dim=0)
    kept = weight.topk(units).indices.sort().values
    into.dense = torch.nn.Linear(old_in.in_features, units)
    out.dense = torch.nn.Linear(units, old_out.out_features)
    with torch.no_grad():
        into.dense.weight.copy_(old_in.weight[kept])
        into.dense.bias.copy_(old_in.bias[kept])
        out.dense.weight.copy_(old_out.weight[:, kept])
        out.dense.bias.copy_(old_out.bias)
