"""Movers and leavers: what was open ends at once, and cannot be used again."""

from datetime import timedelta

import pytest

from models.accounts.invites import find_invite
from models.accounts.movers import change_last_day, change_role
from models.accounts.password_sign_ins import open_with_password
from models.accounts.people import Person, disable_person, find_person, make_invite, set_password
from models.accounts.sign_ins import SignIn, get_sign_in, require_open
from models.actors import Purpose, Role
from models.errors import Conflict, Invalid, SignInEnded, WrongPassword
from models.log.access_log import export_entries
from models.records import Records
from models.store import opened
from tests.models.scene import CLI, Clock, make_person

RIGHT = "hash of correct horse"


@pytest.fixture
def rosa(records: Records, person: Person) -> SignIn:
    with records.act(CLI) as act:
        set_password(act, person.id, RIGHT)
    return enter(records)


def enter(records: Records) -> SignIn:
    opened_now = open_with_password(
        records,
        email="rosa@company.example",
        verify=lambda kept: kept == RIGHT,
        purpose=Purpose.CUSTOMER_SERVICE,
        address="10.0.3.7",
    )
    assert isinstance(opened_now, SignIn)
    return opened_now


def why_ended(records: Records, sign_in: SignIn) -> str:
    with pytest.raises(SignInEnded) as ended:
        get_sign_in(records, sign_in.token)
    return ended.value.reason


def test_another_role_ends_what_was_open_in_the_old_one(records: Records, rosa: SignIn) -> None:
    with records.act(CLI) as act:
        link = make_invite(act, rosa.person.id, timedelta(hours=1))
    with records.act(CLI) as act:
        change_role(act, rosa.person.id, Role.LEAD)
        entry = export_entries(act)[-1]
    assert entry.details == {"role": "lead", "before": "reviewer", "sign_ins": 1}
    assert why_ended(records, rosa) == "closed"
    assert find_invite(records, link) is None
    assert enter(records).person.role is Role.LEAD


def test_an_act_under_way_when_the_role_changed_is_not_done(records: Records, rosa: SignIn) -> None:
    with records.act(CLI) as act:
        change_role(act, rosa.person.id, Role.LEAD)
    with pytest.raises(SignInEnded), records.act(rosa.actor("10.0.3.7")) as act:
        require_open(act, rosa.token)


def test_the_last_administrator_keeps_the_role(records: Records) -> None:
    one = make_person(records, "Ada One", "ada@company.example", Role.ADMINISTRATOR)
    with pytest.raises(Conflict, match="last_administrator"), records.act(CLI) as act:
        change_role(act, one.id, Role.LEAD)
    with pytest.raises(Conflict, match="last_administrator"), records.act(CLI) as act:
        change_last_day(act, one.id, act.now + timedelta(days=1))
    make_person(records, "Bo Two", "bo@company.example", Role.ADMINISTRATOR)
    with records.act(CLI) as act:
        change_role(act, one.id, Role.LEAD)


def test_the_last_day_ends_a_sign_in_by_itself(
    records: Records, rosa: SignIn, clock: Clock
) -> None:
    with records.act(CLI) as act:
        change_last_day(act, rosa.person.id, clock.now + timedelta(minutes=10))
    assert get_sign_in(records, rosa.token)
    clock.move(minutes=10)
    assert why_ended(records, rosa) == "employment"
    with records.act(CLI) as act:
        change_last_day(act, rosa.person.id, None)
    assert get_sign_in(records, rosa.token)


def test_a_last_day_that_has_gone_by_is_refused(records: Records, rosa: SignIn) -> None:
    with pytest.raises(Invalid, match="ends_at"), records.act(CLI) as act:
        change_last_day(act, rosa.person.id, act.now)


def test_another_kind_of_employment_ends_a_sign_in_at_the_next_request(
    records: Records, rosa: SignIn
) -> None:
    with opened(records.place.database) as db:
        db.table("people").update(rosa.person.id, {"employment": "contractor"})
    assert why_ended(records, rosa) == "employment"


def test_a_leaver_leaves_nothing_to_come_in_with(records: Records, rosa: SignIn) -> None:
    with records.act(CLI) as act:
        link = make_invite(act, rosa.person.id, timedelta(hours=1))
    with records.act(CLI) as act:
        disable_person(act, rosa.person.id)
    assert why_ended(records, rosa) == "disabled"
    assert find_invite(records, link) is None
    with pytest.raises(WrongPassword):
        enter(records)
    with opened(records.place.database) as db:
        for table in ("invites", "known_devices", "passkeys", "authenticators", "recovery_codes"):
            assert db.table(table).count_where("person_id = ?", [rosa.person.id]) == 0
        person = find_person(db, rosa.person.id)
    assert person is not None
    assert not person.has_password


def test_a_closed_account_is_not_changed(records: Records, rosa: SignIn) -> None:
    with records.act(CLI) as act:
        disable_person(act, rosa.person.id)
    with pytest.raises(Conflict, match="already_disabled"), records.act(CLI) as act:
        change_role(act, rosa.person.id, Role.LEAD)
    with pytest.raises(Conflict, match="already_disabled"), records.act(CLI) as act:
        change_last_day(act, rosa.person.id, None)
