from pathlib import Path

import pytest

from redactor.evaluate import Answer, MarkedChat, MissesRefused
from redactor.evaluate.missed import missed, refuse_frozen


def test_a_line_per_value_missed_word_masked_in_vain_and_chat_held_back(
    chats: list[MarkedChat], answers: dict[str, Answer], held: Answer
) -> None:
    found = answers["a"].messages[1]
    shuffled = Answer(messages=(answers["a"].messages[0], found[::-1]))
    text = "'Ana Li, mail a@b.example on 3 May for Ada'"
    masked = "'[PERSON] Li, mail [EMAIL_ADDRESS] on [LOCATION] for [PERSON]'"
    outcomes = [(chats[0], shuffled), (chats[1], held), (chats[2], answers["c"])]
    assert list(missed(outcomes)) == [
        f"a m2: missed PERSON 'Ana Li' in {masked}",
        f"a m2: over-masked 'Ada' as PERSON (no source) in {text}",
        "b: held back: survivor",
    ]


def test_what_was_missed_in_a_frozen_folder_is_not_shown(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    refuse_frozen(folder)
    (tmp_path / "kept.sha256").touch()
    (tmp_path / "link").symlink_to(folder)
    for path in (folder, folder / ".." / "kept", tmp_path / "link"):
        with pytest.raises(MissesRefused, match="could not be measured with them any more"):
            refuse_frozen(path)
