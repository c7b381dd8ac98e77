"""An error comes from another process as it was raised there."""

import pickle
from pathlib import Path

import pytest

from redactor.errors import (
    FailedClosed,
    MarkedChatInvalid,
    ModelMissing,
    PolicyInvalid,
    RedactorError,
    SessionInvalid,
)

ERRORS = (
    SessionInvalid("messages", "must be a list"),
    PolicyInvalid("gentle", "cannot be read"),
    ModelMissing(Path("model")),
    MarkedChatInvalid(Path("chats") / "a.txt", 3, "has no role"),
    FailedClosed("s1", "survivor", 2),
)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_of_another_process_is_the_same(error: RedactorError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)
