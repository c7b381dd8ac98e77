"""Chats told again: other people and numbers, the same words, and marks that hold."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from redactor.entities import ENTITIES
from redactor.evaluate.marked import MarkedChat, parse, read_chats
from redactor.ner.recipe import retell as module
from redactor.ner.recipe.examples import Chat, Example
from redactor.ner.recipe.make_names import Maker
from redactor.ner.recipe.names import read_names
from redactor.ner.recipe.phrases import read_fills
from redactor.ner.recipe.retell import FOLDER, label_of, retell_all, wordings_of
from redactor.ner.tags import LABELS

CHAT = """slices: clean

agent: Hi, {{AGENT|Dana}} here. Who am I speaking to, and what is the order?
visitor: {{PERSON|chloe Zhang}}, {{ORDER_ID|KV-48213}}
visitor: from {{?LOCATION|Leeds}} on {{?DATE_TIME|3 May}}, {{-|X200}}, at {{IP_ADDRESS|192.0.2.7}}
agent: Thanks {{PERSON|Chloe}}, so it ends in {{ORDER_ID|213}}. {{EMAIL_ADDRESS|chloe@a.example}}?
visitor: yes, {{PHONE_NUMBER|+44 7700 900123}}
"""


@pytest.fixture
def maker(corpora: Path) -> Maker:
    return Maker(names=read_names(corpora), fills=read_fills(), random=Random(7))


@pytest.fixture
def as_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No slips of the thumb, and nobody keeps a name."""
    monkeypatch.setattr(module, "retype", lambda example, _: example)
    monkeypatch.setattr(module, "AS_WRITTEN", 0.0)
    monkeypatch.setattr(module, "SMALL", 0.0)
    monkeypatch.setattr(module, "AT_HOME", 1.0)


def chat(text: str = CHAT) -> MarkedChat:
    return parse(Path("c.txt"), text)


def retell(chat: MarkedChat, maker: Maker, *others: MarkedChat) -> Chat:
    """The chat told again, its words exchanged for those of `others`."""
    return module.retell(chat, maker, wordings_of([chat, *others]))


def values(example: Example) -> list[tuple[str, str]]:
    return [(example.text[start:end], label) for start, end, label in example.spans]


@pytest.mark.usefixtures("as_typed")
def test_people_have_other_names_in_all_messages_alike_in_the_case_they_were_written_in(
    maker: Maker,
) -> None:
    agent, visitor, _, again, _ = retell(chat(), maker)
    first, last = values(visitor)[0][0].split()
    assert first.islower()
    assert last.istitle()
    assert (first, last) != ("chloe", "Zhang")
    assert values(again)[0][0].lower() == first
    assert values(again)[2] == (f"{first}@a.example", "EMAIL_ADDRESS")
    assert values(agent)[0][1] == "PERSON"


@pytest.mark.usefixtures("as_typed")
def test_a_piece_of_a_number_stays_a_piece_of_it(maker: Maker) -> None:
    _, visitor, _, again, last = retell(chat(), maker)
    number, piece, phone = values(visitor)[1][0], values(again)[1][0], values(last)[0][0]
    assert number != "KV-48213"
    assert number.startswith("KV-")
    assert number.endswith(piece)
    assert phone.startswith("+44 7")
    assert len(phone) == len("+44 7700 900123")


@pytest.mark.usefixtures("as_typed")
def test_what_is_harmless_stays_and_marks_say_what_the_network_knows(maker: Maker) -> None:
    third = retell(chat(), maker)[2]
    assert values(third) == [("Leeds", "LOCATION"), ("192.0.2.7", "?")]
    assert "3 May, X200" in third.text
    assert [each.by_visitor for each in retell(chat(), maker)] == [False, True, True, False, True]


@pytest.mark.usefixtures("as_typed")
def test_a_name_that_is_spelled_out_is_kept(maker: Maker) -> None:
    spelled = CHAT.replace("yes, ", "yes, {{PERSON|Z H A N G}} ")
    assert values(retell(chat(spelled), maker)[1])[0] == ("chloe Zhang", "PERSON")


@pytest.mark.usefixtures("as_typed")
def test_streets_towns_and_firms_are_others_made_of_the_same_words(
    maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "slices: clean\n\nvisitor: i live at {{STREET_ADDRESS|4 %s}} in {{LOCATION|%s}}, %s\n"
    mine = chat(told % ("birch lane", "leeds", "{{ORGANIZATION|Harrow Bakery}}"))
    others = [
        chat(told % (street, "York", f"{{{{ORGANIZATION|{firm} Bakery}}}}"))
        for street, firm in (("Mill Lane", "Quay"), ("Church lane", "Tern"), ("Lindenweg", "Gull"))
    ]
    monkeypatch.setattr(module, "AT_HOME", 0.0)
    monkeypatch.setattr(module, "BY_SURNAME", 0.0)
    streets, towns, firms = set(), set(), set()
    for _ in range(40):
        (street, _), (town, _), (firm, _) = values(retell(mine, maker, *others)[0])
        streets.add(street.split(" ", 1)[1])
        towns.add(town)
        firms.add(firm)
    assert streets == {"birch lane", "mill lane", "church lane", "linden lane"}
    assert firms == {"Harrow Bakery", "Quay Bakery", "Tern Bakery", "Gull Bakery"}
    assert len(towns) > 10
    assert all(map(str.islower, towns))


@pytest.mark.usefixtures("as_typed")
def test_a_value_that_is_spelled_out_keeps_its_words(
    maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AT_HOME", 0.0)
    told = "slices: clean\n\nvisitor: {{USERNAME|b as in boat, u as in urn}}\n"
    other = chat(told.replace("b as in boat, u as in urn", "silverfox"))
    assert values(retell(chat(told), maker, other)[0])[0][0] == "b as in boat, u as in urn"


def test_every_entity_has_a_label_or_none() -> None:
    assert {label_of(entity) for entity in ENTITIES} <= {*LABELS, "?", ""}
    assert label_of("AGENT") == "PERSON"
    assert label_of("UK_PASSPORT") == "ID_DOCUMENT"
    assert label_of("DATE_TIME") == ""


def test_every_chat_of_the_recipe_can_be_told_and_marks_known_entities(maker: Maker) -> None:
    chats = read_chats(FOLDER)
    wordings = wordings_of(chats)
    for each in chats:
        assert {mark.entity for mark in each.marks} <= {*ENTITIES, "AGENT", "-"}, each.session.id
        for example in module.retell(each, maker, wordings):
            assert all(0 <= start < end <= len(example.text) for start, end, _ in example.spans)


def test_chats_are_told_so_many_times(maker: Maker) -> None:
    assert len(list(retell_all(maker, 2, 1.0))) == 2 * len(read_chats(FOLDER))
