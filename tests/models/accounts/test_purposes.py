"""Purposes: configured by officers, never beyond what a role may have, in every entry."""

import pytest

from models.accounts.notices import count_unseen
from models.accounts.people import Person
from models.accounts.purpose_leaves import LEAVE_LASTS, ask_leave, choose_purpose, decide_leave
from models.accounts.purposes import (
    PurposeRule,
    add_purpose,
    allows,
    change_purpose,
    list_purposes,
    retire_purpose,
)
from models.accounts.sign_ins import SignIn, get_sign_in, open_sign_in
from models.actors import ROLE_PURPOSES, Actor, Purpose, Role
from models.errors import Conflict, Invalid, NotAllowed, NotFound, SignInEnded
from models.records import Act, Records
from models.transcripts.sessions import queue
from tests.models.scene import CLI, Clock


@pytest.fixture
def sign_in(records: Records, person: Person) -> SignIn:
    with records.act(CLI) as act:
        return open_sign_in(act, person.id, Purpose.CUSTOMER_SERVICE, "10.0.0.1", by="password")


def added(records: Records, officer: Actor, **changes: object) -> PurposeRule:
    fields: dict[str, object] = {
        "words": "Coaching of agents",
        "opens": Purpose.CUSTOMER_SERVICE,
        "roles": (Role.REVIEWER, Role.LEAD),
        "second_person": True,
    }
    with records.act(officer) as act:
        return add_purpose(act, **(fields | changes))  # type: ignore[arg-type]


def test_the_built_in_purposes_are_there_from_the_start(records: Records) -> None:
    with records.peek() as look:
        rules = list_purposes(look)
        for role, own in ROLE_PURPOSES.items():
            assert {p for p in Purpose if allows(look.db, p.value, role)} == set(own)
    assert [r.code for r in rules if r.opens is Purpose.CUSTOMER_SERVICE] == [
        "customer_service_improvement"
    ]


def test_another_purpose_is_chosen_after_a_second_person_agreed_and_stands_in_entries(
    records: Records, officer: Actor, person: Person, reader: Actor, sign_in: SignIn
) -> None:
    code = added(records, officer).code
    with pytest.raises(NotAllowed, match="second_person"), records.act(reader) as act:
        choose_purpose(act, sign_in.id, code)
    with records.act(reader) as act:
        ask_leave(act, code)
    with pytest.raises(Conflict, match="asked"), records.act(reader) as act:
        ask_leave(act, code)
    assert count_unseen(records, officer.id) == 1
    with records.act(officer) as act:
        decide_leave(act, _only(act), approve=True)
    assert count_unseen(records, officer.id) == 0
    with records.act(reader) as act:
        choose_purpose(act, sign_in.id, code)
    now = get_sign_in(records, sign_in.token)
    assert (now.purpose, now.purpose_words) == (Purpose.CUSTOMER_SERVICE, "Coaching of agents")
    with records.act(now.actor("10.0.0.1")) as act:
        queue(act)
    with records.peek() as look:
        last = look.db.execute("SELECT purpose FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
    assert last == ("coaching_of_agents",)


def _only(act: Act) -> str:
    (row,) = act.db.table("purpose_leaves").rows
    return str(row["id"])


def allowed_sign_in(
    records: Records, officer: Actor, reader: Actor, sign_in: SignIn, code: str
) -> None:
    with records.act(reader) as act:
        ask_leave(act, code)
    with records.act(officer) as act:
        decide_leave(act, _only(act), approve=True)
    with records.act(reader) as act:
        choose_purpose(act, sign_in.id, code)


@pytest.mark.parametrize("how", ["retired", "roles", "time"])
def test_who_may_not_work_under_it_any_more_is_signed_out(
    records: Records, officer: Actor, reader: Actor, sign_in: SignIn, clock: Clock, how: str
) -> None:
    code = added(records, officer).code
    allowed_sign_in(records, officer, reader, sign_in, code)
    if how == "time":
        with records.step() as step:
            later = "2027-01-01T00:00:00.000000Z"
            step.db.execute("UPDATE sign_ins SET ends_at = ?, seen_at = ?", [later, later])
        clock.move(seconds=LEAVE_LASTS.total_seconds())
    else:
        with records.act(officer) as act:
            if how == "retired":
                retire_purpose(act, code)
            else:
                change_purpose(act, code, roles=[Role.LEAD], second_person=True)
    with pytest.raises(SignInEnded, match="role"):
        get_sign_in(records, sign_in.token)


def test_an_officer_can_be_kept_from_reading_chats(
    records: Records, officer: Actor, person: Person
) -> None:
    with records.act(officer) as act:
        change_purpose(
            act,
            Purpose.CUSTOMER_SERVICE.value,
            roles=[Role.REVIEWER, Role.LEAD],
            second_person=False,
        )
    with pytest.raises(NotAllowed, match="purpose"), records.act(CLI) as act:
        open_sign_in(act, officer.id, Purpose.CUSTOMER_SERVICE, "", by="password")
    with records.act(CLI) as act:
        open_sign_in(act, person.id, Purpose.CUSTOMER_SERVICE, "", by="password")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"words": "x"}, "words"),
        ({"words": "<b>bold</b>"}, "words"),
        ({"roles": ()}, "roles"),
        ({"roles": (Role.ADMINISTRATOR,)}, "roles"),
        ({"roles": (Role.AUDITOR, Role.LEAD)}, "roles"),
        ({"second_person": False}, "second_person"),
        ({"opens": Purpose.AUDIT, "roles": (Role.LEAD,)}, "roles"),
    ],
)
def test_no_purpose_goes_beyond_what_a_role_may_have(
    records: Records, officer: Actor, changes: dict[str, object], reason: str
) -> None:
    with pytest.raises(Invalid, match=reason):
        added(records, officer, **changes)


