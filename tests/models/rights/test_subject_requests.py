"""A person's request from intake to close: found blindly, decided by two, proven without a name."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from models.accounts.notices import count_unseen
from models.actors import Actor
from models.errors import Conflict, Invalid, NotAllowed, NotFound
from models.keeping.erasing import ask_erasure
from models.keeping.holds import place_hold
from models.log.access_log import export_entries
from models.log.events import Event
from models.records import Records
from models.rights.corrections import Correction, Field, find_corrections
from models.rights.disclosures import make_disclosure
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.reminders import remind_due
from models.rights.request_decisions import approve_request, close_request, return_request
from models.rights.request_work import (
    Choice,
    choose_sessions,
    extend_deadline,
    found_sessions,
    propose_decision,
    search_subject,
    show_request,
    verify_subject,
)
from models.rights.subject_requests import (
    Channel,
    Decision,
    Extension,
    Proof,
    Refusal,
    RequestKind,
    RequestStatus,
    add_correction,
    add_identifiers,
    list_requests,
    months_after,
    open_request,
)
from models.transcripts.ended_originals import end_original
from redactor import Action, Finding, Identity, Message, RedactedMessage, RedactedSession, Session
from redactor import Role as Speaker
from review_ui.own_copy import copy_context, copy_json
from tests.models.scene import CLI, Clock, let_entries_leave

KeepOne = Callable[..., str]
EMAIL = Identifier(kind=IdentifierKind.EMAIL, value="quackenbush@mail.example")
NAME = Identifier(kind=IdentifierKind.NAME, value="Chloe Quackenbush")


def take_in(
    records: Records,
    officer: Actor,
    kind: RequestKind = RequestKind.ACCESS,
    identifiers: tuple[Identifier, ...] = (EMAIL,),
) -> str:
    with records.act(officer) as act:
        request = open_request(act, kind, Channel.EMAIL, identifiers, received_at=act.now)
        search_subject(act, request)
    return request


def propose(records: Records, officer: Actor, request: str) -> None:
    with records.act(officer) as act:
        verify_subject(act, request, Proof.KNOWN_CONTACT)
        propose_decision(act, request, Decision.FULFIL)


def approved(
    records: Records, officer: Actor, second: Actor, kind: RequestKind = RequestKind.ACCESS
) -> str:
    request = take_in(records, officer, kind)
    propose(records, officer, request)
    with records.act(second) as act:
        approve_request(act, request)
    return request


def status_of(records: Records, session_id: str) -> str:
    with records.peek() as look:
        sql = "SELECT status FROM sessions WHERE id = ?"
        return str(look.db.execute(sql, [session_id]).fetchone()[0])


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


def test_a_correction_is_attached_sealed_and_done_by_the_worker(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    session = keep_one(identifiers=(EMAIL,))
    request = take_in(records, officer, RequestKind.RECTIFY)
    with records.act(officer) as act:
        verify_subject(act, request, Proof.SIGNED_IN)
    with pytest.raises(Conflict, match="no_correction"), records.act(officer) as act:
        propose_decision(act, request, Decision.FULFIL)
    wanted = Correction(field=Field.NAME, wrong="Cloe Quackenbush", right="Chloe Quackenbush")
    with records.act(officer) as act:
        add_correction(act, request, wanted)
        propose_decision(act, request, Decision.FULFIL)
    assert find_corrections(records, session) == ()
    with records.act(second) as act:
        approve_request(act, request)
    assert find_corrections(records, session) == (wanted,)
    assert b"Cloe" not in records.place.database.read_bytes()


@pytest.mark.parametrize("cut_off", [False, True])
def test_a_chat_without_its_original_does_not_stop_a_correction(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne, *, cut_off: bool
) -> None:
    """`cut_off`: the key is gone and a kill left the row, until the next sweep."""
    ended, kept = keep_one(identifiers=(EMAIL,)), keep_one(reference="2", identifiers=(EMAIL,))
    wanted = Correction(field=Field.NAME, wrong="Cloe Quackenbush", right="Chloe Quackenbush")
    request = take_in(records, officer, RequestKind.RECTIFY)
    with records.act(officer) as act:
        add_correction(act, request, wanted)
    records.keys.shred(f"session:{ended}")
    if not cut_off:
        with records.act(CLI) as act:
            end_original(act, ended, reason="retention")
    propose(records, officer, request)
    with records.act(second) as act:
        done = approve_request(act, request)
    assert (done.corrected, done.without_original) == (1, 1)
    with records.act(officer) as act:
        close_request(act, request)
        closed = show_request(act, request).request
    assert (closed.corrected, closed.without_original) == (1, 1)
    assert (find_corrections(records, kept), find_corrections(records, ended)) == ((wanted,), ())
    with records.act(CLI) as act:
        last = next(e for e in export_entries(act) if e.event == "request:approved")
    assert (last.details["corrected"], last.details["without_original"]) == (1, 1)


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


def test_the_deadline_is_a_month_and_is_put_off_once(
    records: Records, officer: Actor, clock: Clock
) -> None:
    request = take_in(records, officer)
    with records.act(officer) as act:
        before = show_request(act, request).request
        extend_deadline(act, request, Extension.COMPLEX)
        after = show_request(act, request).request
    assert before.due_at == clock.now.replace(month=4)
    assert after.due_at == clock.now.replace(month=6)
    with pytest.raises(Conflict), records.act(officer) as act:
        extend_deadline(act, request, Extension.MANY)
    clock.move(days=40)
    with records.act(officer) as act:
        (listed,) = list_requests(act)
    assert listed.days_left(clock.now) > 0
    assert before.days_left(clock.now) < 0


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"),
     ("2026-11-30", 3, "2027-02-28"), ("2026-12-05", 1, "2027-01-05")],
)  # fmt: skip
def test_a_month_ends_on_a_day_there_is(start: str, months: int, end: str) -> None:
    began = datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert f"{months_after(began, months):%Y-%m-%d}" == end


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


SAID = (
    ("Hi, Chloe Quackenbush here, order 4417", Speaker.VISITOR),
    ("Hello Chloe, I am Agnes", Speaker.AGENT),
    ("ask my wife Bea Blum, bea@mail.example. My password is hunter22", Speaker.VISITOR),
    ("Thanks. Order 4417 goes to Bea Blum; our courier Max Muster calls you", Speaker.AGENT),
)
MASKED = {
    "Chloe Quackenbush": ("PERSON", "[PERSON_1]"),
    "Chloe": ("PERSON", "[PERSON_1]"),
    "4417": ("ORDER_ID", "[ORDER_1]"),
    "Agnes": ("PERSON", "[AGENT_1]"),
    "Bea Blum": ("PERSON", "[PERSON_2]"),
    "bea@mail.example": ("EMAIL_ADDRESS", "[EMAIL_1]"),
    "hunter22": ("PASSWORD", "[PASSWORD_1]"),
    "Max Muster": ("PERSON", "[PERSON_3]"),
}


def redaction() -> RedactedSession:
    messages = []
    for text, role in SAID:
        findings: list[Finding] = []
        for value, (entity, label) in MASKED.items():
            start = text.find(value)
            if start >= 0 and not any(f.start <= start < f.end for f in findings):
                findings.append(
                    Finding(start=start, end=start + len(value), entity=entity, score=1.0,
                            label=label, source="test", action=Action.MASK)
                )  # fmt: skip
        messages.append(
            RedactedMessage(id="m", role=role, text="", findings=tuple(findings), masks=())
        )
    return RedactedSession(
        id="r", policy="standard@1", engine="0", model="m", messages=tuple(messages),
        identity={"name": "[PERSON_1]"},
    )  # fmt: skip


def read_original(body: bytes) -> Session:
    return Session(
        id="s",
        messages=tuple(Message(text=text, role=role) for text, role in SAID),
        identity=Identity(name="Chloe Quackenbush"),
    )


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
    from models.transcripts.sessions import open_session

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
    from models.transcripts.sessions import open_session

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


def test_officers_are_reminded_once_soon_and_once_late(
    records: Records, officer: Actor, second: Actor, clock: Clock
) -> None:
    take_in(records, officer)
    assert remind_due(records, CLI) == 0
    clock.move(days=25)
    assert [remind_due(records, CLI), remind_due(records, CLI)] == [1, 0]
    assert count_unseen(records, officer.id) == 1
    assert count_unseen(records, second.id) == 1
    clock.move(days=10)
    assert [remind_due(records, CLI), remind_due(records, CLI)] == [1, 0]
