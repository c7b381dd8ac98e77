"""Who guesses waits, ever longer; who is guessed at comes in."""

from datetime import timedelta

import pytest

from models.accounts.devices import KNOWN_FOR, remember
from models.accounts.password_sign_ins import open_with_password
from models.accounts.people import Person, disable_person, set_password
from models.accounts.sign_ins import SignIn
from models.actors import Purpose
from models.errors import LockedOut, WrongPassword
from models.records import Records
from models.store import opened
from tests.models.scene import CLI, Clock

RIGHT = "hash of correct horse"
HOME = "10.0.3.7"


@pytest.fixture
def rosa(records: Records, person: Person) -> Person:
    with records.act(CLI) as act:
        set_password(act, person.id, RIGHT)
    return person


def enter(
    records: Records,
    *,
    right: bool = True,
    address: str = HOME,
    device: str = "",
    email: str = "rosa@company.example",
) -> SignIn:
    return open_with_password(
        records,
        email=email,
        verify=lambda kept: right and kept == RIGHT,
        purpose=Purpose.CUSTOMER_SERVICE,
        address=address,
        device=device,
    )


def guess(records: Records, address: str = HOME, **more: str) -> str:
    """One wrong password; says what became of it."""
    try:
        enter(records, right=False, address=address, **more)
    except WrongPassword:
        return "wrong"
    except LockedOut:
        return "locked"
    raise AssertionError


def test_the_wait_doubles_up_to_a_quarter_of_an_hour(
    records: Records, rosa: Person, clock: Clock
) -> None:
    for _ in range(5):
        assert guess(records) == "wrong"
    waits = []
    for _ in range(6):
        with pytest.raises(LockedOut) as locked:
            enter(records)
        waits.append(locked.value.until - clock.now)
        clock.now = locked.value.until
        guess(records)
    assert [wait / timedelta(minutes=1) for wait in waits] == [1, 2, 4, 8, 15, 15]


def test_strangers_cannot_lock_out_a_device_its_person_came_in_from(
    records: Records, rosa: Person, clock: Clock
) -> None:
    laptop = remember(records, "", rosa.id)
    for number in range(60):
        guess(records, f"203.0.113.{number % 50}")
    assert guess(records, "203.0.113.99") == "locked", "strangers wait together"
    assert enter(records, address="198.51.100.1", device=laptop)
    clock.move(days=89)
    assert enter(records, address="203.0.113.1", device=laptop)


def test_strangers_cannot_lock_out_an_address_its_person_came_in_from(
    records: Records, rosa: Person
) -> None:
    enter(records)
    for number in range(60):
        guess(records, f"203.0.113.{number % 50}")
    assert enter(records)


def test_a_colleague_behind_the_same_address_cannot_lock_out_a_known_device(
    records: Records, rosa: Person
) -> None:
    laptop = remember(records, "", rosa.id)
    for _ in range(30):
        guess(records)
    assert guess(records) == "locked"
    assert enter(records, device=laptop)


def test_a_known_device_has_to_wait_for_its_own_failures(records: Records, rosa: Person) -> None:
    laptop, phone = remember(records, "", rosa.id), remember(records, "", rosa.id)
    assert [guess(records, device=laptop) for _ in range(6)] == ["wrong"] * 5 + ["locked"]
    with pytest.raises(LockedOut):
        enter(records, device=laptop)
    assert enter(records, device=phone)


def test_many_addresses_together_do_not_get_more_guesses(records: Records, rosa: Person) -> None:
    results = [guess(records, f"203.0.113.{number}") for number in range(200)]
    assert results.count("wrong") == 20


def test_one_address_against_many_accounts_waits(records: Records, rosa: Person) -> None:
    results = [guess(records, email=f"guess{number}@company.example") for number in range(50)]
    assert results.count("wrong") == 20


def test_a_success_elsewhere_gives_nobody_new_guesses(records: Records, rosa: Person) -> None:
    laptop = remember(records, "", rosa.id)
    for _ in range(5):
        guess(records, "203.0.113.9")
    enter(records, address="198.51.100.1", device=laptop)
    assert guess(records, "203.0.113.9") == "locked"


@pytest.mark.parametrize("token", ["", "never-was", "x" * 5000])
def test_a_made_up_device_is_a_stranger(records: Records, rosa: Person, token: str) -> None:
    for number in range(20):
        guess(records, f"203.0.113.{number}")
    with pytest.raises(LockedOut):
        enter(records, address="203.0.113.99", device=token)


def test_the_device_of_somebody_else_is_a_stranger(
    records: Records, rosa: Person, lead: object
) -> None:
    theirs = remember(records, "", lead.id)  # type: ignore[attr-defined]
    for number in range(20):
        guess(records, f"203.0.113.{number}")
    with pytest.raises(LockedOut):
        enter(records, address="203.0.113.99", device=theirs)


def test_an_unknown_email_is_treated_the_same(records: Records, rosa: Person) -> None:
    known = [guess(records, f"203.0.113.{n}") for n in range(30)]
    unknown = [guess(records, f"192.0.2.{n}", email="no@company.example") for n in range(30)]
    assert known == unknown


def test_a_device_is_forgotten_after_a_while_and_with_the_account(
    records: Records, rosa: Person, clock: Clock
) -> None:
    old = remember(records, "", rosa.id)
    clock.move(seconds=KNOWN_FOR.total_seconds())
    new = remember(records, "", rosa.id)
    assert remember(records, old, rosa.id) != old
    assert remember(records, new, rosa.id) == new
    with records.act(CLI) as act:
        disable_person(act, rosa.id)
    with opened(records.place.database) as db:
        assert db.table("known_devices").count == 0


def test_no_token_and_nothing_typed_is_kept(records: Records, rosa: Person) -> None:
    laptop = remember(records, "", rosa.id)
    guess(records, email="my-secret-password@x", device=laptop)
    for file in records.place.database.parent.iterdir():
        content = file.read_bytes()
        assert laptop.encode() not in content
        assert b"my-secret-password" not in content
