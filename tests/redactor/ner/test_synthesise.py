"""Made-up messages and the ways they are retyped."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from redactor.ner.recipe.cases import another_case, in_spans, lower
from redactor.ner.recipe.examples import Example
from redactor.ner.recipe.make_names import Maker
from redactor.ner.recipe.names import invented, read_names
from redactor.ner.recipe.phrases import read_fills, read_templates
from redactor.ner.recipe.synthesise import COUNTS, SLOT, Writer, messages


@pytest.fixture
def maker(corpora: Path) -> Maker:
    return Maker(names=read_names(corpora), fills=read_fills(), random=Random(7))


@pytest.fixture
def writer(maker: Maker) -> Writer:
    return Writer(maker)


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


def test_a_street_called_after_somebody_is_an_address(writer: Writer) -> None:
    example = writer.write("I live at {address}")
    assert example.spans == ((10, len(example.text), "STREET_ADDRESS"),)


def test_addresses_come_in_many_shapes(maker: Maker) -> None:
    addresses = {maker.places.address() for _ in range(300)}
    assert any(address[0].isdigit() for address in addresses)
    assert any(not any(map(str.isdigit, address)) for address in addresses)
    assert any("straße" in address or "str." in address for address in addresses)
    assert all(address == address.strip() and "{" not in address for address in addresses)


def test_a_spelled_name_is_a_person(writer: Writer) -> None:
    example = writer.write("it's {spelled}")
    assert example.spans == ((5, len(example.text), "PERSON"),)


def test_who_writes_german_mostly_has_a_german_name(maker: Maker) -> None:
    german = replace(maker, favoured=("DE",))
    forenames = set(maker.names.forenames["DE"])
    found = [german.first() in forenames for _ in range(200)]
    assert sum(found) > 40


def test_a_made_up_company_is_drawn_from_its_pattern(maker: Maker) -> None:
    firms = [maker._firm("Gebrüder S & F, C") for _ in range(50)]
    assert all(re.fullmatch(r"Gebrüder .+ & .+, .+", firm) for firm in firms)
    assert not any(re.search(r"\b[SFWC]\b", firm) for firm in firms)
    assert maker._firm("Sanitär") == "Sanitär"


def test_lines_of_the_same_slot_add_up() -> None:
    plain, more = (read_fills(name)["first_DE"] for name in ("people_world", "people_more"))
    assert read_fills("people_world", "people_more")["first_DE"] == (*plain, *more)


def test_an_invented_name_begins_as_one_and_ends_as_another() -> None:
    lists = {"XX": ("Amara", "Kamaria")}
    assert {invented("Tamber", lists, Random(seed)) for seed in range(30)} - {"Tamber"}
    assert invented("Al", lists, Random(1)) == "Al"


def test_spans_are_ordered_and_inside_the_text(maker: Maker) -> None:
    for example in messages(maker, 0.01):
        at = 0
        for start, end, _ in example.spans:
            assert at <= start < end <= len(example.text)
            at = end


@pytest.mark.parametrize("name", ["plain", "words", "hard"])
def test_plain_templates_mark_nobody(writer: Writer, name: str) -> None:
    assert not any(
        label == "PERSON"
        for line in read_templates(name)
        for _, _, label in writer.write(line).spans
    )


def test_only_the_marked_words_may_change_case() -> None:
    example = Example(text="It is Sara Lee", spans=((6, 14, "PERSON"),), source="x")
    assert in_spans(example, lower).text == "It is sara lee"


def test_another_case_keeps_the_letters() -> None:
    example = Example(text="It is Sara Lee", spans=((6, 14, "PERSON"),), source="x")
    texts = {another_case(example, Random(seed)).text for seed in range(60)}
    assert len(texts) > 4
    assert {text.lower() for text in texts} == {"it is sara lee"}
