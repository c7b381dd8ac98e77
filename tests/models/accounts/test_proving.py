"""A fresh proof: how long it lasts, what it changes, and what a wrong one costs."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.accounts.invites import open_with_invite
from models.accounts.password_sign_ins import open_with_password
from models.accounts.people import Person, make_invite, set_password
from models.accounts.proving import is_fresh, prove_with_password
from models.accounts.sign_ins import SignIn, find_sign_in, get_sign_in
from models.actors import Purpose
from models.errors import NotAllowed, SignInEnded, WrongPassword
from models.log.access_log import Entry, export_entries
from models.records import Records
from tests.models.scene import CLI, Clock

RIGHT = "hash of correct horse"


@pytest.fixture
def rosa(records: Records, person: Person) -> SignIn:
    with records.act(CLI) as act:
        set_password(act, person.id, RIGHT)
    return open_with_password(
        records,
        email=person.email,
        verify=lambda kept: kept == RIGHT,
        purpose=Purpose.CUSTOMER_SERVICE,
        address="10.0.3.7",
    )


def prove(
    records: Records, sign_in: SignIn, verify: Callable[[str], bool] = lambda kept: kept == RIGHT
) -> SignIn:
    return prove_with_password(records, sign_in, address="10.0.3.7", verify=verify)


def log(records: Records) -> list[Entry]:
    with records.act(CLI) as act:
        return [e for e in export_entries(act) if e.event.startswith("sign_in:")]


def test_a_password_is_a_proof_for_ten_minutes(rosa: SignIn, clock: Clock) -> None:
    assert is_fresh(rosa, clock.now + timedelta(minutes=9, seconds=59))
    assert not is_fresh(rosa, clock.now + timedelta(minutes=10))


def test_a_clock_set_back_makes_no_old_proof_fresh(rosa: SignIn, clock: Clock) -> None:
    assert not is_fresh(rosa, clock.now - timedelta(hours=1))


def test_a_one_time_link_is_no_proof(records: Records, person: Person, clock: Clock) -> None:
    with records.act(CLI) as act:
        token = make_invite(act, person.id, timedelta(hours=1))
    came = open_with_invite(records, token=token, purpose=Purpose.CUSTOMER_SERVICE, address="")
    assert came.proved_at is None
    assert not is_fresh(came, clock.now)
    assert not is_fresh(get_sign_in(records, came.token), clock.now)
    with pytest.raises(NotAllowed, match="no_password"):
        prove(records, came, lambda kept: True)


def test_a_proof_renews_the_token_and_nothing_else(
    records: Records, rosa: SignIn, clock: Clock
) -> None:
    clock.move(minutes=25)
    renewed = prove(records, rosa)
    assert is_fresh(renewed, clock.now)
    assert renewed.token != rosa.token
    assert get_sign_in(records, renewed.token) == renewed
    assert (renewed.id, renewed.csrf_token, renewed.ends_at) == (
        rosa.id,
        rosa.csrf_token,
        rosa.ends_at,
    )
    assert find_sign_in(records, rosa.token) is None
    last = log(records)[-1]
    assert (last.event, last.outcome, last.details) == (
        "sign_in:proved",
        "allowed",
        {"by": "password"},
    )


def test_a_wrong_password_proves_nothing(records: Records, rosa: SignIn, clock: Clock) -> None:
    clock.move(minutes=25)
    with pytest.raises(WrongPassword):
        prove(records, rosa, lambda kept: False)
    assert not is_fresh(get_sign_in(records, rosa.token), clock.now)
    last = log(records)[-1]
    assert (last.event, last.outcome, last.reason, last.actor_id) == (
        "sign_in:proved",
        "refused",
        "wrong_password",
        rosa.person.id,
    )


def test_the_fifth_failure_ends_this_sign_in_and_locks_nobody(
    records: Records, rosa: SignIn
) -> None:
    other = open_with_password(
        records,
        email=rosa.person.email,
        verify=lambda kept: True,
        purpose=Purpose.CUSTOMER_SERVICE,
        address="10.0.3.8",
    )
    for _ in range(5):
        with pytest.raises(WrongPassword):
            prove(records, rosa, lambda kept: False)
    assert find_sign_in(records, rosa.token) is None
    assert log(records)[-1].reason == "failed_proofs"
    with pytest.raises(SignInEnded):
        prove(records, rosa)
    assert prove(records, other)


def test_four_failures_and_a_success_begin_anew(records: Records, rosa: SignIn) -> None:
    for _ in range(2):
        for _ in range(4):
            with pytest.raises(WrongPassword):
                prove(records, rosa, lambda kept: False)
        rosa = prove(records, rosa)
    assert get_sign_in(records, rosa.token)


def test_a_password_changed_meanwhile_proves_nothing(records: Records, rosa: SignIn) -> None:
    def verify(kept: str) -> bool:
        with records.act(CLI) as act:
            set_password(act, rosa.person.id, "another", here=rosa.token)
        return True

    with pytest.raises(WrongPassword):
        prove(records, rosa, verify)


def test_of_two_proofs_at_once_one_counts(records: Records, rosa: SignIn) -> None:
    def verify(kept: str) -> bool:
        prove(records, rosa)
        return True

    with pytest.raises(SignInEnded):
        prove(records, rosa, verify)
