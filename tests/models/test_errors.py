"""What a person at a terminal reads of an error: what happened, in words."""

import pytest

from models.errors import Unwritable


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("SQLITE_FULL", "SQLITE_FULL (the disk is full); nothing was written"),
        ("SQLITE_IOERR_WRITE", "it may be full); nothing"),
        ("SQLITE_CANTOPEN_ISDIR", "(a file is missing, or may not be opened)"),
        ("SQLITE_MISUSE", "not available: SQLITE_MISUSE; nothing was written"),
        ("ANCHOR_IN_USE", "(another process keeps the anchor file locked); nothing was written"),
        ("IN_USE", "(another process works on them and has to be alone); nothing"),
    ],
)
def test_a_code_is_said_in_words(code: str, said: str) -> None:
    assert said in str(Unwritable(code))


def test_what_goes_on_later_is_not_said_to_be_undone() -> None:
    assert "nothing was written" not in str(Unwritable("SHRED_UNFINISHED"))
