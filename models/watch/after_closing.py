"""What goes on after an alert was closed is judged anew: closing one frees nobody for a day."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlite_utils import Database

from models.log.events import Event
from models.watch.alert_rules import ActorDay, Unusual, judge
from models.watch.alert_words import Thresholds
from models.watch.business_hours import BusinessHours


def judged_anew(
    db: Database,
    day: ActorDay,
    found: Iterable[Unusual],
    limits: Thresholds,
    hours: BusinessHours,
) -> Iterator[Unusual]:
    """What was found, but of what somebody looked at already only what came after they closed it.

    That is another alert, under the same key with a number: `2026-03-02~2`.
    """
    for each in found:
        told = _told(db, day.actor_id, each)
        closed = next((row for row in told if row["closed_at"] is not None), None)
        if closed is None:
            yield each
            continue
        seen = _closed_seq(db, closed)
        later = replace(day, entries=tuple(e for e in day.entries if e.seq > seen))
        is_open = told[0]["closed_at"] is None
        key = told[0]["key"] if is_open else f"{each.key}~{len(told) + 1}"
        for again in judge(later, limits, hours):
            if (again.kind, again.key) == (each.kind, each.key):
                yield replace(again, key=key)


def _told(db: Database, actor_id: str, found: Unusual) -> list[dict[str, Any]]:
    """The alerts there are of it, the newest first."""
    return list(
        db.query(
            "SELECT id, key, closed_at, last_seq FROM alerts WHERE kind = :kind "
            "AND actor_id = :actor AND (key = :key OR key GLOB :key || '~*') "
            "ORDER BY length(key) DESC, key DESC",
            {"kind": found.kind.value, "actor": actor_id, "key": found.key},
        )
    )


def _closed_seq(db: Database, alert: dict[str, Any]) -> int:
    """The number of the entry by which an alert was closed; its clock may have been set back."""
    (seq,) = db.execute(
        "SELECT max(seq) FROM entries WHERE object = ? AND event = ?",
        [f"alert:{alert['id']}", Event.ALERT_CLOSED],
    ).fetchone()
    return int(alert["last_seq"] if seq is None else seq)
