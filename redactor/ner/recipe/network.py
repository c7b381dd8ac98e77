"""The network that is trained and exported: an encoder and one score per tag and piece."""

from __future__ import annotations

from typing import Any

import torch


class Tagger(torch.nn.Module):  # type: ignore[misc]
    """Scores of the tags for each piece, from ids, mask and shapes."""

    def __init__(self, encoder: Any, tags: int, drop: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = torch.nn.Dropout(drop)
        self.head = torch.nn.Linear(encoder.config.hidden_size, tags)

    def forward(self, ids: Any, mask: Any, shapes: Any) -> Any:
        """Scores, batch by piece by tag; `mask` is true where there is a piece."""
        hidden = self.encoder.embeddings(input_ids=ids, token_type_ids=shapes)
        for layer in self.encoder.encoder.layer:
            hidden = self._layer(layer, hidden, mask[:, None, None])
        return self.head(self.drop(hidden))

    def _layer(self, layer: Any, hidden: Any, mask: Any) -> Any:
        own = layer.attention.self
        batch, pieces, _ = hidden.shape
        query, key, value = (
            part(hidden).view(batch, pieces, own.num_attention_heads, -1).transpose(1, 2)
            for part in (own.query, own.key, own.value)
        )
        read = torch.nn.functional.scaled_dot_product_attention(
            query, key, value, attn_mask=mask, dropout_p=own.dropout.p if self.training else 0.0
        )
        read = layer.attention.output(read.transpose(1, 2).reshape(hidden.shape), hidden)
        return layer.output(layer.intermediate(read), read)


class Exported(torch.nn.Module):  # type: ignore[misc]
    """The network for one window without padding; the last layer judges only what is asked."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.embeddings = tagger.encoder.embeddings
        self.layers = tagger.encoder.encoder.layer
        config = tagger.encoder.config
        width, heads = config.hidden_size, config.num_attention_heads
        self.split, self.joined = (-1, heads, width // heads), (-1, width)
        self.head = tagger.head

    def forward(self, ids: Any, shapes: Any, asked: Any) -> Any:
        """Scores, piece by tag, of the pieces whose places are `asked`."""
        hidden = self.embeddings(input_ids=ids[None], token_type_ids=shapes[None])[0]
        *layers, last = self.layers
        for layer in layers:
            hidden = self._layer(layer, hidden, hidden)
        return self.head(self._layer(last, hidden[asked], hidden))

    def _layer(self, layer: Any, asking: Any, hidden: Any) -> Any:
        """What a layer makes of the pieces that ask, which look at all."""
        own = layer.attention.self
        query, key, value = (
            part(pieces).reshape(self.split).transpose(0, 1)
            for part, pieces in ((own.query, asking), (own.key, hidden), (own.value, hidden))
        )
        weights = query @ key.transpose(-1, -2) / self.split[-1] ** 0.5
        read = (weights.softmax(-1) @ value).transpose(0, 1).reshape(self.joined)
        asking = layer.attention.output(read, asking)
        return layer.output(layer.intermediate(asking), asking)
