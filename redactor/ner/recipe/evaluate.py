"""Step `evaluate`: each variant on the dev sets and our own probes, in two cases."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from redactor.ner.recipe.cases import lower
from redactor.ner.recipe.conll import example_of, read_sentences
from redactor.ner.recipe.corpora import CONLL_LABELS, banking77, btc, meddocan, wnut17
from redactor.ner.recipe.examples import NAMED, Example, Span
from redactor.ner.recipe.phrases import read_templates
from redactor.ner.recipe.pipeline import pipeline
from redactor.ner.recipe.scoring import Tally
from redactor.ner.recipe.steps import Run

MARK = re.compile(r"\[([^\]]+)\]\((\w+)\)")


def ewt(path: Path) -> Iterator[Example]:
    """Universal NER's English Web Treebank: number, word, tag."""
    for sentence in read_sentences(path, word=1, tag=2):
        yield example_of(sentence, CONLL_LABELS, "ewt")


def probes(path: Path) -> Iterator[Example]:
    """Our own marked chat messages."""
    for line in read_templates(path.stem):
        text, at = "", 0
        spans: list[Span] = []
        for match in MARK.finditer(line):
            text += line[at : match.start()]
            spans.append((len(text), len(text) + len(match[1]), match[2]))
            text, at = text + match[1], match.end()
        yield Example(text=text + line[at:], spans=tuple(spans), source="probes")


def meddocan_dev(path: Path) -> Iterator[Example]:
    """Every fourth line of Spanish reports."""
    yield from islice(meddocan(path), 0, None, 4)


def sgd(path: Path) -> Iterator[Example]:
    """A third of the turns with a street address, and some that give no value at all."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for index, row in enumerate(rows):
        spans = tuple(
            sorted(
                (start, end, "STREET_ADDRESS")
                for slot, start, end in row["slots"]
                if slot in SGD_ADDRESSES
            )
        )
        if index % 3 == 0 and (spans or (not row["slots"] and index % 24 == 0)):
            yield Example(text=row["text"], spans=spans, source="sgd")


SGD_ADDRESSES = frozenset(("address", "address_of_location", "street_address"))

SLICES: dict[str, tuple[str, Callable[[Path], Iterator[Example]]]] = {
    "probes": ("code:phrases/probes.txt", probes),
    "wnut17": ("corpora:dev/wnut17/emerging.dev.conll", wnut17),
    "btc": ("corpora:dev/btc/btc.dev", btc),
    "ewt": ("corpora:dev/ewt/en_ewt-ud-dev.iob2", ewt),
    "meddocan_es": ("corpora:dev/meddocan_es/dev.jsonl.gz", meddocan_dev),
    "sgd": ("corpora:dev/sgd/sgd_dev_slots.jsonl.gz", sgd),
    "banking77": ("corpora:train/banking77/test.csv.gz", banking77),
}

ONLY = {
    "sgd": ("STREET_ADDRESS",),
    "meddocan_es": ("PERSON", "LOCATION", "STREET_ADDRESS"),
    "banking77": ("PERSON", "STREET_ADDRESS"),
}
"""What the marks of a set are whole for, where that is not everything."""

VARIANTS = {"int8": tuple(SLICES), "fp32": ("wnut17", "btc", "ewt")}
"""The slices each is measured on: the packaged one on all, others to compare, if they are there."""


def found_in(nlp: Any, examples: list[Example]) -> Iterator[list[Span]]:
    """What the pipeline marks in each text, of the labels that these sets have."""
    for doc in nlp.pipe((example.text for example in examples), batch_size=256):
        yield [
            (entity.start_char, entity.end_char, entity.label_)
            for entity in doc.ents
            if entity.label_ in NAMED
        ]


def measure(nlp: Any, examples: list[Example], labels: Sequence[str] = NAMED) -> dict[str, Any]:
    """Figures of one slice, and how many texts a second of processor time."""
    tally = Tally()
    began = time.process_time()
    found = list(found_in(nlp, examples))
    seconds = time.process_time() - began
    for example, spans in zip(examples, found, strict=True):
        tally.add(example.spans, spans)
    return {
        "texts": len(examples),
        "texts_a_second": round(len(examples) / seconds),
        "labels": tally.figures(labels),
    }


def missed(nlp: Any, examples: list[Example]) -> list[str]:
    """Probes with a wrong span, as plain text: these are our own words, nobody's chat."""
    pairs = zip(examples, found_in(nlp, examples), strict=True)
    return [example.text for example, found in pairs if list(example.spans) != found]


def measured(run: Run, nlp: Any, slices: Sequence[str]) -> dict[str, Any]:
    """Figures of one variant: the slices named, as typed and in lower case."""
    figures: dict[str, Any] = {}
    for name in slices:
        path, read = SLICES[name]
        examples = [example for example in read(run.path(path)) if example.text.strip()]
        lowered = [replace(example, text=lower(example.text)) for example in examples]
        labels = ONLY.get(name, NAMED)
        figures[name] = {
            "as_typed": measure(nlp, examples, labels),
            "lower_case": measure(nlp, lowered, labels),
        }
    return figures


def evaluate(run: Run) -> None:
    """Write `figures.json`."""
    report: dict[str, Any] = {"variants": {}}
    for name, names in VARIANTS.items():
        folder = run.work / name
        if not folder.exists():
            continue
        began = time.process_time()
        nlp = pipeline(folder)
        loaded = time.process_time() - began
        size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
        slices = measured(run, nlp, names)
        report["variants"][name] = {"slices": slices, "megabytes": size, "load_seconds": loaded}
        if "probes" in names:
            examples = list(probes(run.path(SLICES["probes"][0])))
            report["missed_probes"] = missed(nlp, examples)
    (run.work / "figures.json").write_text(
        json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
