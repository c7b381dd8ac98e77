"""A sign-in ends by itself, with the account, and when its holder says so."""

from datetime import timedelta

import pytest

from models.accounts.people import Person, disable_person
from models.accounts.sign_in_ends import close_all
from models.accounts.sign_in_limits import SignInLimits
from models.accounts.sign_ins import close, find_sign_in, get_sign_in
from models.errors import NotAllowed, SignInEnded, WrongPassword
from models.log.events import Event
from models.records import Records
from models.store import opened
from tests.models.accounts.signing_in import sign_in
from tests.models.scene import CLI, Clock


def test_a_sign_in_ends_after_half_an_hour_without_a_request(
    records: Records, rosa: Person, clock: Clock
) -> None:
    token = sign_in(records).token
    for _ in range(3):
        clock.move(minutes=29)
        assert find_sign_in(records, token)
    clock.move(minutes=30)
    assert find_sign_in(records, token) is None
    with pytest.raises(SignInEnded) as ended:
        get_sign_in(records, token)
    assert ended.value.reason == "idle"


def test_a_sign_in_ends_after_eight_hours_whatever_happens(
    records: Records, rosa: Person, clock: Clock
) -> None:
    token = sign_in(records).token
    for _ in range(23):
        clock.move(minutes=20)
        assert find_sign_in(records, token)
    clock.move(minutes=40)
    with pytest.raises(SignInEnded) as ended:
        get_sign_in(records, token)
    assert ended.value.reason == "ended"


def test_signing_out_ends_it(records: Records, rosa: Person) -> None:
    one = sign_in(records)
    other = sign_in(records)
    with records.act(one.actor("10.0.3.7")) as act:
        close(act, one.token)
    assert find_sign_in(records, one.token) is None
    assert find_sign_in(records, other.token)


@pytest.mark.parametrize(("minutes", "still_open"), [(60, 1), (30, 0)])
def test_what_is_still_open_goes_by_the_setting(
    records: Records, rosa: Person, clock: Clock, minutes: int, still_open: int
) -> None:
    records.sign_in_limits = SignInLimits(idle=timedelta(minutes=minutes))
    sign_in(records)
    clock.move(minutes=40)
    with records.act(CLI) as act:
        assert close_all(act, rosa.id) == still_open
        act.log(Event.SIGN_IN_CLOSED)


def test_closing_the_account_ends_it_at_once(records: Records, rosa: Person) -> None:
    token = sign_in(records).token
    with records.act(CLI) as act:
        disable_person(act, rosa.id)
    with pytest.raises(SignInEnded) as ended:
        get_sign_in(records, token)
    assert ended.value.reason == "disabled"
    with pytest.raises(WrongPassword):
        sign_in(records)


def test_the_end_of_employment_ends_it(records: Records, rosa: Person, clock: Clock) -> None:
    token = sign_in(records).token
    with opened(records.place.database) as db:
        db.execute("UPDATE people SET ends_at = '2026-03-02T09:10:00.000000Z'")
    assert find_sign_in(records, token)
    clock.move(minutes=10)
    assert find_sign_in(records, token) is None
    with pytest.raises(NotAllowed):
        sign_in(records)


def test_a_change_of_role_ends_it(records: Records, rosa: Person) -> None:
    token = sign_in(records).token
    with opened(records.place.database) as db:
        db.execute("UPDATE people SET role = 'auditor'")
    assert find_sign_in(records, token) is None


@pytest.mark.parametrize("token", ["", "x", "\ud800"])
def test_any_other_token_is_no_sign_in(records: Records, token: str) -> None:
    assert find_sign_in(records, token) is None
