from collections.abc import Callable

from redactor.lines import LEAD, alone, chats_of
from redactor.spans import Span
from redactor.turns import Turn

Make = Callable[..., list[Turn]]


def test_visitor_and_company_are_read_together_and_others_alone(turns_of: Make) -> None:
    turns = turns_of(
        ("agent", "hi"), ("note", "rude"), ("visitor", "hello"), ("system", "left"), ("bot", "bye")
    )
    texts = [[line.text for line in chat] for chat in chats_of(turns)]
    assert texts == [["hi", "hello", "bye"], ["rude"], ["left"]]
    assert [line.said.by_visitor for line in chats_of(turns)[0]] == [False, True, False]


def test_another_reading_stands_behind_what_led_to_it(turns_of: Make) -> None:
    turns = turns_of(
        ("visitor", "hi"),
        ("visitor", "its me"),
        ("agent", "Spell your name?"),
        ("visitor", "s as in sugar, a, r as in rain, a"),
    )
    whole, other = chats_of(turns)
    assert len(whole) == 4
    assert [line.text for line in other[:LEAD]] == ["its me", "Spell your name?"]
    assert [line.leads for line in other] == [True, True, False]
    assert turns[3].alternative
    assert other[-1].text == turns[3].alternative.text


def test_what_is_found_in_what_only_leads_is_left(turns_of: Make) -> None:
    turns = turns_of(("agent", "your name?"), ("visitor", "s as in sugar, a, r as in rain, a"))
    _, (lead, last) = chats_of(turns)
    span = Span(start=0, end=4, entity="PERSON", score=0.9, source="model:x")
    assert lead.spans([span]) == []
    assert [found.entity for found in last.spans([span])] == ["PERSON"]


def test_alone_every_reading_is_its_own_chat(turns_of: Make) -> None:
    turns = turns_of(("agent", "hi"), ("visitor", "s as in sugar, a, r as in rain, a"))
    assert [len(chat) for chat in alone(turns)] == [1, 1, 1]


def test_of_nothing_there_is_nothing() -> None:
    assert chats_of([]) == alone([]) == []
