"""An invite opens one sign-in, in its time, to whom it was made for."""

from datetime import timedelta

import pytest

from models.accounts.invites import Invite, find_invite, open_with_invite
from models.accounts.people import Person, disable_person, make_invite, set_password
from models.accounts.sign_ins import SignIn, find_sign_in
from models.actors import Purpose, Role
from models.errors import InviteSpent, NotAllowed
from models.records import Records
from tests.models.accounts.signing_in import RIGHT, log
from tests.models.scene import CLI, Clock


def invite(records: Records, person: Person) -> str:
    with records.act(CLI) as act:
        return make_invite(act, person.id, timedelta(days=1))


def enter(records: Records, token: str, purpose: Purpose = Purpose.CUSTOMER_SERVICE) -> SignIn:
    return open_with_invite(records, token=token, purpose=purpose, address="10.0.3.7")


def test_an_invite_opens_one_sign_in(records: Records, person: Person) -> None:
    token = invite(records, person)
    assert find_sign_in(records, enter(records, token).token)
    with pytest.raises(InviteSpent):
        enter(records, token)


def test_an_invite_runs_out(records: Records, person: Person, clock: Clock) -> None:
    token = invite(records, person)
    clock.move(days=1)
    with pytest.raises(InviteSpent):
        enter(records, token)
    assert log(records)[-1][:3] == ("sign_in:refused", f"person:{person.id}", "refused")


def test_a_new_invite_or_a_password_stops_the_old_one(records: Records, person: Person) -> None:
    first, second = invite(records, person), invite(records, person)
    with pytest.raises(InviteSpent):
        enter(records, first)
    with records.act(CLI) as act:
        set_password(act, person.id, RIGHT)
    with pytest.raises(InviteSpent):
        enter(records, second)


def test_a_refused_purpose_does_not_spend_the_invite(records: Records, person: Person) -> None:
    token = invite(records, person)
    with pytest.raises(NotAllowed):
        enter(records, token, Purpose.AUDIT)
    assert enter(records, token)


def test_an_invite_tells_whom_it_lets_in_and_is_not_spent_by_it(
    records: Records, person: Person
) -> None:
    token = invite(records, person)
    for _ in range(3):
        assert find_invite(records, token) == Invite(name="Rosa Review", role=Role.REVIEWER)
    assert enter(records, token)


@pytest.mark.parametrize("end", ["spent", "replaced", "ran_out", "disabled", "password"])
def test_an_invite_that_lets_nobody_in_tells_nothing(
    records: Records, person: Person, clock: Clock, end: str
) -> None:
    token = invite(records, person)
    match end:
        case "spent":
            enter(records, token)
        case "replaced":
            invite(records, person)
        case "ran_out":
            clock.move(days=1)
        case "disabled":
            with records.act(CLI) as act:
                disable_person(act, person.id)
        case "password":
            with records.act(CLI) as act:
                set_password(act, person.id, RIGHT)
    assert find_invite(records, token) is None


@pytest.mark.parametrize("token", ["", "x", "\ud800", "'; --"])
def test_an_unknown_invite_tells_nothing(records: Records, token: str) -> None:
    assert find_invite(records, token) is None


def test_a_guessed_invite_is_refused_and_cannot_fill_the_log(records: Records) -> None:
    with pytest.raises(InviteSpent):
        enter(records, "nonsense")
    assert log(records) == []


def test_a_used_invite_is_refused_and_logged(records: Records, person: Person) -> None:
    token = invite(records, person)
    enter(records, token)
    with pytest.raises(InviteSpent):
        enter(records, token)
    assert log(records)[-1] == ("sign_in:refused", f"person:{person.id}", "refused", person.id)
