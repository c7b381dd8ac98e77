"""What comes in between the search and the approval."""

import pytest

from models.actors import Actor
from models.errors import Conflict
from models.log.access_log import export_entries
from models.log.events import Event
from models.records import Records
from models.rights.corrections import Correction, Field
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.request_decisions import approve_request, close_request, return_request
from models.rights.request_sessions import Choice, found_sessions
from models.rights.request_work import (
    choose_sessions,
    propose_decision,
    search_subject,
    show_request,
)
from models.rights.subject_requests import (
    Decision,
    Refusal,
    RequestKind,
    RequestStatus,
    add_correction,
)
from tests.models.rights.request_steps import EMAIL, NAME, KeepOne, propose, status_of, take_in
from tests.models.scene import CLI, Clock


@pytest.mark.parametrize("kind", [RequestKind.ACCESS, RequestKind.ERASE])
def test_what_came_in_since_the_search_stops_the_approval(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne, kind: RequestKind
) -> None:
    session = keep_one(identifiers=(EMAIL,))
    request = take_in(records, officer, kind)
    propose(records, officer, request)
    keep_one(reference="of somebody else")
    between = keep_one(reference="between", identifiers=(EMAIL,))
    with pytest.raises(Conflict, match="new_sessions"), records.act(second) as act:
        approve_request(act, request)
    assert (status_of(records, session), status_of(records, between)) == ("waiting", "waiting")
    with records.act(second) as act:
        return_request(act, request)
    with records.act(officer) as act:
        search_subject(act, request)
    propose(records, officer, request)
    with records.act(second) as act:
        done = approve_request(act, request)
        copied = [each.session_id for each in found_sessions(act, request)]
    assert set(copied) == {session, between}
    after = "erasing" if kind is RequestKind.ERASE else "waiting"
    assert (status_of(records, session), status_of(records, between)) == (after, after)
    assert done.erased == (0 if kind is RequestKind.ACCESS else 2)


@pytest.mark.parametrize("kind", [RequestKind.ACCESS, RequestKind.ERASE, RequestKind.RECTIFY])
def test_what_may_be_anothers_does_not_stop_the_approval(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne, kind: RequestKind
) -> None:
    keep_one(identifiers=(EMAIL,))
    request = take_in(records, officer, kind, identifiers=(EMAIL, NAME))
    if kind is RequestKind.RECTIFY:
        with records.act(officer) as act:
            add_correction(act, request, Correction(field=Field.NAME, wrong="Cloe", right="Chloe"))
    propose(records, officer, request)
    namesake = keep_one(reference="namesake", identifiers=(NAME,))
    with records.act(second) as act:
        approve_request(act, request)
    assert status_of(records, namesake) == "waiting"


