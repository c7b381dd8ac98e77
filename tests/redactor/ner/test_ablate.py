"""The table of what each layer buys, on tiny corpora."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from redactor.engine import LAYERS
from redactor.ner.recipe import ablate
from redactor.ner.recipe.examples import Example


def test_slots_of_a_dialogue_are_wanted_values(corpora: Path, tmp_path: Path) -> None:
    rows = (
        '{"d": "1", "i": 0, "sp": "SYSTEM", "text": "Where?", "slots": []}',
        '{"d": "1", "i": 1, "sp": "USER", "text": "12 Mill Lane", "slots": [["address", 0, 12]]}',
        '{"d": "2", "i": 0, "sp": "USER", "text": "jazz", "slots": [["genre", 0, 4]]}',
    )
    path = tmp_path / "sgd.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(rows).encode()))
    (chat,) = ablate.dialogues(path)
    assert [message.role for message in chat.session.messages] == ["agent", "visitor"]
    assert [(mark.message, mark.entity) for mark in chat.marks] == [(1, "STREET_ADDRESS")]


def test_persons_of_a_post_are_wanted_and_places_may_be_masked() -> None:
    example = Example(
        text="Sara in Leeds", spans=((0, 4, "PERSON"), (8, 13, "LOCATION")), source="x"
    )
    (chat,) = ablate.posts("x", iter([example]))
    assert [mark.kind for mark in chat.marks] == ["must", "may"]


@pytest.mark.slow
def test_each_layer_has_a_line(
    corpora: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.txt").write_text(
        "slices: clean\nname: Sara Lee\n\nagent: Name?\nvisitor: {{PERSON|Sara Lee}}\n"
    )
    assert ablate.main([str(tmp_path), "--corpora", str(corpora)]) == 0
    told = capsys.readouterr().out
    for layer in LAYERS:
        assert f"| without {layer}, identity given |" in told
    assert "sgd: 1 chats" in told
