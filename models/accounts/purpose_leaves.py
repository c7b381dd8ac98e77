"""Working under another purpose: chosen, and where that needs a second person, allowed first.

A leave is for one person and one purpose, and ends by itself.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from models.accounts.notices import NoticeKind, notify, notify_roles, withdraw_notices
from models.accounts.purposes import PurposeRule, find_purpose, get_purpose
from models.actors import Purpose, Role
from models.errors import Conflict, NotAllowed, NotFound
from models.ids import new_id
from models.log.events import Event
from models.records import Act
from models.times import from_text, optional_time, to_text

LEAVE_LASTS = timedelta(hours=8)
"""How long somebody may work under a purpose that needed a second person."""
_ASK_LASTS = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """That somebody asked to work under a purpose; `outcome` is empty, approved or refused."""

    id: str
    person_id: str
    person_name: str
    purpose: str
    purpose_words: str
    asked_at: datetime
    outcome: str
    ends_at: datetime | None


def choose_purpose(act: Act, sign_in_id: str, code: str) -> PurposeRule:
    """Let the actor's sign-in go on under another purpose. Logs purpose:chosen.

    Refuses with NotFound and NotAllowed (`role`, `second_person` without a leave).
    """
    event = Event.PURPOSE_CHOSEN
    rule = get_purpose(act, code, event)
    about = f"purpose:{code}"
    if act.actor.role not in rule.roles:
        raise NotAllowed(event, about, "role")
    if rule.second_person and not has_leave(act.db, act.actor.id, code, act.now):
        raise NotAllowed(event, about, "second_person")
    act.db.execute(
        "UPDATE sign_ins SET chosen_purpose = ? WHERE id = ? AND person_id = ?",
        [code, sign_in_id, act.actor.id],
    )
    act.log(event, about, sign_in=sign_in_id)
    return rule


def ask_leave(act: Act, code: str) -> None:
    """Ask to work under a purpose that needs a second person. Logs purpose:leave_asked.

    Refuses with NotFound, NotAllowed (`role`) and Conflict (`asked`, `not_needed`).
    """
    event = Event.PURPOSE_LEAVE_ASKED
    rule = get_purpose(act, code, event)
    about = f"purpose:{code}"
    if act.actor.role not in rule.roles:
        raise NotAllowed(event, about, "role")
    if not rule.second_person or has_leave(act.db, act.actor.id, code, act.now):
        raise Conflict(event, about, "not_needed")
    since = to_text(act.now - _ASK_LASTS)
    same = "person_id = ? AND purpose = ? AND outcome = '' AND asked_at > ?"
    if act.db.table("purpose_leaves").count_where(same, [act.actor.id, code, since]):
        raise Conflict(event, about, "asked")
    leave_id = new_id(act.records.random)
    act.db.table("purpose_leaves").insert(
        {
            "id": leave_id,
            "person_id": act.actor.id,
            "purpose": code,
            "asked_at": to_text(act.now),
            "outcome": "",
        }
    )
    notify_roles(
        act,
        (Role.PRIVACY_OFFICER,),
        NoticeKind.PURPOSE_ASKED,
        f"leave:{leave_id}",
        but=act.actor.id,
    )
    act.log(event, about, leave=leave_id)


def decide_leave(act: Act, leave_id: str, *, approve: bool) -> None:
    """Let somebody work under a purpose for some hours, or not. Logs purpose:leave_decided.

    Refuses with NotAllowed (`role`, `purpose`, `own`), NotFound and Conflict (`decided`).
    """
    event = Event.PURPOSE_LEAVE_DECIDED
    if act.actor.role is not Role.PRIVACY_OFFICER:
        raise NotAllowed(event, reason="role")
    if act.actor.purpose is not Purpose.PRIVACY:
        raise NotAllowed(event, reason="purpose")
    row = next(iter(act.db.table("purpose_leaves").rows_where("id = ?", [leave_id])), None)
    if row is None:
        raise NotFound(event, reason="no_such_leave")
    about = f"purpose:{row['purpose']}"
    if row["person_id"] == act.actor.id:
        raise NotAllowed(event, about, "own")
    if row["outcome"] or from_text(row["asked_at"]) + _ASK_LASTS <= act.now:
        raise Conflict(event, about, "decided")
    act.db.table("purpose_leaves").update(
        leave_id,
        {
            "outcome": "approved" if approve else "refused",
            "decided_by": act.actor.id,
            "decided_at": to_text(act.now),
            "ends_at": to_text(act.now + LEAVE_LASTS) if approve else None,
        },
    )
    withdraw_notices(act, NoticeKind.PURPOSE_ASKED, f"leave:{leave_id}")
    notify(act, row["person_id"], NoticeKind.PURPOSE_DECIDED, f"leave:{leave_id}")
    decided = "approved" if approve else "refused"
    act.log(event, about, reason=decided, leave=leave_id, who=row["person_id"])


def list_leaves(act: Act, *, everybody: bool) -> tuple[Leave, ...]:
    """What waits for a decision or still lasts: the actor's own, or everybody's. Logs nothing.

    Part of the page of purposes: call it in the act that writes purpose:listed.
    """
    rows = act.db.query(
        "SELECT l.*, p.name AS person_name, u.words AS purpose_words FROM purpose_leaves l "
        "JOIN people p ON p.id = l.person_id JOIN purposes u ON u.code = l.purpose "
        "WHERE ((l.outcome = '' AND l.asked_at > :asked) OR l.ends_at > :now) "
        "AND (:everybody OR l.person_id = :person) ORDER BY l.asked_at DESC LIMIT 100",
        {
            "asked": to_text(act.now - _ASK_LASTS),
            "now": to_text(act.now),
            "everybody": everybody,
            "person": act.actor.id,
        },
    )
    return tuple(_leave(row) for row in rows)


def has_leave(db: Database, person_id: str, code: str, now: datetime) -> bool:
    """Whether somebody else has let this person work under a purpose, and it still lasts."""
    return bool(
        db.table("purpose_leaves").count_where(
            "person_id = ? AND purpose = ? AND outcome = 'approved' AND ends_at > ?",
            [person_id, code, to_text(now)],
        )
    )


def in_force(db: Database, person_id: str, role: Role, code: str, now: datetime) -> bool:
    """Whether this person may go on under a purpose: in use, for the role, with its leave."""
    rule = find_purpose(db, code)
    if rule is None or role not in rule.roles:
        return False
    return not rule.second_person or has_leave(db, person_id, code, now)


def _leave(row: dict[str, Any]) -> Leave:
    return Leave(
        id=row["id"],
        person_id=row["person_id"],
        person_name=row["person_name"],
        purpose=row["purpose"],
        purpose_words=row["purpose_words"],
        asked_at=from_text(row["asked_at"]),
        outcome=row["outcome"],
        ends_at=optional_time(row["ends_at"]),
    )
