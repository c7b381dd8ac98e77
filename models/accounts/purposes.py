"""Purposes: what people may work for. Configured; the built-in ones are there from the start.

A purpose opens what one of the built-in ones opens, to some of the roles that may have that.
One that opens chats for anything but improving customer service needs a second person: the
company promised to read them for nothing else.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from models.actors import ROLE_PURPOSES, Purpose, Role
from models.errors import Conflict, Invalid, NotAllowed, NotFound
from models.log.events import Event
from models.records import Act, Step
from models.times import to_text

_WORDS = re.compile(r"[^\W\d_][\w ,.'’()/-]{2,59}")
_MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeRule:
    """One purpose: what it opens, to whom, and whether somebody else has to agree each time."""

    code: str
    words: str
    opens: Purpose
    roles: tuple[Role, ...]
    second_person: bool
    built_in: bool


def list_purposes(step: Step) -> tuple[PurposeRule, ...]:
    """All purposes in use, the built-in ones first. Holds no personal data and logs nothing."""
    rows = step.db.table("purposes").rows_where(
        "retired_at IS NULL", order_by="built_in DESC, words, code"
    )
    return tuple(_rule(row) for row in rows)


def find_purpose(db: Database, code: str) -> PurposeRule | None:
    """The purpose of this code, while it is in use."""
    row = next(
        iter(db.table("purposes").rows_where("code = ? AND retired_at IS NULL", [code])), None
    )
    return _rule(row) if row else None


def allows(db: Database, code: str, role: Role) -> bool:
    """Whether this role may work under a purpose at all."""
    rule = find_purpose(db, code)
    return rule is not None and role in rule.roles


def may_have(opens: Purpose) -> tuple[Role, ...]:
    """The roles that may be given what a built-in purpose opens: no setting goes beyond it."""
    return tuple(role for role, own in ROLE_PURPOSES.items() if opens in own)


def add_purpose(
    act: Act, *, words: str, opens: Purpose, roles: Sequence[Role], second_person: bool
) -> PurposeRule:
    """Add a purpose. Logs purpose:added.

    Refuses with NotAllowed (`role`, `purpose`), Invalid (`words`, `roles`, `second_person`
    where it opens chats without one) and Conflict (`purpose_taken`, `too_many`).
    """
    event = Event.PURPOSE_ADDED
    _require_officer(act, event)
    words = " ".join(words.split())
    if not _WORDS.fullmatch(words):
        raise Invalid(event, reason="words")
    if not roles or not set(roles) <= set(may_have(opens)):
        raise Invalid(event, reason="roles")
    if opens is Purpose.CUSTOMER_SERVICE and not second_person:
        raise Invalid(event, reason="second_person")
    code = re.sub(r"\W+", "_", words.lower(), flags=re.ASCII).strip("_")[:40]
    if not code or act.db.table("purposes").count_where(
        "code = ? OR (words = ? AND retired_at IS NULL)", [code, words]
    ):
        raise Conflict(event, reason="purpose_taken")
    if act.db.table("purposes").count_where("retired_at IS NULL") >= _MOST:
        raise Conflict(event, reason="too_many")
    act.db.table("purposes").insert(
        {
            "code": code,
            "words": words,
            "opens": opens.value,
            "roles": json.dumps([role.value for role in Role if role in roles]),
            "second_person": int(second_person),
            "built_in": 0,
            "changed_at": to_text(act.now),
        }
    )
    act.log(
        event,
        f"purpose:{code}",
        opens=opens.value,
        second_person="yes" if second_person else "no",
        roles=_names(roles),
    )
    return get_purpose(act, code, event)


def change_purpose(
    act: Act, code: str, *, roles: Sequence[Role], second_person: bool
) -> PurposeRule:
    """Change who may work under a purpose, and whether a second person is needed.

    Logs purpose:changed. Whoever works under it and may not any more is signed out by it.
    Refuses as `add_purpose`; a role keeps the purpose it starts with (`roles`), and without a
    second person only its own built-in purpose opens anything to it.
    """
    event = Event.PURPOSE_CHANGED
    _require_officer(act, event)
    rule = get_purpose(act, code, event)
    about = f"purpose:{code}"
    kept = {role for role, own in ROLE_PURPOSES.items() if own[0].value == code}
    if not roles or not kept <= set(roles) <= set(may_have(rule.opens)):
        raise Invalid(event, about, "roles")
    if rule.built_in and second_person:
        raise Invalid(event, about, "second_person")  # nobody could sign in to be agreed with
    if not rule.built_in and rule.opens is Purpose.CUSTOMER_SERVICE and not second_person:
        raise Invalid(event, about, "second_person")
    act.db.table("purposes").update(
        code,
        {
            "roles": json.dumps([role.value for role in Role if role in roles]),
            "second_person": int(second_person),
            "changed_at": to_text(act.now),
        },
    )
    act.log(
        event,
        about,
        second_person="yes" if second_person else "no",
        roles=_names(roles),
    )
    return get_purpose(act, code, event)


def retire_purpose(act: Act, code: str) -> None:
    """Take a purpose out of use. Logs purpose:retired; Conflict (`built_in`) for those."""
    event = Event.PURPOSE_RETIRED
    _require_officer(act, event)
    if get_purpose(act, code, event).built_in:
        raise Conflict(event, f"purpose:{code}", "built_in")
    act.db.table("purposes").update(code, {"retired_at": to_text(act.now)})
    act.log(event, f"purpose:{code}")


def get_purpose(act: Act, code: str, event: Event) -> PurposeRule:
    """One purpose, for the event at hand; NotFound when there is none. Logs nothing itself."""
    rule = find_purpose(act.db, code)
    if rule is None:
        raise NotFound(event, reason="no_such_purpose")
    return rule


def _require_officer(act: Act, event: Event) -> None:
    if act.actor.role is not Role.PRIVACY_OFFICER:
        raise NotAllowed(event, reason="role")
    if act.actor.purpose is not Purpose.PRIVACY:
        raise NotAllowed(event, reason="purpose")


def _names(roles: Sequence[Role]) -> str:
    """The roles as one code: `reviewer.lead`."""
    return ".".join(role.value for role in Role if role in roles)


def _rule(row: dict[str, Any]) -> PurposeRule:
    return PurposeRule(
        code=row["code"],
        words=row["words"],
        opens=Purpose(row["opens"]),
        roles=tuple(Role(role) for role in json.loads(row["roles"])),
        second_person=bool(row["second_person"]),
        built_in=bool(row["built_in"]),
    )
