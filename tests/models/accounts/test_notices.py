"""Notices: each person their own, once per thing, never words."""

from datetime import timedelta

import pytest

from models.accounts.notices import (
    SEEN_KEPT,
    NoticeKind,
    count_unseen,
    list_notices,
    mark_mailed,
    notify,
    notify_roles,
    see_all_notices,
    see_notice,
    unmailed,
    withdraw_notices,
)
from models.accounts.people import Person, disable_person
from models.actors import Actor, Purpose, Role
from models.errors import NotFound
from models.log.events import Event
from models.records import Records
from tests.models.scene import CLI, Clock, actor_of, make_person

KIND, THING = NoticeKind.REVEAL_ASKED, "reveal:abc"


def tell(records: Records, person_id: str, thing: str = THING) -> None:
    with records.act(CLI) as act:
        notify(act, person_id, KIND, thing)
        act.log(Event.HEALTH_READ)


def test_a_notice_waits_until_its_person_has_seen_it(
    records: Records, person: Person, reader: Actor
) -> None:
    tell(records, person.id)
    assert count_unseen(records, person.id) == 1
    with records.act(reader) as act:
        (notice,) = list_notices(act).notices
        assert (notice.kind, notice.object) == (KIND, THING)
        see_notice(act, notice.id)
    assert count_unseen(records, person.id) == 0
    with records.act(reader) as act:
        assert list_notices(act).notices[0].seen_at is not None


def test_one_unseen_notice_of_a_thing_is_enough(
    records: Records, person: Person, reader: Actor
) -> None:
    tell(records, person.id)
    tell(records, person.id)
    tell(records, person.id, "reveal:other")
    assert count_unseen(records, person.id) == 2
    with records.act(reader) as act:
        assert see_all_notices(act) == 2
    tell(records, person.id)
    assert count_unseen(records, person.id) == 1


def test_nobody_sees_or_marks_the_notice_of_another(
    records: Records, person: Person, lead: Actor
) -> None:
    tell(records, person.id)
    with records.act(CLI) as act:
        notice_id = act.db.execute("SELECT id FROM notices").fetchone()[0]
        act.log(Event.HEALTH_READ)
    with records.act(lead) as act:
        assert list_notices(act).notices == ()
    with pytest.raises(NotFound), records.act(lead) as act:
        see_notice(act, notice_id)
    assert count_unseen(records, person.id) == 1


def test_a_role_is_told_but_for_who_caused_it_and_who_has_left(
    records: Records, person: Person
) -> None:
    officers = [
        make_person(records, f"O {n}", f"o{n}@company.example", Role.PRIVACY_OFFICER)
        for n in range(3)
    ]
    with records.act(CLI) as act:
        disable_person(act, officers[2].id)
        told = notify_roles(act, [Role.PRIVACY_OFFICER], KIND, THING, but=officers[0].id)
    assert told == 1
    counts = [count_unseen(records, p.id) for p in (*officers, person)]
    assert counts == [0, 1, 0, 0]


def test_what_needs_no_look_any_more_is_withdrawn(records: Records, person: Person) -> None:
    tell(records, person.id)
    tell(records, person.id, "reveal:other")
    with records.act(CLI) as act:
        withdraw_notices(act, KIND, THING)
        act.log(Event.HEALTH_READ)
    assert count_unseen(records, person.id) == 1


def test_a_seen_notice_is_forgotten_after_a_while(
    records: Records, person: Person, clock: Clock
) -> None:
    officer = make_person(records, "Olga", "olga@company.example", Role.PRIVACY_OFFICER)
    actor = actor_of(officer, Purpose.PRIVACY)
    tell(records, officer.id)
    with records.act(actor) as act:
        see_all_notices(act)
    clock.move(days=SEEN_KEPT.days + 1)
    tell(records, officer.id, "reveal:new")
    with records.act(actor) as act:
        see_all_notices(act)
        assert [n.object for n in list_notices(act).notices] == ["reveal:new"]


def test_a_new_notice_is_sent_by_mail_once_and_an_old_or_seen_one_not_at_all(
    records: Records, person: Person, reader: Actor, clock: Clock
) -> None:
    tell(records, person.id)
    (waiting,) = unmailed(records)
    assert (waiting.kind, waiting.email) == (KIND, person.email)
    mark_mailed(records, [waiting.id])
    assert unmailed(records) == ()
    tell(records, person.id, "reveal:other")
    assert len(unmailed(records)) == 1
    clock.now += timedelta(days=2)
    assert unmailed(records) == ()
    tell(records, person.id, "reveal:third")
    with records.act(reader) as act:
        see_all_notices(act)
    assert unmailed(records) == ()
