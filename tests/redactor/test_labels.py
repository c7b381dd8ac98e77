import time

import pytest

from redactor.conversation import Identity, Session
from redactor.known_person import People, know
from redactor.labels import NATIONAL, WORDS, Labels, find_forged, word_of
from redactor.recognizers import ENTITIES
from redactor.spans import Span


def span(entity: str, means: str = "") -> Span:
    return Span(start=0, end=1, entity=entity, score=1, source="t:t", means=means)


def test_every_entity_has_a_word_and_only_national_numbers_share_one() -> None:
    assert set(WORDS) <= set(ENTITIES)
    for entity in set(ENTITIES) - set(WORDS):
        assert word_of(entity) == NATIONAL
        assert entity[2] == "_", f"{entity} is no national number: give it a word"


@pytest.mark.parametrize(
    ("entity", "one", "other"),
    [
        ("EMAIL_ADDRESS", "sara@mail.com", "SARA@mail.com"),
        ("EMAIL_ADDRESS", "sara@mail.com", "sara at mail dot com"),
        ("PHONE_NUMBER", "+1 212 555 0187", "(212) 555-0187"),
        ("PHONE_NUMBER", "5550187", "five five five zero one eight seven"),
        ("PERSON", "Zoë Kay", "ZOE KAY"),
        ("CREDIT_CARD", "4111 1111 1111 1111", "4111-1111-1111-1111"),
    ],
)
def test_equal_values_share_a_label(entity: str, one: str, other: str) -> None:
    labels = Labels(People())
    assert labels.assign(span(entity), one) == labels.assign(span(entity), other)


def test_other_values_have_other_labels() -> None:
    labels = Labels(People())
    assert labels.assign(span("PERSON"), "Sara") == "[PERSON_1]"
    assert labels.assign(span("PERSON"), "Olga") == "[PERSON_2]"


def test_all_forms_of_a_known_name_share_a_label() -> None:
    people = know(Session(id="s", messages=(), identity=Identity(name="Sara Lee")), [], {})
    labels = Labels(people)
    forms = ["Sara Lee", "sara", "LEE", "Lee, Sara", "Mrs Lee"]
    assert {labels.assign(span("PERSON"), form) for form in forms} == {"[PERSON_1]"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("5550187", "5550188"), ("3125550187", "2125550187"), ("550187", "2125550187")],
)
def test_other_phones_have_other_labels(one: str, other: str) -> None:
    labels = Labels(People())
    assert labels.assign(span("PHONE_NUMBER"), one) != labels.assign(span("PHONE_NUMBER"), other)


def test_a_phone_that_two_may_be_has_the_label_of_the_first() -> None:
    labels = Labels(People())
    for area in ("212", "312"):
        labels.assign(span("PHONE_NUMBER"), f"{area} 555 0187")
    assert labels.assign(span("PHONE_NUMBER"), "5550187") == "[PHONE_1]"


def test_thousands_of_phones_cost_no_more_to_label() -> None:
    labels = Labels(People())
    start = time.process_time()
    given = {labels.of("PHONE_NUMBER", f"PHONE_NUMBER:212{at:07}") for at in range(20_000)}
    assert len(given) == 20_000
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "text", ["[PERSON_1]", "[person_1]", "[ EMAIL 12 ]", "[AGENT_1]", "x[ID_NUMBER_3]"]
)
def test_what_looks_like_a_label_is_seen(text: str) -> None:
    assert len(find_forged(text)) == 2


@pytest.mark.parametrize("text", ["[1]", "[PERSON]", "[see 12]", "PERSON_1", "[PERSON_1"])
def test_other_brackets_are_left(text: str) -> None:
    assert find_forged(text) == []
