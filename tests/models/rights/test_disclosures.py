"""The copy a person gets: their own words and nobody else's, and who looked."""

import json
from dataclasses import replace
from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from models.actors import Actor
from models.errors import Conflict
from models.log.access_log import export_entries
from models.log.events import Event
from models.records import Records
from models.rights.disclosures import make_disclosure
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.request_decisions import approve_request, close_request
from models.rights.request_sessions import Choice
from models.rights.request_work import choose_sessions, show_request
from models.rights.subject_requests import RequestKind
from models.transcripts.sessions import open_session
from review_ui.own_copy import copy_context, copy_json
from tests.models.rights.own_chat import read_original, redaction
from tests.models.rights.request_steps import EMAIL, KeepOne, approved, propose, take_in
from tests.models.scene import CLI, Clock, let_entries_leave


def test_the_copy_holds_their_own_words_and_nobody_elses(
    records: Records, officer: Actor, second: Actor, reader: Actor, keep_one: KeepOne
) -> None:
    session = keep_one(identifiers=(EMAIL,), redacted=redaction())
    request = approved(records, officer, second)
    with records.act(officer) as act:
        copy = make_disclosure(act, request, read_original)
    (own,) = copy.sessions
    assert [message.text for message in own.messages] == [
        "Hi, Chloe Quackenbush here, order 4417",
        "Hello Chloe, I am [AGENT_1]",
        "ask my wife [PERSON_2], [EMAIL_1]. My password is [PASSWORD_1]",
        "Thanks. Order 4417 goes to [PERSON_2]; our courier [PERSON_3] calls you",
    ]
    assert own.identity == {"name": "Chloe Quackenbush"}
    assert "Quackenbush" not in repr(copy)
    with records.act(CLI) as act:
        last = [(e.event, e.object) for e in export_entries(act)][-2:]
    assert last == [
        ("request:exported", f"session:{session}"),
        ("request:exported", f"request:{request}"),
    ]


def test_what_the_person_gave_is_theirs_too(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    bea = Identifier(kind=IdentifierKind.EMAIL, value="BEA@mail.example")
    said = Identifier(kind=IdentifierKind.EMAIL, value="bea@mail.example", about=False)
    keep_one(identifiers=(said,), redacted=redaction())
    request = take_in(records, officer, identifiers=(bea,))
    with records.act(officer) as act:
        (found,) = show_request(act, request).sessions
        choose_sessions(act, request, {found.session_id: Choice.THEIRS})
    propose(records, officer, request)
    with records.act(second) as act:
        approve_request(act, request)
        copy = make_disclosure(act, request, read_original)
    assert "[PERSON_2], bea@mail.example." in copy.sessions[0].messages[2].text


def test_no_copy_before_approval_and_none_of_another_kind(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    keep_one(identifiers=(EMAIL,))
    request = take_in(records, officer)
    propose(records, officer, request)
    with pytest.raises(Conflict), records.act(officer) as act:
        make_disclosure(act, request, read_original)
    other = approved(records, officer, second, RequestKind.OBJECT)
    with pytest.raises(Conflict), records.act(officer) as act:
        make_disclosure(act, other, read_original)


def test_without_places_nothing_is_given_rather_than_too_much(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    keep_one(identifiers=(EMAIL,), redacted=None, quarantine_reason="survivor")
    request = approved(records, officer, second)
    with records.act(officer) as act:
        (own,) = make_disclosure(act, request, read_original).sessions
    assert (own.messages, own.problem) == ((), "not_masked")


def test_an_access_request_is_not_closed_before_the_copy_was_made(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    keep_one(identifiers=(EMAIL,), redacted=redaction())
    request = approved(records, officer, second)
    with pytest.raises(Conflict, match="not_exported"), records.act(officer) as act:
        close_request(act, request)
    with records.act(officer) as act:
        make_disclosure(act, request, read_original)
        close_request(act, request)


def test_the_copy_says_who_looked(
    records: Records, officer: Actor, second: Actor, reader: Actor, keep_one: KeepOne
) -> None:
    session = keep_one(identifiers=(EMAIL,))
    with records.act(reader) as act:
        open_session(act, session)
    request = approved(records, officer, second)
    with records.act(officer) as act:
        (own,) = make_disclosure(act, request, read_original).sessions
    assert [(look.role, look.event.value) for look in own.looks] == [("reviewer", "session:opened")]


def test_searches_push_no_look_out_of_the_copy(
    records: Records, officer: Actor, second: Actor, reader: Actor, keep_one: KeepOne
) -> None:
    session = keep_one(identifiers=(EMAIL,))
    with records.act(reader) as act:
        for _ in range(1_002):
            act.log(Event.SESSION_FOUND, f"session:{session}")
    with records.act(reader) as act:
        open_session(act, session)
    request = approved(records, officer, second)
    with records.act(officer) as act:
        copy = make_disclosure(act, request, read_original)
    (own,) = copy.sessions
    assert own.looks[-1].event is Event.SESSION_OPENED
    assert (len(own.looks), own.left_out) == (1_001, 2)
    (told,) = json.loads(copy_json(copy))["chats"]
    assert (len(told["looks"]), told["searches_left_out"]) == (1_001, 2)
    assert copy_context(copy, UTC).sessions[0].left_out == "2 earlier searches"


def test_every_time_in_the_copy_is_in_the_zone_that_it_names(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    keep_one(identifiers=(EMAIL,), redacted=redaction())
    request = approved(records, officer, second)
    with records.act(officer) as act:
        copy = make_disclosure(act, request, read_original)
    (own,) = copy.sessions
    late = replace(own.messages[0], at="2026-03-02T23:30:00Z")
    unknown = replace(own.messages[0], at="")
    copy = replace(copy, sessions=(replace(own, messages=(late, unknown)),))
    page = copy_context(copy, ZoneInfo("Europe/Berlin"))
    assert [message.time for message in page.sessions[0].messages] == ["00:30", ""]
    assert page.zone == "Europe/Berlin"


def test_the_copy_says_from_when_on_it_tells_of_looks(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne, clock: Clock
) -> None:
    keep_one(identifiers=(EMAIL,))
    request = approved(records, officer, second)
    with records.act(officer) as act:
        assert make_disclosure(act, request, read_original).looks_since is None
    first = clock.now
    let_entries_leave(records, clock)
    with records.act(officer) as act:
        assert make_disclosure(act, request, read_original).looks_since == first
