"""Made-up messages and the ways they are retyped."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from redactor.ner.recipe.cases import another_case, in_spans, lower
from redactor.ner.recipe.examples import Example
from redactor.ner.recipe.make_names import Maker
from redactor.ner.recipe.names import read_names
from redactor.ner.recipe.phrases import read_fills, read_templates
from redactor.ner.recipe.synthesise import COUNTS, SLOT, Writer, messages


@pytest.fixture
def writer(corpora: Path) -> Writer:
    return Writer(Maker(names=read_names(corpora), fills=read_fills(), random=Random(7)))


def test_every_slot_of_every_template_can_be_filled(writer: Writer) -> None:
    slots = {
        slot for name in COUNTS for line in read_templates(name) for slot in SLOT.findall(line)
    }
    assert slots <= set(writer.make) | set(writer.fills)


def test_first_and_last_name_side_by_side_are_one_person(writer: Writer) -> None:
    example = writer.write("signed, {first} {last}")
    assert example.spans == ((8, len(example.text), "PERSON"),)


def test_names_with_words_between_stay_apart(writer: Writer) -> None:
    assert len(writer.write("first name {first} last name {last}").spans) == 2


def test_a_street_called_after_somebody_is_a_place(writer: Writer) -> None:
    example = writer.write("{num} {street}")
    assert [label for _, _, label in example.spans] == ["LOCATION"]


def test_spans_are_ordered_and_inside_the_text(writer: Writer) -> None:
    for example in messages(writer, 0.01):
        at = 0
        for start, end, _ in example.spans:
            assert at <= start < end <= len(example.text)
            at = end


@pytest.mark.parametrize("name", ["plain", "words"])
def test_plain_templates_mark_nobody(writer: Writer, name: str) -> None:
    assert not any(writer.write(line).spans for line in read_templates(name))


def test_only_the_marked_words_may_change_case() -> None:
    example = Example(text="It is Sara Lee", spans=((6, 14, "PERSON"),), source="x")
    assert in_spans(example, lower).text == "It is sara lee"


def test_another_case_keeps_the_letters() -> None:
    example = Example(text="It is Sara Lee", spans=((6, 14, "PERSON"),), source="x")
    texts = {another_case(example, Random(seed)).text for seed in range(60)}
    assert len(texts) > 4
    assert {text.lower() for text in texts} == {"it is sara lee"}
