"""Works, houses and ships that are called like people, beside people who did something."""

import pytest

from redactor.agreement import agree
from redactor.conversation import Action
from redactor.policy import Decision
from redactor.spans import Span
from redactor.works import find_works


def named(*texts: str) -> list[str]:
    found = zip(texts, find_works(texts), strict=True)
    return [text[start:end] for text, places in found for start, end in places]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("have you got Bramble Lodge by Odette Varga", ["Bramble Lodge", "Odette Varga"]),
        ("or try Thornwick by Anselm Reuter, 19.95", ["Thornwick", "Anselm Reuter"]),
        ("The Moon of Ottery by Priya Nandakumar please", ["The Moon of Ottery"]),
        ("our first dance changed to Halcyon by Marlo", ["Halcyon", "Marlo"]),
        ("Mortimer was played by a newcomer", ["Mortimer"]),
        ("two nights at the Hotel Sankt Florian", ["Sankt Florian"]),
        ("Albergo Ornella, buongiorno", ["Ornella"]),
        ("it sails on the vessel MSC Loretta", ["Loretta"]),
        ("MV Annabel, voyage 12", ["Annabel"]),
    ],
)
def test_a_work_a_house_and_a_ship_are_found(text: str, names: list[str]) -> None:
    assert set(names) <= set(named(text))


@pytest.mark.parametrize(
    "text",
    [
        "Delivery by Odette Varga",
        "it was given to Sarah Lund by Odette Varga",
        "please send Okwuosa by Monday",
        "a letter for Okwuosa by Royal Mail",
        "a parcel to Okwuosa by DPD",
        "signed for by Odette Varga",
        "I was told of Okwuosa by Odette Varga",
        "Parcel Received by Odette Varga",
        "the hotel told Florian to wait",
    ],
)
def test_what_somebody_did_is_no_work(text: str) -> None:
    assert "Odette Varga" not in named(text)
    assert not {"Florian", "Okwuosa"} & set(named(text))


def test_where_books_are_spoken_of_a_title_may_be_a_name() -> None:
    assert named("a copy of the novel", "then Rosalind by Odette Varga") == [
        "Rosalind",
        "Odette Varga",
    ]
    assert named("then Rosalind by Odette Varga") == []


def person(text: str, name: str, source: str) -> Decision:
    start = text.index(name)
    span = Span(start=start, end=start + len(name), entity="PERSON", score=0.9, source=source)
    return Decision(span=span, action=Action.MASK)


def test_what_the_model_takes_for_a_person_is_dropped_where_it_is_a_work() -> None:
    text, again = "try Thornwick by Anselm Reuter", "Thornwick is out"
    decisions = {
        0: [person(text, "Anselm Reuter", "model:x"), person(text, "Thornwick", "model:x")],
        1: [person(again, "Thornwick", "known:person")],
    }
    assert agree(decisions, {0: text, 1: again}) == {0: [], 1: []}


@pytest.mark.parametrize("source", ["conversation:introduced", "identity:name"])
def test_who_is_told_of_stays_masked_in_the_name_of_a_house(source: str) -> None:
    text = "Florian here. I am at the Hotel Florian"
    decisions = {
        0: [
            person(text, "Florian", source),
            person("..........." + text[11:], "Florian", "model:x"),
        ]
    }
    assert agree(decisions, {0: text}) == decisions
