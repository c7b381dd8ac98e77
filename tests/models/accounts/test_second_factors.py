"""Second factors: codes that count once, codes of last resort, and halves of sign-ins."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pyotp
import pytest

from models.accounts.authenticators import (
    begin_authenticator,
    confirm_authenticator,
    remove_authenticator,
    waiting_secret,
)
from models.accounts.half_sign_ins import HalfSignIn, find_half, finish_with_code
from models.accounts.invites import open_with_invite
from models.accounts.password_sign_ins import open_with_password
from models.accounts.people import Person, disable_person, make_invite, set_password
from models.accounts.proving import prove_with_code
from models.accounts.recovery_codes import count_recovery_codes, make_recovery_codes
from models.accounts.second_factors import note_second_factor, reset_second_factors
from models.accounts.sign_ins import SignIn, find_sign_in, get_sign_in
from models.actors import Purpose
from models.errors import Conflict, LockedOut, NotFound, SignInEnded, WrongPassword
from models.log.access_log import Entry, Event, export_entries
from models.records import Records
from tests.models.scene import CLI, Clock

RIGHT = "hash of correct horse"
HOME = "10.0.3.7"


class Phone:
    """An authenticator app: it knows the secret and the time."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self.secret, self.clock = secret, clock

    def code(self, steps: int = 0) -> str:
        return pyotp.TOTP(self.secret).at(self.clock.now + timedelta(seconds=30 * steps))


def set_up(records: Records, person_id: str, clock: Clock) -> tuple[Phone, tuple[str, ...]]:
    with records.act(CLI) as act:
        begin_authenticator(act, person_id)
    phone = Phone(waiting_secret(records, person_id), clock)
    with records.act(CLI) as act:
        assert confirm_authenticator(act, person_id, phone.code())
        note_second_factor(act, person_id)
        codes = make_recovery_codes(act, person_id)
    clock.move(seconds=30)
    return phone, codes


@pytest.fixture
def rosa(records: Records, person: Person) -> Person:
    with records.act(CLI) as act:
        set_password(act, person.id, RIGHT)
    return person


@pytest.fixture
def kit(records: Records, rosa: Person, clock: Clock) -> tuple[Phone, tuple[str, ...]]:
    return set_up(records, rosa.id, clock)


@pytest.fixture
def phone(kit: tuple[Phone, tuple[str, ...]]) -> Phone:
    return kit[0]


def enter(records: Records, address: str = HOME) -> SignIn | HalfSignIn:
    return open_with_password(
        records,
        email="rosa@company.example",
        verify=lambda kept: kept == RIGHT,
        purpose=Purpose.CUSTOMER_SERVICE,
        address=address,
    )


def finish(records: Records, half: SignIn | HalfSignIn, code: str, address: str = HOME) -> SignIn:
    return finish_with_code(records, token=half.token, code=code, address=address)


def log(records: Records) -> list[Entry]:
    with records.act(CLI) as act:
        return list(export_entries(act))


def test_a_password_alone_opens_half(records: Records, rosa: Person, phone: Phone) -> None:
    half = enter(records)
    assert isinstance(half, HalfSignIn)
    assert find_sign_in(records, half.token) is None
    last = log(records)[-1]
    assert (last.event, last.object, last.details) == (
        "sign_in:halfway",
        f"person:{rosa.id}",
        {"by": "password"},
    )


def test_the_code_opens_the_rest(records: Records, phone: Phone) -> None:
    opened = finish(records, enter(records), phone.code())
    assert get_sign_in(records, opened.token).person.second_factor
    assert log(records)[-1].details == {"by": "password", "second": "code"}


def test_a_half_is_spent_with_the_sign_in_it_opened(records: Records, phone: Phone) -> None:
    half = enter(records)
    finish(records, half, phone.code())
    assert find_half(records, half.token) is None


def test_a_code_counts_once_even_within_its_time(records: Records, phone: Phone) -> None:
    code = phone.code()
    finish(records, enter(records), code)
    with pytest.raises(WrongPassword):
        finish(records, enter(records), code)


def test_a_code_older_than_one_that_was_used_is_spent_too(records: Records, phone: Phone) -> None:
    older = phone.code()
    finish(records, enter(records), phone.code(1))
    with pytest.raises(WrongPassword):
        finish(records, enter(records), older)