def test_an_objection_waits_for_no_chat_and_is_heard_in_those_that_came_in(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    another = Identifier(kind=IdentifierKind.EMAIL, value="another@mail.example")
    sought = keep_one(identifiers=(EMAIL,))
    decided = keep_one(reference="decided", identifiers=(NAME,))
    request = take_in(records, officer, RequestKind.OBJECT, identifiers=(EMAIL, NAME))
    with records.act(officer) as act:
        choose_sessions(act, request, {decided: Choice.NOT_THEM})
    propose(records, officer, request)
    certain = keep_one(reference="certain", identifiers=(EMAIL,))
    named = keep_one(reference="named", identifiers=(NAME,))
    namesake = keep_one(reference="namesake", identifiers=(NAME, another))
    with records.act(second) as act:
        done = approve_request(act, request)
    ids = (sought, certain, named, namesake, decided)
    states = ["withheld"] * 3 + ["waiting"] * 2
    assert [status_of(records, each) for each in ids] == states
    assert done.withheld == 3


@pytest.mark.parametrize("choice", [Choice.NOT_THEM, Choice.MENTION])
def test_what_turns_out_to_be_theirs_is_decided_again(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne, choice: Choice
) -> None:
    session = keep_one(identifiers=(NAME,))
    request = take_in(records, officer, RequestKind.ERASE, identifiers=(EMAIL, NAME))
    with records.act(officer) as act:
        choose_sessions(act, request, {session: choice})
    propose(records, officer, request)
    assert keep_one(identifiers=(NAME, EMAIL)) == session
    with pytest.raises(Conflict, match="new_sessions"), records.act(second) as act:
        approve_request(act, request)
    with records.act(second) as act:
        return_request(act, request)
    with records.act(officer) as act:
        search_subject(act, request)
        (found,) = found_sessions(act, request)
    assert (found.certain, found.choice) == (True, Choice.UNDECIDED)
    with records.act(officer) as act:
        choose_sessions(act, request, {session: choice})
    propose(records, officer, request)
    with records.act(second) as act:
        approve_request(act, request)
    assert status_of(records, session) == "waiting", "who decided on all of it is believed"


def test_what_was_chosen_for_theirs_may_turn_certain(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    session = keep_one(identifiers=(NAME,))
    request = take_in(records, officer, RequestKind.ERASE, identifiers=(EMAIL, NAME))
    with records.act(officer) as act:
        choose_sessions(act, request, {session: Choice.THEIRS})
    propose(records, officer, request)
    keep_one(identifiers=(NAME, EMAIL))
    with records.act(second) as act:
        assert approve_request(act, request).erased == 1


def test_an_objection_is_heard_where_its_maker_was_taken_for_another(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    session, still = keep_one(identifiers=(NAME,)), keep_one(reference="2", identifiers=(NAME,))
    request = take_in(records, officer, RequestKind.OBJECT, identifiers=(EMAIL, NAME))
    with records.act(officer) as act:
        choose_sessions(act, request, dict.fromkeys((session, still), Choice.NOT_THEM))
    propose(records, officer, request)
    keep_one(identifiers=(NAME, EMAIL))
    with records.act(second) as act:
        assert approve_request(act, request).withheld == 1
    assert (status_of(records, session), status_of(records, still)) == ("withheld", "waiting")


def test_what_came_in_does_not_stop_a_refusal(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    request = take_in(records, officer)
    with records.act(officer) as act:
        propose_decision(act, request, Decision.REFUSE, Refusal.EXCESSIVE)
    keep_one(reference="between", identifiers=(EMAIL,))
    with records.act(second) as act:
        approve_request(act, request)
        assert show_request(act, request).request.status is RequestStatus.APPROVED


@pytest.mark.parametrize("kind", [RequestKind.ACCESS, RequestKind.ERASE, RequestKind.RECTIFY])
def test_who_chats_every_day_holds_up_no_request_of_theirs(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne, clock: Clock, kind
) -> None:
    session = keep_one(identifiers=(EMAIL,))
    request = take_in(records, officer, kind)
    if kind is RequestKind.RECTIFY:
        with records.act(officer) as act:
            add_correction(act, request, Correction(field=Field.NAME, wrong="Cloe", right="Chloe"))
    propose(records, officer, request)
    clock.move(days=1)
    daily = keep_one(reference="daily", identifiers=(EMAIL,), started_at=clock())
    with records.act(second) as act:
        assert show_request(act, request).later == 1, "who approves knows"
        done = approve_request(act, request)
        page = show_request(act, request)
    assert done.erased + done.corrected == (0 if kind is RequestKind.ACCESS else 1)
    assert [each.session_id for each in page.sessions] == [session]
    assert (status_of(records, daily), page.later) == ("waiting", 1)
    with records.act(CLI) as act:
        (entry,) = (e for e in export_entries(act) if e.event == Event.REQUEST_APPROVED)
    assert entry.details["later"] == 1


def test_what_began_later_counts_until_the_request_is_closed(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne, clock: Clock
) -> None:
    keep_one(identifiers=(EMAIL,))
    request = take_in(records, officer, RequestKind.ERASE)
    propose(records, officer, request)
    clock.move(days=1)
    keep_one(reference="daily", identifiers=(EMAIL, NAME), started_at=clock())
    keep_one(reference="a namesake's", identifiers=(NAME,), started_at=clock())
    with records.act(second) as act:
        return_request(act, request)
        assert show_request(act, request).later == 0, "it is looked for again"
    propose(records, officer, request)
    with records.act(second) as act:
        approve_request(act, request)
        assert show_request(act, request).later == 1
        close_request(act, request)
        assert show_request(act, request).later == 0


@pytest.mark.parametrize("kind", [RequestKind.ACCESS, RequestKind.OBJECT])
def test_where_nothing_is_left_out_nothing_is_said_to_be(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne, clock: Clock, kind
) -> None:
    """An objection is heard in later chats, too; a refusal does nothing in any."""
    keep_one(identifiers=(EMAIL,))
    request = take_in(records, officer, kind)
    if kind is RequestKind.OBJECT:
        propose(records, officer, request)
    else:
        with records.act(officer) as act:
            propose_decision(act, request, Decision.REFUSE, Refusal.EXCESSIVE)
    clock.move(days=1)
    keep_one(reference="daily", identifiers=(EMAIL,), started_at=clock())
    with records.act(second) as act:
        assert show_request(act, request).later == 0
        approve_request(act, request)
        assert show_request(act, request).later == 0
