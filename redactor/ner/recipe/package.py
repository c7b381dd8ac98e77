"""Step `package`: the trained pipeline with its name and version, and the model card beside it."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

from redactor.ner.recipe.examples import LABELS, read_examples
from redactor.ner.recipe.steps import Run

NAME = "chat_pii_en"
VERSION = "1"
KIND = "spaCy `ner` with its own hashed embeddings and a convolutional encoder, 96 wide, 4 deep"
META = {
    "name": NAME,
    "version": VERSION,
    "description": "Persons, places and organisations in English support chats",
    "license": "Apache-2.0",
}
CASES = {"as_typed": "as typed", "lower_case": "lower case"}


def figure_rows(slices: dict[str, Any]) -> list[str]:
    """One table row per slice, case and label."""
    rows = [
        "| set | case | label | marked | strict P | R | F1 | touched | under any label |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, cases in slices.items():
        for case, words in CASES.items():
            for label, found in cases[case]["labels"].items():
                shares = ("precision", "recall", "f1", "overlap_recall", "any_label_recall")
                shown = " | ".join(f"{found[share]:.2f}" for share in shares)
                rows.append(f"| {name} | {words} | {label} | {found['marked']} | {shown} |")
    return rows


def folder_megabytes(folder: Path) -> float:
    """Size of all files in the folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def card(run: Run, folder: Path) -> str:
    """The model card, filled from the figures and the training file."""
    figures = json.loads((run.work / "figures.json").read_text(encoding="utf-8"))
    labels: Counter[str] = Counter()
    count = 0
    for example in read_examples(run.work / "train.jsonl"):
        count += 1
        labels.update(label for _, _, label in example.spans)
    probes = figures["slices"]["probes"]
    fills = {
        "model": f"{NAME}@{VERSION}",
        "kind": KIND,
        "megabytes": f"{folder_megabytes(folder):.1f}",
        "examples": f"{count:,}",
        **{f"{label.lower()}s": f"{labels[label]:,}" for label in LABELS},
        "seed": str(run.seed),
        "speed": f"{round(probes['as_typed']['texts_a_second'], -2):,}",
        "probes": str(probes["as_typed"]["texts"]),
        "figures": "\n".join(figure_rows(figures["slices"])),
        "wrong": str(len(figures["missed_probes"])),
        "missed": "\n".join(f"  * `{text}`" for text in figures["missed_probes"]) or "  * none",
    }
    text = run.path("code:card.md").read_text(encoding="utf-8")
    for slot, value in fills.items():
        text = text.replace("{" + slot + "}", value)
    return text


def package(run: Run) -> None:
    """Write `chat_pii_en/` and `MODEL_CARD.md` into the out folder."""
    folder = run.out / NAME
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(run.work / "model", folder)
    meta_path = folder / "meta.json"
    meta = json.loads(meta_path.read_text(encoding="utf-8"))
    meta_path.write_text(
        json.dumps({**meta, **META}, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    (run.out / "MODEL_CARD.md").write_text(card(run, folder), encoding="utf-8")
