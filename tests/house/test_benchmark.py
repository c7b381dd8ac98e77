"""The benchmark is readable, frozen where it says so, and unknown to the training data."""

import hashlib
import re
from pathlib import Path

import pytest

from benchmarks.__main__ import COMMANDS
from redactor.entities import ENTITIES
from redactor.evaluate.marked import read_chats
from redactor.ner.recipe.choices import wordings

ROOT = Path(__file__).resolve().parents[2]
CHATS = ROOT / "benchmarks" / "chats"
RECIPE = ROOT / "redactor" / "ner" / "recipe"
PARTS = (("dev", 160), ("dev2", 384), ("held_out", 160), ("everyday", 40), ("mixed", 136))
"""The parts of the benchmark, and how many chats each holds at least."""


def test_every_chat_can_be_read_and_marks_known_entities() -> None:
    for part, least in PARTS:
        chats = read_chats(CHATS / part)
        assert len(chats) >= least
        for chat in chats:
            assert chat.slices, chat.session.id
            assert len(chat.session.messages) >= 5, chat.session.id
            for mark in chat.marks:
                assert mark.entity in {*ENTITIES, "AGENT", "-"}, chat.session.id


def test_all_that_the_readme_measures_is_measured_at_once() -> None:
    figures = (ROOT / "README.md").read_text().partition("## Figures")[2]
    measured = set(re.findall(r"python -m (benchmarks\.\w+)", figures))
    measured |= set(re.findall(r"redactor evaluate (benchmarks/\w+/[a-z]\w+)", figures))
    measured |= {f"benchmarks/chats/{part}" for part in ("everyday", "held_out", "mixed")}
    assert len(measured) == 10
    assert measured <= set(COMMANDS.split())


@pytest.mark.parametrize("part", ["held_out", "everyday", "mixed"])
def test_what_is_kept_for_measuring_is_frozen(part: str) -> None:
    lines = (CHATS / f"{part}.sha256").read_text().splitlines()
    frozen = dict(reversed(line.split("  ")) for line in lines)
    there = {
        f"{part}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (CHATS / part).glob("*.txt")
    }
    assert there == frozen


def sentences(text: str) -> set[str]:
    plain = re.sub(r"\{\{\??[A-Z_-]+\||\}\}", "", text.lower())
    found = (re.sub(r"\W+", " ", part).strip() for part in re.split(r"[\n.?!|]", plain))
    return {part for part in found if len(part.split()) >= 5}


def test_no_sentence_is_shared_with_the_training_phrases() -> None:
    taught: set[str] = set()
    for path in RECIPE.glob("phrases/*.txt"):
        taught |= sentences(path.read_text())
    for path in RECIPE.glob("scenes/*.txt"):
        for line in re.sub(r"(?m)^[av]: ", "", path.read_text()).splitlines():
            bare = re.sub(r"\[\[[A-Z_]+\|(.*?)\]\](?!\])", r"\1", line)
            taught |= {said for wording in wordings(bare) for said in sentences(wording)}
    for path in RECIPE.glob("chats/*.txt"):
        taught |= sentences(re.sub(r"(?m)^\w+: ", "", path.read_text()))
    assert len(taught) > 10_000
    for path in CHATS.glob("*/*.txt"):
        body = re.sub(r"(?m)^\w+: ", "", path.read_text())
        assert sentences(body).isdisjoint(taught), path.name
