"""A person's request from intake to close: found blindly, decided by two, kept without a name."""

import json
from datetime import timedelta

import pytest

from models.actors import Actor
from models.errors import Conflict, Invalid, NotAllowed, NotFound
from models.keeping.erasing import ask_erasure
from models.keeping.holds import place_hold
from models.log.access_log import export_entries
from models.records import Records
from models.rights.corrections import Correction, Field, find_corrections
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.request_decisions import approve_request, close_request, return_request
from models.rights.request_sessions import Choice
from models.rights.request_work import (
    choose_sessions,
    propose_decision,
    search_subject,
    show_request,
    verify_subject,
)
from models.rights.subject_requests import (
    Channel,
    Decision,
    Proof,
    Refusal,
    RequestKind,
    RequestStatus,
    add_correction,
    add_identifiers,
    open_request,
)
from tests.models.rights.request_steps import (
    EMAIL,
    NAME,
    KeepOne,
    approved,
    propose,
    status_of,
    take_in,
)
from tests.models.scene import CLI


def test_a_request_finds_sessions_of_the_person_and_mentions(
    records: Records, officer: Actor, keep_one: KeepOne
) -> None:
    mine = keep_one(identifiers=(EMAIL,))
    said = Identifier(kind=IdentifierKind.EMAIL, value=EMAIL.value, about=False)
    other = keep_one(reference="2", identifiers=(said,))
    keep_one(reference="3")
    request = take_in(records, officer)
    with records.act(officer) as act:
        page = show_request(act, request)
    assert {found.session_id: found.choice for found in page.sessions} == {
        mine: Choice.THEIRS,
        other: Choice.UNDECIDED,
    }
    assert page.told.identifiers[0].value == EMAIL.value


def test_a_shared_name_waits_for_a_decision(
    records: Records, officer: Actor, keep_one: KeepOne
) -> None:
    namesake = keep_one(identifiers=(NAME,))
    request = take_in(records, officer, identifiers=(NAME,))
    with records.act(officer) as act:
        verify_subject(act, request, Proof.KNOWN_CONTACT)
    with pytest.raises(Conflict, match="undecided"), records.act(officer) as act:
        propose_decision(act, request, Decision.FULFIL)
    with records.act(officer) as act:
        choose_sessions(act, request, {namesake: Choice.NOT_THEM})
        search_subject(act, request)
        (found,) = show_request(act, request).sessions
        propose_decision(act, request, Decision.FULFIL)
    assert found.choice is Choice.NOT_THEM, "a new search keeps what was decided"


