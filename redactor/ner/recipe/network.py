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
        """Scores, batch by piece by tag."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=shapes)
        return self.head(self.drop(hidden.last_hidden_state))


class Exported(torch.nn.Module):  # type: ignore[misc]
    """The network with an attention mask it can be traced with, whatever the library checks."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.embeddings = tagger.encoder.embeddings
        self.layers = tagger.encoder.encoder.layer
        self.heads = tagger.encoder.config.num_attention_heads
        self.head = tagger.head

    def forward(self, ids: Any, mask: Any, shapes: Any) -> Any:
        """Scores, batch by piece by tag."""
        hidden = self.embeddings(input_ids=ids, token_type_ids=shapes)
        away = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -10_000.0
        for layer in self.layers:
            hidden = self._layer(layer, hidden, away)
        return self.head(hidden)

    def _layer(self, layer: Any, hidden: Any, away: Any) -> Any:
        own = layer.attention.self
        query, key, value = (
            part(hidden).unflatten(-1, (self.heads, -1)).transpose(1, 2)
            for part in (own.query, own.key, own.value)
        )
        weights = query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5 + away
        read = (weights.softmax(-1) @ value).transpose(1, 2).flatten(2)
        hidden = layer.attention.output(read, hidden)
        return layer.output(layer.intermediate(hidden), hidden)
