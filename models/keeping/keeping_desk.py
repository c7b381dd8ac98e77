"""What a privacy officer sees of keeping: what goes when, what was erased, and why nothing is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.accounts.notices import NoticeKind, withdraw_notices
from models.actors import Purpose
from models.errors import Conflict, NotAllowed
from models.ids import is_session_id
from models.keeping.due import Counts, count_due, days_ahead
from models.keeping.erasing import UNFINISHED, Erasure, ErasureState, as_erasure
from models.keeping.retention import Kept, Rules
from models.keeping.sweep_guard import Stop
from models.log.events import Event
from models.records import Act
from models.rights.subject_holds import count_subject_holds
from models.times import from_text, optional_time, to_text

SWEEP = "retention:sweep"
"""What notices about a sweep that stopped are about."""

_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """A sweep that deleted something, or stopped before it did."""

    at: datetime
    stop: Stop | None
    counts: Counts
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is due now, and how much goes on each of the coming days, by kind and ISO date.

    `stopped` is the last sweep if it waits for a person; `looked_at` when a sweep last ran.
    """

    due: Counts
    ahead: Mapping[Kept, Mapping[str, int]]
    sources: Mapping[str, str]
    holds: int
    looked_at: datetime | None
    stopped: Sweep | None
    sweeps: tuple[Sweep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasurePage:
    """Erasures, newest first; `next` is the `after` of the next page, if there is one."""

    erasures: tuple[Erasure, ...]
    names: Mapping[str, str]
    total: int
    unfinished: int
    found: int
    next: str | None


def plan(act: Act, rules: Rules, days: int = 30) -> Plan:
    """What goes when. Logs retention:listed; NotAllowed but under "privacy duties"."""
    _require_privacy(act, Event.RETENTION_LISTED)
    rows = list(act.db.table("sweeps").rows_where(order_by="id DESC", limit=10))
    sweeps = tuple(map(_sweep, rows))
    known = next(iter(act.db.table("known_time").rows), None)
    waits = bool(sweeps) and sweeps[0].stop is not None and sweeps[0].confirmed_at is None
    act.log(Event.RETENTION_LISTED)
    return Plan(
        due=count_due(act.db, rules, act.now),
        ahead={kept: days_ahead(act.db, kept, rules, act.now, days) for kept in Kept},
        sources={row["id"]: row["name"] for row in act.db.table("sources").rows},
        holds=act.db.table("holds").count_where("released_at IS NULL")
        + count_subject_holds(act.db),
        looked_at=from_text(known["at"]) if known else None,
        stopped=sweeps[0] if waits else None,
        sweeps=tuple(sweep for sweep in sweeps if sweep.stop is None),
    )


def confirm_sweep(act: Act) -> None:
    """Let the sweep that stopped go on for a day, up to what was counted. Logs it.

    Conflict (`nothing_stopped`) when none waits.
    """
    _require_privacy(act, Event.RETENTION_CONFIRMED)
    row = next(iter(act.db.table("sweeps").rows_where(order_by="id DESC", limit=1)), None)
    if row is None or not row["stop"] or row["confirmed_at"] is not None:
        raise Conflict(Event.RETENTION_CONFIRMED, SWEEP, "nothing_stopped")
    confirmed = {"confirmed_at": to_text(act.now), "confirmed_by": act.actor.id}
    act.db.table("sweeps").update(row["id"], confirmed)
    withdraw_notices(act, NoticeKind.SWEEP_STOPPED, SWEEP)
    act.log(
        Event.RETENTION_CONFIRMED,
        SWEEP,
        reason=row["stop"],
        sessions=row["sessions"],
        originals=row["originals"],
    )


def list_erasures(
    act: Act, state: ErasureState | None = None, *, after: str | None = None, limit: int = 50
) -> ErasurePage:
    """A page of erasures, newest first. Logs erasure:listed; for "privacy duties" only."""
    _require_privacy(act, Event.ERASURE_LISTED)
    table = act.db.table("erasures")
    where, values = ("state = :state", {"state": state.value}) if state else ("1", {})
    total = table.count_where(where, values)
    asked_at, _, session_id = (after or "").partition("~")
    if session_id and is_session_id(session_id):
        where += " AND (asked_at, session_id) < (:asked_at, :id)"
        values |= {"asked_at": asked_at, "id": session_id}
    limit = max(1, min(limit, _MOST))
    order = "asked_at DESC, session_id DESC"
    rows = list(table.rows_where(where, values, order_by=order, limit=limit + 1))
    marks = ", ".join(f"'{each.value}'" for each in UNFINISHED)
    act.log(Event.ERASURE_LISTED, count=min(len(rows), limit))
    last = rows[limit - 1] if len(rows) > limit else None
    return ErasurePage(
        erasures=tuple(as_erasure(row) for row in rows[:limit]),
        names={row["id"]: row["name"] for row in act.db.query("SELECT id, name FROM people")},
        total=total,
        unfinished=table.count_where(f"state IN ({marks})"),
        found=table.count_where("state = 'found'"),
        next=f"{last['asked_at']}~{last['session_id']}" if last else None,
    )


def _require_privacy(act: Act, event: Event) -> None:
    if act.actor.purpose is not Purpose.PRIVACY:
        raise NotAllowed(event, reason="purpose")


def _sweep(row: dict[str, Any]) -> Sweep:
    kinds = ("sessions", "originals", "deliveries", "reviews", "held", "work")
    return Sweep(
        at=from_text(row["at"]),
        stop=Stop(row["stop"]) if row["stop"] else None,
        counts=Counts(**{kind: row[kind] for kind in kinds}),
        confirmed_at=optional_time(row["confirmed_at"]),
    )
