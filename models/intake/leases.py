"""Deliveries in a worker's hands: taken, given back, finished; each exactly once.

    WAITING ──take──▶ TAKEN ──finish (in the act that keeps the session)──▶ DONE
       ▲                │
       └── give_back ───┴── give_back without a next try ──▶ PARKED ── retry ──▶ WAITING

A worker that works on renews its lease. One that dies leaves its delivery TAKEN; `reclaim` or the
end of the lease brings it back.
Attempts are counted before the work begins, so that a delivery which kills its worker is
still parked in the end.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.actors import Actor, ActorKind
from models.errors import Conflict, KeyGone, Unsealable
from models.log.events import Event, Outcome
from models.records import Act, Records, Step
from models.store import opened
from models.times import from_text, to_text
from models.transcripts.references import reference_digest, require_not_erased

_TAKE_ALONG = (
    "UPDATE deliveries SET session_id = :session WHERE session_id IS NULL AND reference_digest = "
    "(SELECT reference_digest FROM sessions WHERE id = :session)"
)
"""Puts what came of the same conversation before, and was set aside, under its session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A delivery in a worker's hands; `attempts` counts this one, `body` is unsealed."""

    id: str
    source_id: str
    kind: str
    received_at: datetime
    attempts: int
    body: bytes


def take(records: Records, *, worker: str, lease: timedelta) -> Taken | None:
    """Take the oldest delivery that is due, for as long as the lease; None when none is.

    The attempt is counted and committed before the body is handed out. A delivery whose key
    is gone or whose seal is broken is parked, and the next one taken.
    """
    while True:
        row = _take_row(records, worker, lease)
        if row is None:
            return None
        try:
            body = _body(records, row)
        except (KeyGone, Unsealable) as error:
            reason = "key_gone" if isinstance(error, KeyGone) else "seal_broken"
            give_back(records, row["id"], worker=worker, reason=reason, next_try_at=None)
            continue
        return Taken(
            id=row["id"],
            source_id=row["source_id"],
            kind=row["kind"],
            received_at=from_text(row["received_at"]),
            attempts=row["attempts"],
            body=body,
        )


def _body(records: Records, row: dict[str, Any]) -> bytes:
    """The body unsealed; read once more where it was sealed again since the row was."""
    key_id = f"delivery:{row['id']}"
    try:
        return records.keys.unseal(key_id, row["body"], bound_to=key_id)
    except Unsealable:
        with records.peek() as look:
            (sealed,) = look.db.execute(
                "SELECT body FROM deliveries WHERE number = ?", [row["number"]]
            ).fetchone()
        return records.keys.unseal(key_id, sealed, bound_to=key_id)


def reclaim(records: Records, *, worker: str, longest: timedelta = timedelta(hours=1)) -> int:
    """At a worker's start: what its last life left TAKEN goes back in line; gives how many.

    No next try is further off than the `longest` wait, as it may be after a clock that was ahead.
    """
    with records.step() as step:
        last = to_text(step.now + longest)
        step.db.execute(
            "UPDATE deliveries SET next_try_at = ? WHERE status = 'waiting' AND next_try_at > ?",
            [last, last],
        )
        return step.db.execute(
            "UPDATE deliveries SET status = 'waiting', taken_by = NULL, lease_ends_at = NULL "
            "WHERE status = 'taken' AND taken_by = ?",
            [worker],
        ).rowcount


def renew(records: Records, delivery_id: str, *, worker: str, lease: timedelta) -> bool:
    """Let the lease of a delivery begin anew; False if this worker does not hold it any more."""
    with records.step() as step:
        changed = step.db.execute(
            "UPDATE deliveries SET lease_ends_at = ? "
            "WHERE id = ? AND status = 'taken' AND taken_by = ?",
            [to_text(step.now + lease), delivery_id, worker],
        )
        return changed.rowcount == 1


def give_back(
    records: Records, delivery_id: str, *, worker: str, reason: str, next_try_at: datetime | None
) -> bool:
    """Put a delivery back for a later try, or park it (None, logged); False if not held."""
    if next_try_at is not None:
        with records.step() as step:
            changed = step.db.execute(
                "UPDATE deliveries SET status = 'waiting', reason = ?, next_try_at = ?, "
                "taken_by = NULL, lease_ends_at = NULL "
                "WHERE id = ? AND status = 'taken' AND taken_by = ?",
                [reason, to_text(next_try_at), delivery_id, worker],
            )
            return changed.rowcount == 1
    actor = Actor(kind=ActorKind.SYSTEM, id=worker, name=worker)
    with records.act(actor) as act:
        changed = act.db.execute(
            "UPDATE deliveries SET status = 'parked', reason = ?, next_try_at = NULL, "
            "taken_by = NULL, lease_ends_at = NULL "
            "WHERE id = ? AND status = 'taken' AND taken_by = ?",
            [reason, delivery_id, worker],
        )
        held = changed.rowcount == 1
        act.log(
            Event.DELIVERY_PARKED,
            f"delivery:{delivery_id}",
            outcome=Outcome.ALLOWED if held else Outcome.REFUSED,
            reason=reason if held else "lease_lost",
        )
        return held


