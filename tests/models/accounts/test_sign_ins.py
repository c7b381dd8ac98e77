"""Who may come in, for how long, and what happens to who guesses."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.accounts.invites import Invite, find_invite, open_with_invite
from models.accounts.password_sign_ins import DUMMY_HASH, open_with_password
from models.accounts.people import Person, disable_person, make_invite, set_password
from models.accounts.sign_ins import SignIn, close, find_sign_in, get_sign_in
from models.actors import Purpose, Role
from models.errors import InviteSpent, LockedOut, NotAllowed, SignInEnded, WrongPassword
from models.log.access_log import export_entries
from models.records import Records
from models.store import opened
from tests.models.scene import CLI, Clock, make_person

RIGHT = "hash of correct horse"


@pytest.fixture
def rosa(records: Records, person: Person) -> Person:
    with records.act(CLI) as act:
        set_password(act, person.id, RIGHT)
    return person


def sign_in(
    records: Records,
    email: str = "rosa@company.example",
    *,
    right: bool = True,
    purpose: Purpose = Purpose.CUSTOMER_SERVICE,
    address: str = "10.0.3.7",
    verify: Callable[[str], bool] | None = None,
) -> SignIn:
    return open_with_password(
        records,
        email=email,
        verify=verify or (lambda stored: right and stored == RIGHT),
        purpose=purpose,
        address=address,
    )


def fail(records: Records, times: int, **more: object) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassword):
            sign_in(records, right=False, **more)  # type: ignore[arg-type]


def log(records: Records) -> list[tuple[str, str, str, str]]:
    with records.act(CLI) as act:
        return [
            (entry.event, entry.object, entry.outcome, entry.actor_id)
            for entry in export_entries(act)
            if entry.event.startswith("sign_in:")
        ]


def test_the_right_password_opens_a_sign_in(records: Records, rosa: Person) -> None:
    opened_now = sign_in(records, " ROSA@company.example ")
    found = get_sign_in(records, opened_now.token)
    assert found == opened_now
    assert found.person.id == rosa.id
    assert found.purpose is Purpose.CUSTOMER_SERVICE
    assert found.ends_at - found.opened_at == timedelta(hours=8)
    assert found.csrf_token not in (found.token, "")
    actor = found.actor("10.0.3.9")
    assert (actor.id, actor.role, actor.purpose, actor.address) == (
        rosa.id,
        Role.REVIEWER,
        Purpose.CUSTOMER_SERVICE,
        "10.0.3.9",
    )
    assert log(records) == [("sign_in:opened", f"person:{rosa.id}", "allowed", rosa.id)]
    for file in records.place.database.parent.iterdir():
        assert opened_now.token.encode() not in file.read_bytes()
        assert opened_now.csrf_token.encode() not in file.read_bytes()


def test_a_wrong_password_is_refused_and_logged_as_nobody(records: Records, rosa: Person) -> None:
    fail(records, 1)
    assert log(records) == [("sign_in:refused", f"person:{rosa.id}", "refused", "unknown")]


def test_an_unknown_email_takes_the_same_work_and_is_not_written_down(
    records: Records, rosa: Person
) -> None:
    asked: list[str] = []

    def verify(stored: str) -> bool:
        asked.append(stored)
        return True

    with pytest.raises(WrongPassword):
        sign_in(records, "my-secret-password@x", verify=verify)
    assert asked == [DUMMY_HASH]
    assert DUMMY_HASH.startswith("$argon2id$")
    assert log(records) == [("sign_in:refused", "", "refused", "unknown")]
    for file in records.place.database.parent.iterdir():
        assert b"my-secret-password" not in file.read_bytes()


def test_an_account_without_a_password_cannot_be_signed_in_to(
    records: Records, person: Person
) -> None:
    with pytest.raises(WrongPassword):
        sign_in(records, verify=lambda stored: True)


def test_a_password_is_not_checked_inside_a_transaction(records: Records, rosa: Person) -> None:
    def verify(stored: str) -> bool:
        with records.step():
            return stored == RIGHT

    assert sign_in(records, verify=verify)


def test_five_failures_lock_the_account_for_a_while(
    records: Records, rosa: Person, clock: Clock
) -> None:
    fail(records, 5)
    assert [line[0] for line in log(records)][-2:] == ["sign_in:refused", "sign_in:locked"]
    with pytest.raises(LockedOut) as locked:
        sign_in(records)
    assert locked.value.until == clock.now + timedelta(minutes=1)
    clock.move(seconds=59)
    with pytest.raises(LockedOut):
        sign_in(records)
    clock.move(seconds=1)
    assert sign_in(records)


def test_while_one_has_to_wait_no_password_is_looked_at(records: Records, rosa: Person) -> None:
    fail(records, 5)
    asked: list[str] = []
    with pytest.raises(LockedOut):
        sign_in(records, verify=lambda stored: bool(asked.append(stored)))
    assert asked == []


def test_four_failures_do_not_lock_and_a_success_begins_anew(
    records: Records, rosa: Person
) -> None:
    fail(records, 4)
    sign_in(records)
    fail(records, 4)
    assert sign_in(records)


def test_failures_far_apart_do_not_add_up(records: Records, rosa: Person, clock: Clock) -> None:
    for _ in range(12):
        fail(records, 1)
        clock.move(minutes=16)
    assert sign_in(records)


def test_an_unknown_email_locks_like_a_known_one(records: Records) -> None:
    fail(records, 5, email="nobody@company.example")
    with pytest.raises(LockedOut):
        sign_in(records, "nobody@company.example")
    assert log(records)[-1] == ("sign_in:refused", "", "refused", "unknown")


def test_one_address_can_not_guess_at_many_accounts(records: Records, rosa: Person) -> None:
    for number in range(20):
        fail(records, 1, email=f"guess{number}@company.example")
    with pytest.raises(LockedOut):
        sign_in(records)
    assert sign_in(records, address="10.0.3.8")


def test_an_attempt_that_was_under_way_when_the_lock_fell_is_refused(
    records: Records, rosa: Person
) -> None:
    def verify(stored: str) -> bool:
        fail(records, 5)
        return True

    with pytest.raises(LockedOut):
        sign_in(records, verify=verify)


def test_a_new_password_closes_the_other_sign_ins(
    records: Records, rosa: Person, clock: Clock
) -> None:
    forgotten = sign_in(records)
    clock.move(minutes=31)  # this one has ended by itself
    here, phone, laptop = (sign_in(records) for _ in range(3))
    other = make_person(records, "Lea Lead", "lea@company.example", Role.LEAD)
    elsewhere = enter(records, invite(records, other))
    with records.act(CLI) as act:
        assert set_password(act, rosa.id, RIGHT, here=here.token) == 2
        entry = export_entries(act)[-1]
    assert (entry.event, entry.details) == ("person:password_set", {"sign_ins_closed": 2})
    assert find_sign_in(records, here.token)
    assert find_sign_in(records, elsewhere.token)
    for gone in (phone, laptop, forgotten):
        assert find_sign_in(records, gone.token) is None


def test_a_password_set_from_nowhere_closes_them_all(records: Records, rosa: Person) -> None:
    opened_now = sign_in(records)
    with records.act(CLI) as act:
        assert set_password(act, rosa.id, "another") == 1
    with pytest.raises(SignInEnded) as ended:
        get_sign_in(records, opened_now.token)
    assert ended.value.reason == "closed"


def test_a_password_changed_meanwhile_does_not_count(records: Records, rosa: Person) -> None:
    def verify(stored: str) -> bool:
        with records.act(CLI) as act:
            set_password(act, rosa.id, "another")
        return True

    with pytest.raises(WrongPassword):
        sign_in(records, verify=verify)


@pytest.mark.parametrize("purpose", [Purpose.PRIVACY, Purpose.AUDIT, Purpose.OPERATION])
def test_a_purpose_the_role_does_not_have_is_refused(
    records: Records, rosa: Person, purpose: Purpose
) -> None:
    with pytest.raises(NotAllowed):
        sign_in(records, purpose=purpose)
    assert log(records)[-1][:3] == ("sign_in:refused", f"person:{rosa.id}", "refused")


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
    clock.move(minutes=20)
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


def test_the_entry_says_by_what_somebody_signed_in(records: Records, person: Person) -> None:
    enter(records, invite(records, person))
    with records.peek() as look:
        rows = look.db.query("SELECT details FROM entries WHERE event = 'sign_in:opened'")
        assert [row["details"] for row in rows] == ['{"by":"one_time_link","second":"none"}']


def test_an_auditor_works_under_audit_only(records: Records) -> None:
    auditor = make_person(records, "Ada Audit", "ada@company.example", Role.AUDITOR)
    token = invite(records, auditor)
    assert enter(records, token, Purpose.AUDIT).purpose is Purpose.AUDIT
