import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.answers import find_in_answer
from redactor.topics import Topic


@given(st.sampled_from(list(Topic)), st.text(max_size=80))
def test_any_answer_gives_places_inside_it(topic: Topic, text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in find_in_answer(topic, text))


@pytest.mark.parametrize("topic", list(Topic))
def test_hostile_answers_cost_little(topic: Topic) -> None:
    started = time.process_time()
    for piece in ("1", "1-", "a ", "a-1", "a.", "@", "sure ", "my ", "1 1"):
        find_in_answer(topic, piece * 1_300)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "said", ["Model WAT28400GB", "part number 4410293", "sku: KX-2203", "firmware 20240118"]
)
def test_the_number_of_a_thing_is_no_order(said: str) -> None:
    assert find_in_answer(Topic.ORDER, said) == []


def test_a_number_beside_that_of_a_thing_is_found() -> None:
    said = "Model WAT28400GB, serial 483920110456"
    assert [said[slice(*place)] for place in find_in_answer(Topic.ORDER, said)] == ["483920110456"]


def test_a_time_is_no_code() -> None:
    assert find_in_answer(Topic.CODE, "late arrival like 11pm") == []
    assert find_in_answer(Topic.CODE, "11pm44") == [(0, 6)]