def finish(
    act: Act,
    delivery_id: str,
    session_id: str | None,
    note: str = "",
    *,
    keep_body: bool = True,
) -> None:
    """Mark a delivery DONE, in the same act that keeps its session. Logs delivery:processed.

    The actor is the worker that took it; Conflict, and so nothing of the act is kept, when
    its lease ran out and the delivery is no longer in its hands. Without `keep_body` it is
    emptied; its key goes after the act, by `shred_spent`. What was set aside of the same
    conversation belongs to the session from now on, too.
    """
    thing = f"delivery:{delivery_id}"
    changed = act.db.execute(
        "UPDATE deliveries SET status = 'done', session_id = ?, note = ?, reason = '', "
        "body = CASE WHEN ? THEN body ELSE x'' END, taken_by = NULL, lease_ends_at = NULL "
        "WHERE id = ? AND status = 'taken' AND taken_by = ?",
        [session_id, note, keep_body, delivery_id, act.actor.id],
    )
    if changed.rowcount != 1:
        raise Conflict(Event.DELIVERY_PROCESSED, thing, "lease_lost")
    if session_id is not None:
        act.db.execute(_TAKE_ALONG, {"session": session_id})
    act.log(Event.DELIVERY_PROCESSED, thing, session=session_id or "", note=note)


def note_reference(records: Records, taken: Taken, reference: str) -> None:
    """Remember which conversation a delivery is of, so that it goes when that is erased.

    Whatever becomes of it, parked or lost by its worker, it stands under the session then, if
    there is one yet. Erased when the conversation was erased, or is to be.
    """
    digest = reference_digest(records, taken.source_id, reference)
    with records.step() as step:
        require_not_erased(step.db, taken.source_id, digest)
        step.db.execute(
            "UPDATE deliveries SET reference_digest = :digest, session_id = (SELECT id FROM "
            "sessions WHERE source_id = :source AND reference_digest = :digest) "
            "WHERE id = :delivery",
            {"digest": digest, "source": taken.source_id, "delivery": taken.id},
        )


def shred_spent(records: Records) -> int:
    """Destroy the keys of deliveries that were emptied; gives how many were still there.

    After a kill between emptying and shredding the next call finishes it. Unwritable when a
    reader kept the key store's log from being cut: the keys are gone, their traces go later.
    """
    with opened(records.place.database, read_only=True) as db:
        db.execute("ATTACH DATABASE ? AS held", [str(records.keys.path)])
        rows = db.execute(
            "SELECT k.id FROM held.keys k JOIN deliveries d ON d.id = substr(k.id, 10) "
            "WHERE k.id >= 'delivery:' AND k.id < 'delivery;' AND length(d.body) = 0"
        ).fetchall()
    return records.keys.shred_all([key_id for (key_id,) in rows]) if rows else 0


def discard(act: Act, delivery_id: str) -> None:
    """Empty a delivery of an erased session; only what tells it from others stays.

    Its key is shredded before the act commits, so that what came too late is unreadable
    whatever happens next. Conflict as in `finish`. Logs delivery:discarded.
    """
    thing = f"delivery:{delivery_id}"
    changed = act.db.execute(
        "UPDATE deliveries SET status = 'done', note = 'erased', reason = '', body = x'', "
        "session_id = NULL, taken_by = NULL, lease_ends_at = NULL "
        "WHERE id = ? AND status = 'taken' AND taken_by = ?",
        [delivery_id, act.actor.id],
    )
    if changed.rowcount != 1:
        raise Conflict(Event.DELIVERY_DISCARDED, thing, "lease_lost")
    act.records.keys.shred_all([thing])
    act.log(Event.DELIVERY_DISCARDED, thing, reason="erased")


def _take_row(records: Records, worker: str, lease: timedelta) -> dict[str, Any] | None:
    with records.step() as step:
        number = _oldest_due(step)
        if number is None:
            return None
        step.db.execute(
            "UPDATE deliveries SET status = 'taken', attempts = attempts + 1, taken_by = ?, "
            "lease_ends_at = ? WHERE number = ?",
            [worker, to_text(step.now + lease), number],
        )
        return step.db.table("deliveries").get(number)


def _oldest_due(step: Step) -> int | None:
    """Two look-ups, each along its index; one with OR would sort the whole line."""
    due = (
        "status = 'waiting' AND (next_try_at IS NULL OR next_try_at <= ?)",
        "status = 'taken' AND lease_ends_at <= ?",
    )
    numbers = [
        row["number"]
        for condition in due
        for row in step.db.table("deliveries").rows_where(
            condition, [to_text(step.now)], select="number", order_by="number", limit=1
        )
    ]
    return min(numbers, default=None)
