"""Deliveries as people see them: how many, which, and the parked ones put back in line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from models.errors import NotFound
from models.log.events import Event
from models.records import Act, Records
from models.times import from_text

_MOST = 500
_COLUMNS = (
    "number, id, source_id, kind, received_at, attempts, status, reason, session_id, event_digest"
)


class DeliveryStatus(StrEnum):
    """Where a delivery stands."""

    WAITING = "waiting"  # in line, or waiting for its next try
    TAKEN = "taken"  # in a worker's hands until its lease ends
    DONE = "done"  # processed; stays sealed until its session goes
    PARKED = "parked"  # set aside for a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One raw webhook request, without its body. `event_id` is a keyed digest."""

    number: int
    id: str
    source_id: str
    kind: str
    received_at: datetime
    attempts: int
    status: DeliveryStatus
    reason: str
    session_id: str | None
    event_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryPage:
    """Deliveries, newest first; `next` is the `before` of the older page, if there is one."""

    deliveries: tuple[Delivery, ...]
    total: int
    next: int | None


def counts(records: Records) -> Mapping[DeliveryStatus, int]:
    """How many deliveries stand where; every status is in it."""
    with records.peek() as look:
        rows = look.db.execute("SELECT status, count(*) FROM deliveries GROUP BY status")
        found = {DeliveryStatus(status): int(count) for status, count in rows}
    return {status: found.get(status, 0) for status in DeliveryStatus}


def oldest_waiting(records: Records) -> datetime | None:
    """When the delivery that waits longest came in; None when the line is empty."""
    with records.peek() as look:
        (first,) = look.db.execute(
            "SELECT min(received_at) FROM deliveries WHERE status IN ('waiting', 'taken')"
        ).fetchone()
    return None if first is None else from_text(first)


def list_deliveries(
    act: Act,
    *,
    status: DeliveryStatus | None = None,
    before: int | None = None,
    limit: int = 50,
) -> DeliveryPage:
    """A page of deliveries, newest first. Logs delivery:listed with the count."""
    table = act.db.table("deliveries")
    conditions = ["status = :status"] if status else ["1"]
    values: dict[str, Any] = {"status": status.value} if status else {}
    total = table.count_where(conditions[0], values)
    if before is not None:
        conditions.append("number < :before")
        values["before"] = before
    limit = max(1, min(limit, _MOST))
    rows = table.rows_where(
        " AND ".join(conditions),
        values,
        select=_COLUMNS,
        order_by="number DESC",
        limit=limit + 1,
    )
    found = [_delivery(row) for row in rows]
    act.log(Event.DELIVERY_LISTED, count=min(len(found), limit))
    return DeliveryPage(
        deliveries=tuple(found[:limit]),
        total=total,
        next=found[limit - 1].number if len(found) > limit else None,
    )


def retry(act: Act, delivery_id: str | None) -> int:
    """Put one parked delivery back in line, or all (None); gives how many. Logs it."""
    sql = (
        "UPDATE deliveries SET status = 'waiting', attempts = 0, reason = '', next_try_at = NULL "
        "WHERE status = 'parked'"
    )
    if delivery_id is None:
        count = act.db.execute(sql).rowcount
        act.log(Event.DELIVERY_RETRIED, count=count)
        return count
    if not act.db.execute(sql + " AND id = ?", [delivery_id]).rowcount:
        raise NotFound(Event.DELIVERY_RETRIED, reason="not_parked")
    act.log(Event.DELIVERY_RETRIED, f"delivery:{delivery_id}", count=1)
    return 1


def _delivery(row: dict[str, Any]) -> Delivery:
    return Delivery(
        number=row["number"],
        id=row["id"],
        source_id=row["source_id"],
        kind=row["kind"],
        received_at=from_text(row["received_at"]),
        attempts=row["attempts"],
        status=DeliveryStatus(row["status"]),
        reason=row["reason"],
        session_id=row["session_id"],
        event_id=row["event_digest"],
    )
