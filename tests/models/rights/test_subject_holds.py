"""A hold on a person keeps every chat of theirs, now and later; two release it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.actors import Actor
from models.errors import Conflict, Invalid, NotAllowed, NotFound
from models.keeping.erasing import ask_erasure
from models.keeping.holds import is_held
from models.keeping.retention import USUAL
from models.keeping.sweep_guard import Limits
from models.keeping.sweeping import Swept, sweep
from models.log.access_log import export_entries
from models.log.events import Event
from models.records import Records
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.request_decisions import approve_request
from models.rights.subject_holds import (
    ask_release,
    find_subject_holds,
    hold_requester,
    keep_subject_hold,
    place_subject_hold,
    release_subject_hold,
)
from models.rights.subject_requests import RequestKind
from tests.models.rights.request_steps import EMAIL, propose, take_in
from tests.models.scene import CLI, Clock

KeepOne = Callable[..., str]
NAME = Identifier(kind=IdentifierKind.NAME, value="Chloe Zhang")
OTHER = Identifier(kind=IdentifierKind.EMAIL, value="other@mail.example")


def said(identifier: Identifier) -> Identifier:
    return Identifier(kind=identifier.kind, value=identifier.value, about=False)


def place(records: Records, officer: Actor, *identifiers: Identifier, **more: object) -> str:
    with records.act(officer) as act:
        return place_subject_hold(act, identifiers, reason="legal_claim", **more)  # type: ignore[arg-type]


def held(records: Records, session_id: str) -> bool:
    with records.peek() as look:
        return is_held(look.db, session_id)


def swept(records: Records) -> Swept:
    listed = records.place.database.parent / "erased.jsonl"
    return sweep(records, USUAL, limits=Limits(gap=timedelta(days=9999), share=100), listed=listed)


def test_it_keeps_what_is_there_and_what_comes_later(
    records: Records, officer: Actor, keep_one: KeepOne
) -> None:
    before = keep_one(reference="1", identifiers=(EMAIL,))
    other = keep_one(reference="2", identifiers=(OTHER,))
    place(records, officer, EMAIL)
    later = keep_one(reference="3", identifiers=(EMAIL,))
    assert [held(records, each) for each in (before, other, later)] == [True, False, True]


def test_the_sweep_and_an_erasure_leave_it_and_say_so(
    records: Records, officer: Actor, keep_one: KeepOne, clock: Clock
) -> None:
    kept, gone = keep_one(reference="1", identifiers=(EMAIL,)), keep_one(reference="2")
    place(records, officer, EMAIL)
    clock.now += timedelta(days=400)
    done = swept(records)
    assert (done.counts.sessions, done.counts.held) == (1, 1)
    with pytest.raises(Conflict, match="held"), records.act(CLI) as act:
        ask_erasure(act, kept, reason="officer")
    with records.peek() as look:
        statuses = {row["id"]: row["status"] for row in look.db.table("sessions").rows}
        assert look.db.table("originals").count_where("session_id = ?", [kept]) == 1
    assert statuses == {kept: "waiting", gone: "erasing"}


def test_a_request_of_the_person_names_what_is_held(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    kept = keep_one(identifiers=(EMAIL,))
    request = take_in(records, officer, RequestKind.ERASE)
    with records.act(officer) as act:
        hold_requester(act, request, reason="authority")
    propose(records, officer, request)
    with records.act(second) as act:
        assert approve_request(act, request).held == (kept,)
        assert find_subject_holds(act)[0].request_id == request


@pytest.mark.parametrize(
    ("identifiers", "expected"),
    [
        ((NAME,), True),  # the vendor calls the visitor so
        ((NAME, OTHER), True),
        ((said(NAME),), True),  # said, and the vendor tells nothing better
        ((said(NAME), OTHER), False),  # somebody else speaks of a person of that name
        ((said(EMAIL), OTHER), True),  # points to one person wherever it stands
        ((OTHER,), False),
        ((), False),
    ],
)
def test_a_name_counts_where_it_is_the_visitors(
    records: Records,
    officer: Actor,
    keep_one: KeepOne,
    identifiers: tuple[Identifier, ...],
    *,
    expected: bool,
) -> None:
    session_id = keep_one(identifiers=identifiers)
    place(records, officer, NAME, EMAIL)
    assert held(records, session_id) is expected


def test_it_is_released_by_two(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    session_id = keep_one(identifiers=(EMAIL,))
    hold_id = place(records, officer, EMAIL)
    with pytest.raises(Conflict, match="not_asked"), records.act(second) as act:
        release_subject_hold(act, hold_id)
    with records.act(officer) as act:
        ask_release(act, hold_id)
    with pytest.raises(NotAllowed, match="same_person"), records.act(officer) as act:
        release_subject_hold(act, hold_id)
    with records.act(second) as act:
        keep_subject_hold(act, hold_id)
    assert held(records, session_id)
    with records.act(second) as act:
        ask_release(act, hold_id)
    with records.act(officer) as act:
        release_subject_hold(act, hold_id)
    assert not held(records, session_id)
    with records.peek() as look:
        assert look.db.table("subject_hold_digests").count == 0
    with pytest.raises(NotFound), records.act(officer) as act:
        ask_release(act, hold_id)


def test_its_last_day_ends_it_with_an_entry(
    records: Records, officer: Actor, keep_one: KeepOne, clock: Clock
) -> None:
    session_id = keep_one(identifiers=(EMAIL,))
    place(records, officer, EMAIL, ends_at=clock.now + timedelta(days=3))
    clock.now += timedelta(days=2)
    swept(records)
    assert held(records, session_id)
    clock.now += timedelta(days=2)
    assert held(records, session_id), "a clock alone frees nothing"
    swept(records)
    assert not held(records, session_id)
    with records.act(CLI) as act:
        events = [entry.event for entry in export_entries(act)]
    assert Event.SUBJECT_HOLD_RELEASED in events


def test_nobody_is_named_in_any_file(records: Records, officer: Actor, keep_one: KeepOne) -> None:
    place(records, officer, EMAIL, NAME, note="file 8812-B")
    with records.act(officer) as act:
        (hold,) = find_subject_holds(act)
        act.log(Event.HOLD_LISTED)
    assert (hold.note, hold.kinds) == (
        "file 8812-B",
        (IdentifierKind.EMAIL, IdentifierKind.NAME),
    )
    for path in records.place.database.parent.iterdir():
        content = path.read_bytes().lower()
        assert not [p for p in (b"zhang", b"quackenbush", b"8812-b") if p in content], path.name


def test_what_cannot_be_read_is_refused(records: Records, officer: Actor, reader: Actor) -> None:
    for reason, more in (
        ("identifiers", {"identifiers": (Identifier(kind=IdentifierKind.NAME, value="x"),)}),
        ("reason", {"reason": "because"}),
        ("note", {"note": "a\nb"}),
    ):
        wanted = {"identifiers": (EMAIL,), "reason": "legal_claim"} | more
        with pytest.raises(Invalid, match=reason), records.act(officer) as act:
            place_subject_hold(act, wanted.pop("identifiers"), **wanted)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed), records.act(reader) as act:
        place_subject_hold(act, (EMAIL,), reason="legal_claim")
