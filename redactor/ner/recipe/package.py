"""Step `package`: the trained pipeline with its name and version, and the model card beside it."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

from redactor.evaluate.marked import read_chats
from redactor.ner.recipe.examples import LABELS, read_examples
from redactor.ner.recipe.pipeline import pipeline
from redactor.ner.recipe.retell import FOLDER
from redactor.ner.recipe.start import LAYERS, UNITS
from redactor.ner.recipe.steps import Run

NAME = "chat_pii_en"
VERSION = "11"
META = {
    "name": NAME,
    "version": VERSION,
    "description": "Personal data in support chats: names, addresses, numbers, secrets",
    "license": "Apache-2.0",
}
CASES = {"as_typed": "as typed", "lower_case": "lower case"}
SHARES = ("precision", "recall", "f1", "overlap_recall", "any_label_recall")
COMPARED = ("wnut17", "btc", "ewt")
"""Sets on which the variants are compared."""


def figure_rows(slices: dict[str, Any]) -> list[str]:
    """One table row per slice, case and label."""
    rows = [
        "| set | case | label | marked | found | strict P | R | F1 | touched | under any label |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, cases in slices.items():
        for case, words in CASES.items():
            for label, found in cases[case]["labels"].items():
                counts = f"{found['marked']} | {found['found']}"
                shown = " | ".join(f"{found[share]:.2f}" for share in SHARES)
                rows.append(f"| {name} | {words} | {label} | {counts} | {shown} |")
    return rows


def variant_rows(variants: dict[str, Any]) -> list[str]:
    """One table row per variant: size, time to load, speed, and F1 and recall of persons."""
    head = " | ".join(f"{name} {figure}" for name in COMPARED for figure in ("P", "R", "F1"))
    rows = [
        f"| variant | MB | load, s | texts/s | {head} |",
        "|---|---|---|---|" + "---|" * (3 * len(COMPARED)),
    ]
    for name, found in variants.items():
        slices = found["slices"]
        for case, words in CASES.items():
            nothing = dict.fromkeys(SHARES, 0.0)
            persons = [slices[each][case]["labels"].get("PERSON", nothing) for each in COMPARED]
            shown = " | ".join(f"{each[share]:.2f}" for each in persons for share in SHARES[:3])
            speed = slices[COMPARED[1]][case]["texts_a_second"]
            rows.append(
                f"| {name}, {words} | {found['megabytes']:.1f} | {found['load_seconds']:.1f} "
                f"| {speed:,} | {shown} |"
            )
    return rows


def folder_megabytes(folder: Path) -> float:
    """Size of all files in the folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def named(variants: dict[str, Any]) -> dict[str, Any]:
    """The variants under the names they have in the card."""
    return {f"{NAME}@{VERSION} {name}": found for name, found in variants.items()}


def begun(run: Run) -> str:
    """What the card says of the model that it went on from, if there was one."""
    if not run.base:
        return ""
    meta = json.loads(run.path("base:meta.json").read_text(encoding="utf-8"))
    return f"; went on from {meta['name']}@{meta['version']}"


def card(run: Run, folder: Path) -> str:
    """The model card, filled from the figures and the training file."""
    figures = json.loads((run.work / "figures.json").read_text(encoding="utf-8"))
    labels: Counter[str] = Counter()
    count = 0
    for example in read_examples(run.work / "train.jsonl"):
        count += 1
        labels.update(label for _, _, label in example.spans)
    before = json.loads(run.path("code:before.json").read_text(encoding="utf-8"))
    ours = figures["variants"]["int8"]
    fills = {
        "model": f"{NAME}@{VERSION}",
        "megabytes": f"{folder_megabytes(folder):.1f}",
        "examples": f"{count:,}",
        "labels": ", ".join(LABELS),
        "counts": ", ".join(f"{labels[label]:,} {label}" for label in LABELS),
        "seed": str(run.seed),
        "layers": str(LAYERS),
        "units": str(UNITS),
        "chats": f"{len(read_chats(FOLDER)):,}",
        "begun": begun(run),
        "base": " --base BASE" if run.base else "",
        "probes": str(ours["slices"]["probes"]["as_typed"]["texts"]),
        "figures": "\n".join(figure_rows(ours["slices"])),
        "variants": "\n".join(variant_rows({**before, **named(figures["variants"])})),
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
    pipeline(run.work / "int8").to_disk(folder)
    meta_path = folder / "meta.json"
    meta = json.loads(meta_path.read_text(encoding="utf-8"))
    meta_path.write_text(
        json.dumps({**meta, **META}, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    (run.out / "MODEL_CARD.md").write_text(card(run, folder), encoding="utf-8")
