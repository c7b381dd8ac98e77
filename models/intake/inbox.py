"""The inbox: what vendors delivered, sealed before it is acknowledged, processed exactly once.

What a worker does with them is in models/intake/leases.py, what people see of them in
models/intake/deliveries.py; all of it can be had from here.
"""

from enum import StrEnum

from models.ids import new_id
from models.intake.deliveries import (
    Delivery,
    DeliveryPage,
    DeliveryStatus,
    counts,
    list_deliveries,
    oldest_waiting,
    retry,
)
from models.intake.leases import (
    Taken,
    discard,
    finish,
    give_back,
    note_reference,
    reclaim,
    renew,
    shred_spent,
    take,
)
from models.log.events import Event, Outcome
from models.records import Act
from models.seals.sealing import seal
from models.times import to_text

__all__ = [
    "TURNED_AWAY",
    "Delivery",
    "DeliveryPage",
    "DeliveryStatus",
    "Kept",
    "Taken",
    "accept",
    "accept_broken",
    "counts",
    "discard",
    "finish",
    "give_back",
    "list_deliveries",
    "note_reference",
    "oldest_waiting",
    "reclaim",
    "refuse",
    "renew",
    "retry",
    "shred_spent",
    "take",
]


class Kept(StrEnum):
    """What became of a delivery at the door."""

    STORED = "stored"  # new: sealed and in line
    DUPLICATE = "duplicate"  # the same bytes were here before; nothing stored twice
    RETRIED = "retried"  # the vendor sends the same event again, later; nothing stored twice
    REPLAYED = "replayed"  # the same event with a time that is not newer: somebody's copy
    CONFLICT = "conflict"  # the same event id with other bytes


TURNED_AWAY = (Kept.REPLAYED, Kept.CONFLICT)
"""Of these nothing is kept; the others are acknowledged."""


def accept(
    act: Act,
    *,
    source_id: str,
    kind: str,
    body: bytes,
    event_id: str | None = None,
    sent_at: int | None = None,
) -> Kept:
    """Seal a delivery and put it in line, once. Acknowledge only after the act has committed.

    The same event is known by the vendor's `event_id`, or where there is none by its bytes.
    Logs delivery:accepted, delivery:duplicated or delivery:refused.
    """
    content, event = _digests(act, source_id, kind, body, event_id)
    kept = _known(act, content, event, sent_at)
    if kept is None:
        delivery_id = _store(act, source_id, kind, body, content, event, sent_at=sent_at)
        act.log(Event.DELIVERY_ACCEPTED, f"delivery:{delivery_id}", kind=kind, size=len(body))
        return Kept.STORED
    if kept in TURNED_AWAY:
        refuse(act, source_id=source_id, kind=kind, reason=kept.value, size=len(body))
    else:
        act.log(
            Event.DELIVERY_DUPLICATED,
            f"source:{source_id}",
            reason=kept.value,
            kind=kind,
            size=len(body),
        )
    return kept


def accept_broken(act: Act, *, source_id: str, kind: str, body: bytes, reason: str) -> Kept:
    """Seal a delivery that cannot be processed and park it at once. Logs delivery:parked."""
    content, _ = _digests(act, source_id, kind, body, None)
    kept = _known(act, content, None, None)
    if kept is not None:
        act.log(Event.DELIVERY_DUPLICATED, f"source:{source_id}", kind=kind, size=len(body))
        return kept
    delivery_id = _store(
        act, source_id, kind, body, content, None, status=DeliveryStatus.PARKED, reason=reason
    )
    act.log(
        Event.DELIVERY_PARKED, f"delivery:{delivery_id}", reason=reason, kind=kind, size=len(body)
    )
    return Kept.STORED


def refuse(act: Act, *, source_id: str | None, kind: str, reason: str, size: int) -> None:
    """Write that a delivery was refused; nothing of it is kept. `kind` is a code or empty."""
    act.log(
        Event.DELIVERY_REFUSED,
        f"source:{source_id}" if source_id else "",
        outcome=Outcome.REFUSED,
        reason=reason,
        kind=kind,
        size=size,
    )


def _known(act: Act, content: str, event: str | None, sent_at: int | None) -> Kept | None:
    """What is known of this delivery; a newer time of the same event is remembered."""
    if event is None:
        found = act.db.table("deliveries").count_where(
            "content_digest = ? AND event_digest IS NULL", [content]
        )
        return Kept.DUPLICATE if found else None
    row = act.db.execute(
        "SELECT number, content_digest, sent_at FROM deliveries WHERE event_digest = ?", [event]
    ).fetchone()
    if row is None:
        return None
    number, known_content, known_sent_at = row
    if known_content != content:
        return Kept.CONFLICT
    if sent_at is None or known_sent_at is None:
        return Kept.DUPLICATE
    if sent_at <= known_sent_at:
        return Kept.REPLAYED
    act.db.execute("UPDATE deliveries SET sent_at = ? WHERE number = ?", [sent_at, number])
    return Kept.RETRIED


def _store(
    act: Act,
    source_id: str,
    kind: str,
    body: bytes,
    content: str,
    event: str | None,
    *,
    sent_at: int | None = None,
    status: DeliveryStatus = DeliveryStatus.WAITING,
    reason: str = "",
) -> str:
    delivery_id = new_id(act.records.random)
    key_id = f"delivery:{delivery_id}"
    act.db.table("deliveries").insert(
        {
            "id": delivery_id,
            "source_id": source_id,
            "kind": kind,
            "received_at": to_text(act.now),
            "status": status.value,
            "attempts": 0,
            "reason": reason,
            "content_digest": content,
            "event_digest": event,
            "sent_at": sent_at,
            "body": seal(act.records.keys.new_key(key_id), body, bound_to=key_id),
        }
    )
    return delivery_id


def _digests(
    act: Act, source_id: str, kind: str, body: bytes, event_id: str | None
) -> tuple[str, str | None]:
    digest = act.records.digest
    content = digest("delivery", f"{source_id}\n{kind}\n".encode() + body)
    return content, None if event_id is None else digest("event", f"{source_id}\n{event_id}")
