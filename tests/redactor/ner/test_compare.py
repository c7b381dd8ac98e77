"""What sizes of networks are compared by."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from redactor.evaluate.marked import parse
from redactor.ner.recipe.compare import chat_of, main, shares
from redactor.ner.tags import TAGS


def test_found_are_words_values_and_chats_at_the_same_number_of_false_alarms() -> None:
    person, goes_on = TAGS.index("B-PERSON"), TAGS.index("I-PERSON")
    tags = np.array([0] * 100 + [person, goes_on, person, person])
    chances = np.array([0.1] * 99 + [0.6] + [0.9, 0.05, 0.7, 0.8])
    chats = np.array([0] * 100 + [1, 1, 2, 2])
    words, values, leaks = shares(chances, tags, chats)
    assert words == pytest.approx(3 / 4)
    assert values == pytest.approx(2 / 3)
    assert leaks == pytest.approx(1 / 3)


def test_what_may_stay_is_neither_right_nor_wrong() -> None:
    text = "slices: clean\n\nagent: Hi, {{AGENT|Dana}} here\nvisitor: {{?AGE|9}} of {{-|X200}}\n"
    agent, visitor = chat_of(parse(Path("c.txt"), text))
    assert (agent.spans, agent.by_visitor) == (((4, 8, "PERSON"),), False)
    assert (visitor.spans, visitor.by_visitor) == (((0, 1, "?"),), True)


def test_a_size_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--work", str(tmp_path), "--chats", str(tmp_path), "3x768"])
    assert "LAYERSxUNITS:PASSES, such as 3x768:0.5" in capsys.readouterr().err