def test_who_worked_on_it_does_not_approve_it(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    session = keep_one(identifiers=(EMAIL,))
    request = take_in(records, officer, RequestKind.ERASE)
    with records.act(second) as act:
        verify_subject(act, request, Proof.SIGNED_IN)
    with records.act(officer) as act:
        propose_decision(act, request, Decision.FULFIL)
    for person in (officer, second):
        with pytest.raises(NotAllowed, match="same_person"), records.act(person) as act:
            approve_request(act, request)
    assert status_of(records, session) == "waiting"


def test_nothing_is_proposed_for_somebody_who_proved_nothing(
    records: Records, officer: Actor
) -> None:
    request = take_in(records, officer)
    with pytest.raises(Conflict, match="not_verified"), records.act(officer) as act:
        propose_decision(act, request, Decision.FULFIL)
    with pytest.raises(Invalid), records.act(officer) as act:
        propose_decision(act, request, Decision.REFUSE)
    with records.act(officer) as act:
        propose_decision(act, request, Decision.REFUSE, Refusal.NOT_VERIFIED)
        assert show_request(act, request).request.status is RequestStatus.PROPOSED


def test_erasure_starts_with_the_approval_and_names_what_is_held(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    gone, kept = keep_one(identifiers=(EMAIL,)), keep_one(reference="2", identifiers=(EMAIL,))
    with records.act(officer) as act:
        place_hold(act, kept, reason="legal_claim")
    request = take_in(records, officer, RequestKind.ERASE)
    propose(records, officer, request)
    with records.act(second) as act:
        done = approve_request(act, request)
    assert (done.erased, done.held) == (1, (kept,))
    assert (status_of(records, gone), status_of(records, kept)) == ("erasing", "waiting")


def test_an_objection_takes_them_out_of_review(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    session = keep_one(identifiers=(EMAIL,))
    approved(records, officer, second, RequestKind.OBJECT)
    assert status_of(records, session) == "withheld"
    assert status_of(records, keep_one(reference="later", identifiers=(EMAIL,))) == "withheld"


@pytest.mark.parametrize("kind", [RequestKind.OBJECT, RequestKind.RECTIFY])
def test_what_is_being_erased_stays_so(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne, kind: RequestKind
) -> None:
    going, staying = keep_one(identifiers=(EMAIL,)), keep_one(reference="2", identifiers=(EMAIL,))
    request = take_in(records, officer, kind)
    if kind is RequestKind.RECTIFY:
        with records.act(officer) as act:
            add_correction(act, request, Correction(field=Field.NAME, wrong="Cloe", right="Chloe"))
    propose(records, officer, request)
    with records.act(officer) as act:
        ask_erasure(act, going, reason="officer")
    with records.act(second) as act:
        done = approve_request(act, request)
    assert (done.withheld + done.corrected, done.without_original) == (1, 0)
    assert status_of(records, going) == "erasing"
    assert find_corrections(records, going) == ()
    assert status_of(records, staying) != "erasing"


def test_a_returned_request_is_worked_on_again(
    records: Records, officer: Actor, second: Actor
) -> None:
    request = take_in(records, officer)
    propose(records, officer, request)
    with records.act(second) as act:
        return_request(act, request)
    with records.act(officer) as act:
        add_identifiers(act, request, (NAME,))
        page = show_request(act, request)
    assert page.request.status is RequestStatus.OPEN
    assert page.request.searched_at is None, "what was added must be looked for"


def test_a_closed_request_keeps_no_identifier(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    keep_one(identifiers=(EMAIL,))
    request = approved(records, officer, second, RequestKind.ERASE)
    with records.act(officer) as act:
        close_request(act, request)
        page = show_request(act, request)
    assert page.told.identifiers == ()
    assert page.sessions == ()
    assert (page.request.erased, page.request.status) == (1, RequestStatus.CLOSED)
    with records.peek() as look:
        kept = look.db.table("subject_request_digests").count_where("request_id = ?", [request])
    assert kept == 1
    with pytest.raises(Conflict), records.act(officer) as act:
        search_subject(act, request)


def test_no_identifier_stands_in_clear_anywhere_at_any_time(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    keep_one(identifiers=(EMAIL, NAME))
    request = take_in(records, officer, RequestKind.ERASE, (EMAIL, NAME))
    propose(records, officer, request)
    with records.act(second) as act:
        approve_request(act, request)
        close_request(act, request)
    for path in records.place.database.parent.iterdir():
        assert b"quackenbush" not in path.read_bytes().lower(), path.name
    with records.act(CLI) as act:
        told = json.dumps([entry.as_json() for entry in export_entries(act)])
    assert "quackenbush" not in told.lower()


@pytest.mark.parametrize("identifiers", [(), (Identifier(kind=IdentifierKind.NAME, value="Sara"),)])
def test_who_cannot_be_found_by_anything_is_asked_for_more(
    records: Records, officer: Actor, identifiers: tuple[Identifier, ...]
) -> None:
    with pytest.raises(Invalid), records.act(officer) as act:
        open_request(act, RequestKind.ACCESS, Channel.EMAIL, identifiers, received_at=act.now)
    late = records.clock() + timedelta(days=1)
    with pytest.raises(Invalid), records.act(officer) as act:
        open_request(act, RequestKind.ACCESS, Channel.EMAIL, (EMAIL,), received_at=late)


def test_other_purposes_and_unknown_ids_get_nothing(
    records: Records, officer: Actor, reader: Actor
) -> None:
    request = take_in(records, officer)
    with pytest.raises(NotAllowed), records.act(reader) as act:
        show_request(act, request)
    for unknown in ("8F3KQ2ZD", "'; --", ""):
        with pytest.raises(NotFound), records.act(officer) as act:
            show_request(act, unknown)
