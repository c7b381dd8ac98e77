"""Employees only, and only for as long as they are."""

from datetime import timedelta

import pytest

from models.accounts.people import (
    add_person,
    disable_person,
    get_person,
    list_people,
    make_invite,
    set_password,
    set_shortcuts,
)
from models.actors import ROLE_PURPOSES, Purpose, Role
from models.errors import Conflict, Invalid, NotAllowed, NotFound, RecordsError
from models.log.access_log import export_entries
from models.records import Place, Records, migrate
from models.store import opened, writing
from tests.models.scene import CLI, MASTER_KEY, Clock, make_person

DAY = timedelta(days=1)


def add(records: Records, **changes: object):  # type: ignore[no-untyped-def]
    fields = {"name": "Rosa Review", "email": "rosa@company.example", "role": Role.REVIEWER}
    with records.act(CLI) as act:
        return add_person(act, **(fields | changes))


def test_a_person_is_added_and_listed(records: Records) -> None:
    person = add(records, email="  Rosa@Company.Example ")
    assert person.email == "rosa@company.example"
    assert not person.has_password
    with records.act(CLI) as act:
        assert list_people(act) == (person,)
        assert get_person(act, person.id) == person
        assert {e.event for e in export_entries(act)} == {"person:added", "person:listed"}


