"""What somebody was shown stays out of what they write about the session."""

from collections.abc import Callable

import pytest

from models.actors import Actor, Role
from models.records import Records
from models.reveal.reveal_words import MaskPlace, Reveal
from models.review.reviews import save_review
from tests.models.reveal.asking import VALUE, Ask, show
from tests.models.scene import actor_of, lose_original, make_person, told

COMMENT = f"Ask {VALUE} again; vexbury, Quillon wants Corvo Nightjar to answer."


def written(records: Records, by: Actor, session_id: str, revision: int = 1) -> str:
    with records.act(by) as act:
        return save_review(act, session_id, {}, COMMENT, publish=False, revision=revision).comment


@pytest.fixture
def session_id(keep_one: Callable[..., str]) -> str:
    masking = {VALUE: ("PERSON", "[PERSON_1]"), "Corvo Nightjar": ("PERSON", "[PERSON_2]")}
    return keep_one(**told(f"Hi, {VALUE} here", "Or Corvo Nightjar?", masking=masking))


def test_what_one_was_shown_is_masked_in_what_one_writes(
    records: Records, reader: Actor, session_id: str, ask: Ask, approve: Callable[[Reveal], Reveal]
) -> None:
    reveal = approve(ask())
    assert written(records, reader, session_id) == COMMENT, "approved, and not shown yet"
    show(records, reader, reveal)
    masked = "Ask [PERSON_1] again; [PERSON_1], [PERSON_1] wants Corvo Nightjar to answer."
    assert written(records, reader, session_id) == masked
    other = actor_of(make_person(records, "Some One", "some@company.example", Role.LEAD))
    assert written(records, other, session_id) == COMMENT, "or it would tell that it is right"


def test_of_a_whole_session_everything_is(
    records: Records, reader: Actor, session_id: str, ask: Ask, approve: Callable[[Reveal], Reveal]
) -> None:
    show(records, reader, approve(ask(place=None)))
    masked = "Ask [PERSON_1] again; [PERSON_1], [PERSON_1] wants [PERSON_2] to answer."
    assert written(records, reader, session_id) == masked


def test_only_what_was_shown_of_several(
    records: Records, reader: Actor, session_id: str, ask: Ask, approve: Callable[[Reveal], Reveal]
) -> None:
    show(records, reader, approve(ask(place=MaskPlace(position=2, label="[PERSON_2]"))))
    assert written(records, reader, session_id) == COMMENT.replace("Corvo Nightjar", "[PERSON_2]")


def test_without_the_original_nothing_is_sought(
    records: Records, reader: Actor, session_id: str, ask: Ask, approve: Callable[[Reveal], Reveal]
) -> None:
    show(records, reader, approve(ask()))
    lose_original(records, session_id)
    assert written(records, reader, session_id) == COMMENT
