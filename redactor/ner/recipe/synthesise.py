"""Step `synthesise`: chat messages of our own wording, with made-up persons, places, companies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from redactor.ner.recipe.examples import Example, Span, write_examples
from redactor.ner.recipe.make_names import Maker
from redactor.ner.recipe.names import read_names
from redactor.ner.recipe.phrases import read_fills, read_templates
from redactor.ner.recipe.steps import Run

COUNTS = {
    "people": 9_000,
    "third": 9_000,
    "wordnames": 1_500,
    "places": 3_000,
    "addresses": 4_500,
    "plain": 4_000,
    "words": 3_000,
    "hard": 7_000,
    "lang_de": 2_200,
    "lang_es": 2_200,
    "lang_fr": 2_000,
    "lang_nl": 2_000,
    "lang_it": 1_600,
    "lang_pt": 1_600,
}
"""Messages per template file in a full run."""

FAVOURED = {
    "lang_de": ("DE", "AT", "CH", "TR"),
    "lang_es": ("ES", "MX", "AR", "CL", "CO", "PE"),
    "lang_fr": ("FR", "BE", "SN", "MA"),
    "lang_nl": ("NL", "BE", "MA", "TR"),
    "lang_it": ("IT", "CH", "RO"),
    "lang_pt": ("PT", "BR"),
}
"""Whose people write in a language, mostly."""

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
}
SLOT = re.compile(r"\{(\w+)\}")


class Writer:
    """Fills templates; `{first} {last}` side by side become one span."""

    def __init__(self, maker: Maker) -> None:
        self.random = maker.random
        self.fills = maker.fills
        self.make: dict[str, Callable[[], str]] = {
            "first": maker.first,
            "last": maker.last,
            "full": maker.full,
            "person": lambda: maker.first() if self.random.random() < 0.5 else maker.full(),
            "initial": maker.initial,
            "city": maker.city,
            "street": maker.street,
            "address": maker.places.address,
            "zip": maker.places.postcode,
            "spelled": maker.spelled,
            "org": maker.org,
            "user": maker.user,
            "email": lambda: self._email(maker),
            "phone": lambda: self._digits(
                self.random.choice(("### ### ####", "+44 #### ######", "(###) ###-####"))
            ),
            "order": lambda: self._digits(
                self.random.choice(("#######", "#ORD-####", "###-#######", "A######"))
            ),
            "code": lambda: self._digits(
                self.random.choice(("E####", "0x80######", "ERR_##", "x#k#q", "####"))
            ),
            "num": lambda: str(self.random.randint(1, 99)),
            "year": lambda: str(self.random.randint(1940, 2026)),
        }

    def _digits(self, pattern: str) -> str:
        return "".join(
            self.random.choice("0123456789") if char == "#" else char for char in pattern
        )

    def _email(self, maker: Maker) -> str:
        local = self.random.choice(
            (f"{maker.first()}.{maker.last()}", maker.first(), "info", "office99")
        )
        host = self.random.choice(
            ("mail.example", "gmail.com", "corp.example", "yahoo.com", "post.example.org")
        )
        return f"{local}@{host}".lower().replace(" ", "")

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
        known = {*maker.names.forenames} & {*maker.names.surnames}
        favoured = tuple(country for country in FAVOURED.get(name, ()) if country in known)
        writer = Writer(replace(maker, favoured=favoured))
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
    """Write `synthetic.jsonl`."""
    maker = Maker(names=read_names(run.corpora), fills=read_fills(), random=run.dice("synthesise"))
    write_examples(run.work / "synthetic.jsonl", messages(maker, run.share))
