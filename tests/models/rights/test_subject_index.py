"""What was told besides the original that is kept stays in the index until it is corrected."""

from collections.abc import Callable

import pytest

from models.log.events import Event
from models.records import Records
from models.rights.corrections import Correction, Field, correct_session
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.objections import make_objection
from models.rights.subject_index import digests_of, find_sessions
from tests.models.rights.test_objections import EMAIL, NAME, OTHER, status_of
from tests.models.scene import CLI, lose_original

KeepOne = Callable[..., str]


def found(records: Records, identifier: Identifier) -> list[str]:
    with records.act(CLI) as act:
        act.log(Event.HEALTH_READ)
        matches = find_sessions(act, digests_of(records, [identifier]))
    return [match.session_id for match in matches]


def keep_again(keep_one: KeepOne, *minutes: int, **changes: object) -> str:
    """Later snapshots, each with its original and without what was told before."""
    ids = {
        keep_one(order=(f"2026-03-02T10:{minute:02d}:00Z", "0003"), **changes) for minute in minutes
    }
    (session_id,) = ids
    return session_id


def test_what_an_original_told_that_is_gone_is_not_forgotten(
    records: Records, keep_one: KeepOne
) -> None:
    session = keep_one(identifiers=(EMAIL,))
    lose_original(records, session)
    assert keep_again(keep_one, 1, 2, 3) == session
    assert found(records, EMAIL) == [session]


def test_what_the_original_tells_no_more_is_not_in_the_index(
    records: Records, keep_one: KeepOne
) -> None:
    keep_one(identifiers=(EMAIL,))
    keep_again(keep_one, 1, identifiers=(OTHER,))
    assert (found(records, EMAIL), len(found(records, OTHER))) == ([], 1)


def test_what_was_told_besides_and_is_wrong_goes_with_the_correction(
    records: Records, keep_one: KeepOne
) -> None:
    session = keep_one(identifiers=(EMAIL, NAME))
    lose_original(records, session)
    keep_again(keep_one, 1, 2)
    right = Correction(field=Field.EMAIL, wrong="SL@mail.example", right="bo@mail.example")
    with records.act(CLI) as act:
        assert correct_session(act, session, "request", (right,))
    keep_again(keep_one, 3, identifiers=(OTHER,), again=True)
    assert found(records, EMAIL) == []
    assert found(records, NAME) == found(records, OTHER) == [session]


@pytest.mark.parametrize(("told_before", "after"), [((OTHER,), "waiting"), ((), "withheld")])
def test_it_is_weighed_when_an_objection_is_heard(
    records: Records, officer, keep_one: KeepOne, told_before, after: str
) -> None:
    """A name counts only where nothing better is known of the visitor."""
    session = keep_one(identifiers=told_before)
    lose_original(records, session)
    keep_again(keep_one, 1)
    with records.act(officer) as act:
        make_objection(act, digests_of(records, [EMAIL, NAME]), (), origin="test")
    keep_again(keep_one, 2, 3, identifiers=(NAME,))
    assert status_of(records, session)[0] == after


def test_a_number_that_was_told_as_another_kind_goes_too(
    records: Records, keep_one: KeepOne
) -> None:
    number = Identifier(kind=IdentifierKind.NUMBER, value="CU-448291")
    session = keep_one(identifiers=(number,))
    lose_original(records, session)
    keep_again(keep_one, 1)
    wrong = Correction(field=Field.USERNAME, wrong="CU-448291", right="")
    with records.act(CLI) as act:
        assert correct_session(act, session, "request", (wrong,))
    keep_again(keep_one, 2, again=True)
    assert found(records, number) == []