@pytest.mark.parametrize(
    ("steps", "fits"), [(-2, False), (-1, False), (0, True), (1, True), (2, False)]
)
def test_a_phone_may_be_a_step_off(
    records: Records, phone: Phone, clock: Clock, steps: int, fits: bool
) -> None:
    half = enter(records)  # the step before was spent when the app was set up
    if fits:
        assert finish(records, half, phone.code(steps))
    else:
        with pytest.raises(WrongPassword):
            finish(records, half, phone.code(steps))


def test_a_phone_that_is_late_by_a_step_is_let_in(
    records: Records, phone: Phone, clock: Clock
) -> None:
    clock.move(seconds=60)
    assert finish(records, enter(records), phone.code(-1))


@pytest.mark.parametrize(
    "code", ["", "12345", "1234567", "abcdef", "１２３４５６", "\ud800", "0" * 99]
)
def test_what_is_no_code_is_refused(records: Records, phone: Phone, code: str) -> None:
    with pytest.raises(WrongPassword):
        finish(records, enter(records), code)


def test_a_code_may_be_typed_with_a_space(records: Records, phone: Phone) -> None:
    code = phone.code()
    assert finish(records, enter(records), f" {code[:3]} {code[3:]} ")


def test_a_half_ends_after_five_minutes(records: Records, phone: Phone, clock: Clock) -> None:
    half = enter(records)
    clock.move(minutes=5)
    with pytest.raises(SignInEnded):
        finish(records, half, phone.code())


def test_a_half_ends_after_five_failures_and_the_place_waits(
    records: Records, rosa: Person, phone: Phone, clock: Clock
) -> None:
    half = enter(records)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            finish(records, half, "000000")
    assert find_half(records, half.token) is None
    fresh = enter(records)
    with pytest.raises(LockedOut):
        finish(records, fresh, phone.code())
    refused = log(records)[-1]
    assert (refused.reason, refused.actor_id) == ("locked", rosa.id), "whose password was right"
    clock.move(minutes=1)
    assert finish(records, fresh, phone.code())


def test_codes_tried_all_at_once_are_no_more_than_one_after_the_other(
    records: Records, phone: Phone, clock: Clock
) -> None:
    halves = [enter(records) for _ in range(12)]
    looked: list[int] = []

    def counted() -> datetime:
        looked.append(1)
        return clock()

    def attempt(half: SignIn | HalfSignIn) -> str:
        try:
            finish(records, half, "000000")
        except (WrongPassword, LockedOut) as error:
            return error.reason
        return ""

    records.clock = counted
    with ThreadPoolExecutor(len(halves)) as pool:
        with records.act(CLI) as act:  # nobody can write: each has found its half sign-in
            tried = [pool.submit(attempt, half) for half in halves]
            while len(looked) < 1 + len(halves):
                time.sleep(0.01)
            time.sleep(0.1)
            act.log(Event.HEALTH_READ)
        found = sorted(each.result() for each in tried)
    assert found == ["locked"] * 7 + ["wrong_code"] * 5


def test_who_stole_the_password_cannot_lock_its_owner_out(
    records: Records, phone: Phone, clock: Clock
) -> None:
    finish(records, enter(records), phone.code())
    for number in range(40):
        try:
            half = enter(records, f"203.0.113.{number}")
            finish(records, half, "000000", f"203.0.113.{number}")
        except (WrongPassword, LockedOut):
            continue
    clock.move(seconds=30)
    assert finish(records, enter(records), phone.code())


def test_an_account_that_was_closed_meanwhile_is_not_opened(
    records: Records, rosa: Person, phone: Phone
) -> None:
    half = enter(records)
    with records.act(CLI) as act:
        disable_person(act, rosa.id)
    with pytest.raises(SignInEnded):
        finish(records, half, phone.code())


def test_a_link_alone_does_not_pass_a_second_factor(
    records: Records, rosa: Person, phone: Phone
) -> None:
    with records.act(CLI) as act:
        token = make_invite(act, rosa.id, timedelta(hours=1))
    half = open_with_invite(records, token=token, purpose=Purpose.CUSTOMER_SERVICE, address=HOME)
    assert isinstance(half, HalfSignIn)
    opened = finish(records, half, phone.code())
    assert opened.proved_at is not None
    assert log(records)[-1].details == {"by": "one_time_link", "second": "code"}


