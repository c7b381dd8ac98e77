"""The public sets, each read into examples with the product's labels.

Formats and licences are those of the corpora folder's README; `SETS` holds every set trained on.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from redactor.ner.recipe.conll import example_of, read_sentences, without_handles
from redactor.ner.recipe.examples import Example, Span

WNUT17_LABELS = {"person": "PERSON", "location": "LOCATION", "corporation": "ORGANIZATION"}
CONLL_LABELS = {"PER": "PERSON", "LOC": "LOCATION", "ORG": "ORGANIZATION"}
NLU_LABELS = {"person": "PERSON", "place_name": "LOCATION", "business_name": "ORGANIZATION"}
MEDDOCAN_LABELS = {
    "NOMBRE_SUJETO_ASISTENCIA": "PERSON",
    "NOMBRE_PERSONAL_SANITARIO": "PERSON",
    "TERRITORIO": "LOCATION",
    "PAIS": "LOCATION",
    "CALLE": "STREET_ADDRESS",
    "HOSPITAL": "ORGANIZATION",
    "INSTITUCION": "ORGANIZATION",
    "CENTRO_SALUD": "ORGANIZATION",
}

# Slots of nlu_home that may hold a name under another word: such commands are left out.
NLU_UNSURE = frozenset(
    (
        *("artist_name", "audiobook_author", "audiobook_name", "event_name", "list_name"),
        *("media_type", "personal_info", "playlist_name", "podcast_name", "radio_name"),
        *("song_name", "transport_agency", "transport_name"),
    )
)
# What nlu_home marks as a place or business and nobody would mask.
NLU_GENERIC = frozenset(
    (
        *("home", "airport", "world", "town", "downtown", "city", "country", "state", "area"),
        *("here", "work", "office", "house", "location", "local", "my city", "my town", "my area"),
        *("my location", "the city", "the world", "consumer service", "customer service"),
    )
)


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _span_of_slot(label: dict[str, Any]) -> tuple[int, int]:
    """Where a restaurants8k slot stands; a missing `startIndex` is 0."""
    span = label["valueSpan"]
    return span.get("startIndex", 0), span["endIndex"]


def restaurants8k(path: Path) -> Iterator[Example]:
    """Booking messages; first and last name side by side are one person."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = json.load(file)
    for row in rows:
        text = row["userInput"]["text"]
        labels = row.get("labels", ())
        names = sorted(
            _span_of_slot(label) for label in labels if label["slot"] in {"first_name", "last_name"}
        )
        spans: list[Span] = []
        for start, end in names:
            if spans and not text[spans[-1][1] : start].strip():
                start = spans.pop()[0]
            spans.append((start, end, "PERSON"))
        yield Example(text=text, spans=tuple(spans), source="restaurants8k")


def nlu_home(path: Path) -> Iterator[Example]:
    """Short commands, as they were typed where the offsets still hold, else lower-cased."""
    for row in _json_lines(path):
        text: str = row["text"]
        if any(slot in NLU_UNSURE for slot, _, _ in row["slots"]):
            continue
        spans = []
        for slot, start, end in row["slots"]:
            value = text[start:end]
            end -= 2 * value.endswith("'s")
            if slot in NLU_LABELS and value not in NLU_GENERIC:
                spans.append((start, end, NLU_LABELS[slot]))
        typed = row["orig"]
        if typed.lower().startswith(text):
            text = typed
        yield Example(text=text, spans=tuple(sorted(spans)), source="nlu_home")


def wnut17(path: Path) -> Iterator[Example]:
    """Posts; products, works and groups are not ours and stay unmarked."""
    for sentence in read_sentences(path):
        yield example_of(sentence, WNUT17_LABELS, "wnut17")


def btc(path: Path) -> Iterator[Example]:
    """Tweets; handles lose their tag."""
    for sentence in read_sentences(path):
        yield example_of(without_handles(sentence), CONLL_LABELS, "btc")


def wikigold(path: Path) -> Iterator[Example]:
    """Sentences of Wikipedia."""
    for sentence in read_sentences(path):
        yield example_of(sentence, CONLL_LABELS, "wikigold")


def banking77(path: Path) -> Iterator[Example]:
    """Questions to a bank, nothing marked."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Example(text=row["text"].strip(), source="banking77")


def taskmaster4(path: Path) -> Iterator[Example]:
    """Turns of coffee orders, each wording once, nothing marked."""
    turns = (text.strip() for row in _json_lines(path) for _, text in row["turns"])
    for text in dict.fromkeys(turns):
        yield Example(text=text, source="taskmaster4")


def meddocan(path: Path) -> Iterator[Example]:
    """Lines of Spanish clinical reports; numbers, dates and ages stay unmarked."""
    for row in _json_lines(path):
        text: str = row["text"]
        spans = sorted(
            (start, end, MEDDOCAN_LABELS[kind])
            for kind, start, end in row["spans"]
            if kind in MEDDOCAN_LABELS and not text[start:end].isdigit()
        )
        at = 0
        for line in text.splitlines(keepends=True):
            inside = tuple(
                (max(0, start - at), min(end - at, len(line.rstrip())), label)
                for start, end, label in spans
                if at <= start < at + len(line.rstrip())
            )
            yield Example(text=line.rstrip(), spans=inside, source="meddocan")
            at += len(line)


SETS: dict[str, Callable[[Path], Iterator[Example]]] = {
    "train/restaurants8k/train_0.json.gz": restaurants8k,
    "train/nlu_home/nlu_home_spans.jsonl.gz": nlu_home,
    "train/wnut17/wnut17train.conll": wnut17,
    "train/btc/btc.train": btc,
    "train/wikigold/wikigold.conll.txt": wikigold,
    "train/banking77/train.csv.gz": banking77,
    "train/taskmaster4/tm4_utterances.jsonl.gz": taskmaster4,
    "train/meddocan_es/train.jsonl.gz": meddocan,
}
