"""Movers: people whose role or last day changes. What was open in the old role ends at once."""

from datetime import datetime

from models.accounts.people import get_person, other_administrators
from models.accounts.sign_in_ends import end_everything
from models.actors import Role
from models.errors import Conflict, Invalid
from models.log.events import Event
from models.records import Act
from models.times import optional_text


def change_role(act: Act, person_id: str, role: Role) -> None:
    """Give a person another role; everything they have open ends. Logs person:role_changed.

    Conflict when they have it already (`same_role`), are gone (`already_disabled`), or are the
    last administrator (`last_administrator`).
    """
    event = Event.PERSON_ROLE_CHANGED
    person = get_person(act, person_id, event)
    about = f"person:{person.id}"
    if person.disabled:
        raise Conflict(event, about, "already_disabled")
    if person.role is role:
        raise Conflict(event, about, "same_role")
    if person.role is Role.ADMINISTRATOR and not other_administrators(act, person.id):
        raise Conflict(event, about, "last_administrator")
    act.db.table("people").update(person.id, {"role": Role(role).value})
    ended = end_everything(act, person.id)
    act.log(event, about, role=Role(role).value, before=person.role.value, sign_ins=ended)


def change_last_day(act: Act, person_id: str, ends_at: datetime | None) -> None:
    """Set when an account stops by itself, or that it does not. Logs person:last_day_set.

    Refuses with Invalid (`ends_at`) for a time that has gone by, and Conflict as `change_role`.
    """
    event = Event.PERSON_LAST_DAY_SET
    person = get_person(act, person_id, event)
    about = f"person:{person.id}"
    if person.disabled:
        raise Conflict(event, about, "already_disabled")
    if ends_at is not None and ends_at <= act.now:
        raise Invalid(event, about, "ends_at")
    alone = person.role is Role.ADMINISTRATOR and not other_administrators(act, person.id)
    if ends_at is not None and alone:
        raise Conflict(event, about, "last_administrator")
    act.db.table("people").update(person.id, {"ends_at": optional_text(ends_at)})
    act.log(event, about, ends="yes" if ends_at else "no")