class TestRecoveryCodes:
    def test_each_lets_in_once(
        self, records: Records, rosa: Person, kit: tuple[Phone, tuple[str, ...]]
    ) -> None:
        codes = kit[1]
        assert len(set(codes)) == 10
        finish(records, enter(records), codes[0].upper().replace("-", " "))
        assert log(records)[-1].details["second"] == "recovery_code"
        assert count_recovery_codes(records, rosa.id) == 9
        with pytest.raises(WrongPassword):
            finish(records, enter(records), codes[0])
        assert finish(records, enter(records), codes[1])

    def test_new_ones_stop_the_old_ones(
        self, records: Records, rosa: Person, kit: tuple[Phone, tuple[str, ...]]
    ) -> None:
        with records.act(CLI) as act:
            new = make_recovery_codes(act, rosa.id)
        with pytest.raises(WrongPassword):
            finish(records, enter(records), kit[1][0])
        assert finish(records, enter(records), new[0])

    def test_they_prove_nothing_later(
        self, records: Records, kit: tuple[Phone, tuple[str, ...]]
    ) -> None:
        opened = finish(records, enter(records), kit[1][0])
        with pytest.raises(WrongPassword):
            prove_with_code(records, opened, address=HOME, code=kit[1][1])
        renewed = prove_with_code(records, opened, address=HOME, code=kit[0].code())
        assert get_sign_in(records, renewed.token)


class TestSettingUp:
    def test_nothing_counts_before_it_is_confirmed(
        self, records: Records, rosa: Person, clock: Clock
    ) -> None:
        with records.act(CLI) as act:
            begin_authenticator(act, rosa.id)
        with records.act(CLI) as act:
            assert not confirm_authenticator(act, rosa.id, "000000")
            note_second_factor(act, rosa.id)
        assert isinstance(enter(records), SignIn)
        assert log(records)[-2].outcome == "refused"

    def test_the_code_that_confirmed_it_is_spent(
        self, records: Records, rosa: Person, clock: Clock
    ) -> None:
        phone, _ = set_up(records, rosa.id, clock)
        clock.move(seconds=-30)
        with pytest.raises(WrongPassword):
            finish(records, enter(records), phone.code())

    def test_a_new_app_stops_the_old_one_only_when_confirmed(
        self, records: Records, rosa: Person, phone: Phone, clock: Clock
    ) -> None:
        with records.act(CLI) as act:
            begin_authenticator(act, rosa.id)
        assert finish(records, enter(records), phone.code())
        new, _ = set_up(records, rosa.id, clock)
        clock.move(seconds=30)
        with pytest.raises(WrongPassword):
            finish(records, enter(records), phone.code())
        assert finish(records, enter(records), new.code())

    def test_the_secret_is_shown_no_more_once_confirmed(
        self, records: Records, rosa: Person, phone: Phone
    ) -> None:
        with pytest.raises(NotFound):
            waiting_secret(records, rosa.id)
        with pytest.raises(Conflict), records.act(CLI) as act:
            confirm_authenticator(act, rosa.id, phone.code())

    def test_secrets_and_codes_are_kept_sealed_or_as_digests(
        self, records: Records, kit: tuple[Phone, tuple[str, ...]]
    ) -> None:
        import base64

        phone, codes = kit
        half = enter(records)
        kept = (phone.secret.encode(), base64.b32decode(phone.secret), half.token.encode())
        for file in records.place.database.parent.iterdir():
            content = file.read_bytes()
            assert not any(piece in content for piece in kept)
            assert not any(code.encode() in content for code in codes)
            assert not any(code.replace("-", "").encode() in content for code in codes)

    def test_without_it_the_password_is_enough_again(
        self, records: Records, rosa: Person, kit: tuple[Phone, tuple[str, ...]]
    ) -> None:
        with records.act(CLI) as act:
            remove_authenticator(act, rosa.id)
            note_second_factor(act, rosa.id)
        assert isinstance(enter(records), SignIn)
        assert count_recovery_codes(records, rosa.id) == 0

    def test_a_reset_signs_out_and_takes_all_away(
        self, records: Records, rosa: Person, phone: Phone
    ) -> None:
        opened = finish(records, enter(records), phone.code())
        with records.act(CLI) as act:
            reset_second_factors(act, rosa.id)
        assert find_sign_in(records, opened.token) is None
        assert isinstance(enter(records), SignIn)
        assert log(records)[-2].event == "person:factors_reset"