@pytest.mark.parametrize("kind", ["contractor", "client", "partner", "", "Employee", "employee "])
def test_nobody_but_employees_can_be_added(records: Records, kind: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        add(records, employment=kind)
    assert refused.value.reason == "employment_kind"


@pytest.mark.parametrize(
    ("changes", "error", "reason"),
    [
        ({"name": ""}, Invalid, "name"),
        ({"name": "a\nb"}, Invalid, "name"),
        ({"name": "x" * 81}, Invalid, "name"),
        ({"email": "rosa"}, Invalid, "email"),
        ({"email": "rosa@"}, Invalid, "email"),
        ({"email": "a b@company.example"}, Invalid, "email"),
        ({"email": "a@b@company.example"}, Invalid, "email"),
        ({"email": "rosa@company.example\n@evil.example"}, Invalid, "email"),
        ({"email": "rosa@evil.example"}, NotAllowed, "email_domain"),
        ({"email": "rosa@sub.company.example"}, NotAllowed, "email_domain"),
        ({"email": "rosa@notcompany.example"}, NotAllowed, "email_domain"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    records: Records, changes: dict[str, object], error: type[RecordsError], reason: str
) -> None:
    with pytest.raises(error) as refused:
        add(records, allowed_domains=["Company.example"], **changes)
    assert refused.value.reason == reason  # type: ignore[attr-defined]


def test_an_email_is_one_however_it_is_typed(records: Records) -> None:
    add(records, email="ｒｏｓａ@company.example")
    with pytest.raises(Conflict):
        add(records, email="Rosa@Company.Example")


@pytest.mark.parametrize(
    "email", ["rоsa@company.example", "rosa\u202e@company.example", "r\u200bosa@company.example"]
)
def test_an_email_looks_like_no_other(records: Records, email: str) -> None:
    with pytest.raises(Invalid):
        add(records, email=email)


@pytest.mark.parametrize(
    "name", ["Rоsa Review", "Rosa Reviеw", "Rosa\u202e weiveR", "Ro\u200bsa", "Ρosa"]
)
def test_a_name_looks_like_no_other(records: Records, name: str) -> None:
    with pytest.raises(Invalid):
        add(records, name=name)


@pytest.mark.parametrize(
    "name", ["Иван Иванов", "Ελένη P.", "李 小龙", "José Núñez-O’Brien", "محمد"]
)
def test_names_of_the_world_are_names(records: Records, name: str) -> None:
    assert add(records, name=name).name == name


def test_an_email_is_taken_once(records: Records) -> None:
    add(records)
    with pytest.raises(Conflict):
        add(records, email="ROSA@company.example")


def test_an_end_in_the_past_is_refused(records: Records, clock: Clock) -> None:
    with pytest.raises(Invalid):
        add(records, ends_at=clock.now)
    person = add(records, ends_at=clock.now + DAY)
    assert person.ended(clock.now) == ""
    assert person.ended(clock.now + DAY) == "employment"


def test_a_closed_account_gets_no_invite_and_no_password(records: Records) -> None:
    person = add(records)
    with records.act(CLI) as act:
        set_password(act, person.id, "hash")
        assert get_person(act, person.id).has_password
        disable_person(act, person.id)
        assert not get_person(act, person.id).has_password
    with pytest.raises(NotAllowed), records.act(CLI) as act:
        make_invite(act, person.id, DAY)
    with pytest.raises(NotAllowed), records.act(CLI) as act:
        set_password(act, person.id, "hash")
    with pytest.raises(Conflict), records.act(CLI) as act:
        disable_person(act, person.id)


def test_unknown_people_are_not_found(records: Records) -> None:
    with pytest.raises(NotFound), records.act(CLI) as act:
        disable_person(act, "nobody")
    with pytest.raises(NotFound), records.act(CLI) as act:
        make_invite(act, "nobody", DAY)


def test_an_invite_is_kept_as_a_digest(records: Records) -> None:
    person = add(records)
    with records.act(CLI) as act:
        token = make_invite(act, person.id, DAY)
    for file in records.place.database.parent.iterdir():
        assert token.encode() not in file.read_bytes()


def test_single_key_shortcuts_are_on_until_switched_off(records: Records) -> None:
    person = add(records)
    assert person.shortcuts
    for on in (False, True):
        with records.act(CLI) as act:
            set_shortcuts(act, person.id, on=on)
            assert get_person(act, person.id).shortcuts is on
            entry = export_entries(act)[-1]
        assert (entry.event, entry.details) == (
            "person:shortcuts_set", {"shortcuts": "on" if on else "off"},
        )  # fmt: skip


def test_people_added_before_there_was_a_choice_keep_their_shortcuts(
    place: Place, clock: Clock
) -> None:
    migrate(place)
    with opened(place.database) as db, writing(db):
        db.execute("ALTER TABLE people DROP COLUMN shortcuts")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'single_key_shortcuts'")
        db.table("people").insert(
            {
                "id": "p",
                "name": "Rosa",
                "email": "rosa@company.example",
                "role": "reviewer",
                "employment": "employee",
                "created_at": "2026-01-02T10:00:00.000000Z",
            }
        )
    assert migrate(place) == ["single_key_shortcuts"]
    records = Records.open(place, master_key=MASTER_KEY, clock=clock)
    with records.act(CLI) as act:
        (person,) = list_people(act)
    assert person.shortcuts


def test_every_role_has_its_purposes_in_words() -> None:
    assert set(ROLE_PURPOSES) == set(Role)
    assert ROLE_PURPOSES[Role.AUDITOR] == (Purpose.AUDIT,)
    assert all(role.words for role in Role)
    assert Purpose.CUSTOMER_SERVICE.words == "Customer service improvement"


def test_the_last_administrator_stays(records: Records, clock: Clock) -> None:
    last = make_person(records, "Adam Admin", "adam@company.example", Role.ADMINISTRATOR)
    with records.act(CLI) as act:
        add_person(
            act,
            name="Tim Temp",
            email="tim@company.example",
            role=Role.ADMINISTRATOR,
            ends_at=clock.now + timedelta(days=1),
        )
    clock.move(days=2)
    with pytest.raises(Conflict, match="last_administrator"), records.act(CLI) as act:
        disable_person(act, last.id)
    make_person(records, "Ben Admin", "ben@company.example", Role.ADMINISTRATOR)
    with records.act(CLI) as act:
        disable_person(act, last.id)
