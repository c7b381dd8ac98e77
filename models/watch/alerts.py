"""Alerts: what was unusual, for somebody else to look at and to close with a note.

Nobody sees an alert about themselves. A note is kept with the alert and stands in no entry.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.accounts.notices import NoticeKind, notify_roles, withdraw_notices
from models.accounts.people import find_person
from models.actors import Role
from models.errors import Conflict, Invalid, NotAllowed, NotFound
from models.ids import new_id
from models.keeping.plain_values import find_plain_value
from models.log.events import Event
from models.records import Act, Step
from models.times import from_text, optional_time, to_text
from models.watch.alert_rules import Unusual
from models.watch.alert_words import AlertKind, AlertVerdict

CLOSING = (Role.AUDITOR, Role.PRIVACY_OFFICER)
"""Who looks at alerts."""
SHORTEST_NOTE = 10
MOST_NOTE = 500

_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One alert. The entries from `first_seq` to `last_seq` show it; `key` says which day or what.

    `note` is what whoever closed it wrote, and empty in lists.
    """

    id: str
    kind: AlertKind
    actor_id: str
    actor_name: str
    day: str
    key: str
    count: int
    usual: int
    first_seq: int
    last_seq: int
    at: datetime
    closed_at: datetime | None
    closed_name: str
    verdict: AlertVerdict | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertPage:
    """Alerts, newest first; `next` is where the older page begins; `open` counts open ones."""

    alerts: tuple[Alert, ...]
    open: int
    next: str | None


def recount(step: Step, actor_id: str, found: Unusual) -> bool:
    """Whether there is an alert for this already; while it is open its count goes up."""
    same = "kind = ? AND actor_id = ? AND key = ?"
    values = [found.kind.value, actor_id, found.key]
    step.db.execute(
        "UPDATE alerts SET count = ?, last_seq = ? "  # noqa: S608 - constants
        f"WHERE {same} AND count < ? AND closed_at IS NULL",
        [found.count, found.last_seq, *values, found.count],
    )
    return bool(step.db.table("alerts").count_where(same, values))


def raise_alert(act: Act, actor_id: str, actor_name: str, day: str, found: Unusual) -> None:
    """Keep something unusual that was not known before. Logs alert:raised; tells who looks."""
    alert_id = new_id(act.records.random)
    act.db.table("alerts").insert(
        {
            "id": alert_id,
            "kind": found.kind.value,
            "actor_id": actor_id,
            "actor_name": actor_name,
            "day": day,
            "key": found.key,
            "count": found.count,
            "usual": found.usual,
            "first_seq": found.first_seq,
            "last_seq": found.last_seq,
            "at": to_text(act.now),
            "closed_at": None,
            "closed_by": None,
            "verdict": None,
            "note": "",
        }
    )
    told = notify_roles(act, CLOSING, NoticeKind.ALERT_RAISED, f"alert:{alert_id}", but=actor_id)
    act.log(
        Event.ALERT_RAISED, f"alert:{alert_id}", kind=found.kind.value, count=found.count, told=told
    )


def list_alerts(act: Act, *, closed: bool = False, after: str | None = None) -> AlertPage:
    """Open or closed alerts about others. Logs alert:listed with the count."""
    _require_closer(act, Event.ALERT_LISTED, "")
    where = f"closed_at IS {'NOT ' if closed else ''}NULL AND actor_id <> ?"
    values: list[Any] = [act.actor.id]
    at, _, alert_id = (after or "").partition("~")
    if alert_id:
        where += " AND (at, id) < (?, ?)"
        values += [at, alert_id]
    alerts = act.db.table("alerts")
    rows = list(alerts.rows_where(where, values, order_by="at DESC, id DESC", limit=_MOST + 1))
    waiting = alerts.count_where("closed_at IS NULL AND actor_id <> ?", [act.actor.id])
    found = tuple(_alert(act, row) for row in rows[:_MOST])
    act.log(Event.ALERT_LISTED, count=len(found), closed=closed)
    last = rows[_MOST - 1] if len(rows) > _MOST else None
    return AlertPage(
        alerts=found, open=waiting, next=f"{last['at']}~{last['id']}" if last else None
    )


def open_alert(act: Act, alert_id: str) -> Alert:
    """One alert with its note. Logs alert:opened; NotFound for one about oneself."""
    row = _row(act, alert_id, Event.ALERT_OPENED)
    act.log(Event.ALERT_OPENED, f"alert:{alert_id}")
    return _alert(act, row, note=True)


def close_alert(act: Act, alert_id: str, *, verdict: AlertVerdict, note: str) -> None:
    """Say what it was. Logs alert:closed with the verdict; the note stays with the alert.

    Refuses with NotFound, Conflict (`already_closed`) and Invalid (`note_short`, `note_long`,
    `note_email` and the like).
    """
    event, about = Event.ALERT_CLOSED, f"alert:{alert_id}"
    row = _row(act, alert_id, event)
    if row["closed_at"] is not None:
        raise Conflict(event, about, "already_closed")
    note = note.strip()
    if not SHORTEST_NOTE <= len(note) <= MOST_NOTE:
        raise Invalid(event, about, "note_short" if len(note) < SHORTEST_NOTE else "note_long")
    if plain := find_plain_value(note):
        raise Invalid(event, about, f"note_{plain}")
    act.db.table("alerts").update(
        alert_id,
        {
            "closed_at": to_text(act.now),
            "closed_by": act.actor.id,
            "verdict": AlertVerdict(verdict).value,
            "note": note,
        },
    )
    withdraw_notices(act, NoticeKind.ALERT_RAISED, about)
    act.log(event, about, reason=AlertVerdict(verdict).value, kind=row["kind"])


def _require_closer(act: Act, event: Event, about: str) -> None:
    if act.actor.role not in CLOSING:
        raise NotAllowed(event, about, "role")


def _row(act: Act, alert_id: str, event: Event) -> dict[str, Any]:
    _require_closer(act, event, "")
    rows = act.db.table("alerts").rows_where("id = ? AND actor_id <> ?", [alert_id, act.actor.id])
    row = next(iter(rows), None)
    if row is None:
        raise NotFound(event, reason="no_such_alert")
    return row


def _alert(act: Act, row: dict[str, Any], *, note: bool = False) -> Alert:
    closer = find_person(act.db, row["closed_by"]) if row["closed_by"] else None
    return Alert(
        id=row["id"],
        kind=AlertKind(row["kind"]),
        actor_id=row["actor_id"],
        actor_name=row["actor_name"],
        day=row["day"],
        key=row["key"],
        count=row["count"],
        usual=row["usual"],
        first_seq=row["first_seq"],
        last_seq=row["last_seq"],
        at=from_text(row["at"]),
        closed_at=optional_time(row["closed_at"]),
        closed_name=closer.name if closer else "",
        verdict=AlertVerdict(row["verdict"]) if row["verdict"] else None,
        note=row["note"] if note else "",
    )
