"""Step `synthesise`: chat messages of our own wording, with made-up persons, places, companies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from random import Random

from redactor.ner.recipe.examples import Example, Span, write_chats, write_examples
from redactor.ner.recipe.make_names import Maker
from redactor.ner.recipe.make_values import Values
from redactor.ner.recipe.names import read_names
from redactor.ner.recipe.phrases import read_fills, read_templates
from redactor.ner.recipe.retell import retell_all
from redactor.ner.recipe.scenes import at_home, play_all
from redactor.ner.recipe.steps import Run

COUNTS = {
    "people": 3_240,
    "third": 3_240,
    "wordnames": 540,
    "places": 1_080,
    "addresses": 1_620,
    "plain": 1_440,
    "words": 1_080,
    "hard": 2_520,
    "lang_de": 780,
    "lang_es": 780,
    "lang_fr": 720,
    "lang_nl": 720,
    "lang_it": 600,
    "lang_pt": 600,
}
"""Messages per template file in a full run."""

PLAYED, TOLD = 14, 24
"""How often every scene is played, and how often every chat is told again."""

MARKED = {
    "person": "PERSON",
    "first": "PERSON",
    "last": "PERSON",
    "full": "PERSON",
    "wordname": "PERSON",
    "city": "LOCATION",
    "street": "STREET_ADDRESS",
    "address": "STREET_ADDRESS",
    "spelled": "PERSON",
    "org": "ORGANIZATION",
    "zip": "POSTAL_CODE",
    "phone": "PHONE_NUMBER",
    "email": "EMAIL_ADDRESS",
    "user": "USERNAME",
    "order": "ORDER_ID",
}
SLOTS_OF_VALUES = ("zip", "user", "email", "phone", "order", "code", "num", "year")
SLOT = re.compile(r"\{(\w+)\}")


class Writer:
    """Fills templates; `{first} {last}` side by side become one span."""

    def __init__(self, maker: Maker) -> None:
        self.random = maker.random
        self.fills = maker.fills
        values = Values(maker)
        self.make: dict[str, Callable[[], str]] = {
            "first": maker.first,
            "last": maker.last,
            "full": maker.full,
            "person": lambda: maker.first() if self.random.random() < 0.5 else maker.full(),
            "initial": maker.initial,
            "city": maker.city,
            "street": maker.street,
            "address": maker.places.address,
            "spelled": maker.spelled,
            "org": maker.org,
            **{slot: values.make[slot] for slot in SLOTS_OF_VALUES},
        }

    def write(self, template: str) -> Example:
        """One message of the template, what it marks marked."""
        text, at = "", 0
        spans: list[Span] = []
        for match in SLOT.finditer(template):
            slot, between = match[1], template[at : match.start()]
            text, at = text + between, match.end()
            value = self.make[slot]() if slot in self.make else self.random.choice(self.fills[slot])
            if label := MARKED.get(slot):
                name_goes_on = (
                    spans and between == " " and slot == "last" and spans[-1][1] == len(text) - 1
                )
                start = spans.pop()[0] if name_goes_on else len(text)
                spans.append((start, len(text) + len(value), label))
            elif slot == "initial" and spans and spans[-1][1] == len(text) - 1:
                spans[-1] = (spans[-1][0], len(text) + len(value), "PERSON")
            text += value
        return Example(text=text + template[at:], spans=tuple(spans), source="synthetic")


def messages(maker: Maker, share: float) -> Iterator[Example]:
    """All messages, file by file; every template is used about equally often."""
    for name, count in COUNTS.items():
        templates = read_templates(name)
        writer = Writer(at_home(maker, name))
        for _ in range(max(1, round(count * share))):
            example = writer.write(writer.random.choice(templates))
            yield glued(example, writer.write(writer.random.choice(templates)), writer.random)


def glued(example: Example, other: Example, random: Random) -> Example:
    """Now and then two messages in one."""
    if random.random() > 0.12:
        return example
    text = example.text + random.choice((". ", "\n", ", ", " ", " - "))
    moved = tuple((start + len(text), end + len(text), label) for start, end, label in other.spans)
    return Example(text=text + other.text, spans=example.spans + moved, source="synthetic")


def synthesise(run: Run) -> None:
    """Write `synthetic.jsonl` and `scenes.jsonl`."""
    maker = Maker(names=read_names(run.corpora), fills=read_fills(), random=run.dice("synthesise"))
    write_examples(run.work / "synthetic.jsonl", messages(maker, run.share))
    played = play_all(maker, PLAYED, run.share)
    told = retell_all(maker, TOLD, run.share)
    write_chats(run.work / "scenes.jsonl", chain(played, told))
