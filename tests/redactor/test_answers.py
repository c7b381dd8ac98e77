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
    started = time.perf_counter()
    for piece in ("1", "1-", "a ", "a-1", "a.", "@", "sure ", "my ", "1 1"):
        find_in_answer(topic, piece * 1_300)
    assert time.perf_counter() - started < 2
