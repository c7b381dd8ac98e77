"""Step `evaluate`: the trained pipeline on the dev sets and our own probes, in two cases."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from redactor.ner.recipe.cases import lower
from redactor.ner.recipe.conll import example_of, read_sentences
from redactor.ner.recipe.corpora import CONLL_LABELS, btc, wnut17
from redactor.ner.recipe.examples import Example, Span
from redactor.ner.recipe.phrases import read_templates
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


SLICES: dict[str, tuple[str, Callable[[Path], Iterator[Example]]]] = {
    "probes": ("code:phrases/probes.txt", probes),
    "wnut17": ("corpora:dev/wnut17/emerging.dev.conll", wnut17),
    "btc": ("corpora:dev/btc/btc.dev", btc),
    "ewt": ("corpora:dev/ewt/en_ewt-ud-dev.iob2", ewt),
}


def found_in(nlp: Any, examples: list[Example]) -> Iterator[list[Span]]:
    """What the pipeline marks in each text."""
    for doc in nlp.pipe((example.text for example in examples), batch_size=256):
        yield [(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents]


def measure(nlp: Any, examples: list[Example]) -> dict[str, Any]:
    """Figures of one slice, and how many texts a second."""
    tally = Tally()
    began = time.perf_counter()
    found = list(found_in(nlp, examples))
    seconds = time.perf_counter() - began
    for example, spans in zip(examples, found, strict=True):
        tally.add(example.spans, spans)
    return {
        "texts": len(examples),
        "texts_a_second": round(len(examples) / seconds),
        "labels": tally.figures(),
    }


def missed(nlp: Any, examples: list[Example]) -> list[str]:
    """Probes with a wrong span, as plain text: these are our own words, nobody's chat."""
    pairs = zip(examples, found_in(nlp, examples), strict=True)
    return [example.text for example, found in pairs if list(example.spans) != found]


def evaluate(run: Run) -> None:
    """Write `figures.json`."""
    import spacy

    nlp = spacy.load(run.work / "model")
    figures: dict[str, Any] = {}
    for name, (path, read) in SLICES.items():
        examples = [example for example in read(run.path(path)) if example.text.strip()]
        lowered = [replace(example, text=lower(example.text)) for example in examples]
        figures[name] = {"as_typed": measure(nlp, examples), "lower_case": measure(nlp, lowered)}
    examples = list(probes(run.path(SLICES["probes"][0])))
    report = {"slices": figures, "missed_probes": missed(nlp, examples)}
    (run.work / "figures.json").write_text(
        json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
