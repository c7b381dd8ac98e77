"""Step `mix`: all examples together, in several cases, with other names, joined and cut up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random

from redactor.ner.recipe.cases import another_case, lower, title, upper
from redactor.ner.recipe.examples import Chat, Example, Span, read_chats, read_examples, write_chats
from redactor.ner.recipe.make_names import Maker
from redactor.ner.recipe.names import read_names
from redactor.ner.recipe.phrases import read_fills
from redactor.ner.recipe.steps import Run

AT_MOST = {
    "banking77": 3_000,
    "taskmaster4": 2_500,
    "nlu_home": 4_000,
    "restaurants8k": 2_000,
    "meddocan": 2_000,
    "btc": 3_000,
    "wnut17": 1_800,
}
"""Near-negatives taken from each set."""

RECASED = 0.45
"""Share of the other examples that change case (public ones with a span get a copy instead)."""

RENAMED = 0.5
"""Share of the copies of public messages in which the persons get other names."""

JOINED = 5_000
"""A made-up message before or after what somebody really wrote."""

FRAGMENTS = 6_000
"""Bare runs of one to three words out of unmarked messages: a short answer need not be a name."""

ALONE = 0.1
"""Share of the scenes that are read message by message, each as if it were all there is."""

CUT = 0.4
"""Share of the scenes that are read in stretches: a chat may be short, or not yet over."""

STRETCH = 6
"""Messages of a stretch, at most."""

BY_COMPANY = 0.15
"""Share of the single messages that are read as an agent's."""

PLAIN_SETS = frozenset(("banking77", "taskmaster4", "nlu_home", "restaurants8k", "meddocan"))
WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*")


def capped(examples: Sequence[Example], random: Random) -> Iterator[Example]:
    """No more than `AT_MOST` unmarked examples of a set."""
    counts: dict[str, int] = {}
    for example in random.sample(examples, len(examples)):
        if not example.spans:
            counts[example.source] = counts.get(example.source, 0) + 1
            if counts[example.source] > AT_MOST.get(example.source, len(examples)):
                continue
        yield example


def renamed(example: Example, maker: Maker) -> Example:
    """The same words about other people."""
    text, at = "", 0
    spans: list[Span] = []
    for start, end, label in example.spans:
        text += example.text[at:start]
        value = example.text[start:end]
        if label == "PERSON":
            value = maker.full() if " " in value else maker.first()
        spans.append((len(text), len(text) + len(value), label))
        text, at = text + value, end
    return Example(text=text + example.text[at:], spans=tuple(spans), source=example.source)


def joined(
    public: Sequence[Example], synthetic: Sequence[Example], count: int, random: Random
) -> Iterator[Example]:
    """Pairs of a made-up message that marks something and a public one that does not."""
    plain = [example for example in public if not example.spans and example.source in PLAIN_SETS]
    marked = [example for example in synthetic if example.spans]
    for _ in range(count if plain and marked else 0):
        first, second = random.choice(marked), random.choice(plain)
        if random.random() < 0.4:
            first, second = second, first
        text = first.text + random.choice((". ", ", ", " ", " ", "\n", "! ", " - "))
        moved = tuple(
            (start + len(text), end + len(text), label) for start, end, label in second.spans
        )
        yield Example(text=text + second.text, spans=first.spans + moved, source="joined")


def fragments(examples: Sequence[Example], count: int, random: Random) -> Iterator[Example]:
    """Short runs of words that hold nothing."""
    sources = [
        example for example in examples if not example.spans and example.source in PLAIN_SETS
    ]
    for _ in range(count if sources else 0):
        words = WORD.findall(random.choice(sources).text)
        if words:
            at, size = random.randrange(len(words)), random.choice((1, 1, 1, 2, 2, 3))
            text = " ".join(words[at : at + size])
            text = random.choice(
                (lower(text), lower(text), text, text.capitalize(), title(text), upper(text))
            )
            yield Example(text=text, source="fragments")


def recased(examples: Sequence[Example], maker: Maker, random: Random) -> Iterator[Example]:
    """Every example, about half in another case; public ones with a span in both."""
    for example in examples:
        if example.spans and example.source not in {"synthetic", "joined"}:
            yield example
            other = random.random() < RENAMED
            yield another_case(renamed(example, maker) if other else example, random)
        elif random.random() < RECASED:
            yield another_case(example, random)
        else:
            yield example


def stretches(chat: Chat, random: Random) -> Iterator[Chat]:
    """The chat whole, or cut, into single messages or stretches of it; all of it, in order."""
    draw = random.random()
    at = 0
    while at < len(chat):
        size = len(chat)
        if draw < ALONE + CUT:
            size = 1 if draw < ALONE else random.randint(1, STRETCH)
        yield chat[at : at + size]
        at += size


def mixed(
    maker: Maker,
    public: Sequence[Example],
    synthetic: Sequence[Example],
    scenes: Iterable[Chat],
    share: float,
) -> list[Chat]:
    """What is read, from what there is: `share` is that of a full run."""
    random = maker.random
    both = list(joined(public, synthetic, round(JOINED * share), random))
    examples = list(recased([*public, *synthetic, *both], maker, random))
    examples += fragments(public, round(FRAGMENTS * share), random)
    chats: list[Chat] = [
        (replace(each, by_visitor=random.random() >= BY_COMPANY),) for each in examples
    ]
    for chat in scenes:
        chats += stretches(chat, random)
    return chats


def mix(run: Run) -> None:
    """Write `train.jsonl` in random order."""
    random = run.dice("mix")
    public = list(capped(list(read_examples(run.work / "public.jsonl")), random))
    synthetic = list(read_examples(run.work / "synthetic.jsonl"))
    maker = Maker(names=read_names(run.corpora), fills=read_fills(), random=random)
    scenes = read_chats(run.work / "scenes.jsonl")
    chats = mixed(maker, public, synthetic, scenes, run.share)
    random.shuffle(chats)
    write_chats(run.work / "train.jsonl", chats)
