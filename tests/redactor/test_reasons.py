import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redactor
from redactor.reasons import reason
from redactor.topics import Topic

SOURCE = re.compile(r'"((?:identity|known|conversation|second_look):[a-z_]+)"')


@given(st.text(max_size=40))
def test_any_source_gives_a_sentence(source: str) -> None:
    assert reason(source).endswith(".")


def test_every_source_written_in_the_engine_has_its_own_sentence() -> None:
    folder = Path(redactor.__file__).parent
    sources = {
        source for path in folder.glob("*.py") for source in SOURCE.findall(path.read_text("utf-8"))
    }
    assert len(sources) > 10
    assert {source for source in sources if reason(source) == reason("")} == set()


@pytest.mark.parametrize("topic", list(Topic))
def test_every_topic_has_its_sentence(topic: Topic) -> None:
    assert reason(f"conversation:asked_{topic}").startswith("It answers the question for")


def test_a_pattern_is_named() -> None:
    assert reason("pattern:card_expiry") == "It has the form of card expiry."
