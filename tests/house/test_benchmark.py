"""The benchmark is readable, frozen where it says so, and unknown to the training data."""

import hashlib
import re
from pathlib import Path

from redactor.entities import ENTITIES
from redactor.evaluate.marked import read_chats

ROOT = Path(__file__).resolve().parents[2]
CHATS = ROOT / "benchmarks" / "chats"
RECIPE = ROOT / "redactor" / "ner" / "recipe"


def test_every_chat_can_be_read_and_marks_known_entities() -> None:
    for half in ("dev", "held_out"):
        chats = read_chats(CHATS / half)
        assert len(chats) >= 80
        for chat in chats:
            assert chat.slices, chat.session.id
            assert len(chat.session.messages) >= 5, chat.session.id
            for mark in chat.marks:
                assert mark.entity in {*ENTITIES, "AGENT", "-"}, chat.session.id


def test_the_held_out_half_is_frozen() -> None:
    lines = (CHATS / "held_out.sha256").read_text().splitlines()
    frozen = dict(reversed(line.split("  ")) for line in lines)
    there = {
        f"held_out/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (CHATS / "held_out").glob("*.txt")
    }
    assert there == frozen


def sentences(text: str) -> set[str]:
    plain = re.sub(r"\{\{\??[A-Z_-]+\||\}\}", "", text.lower())
    found = (re.sub(r"\W+", " ", part).strip() for part in re.split(r"[\n.?!|]", plain))
    return {part for part in found if len(part.split()) >= 5}


def test_no_sentence_is_shared_with_the_training_phrases() -> None:
    taught: set[str] = set()
    for path in (*RECIPE.glob("phrases/*.txt"), *RECIPE.glob("scenes/*.txt")):
        taught |= sentences(re.sub(r"(?m)^[av]: ", "", path.read_text()))
    assert len(taught) > 100
    for path in CHATS.glob("*/*.txt"):
        body = re.sub(r"(?m)^\w+: ", "", path.read_text())
        assert sentences(body).isdisjoint(taught), path.name
