"""What each layer buys: `python -m redactor.ner.recipe.ablate [--corpora DIR] FOLDER …`.

Measures the packaged engine whole and without one layer at a time, on folders of marked chats and,
with `--corpora`, on its dev sets: dialogues as chats of which the values of some slots are wanted,
posts as chats of one message of which the persons are. Prints one table per set, in Markdown.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path

from redactor import Message, Redactor, Role, Session
from redactor.engine import LAYERS
from redactor.evaluate import IdentityUse, Mark, MarkedChat, OwnEngine, Run, evaluate, read_chats
from redactor.evaluate.figures import by_entity, leak_rate, overall, overmasked_per_1000
from redactor.evaluate.tables import decimal, percent
from redactor.ner.recipe.corpora import btc, wnut17
from redactor.ner.recipe.evaluate import ewt
from redactor.ner.recipe.examples import Example

DIALOGUES, POSTS = 120, 500
"""How many dialogues, and posts of each set, are measured."""

SLOTS = {
    "phone_number": "PHONE_NUMBER",
    "address": "STREET_ADDRESS",
    "address_of_location": "STREET_ADDRESS",
    "street_address": "STREET_ADDRESS",
    "therapist_name": "PERSON",
    "recipient_name": "PERSON",
}
SPEAKERS = {"USER": Role.VISITOR, "SYSTEM": Role.AGENT}


def dialogues(path: Path) -> Iterator[MarkedChat]:
    """Schema-Guided Dialogue as chats; only the values of `SLOTS` are marked."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for number, turns in groupby(rows, key=lambda row: row["d"]):
        messages, marks = [], []
        for at, row in enumerate(turns):
            messages.append(Message(id=str(at), text=row["text"], role=SPEAKERS[row["sp"]]))
            marks += [
                Mark(message=at, start=start, end=end, entity=SLOTS[slot], kind="must")
                for slot, start, end in row["slots"]
                if slot in SLOTS
            ]
        if marks:
            yield chat(f"sgd-{number}", messages, marks)


def posts(name: str, examples: Iterator[Example]) -> Iterator[MarkedChat]:
    """Each post as a chat of one message; persons are wanted, places and companies may be."""
    for number, example in enumerate(examples):
        marks = [
            Mark(
                message=0,
                start=start,
                end=end,
                entity=label,
                kind="must" if label == "PERSON" else "may",
            )
            for start, end, label in example.spans
        ]
        if example.text.strip():
            message = Message(id="0", text=example.text, role=Role.VISITOR)
            yield chat(f"{name}-{number}", [message], marks)


def chat(name: str, messages: Sequence[Message], marks: Sequence[Mark]) -> MarkedChat:
    """A marked chat of a visitor nobody knows."""
    return MarkedChat(
        session=Session(id=name, messages=tuple(messages)), marks=tuple(marks), slices=()
    )


def sets(corpora: Path) -> Iterator[tuple[str, list[MarkedChat]]]:
    """The dev sets by name."""
    dev = corpora / "dev"
    yield "sgd", list(islice(dialogues(dev / "sgd/sgd_dev_slots.jsonl.gz"), DIALOGUES))
    for name, examples in (
        ("wnut17", wnut17(dev / "wnut17/emerging.dev.conll")),
        ("btc", btc(dev / "btc/btc.dev")),
        ("ewt", ewt(dev / "ewt/en_ewt-ud-dev.iob2")),
    ):
        yield name, list(islice(posts(name, examples), POSTS))


def engines() -> Iterator[OwnEngine]:
    """The engine whole, then without each layer; any language, since posts have many."""
    for layer in ("", *LAYERS):
        engine = OwnEngine(Redactor(without=(layer,) if layer else ()))
        engine.name = f"without {layer}" if layer else "whole"
        yield engine


def row(run: Run) -> str:
    """One line of the table."""
    every, persons = overall(run.total), by_entity(run.total).get("PERSON")
    cells = (
        percent(leak_rate(run.total)),
        decimal(every.covered),
        decimal(every.precision),
        decimal(persons.covered if persons else None),
        decimal(overmasked_per_1000(run.total), 1),
        str(run.total.held_back.total()),
    )
    return f"| {run.title} | {' | '.join(cells)} |"


def table(name: str, chats: Sequence[MarkedChat], made: Sequence[OwnEngine]) -> str:
    """The table of one set."""
    report = evaluate(chats, made, folder=name, identities=identities(chats))
    head = "| engine | leak rate | covered | precision | persons | over-masked ‰ | failed closed |"
    rows = [f"{name}: {len(chats)} chats", "", head, "|---|---:|---:|---:|---:|---:|---:|"]
    return "\n".join([*rows, *map(row, report.runs)])


def identities(chats: Sequence[MarkedChat]) -> tuple[IdentityUse, ...]:
    """With and without, where any chat has an identity."""
    known = any(chat.session.identity.name for chat in chats)
    return (IdentityUse.GIVEN, IdentityUse.NONE) if known else (IdentityUse.NONE,)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        prog="python -m redactor.ner.recipe.ablate", description="What each layer buys."
    )
    parser.add_argument("--corpora", type=Path, help="folder with dev/")
    parser.add_argument("folders", nargs="*", type=Path, help="folders of marked chats")
    asked = parser.parse_args(arguments)
    made = list(engines())
    measured = [(folder.name, read_chats(folder)) for folder in asked.folders]
    if asked.corpora:
        measured += sets(asked.corpora)
    for name, chats in measured:
        sys.stdout.write(table(name, chats, made) + "\n\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
