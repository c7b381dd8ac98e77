"""Codes that say themselves in words."""

import copy
import json
import pickle

import pytest

from models.actors import Purpose, Role
from models.log.events import Event
from models.worded import WordedEnum

WORDED = (Role, Purpose, Event)


@pytest.mark.parametrize("kind", WORDED)
def test_a_member_is_its_code_and_has_words(kind: type[WordedEnum]) -> None:
    for member in kind:
        assert kind(member.value) is member
        assert str(member) == member == member.value
        assert json.loads(json.dumps(member)) == member.value
        assert member.words
        assert pickle.loads(pickle.dumps(member)) is copy.copy(member) is member


@pytest.mark.parametrize("kind", WORDED)
def test_words_are_no_way_to_look_a_member_up(kind: type[WordedEnum]) -> None:
    for member in kind:
        with pytest.raises(ValueError, match="is not a valid"):
            kind(member.words)
