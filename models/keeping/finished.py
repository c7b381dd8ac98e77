"""What proves people's work, when it is over: it goes after its time as chats do.

Closed requests with their digests, reveals that were decided, leaves to work under a purpose,
closed alerts, lifted objections, released holds on persons, notices, ended sign-ins, old sweeps.
What is still open never goes. The entries in the access log stay as long as that does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from models.keeping.kept_rows import delete_hanging
from models.log.events import Event
from models.records import Act
from models.times import to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finished:
    """Rows of a table: since when one is over, which count, and what else names it by its id."""

    id: str = "id"
    since: str
    which: str = "1"
    besides: Sequence[tuple[str, str]] = ()


FINISHED: Mapping[str, _Finished] = {
    "subject_requests": _Finished(
        since="closed_at",
        which="status = 'closed'",
        besides=(("subject_request_workers", "request_id"),),
    ),
    "reveals": _Finished(
        since="max(asked_at, coalesce(decided_at, ''), coalesce(ends_at, ''), "
        "coalesce(shown_at, ''), coalesce(reviewed_at, ''))",
        which="(glass = 0 OR reviewed_at IS NOT NULL)",
    ),
    "purpose_leaves": _Finished(since="coalesce(ends_at, decided_at, asked_at)"),
    "alerts": _Finished(since="closed_at", which="closed_at IS NOT NULL"),
    "objections": _Finished(since="lifted_at", which="lifted_at IS NOT NULL"),
    "subject_holds": _Finished(since="released_at", which="released_at IS NOT NULL"),
    "notices": _Finished(since="coalesce(seen_at, at)"),
    "sign_ins": _Finished(id="token_digest", since="coalesce(closed_at, ends_at)"),
    "sweeps": _Finished(since="at", which="id < (SELECT max(id) FROM sweeps)"),
}
"""Each table, with what makes one of its rows finished."""


def count_finished(db: Database, period: timedelta, now: datetime) -> int:
    """How many of these rows are over their time."""
    return sum(
        int(db.execute(f"SELECT count(*) {_due(table)}", [_until(period, now)]).fetchone()[0])
        for table in FINISHED
    )


def find_finished(db: Database, period: timedelta, now: datetime, most: int) -> list[str]:
    """What is over its time, as `table:id`, at most so many."""
    found: list[str] = []
    for table, each in FINISHED.items():
        sql = f"SELECT {each.id} {_due(table)} LIMIT ?"
        rows = db.execute(sql, [_until(period, now), most - len(found)])
        found += [f"{table}:{id_}" for (id_,) in rows]
    return found


def delete_finished(act: Act, finished: Sequence[str]) -> None:
    """Delete these rows with all that hangs on them. Logs work:deleted."""
    counts: dict[str, Any] = {}
    for name in finished:
        table, _, id_ = name.partition(":")
        each = FINISHED[table]
        for other, column in each.besides:
            act.db.execute(f"DELETE FROM {other} WHERE {column} = ?", [id_])  # noqa: S608
        delete_hanging(act.db, table, each.id, id_)
        counts[table] = counts.get(table, 0) + 1
    act.log(Event.WORK_DELETED, reason="retention", **counts)


def _due(table: str) -> str:
    each = FINISHED[table]
    return f"FROM {table} WHERE {each.which} AND {each.since} <= ?"


def _until(period: timedelta, now: datetime) -> str:
    try:
        return to_text(now - period)
    except OverflowError:
        return ""
