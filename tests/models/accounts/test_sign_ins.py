"""Who may come in, for how long, and what happens to who guesses."""

from datetime import timedelta

import pytest

from models.accounts.password_sign_ins import DUMMY_HASH
from models.accounts.people import Person, set_password
from models.accounts.sign_ins import find_sign_in, get_sign_in
from models.actors import Purpose, Role
from models.errors import LockedOut, NotAllowed, SignInEnded, WrongPassword
from models.log.access_log import export_entries
from models.records import Records
from tests.models.accounts.signing_in import RIGHT, log, sign_in
from tests.models.accounts.test_invites import enter, invite
from tests.models.scene import CLI, Clock, make_person


def fail(records: Records, times: int, **more: object) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassword):
            sign_in(records, right=False, **more)  # type: ignore[arg-type]


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


def test_the_entry_says_by_what_somebody_signed_in(records: Records, person: Person) -> None:
    enter(records, invite(records, person))
    with records.peek() as look:
        rows = look.db.query("SELECT details FROM entries WHERE event = 'sign_in:opened'")
        assert [row["details"] for row in rows] == ['{"by":"one_time_link","second":"none"}']


def test_an_auditor_works_under_audit_only(records: Records) -> None:
    auditor = make_person(records, "Ada Audit", "ada@company.example", Role.AUDITOR)
    token = invite(records, auditor)
    assert enter(records, token, Purpose.AUDIT).purpose is Purpose.AUDIT