def test_a_purpose_that_does_not_open_chats_needs_no_second_person(
    records: Records, officer: Actor
) -> None:
    rule = added(
        records,
        officer,
        words="Yearly audit",
        opens=Purpose.AUDIT,
        roles=(Role.AUDITOR,),
        second_person=False,
    )
    assert not rule.second_person


def test_what_is_built_in_stays_and_names_are_not_used_twice(
    records: Records, officer: Actor
) -> None:
    with pytest.raises(Conflict, match="built_in"), records.act(officer) as act:
        retire_purpose(act, Purpose.AUDIT.value)
    with pytest.raises(Invalid, match="roles"), records.act(officer) as act:
        change_purpose(act, Purpose.CUSTOMER_SERVICE.value, roles=[Role.LEAD], second_person=False)
    code = added(records, officer).code
    with records.act(officer) as act:
        retire_purpose(act, code)
    with pytest.raises(Conflict, match="purpose_taken"):
        added(records, officer)
    with pytest.raises(NotFound), records.act(officer) as act:
        retire_purpose(act, code)


def test_only_an_officer_at_their_duties_changes_purposes_and_nobody_decides_for_themselves(
    records: Records, officer: Actor, lead: Actor
) -> None:
    with pytest.raises(NotAllowed, match="role"):
        added(records, lead)
    reading = Actor(
        kind=officer.kind,
        id=officer.id,
        name=officer.name,
        role=officer.role,
        purpose=Purpose.CUSTOMER_SERVICE,
    )
    with pytest.raises(NotAllowed, match="purpose"):
        added(records, reading)
    code = added(records, officer, roles=(Role.PRIVACY_OFFICER,)).code
    with records.act(officer) as act:
        ask_leave(act, code)
    with pytest.raises(NotAllowed, match="own"), records.act(officer) as act:
        decide_leave(act, _only(act), approve=True)
    with pytest.raises(NotAllowed, match="role"), records.act(lead) as act:
        ask_leave(act, code)
