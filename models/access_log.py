"""The access log: who looked at what, when, what for; read, exported, never changed.

Reading it is an act like any other and stands in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.entries import Entry
from models.errors import LogBroken, NotFound
from models.events import Event, Outcome
from models.ids import is_session_id
from models.records import Act, Records
from models.times import to_text
from models.verify import FIELDS, well_formed

__all__ = [
    "Entry",
    "EntryFilter",
    "EntryPage",
    "Event",
    "Outcome",
    "export_entries",
    "find_entries",
    "get_entry",
    "stream_entries",
    "thing",
]

_MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilter:
    """Which entries: empty means any. `since` is included, `until` is not."""

    actor: str = ""
    event: str = ""
    object: str = ""
    outcome: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def where(self) -> tuple[list[str], dict[str, Any]]:
        """The conditions and their parameters."""
        equal = {
            "actor_id": self.actor,
            "event": self.event,
            "object": self.object,
            "outcome": self.outcome,
        }
        conditions = [f"{column} = :{column}" for column, value in equal.items() if value]
        values: dict[str, Any] = {column: value for column, value in equal.items() if value}
        for name, sign, time in (("since", ">=", self.since), ("until", "<", self.until)):
            if time is not None:
                conditions.append(f"at {sign} :{name}")
                values[name] = to_text(time)
        return conditions, values


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """Entries, newest first; `next` is the `before_seq` of the older page, if there is one."""

    entries: tuple[Entry, ...]
    total: int
    next: int | None


_ALL = EntryFilter()


def find_entries(
    act: Act,
    filter: EntryFilter = _ALL,  # noqa: A002 - the plain word
    *,
    before_seq: int | None = None,
    limit: int = 50,
) -> EntryPage:
    """A page of the log, newest first. Logs log:listed with the count."""
    entries_table = act.db.table("entries")
    conditions, values = filter.where()
    total = entries_table.count_where(" AND ".join(conditions) or "1", values)
    if before_seq is not None:
        conditions.append("seq < :before_seq")
        values["before_seq"] = before_seq
    limit = max(1, min(limit, _MOST))
    rows = entries_table.rows_where(
        " AND ".join(conditions) or "1",
        values,
        select=", ".join(FIELDS),
        order_by="seq DESC",
        limit=limit + 1,
    )
    found = [_entry(row) for row in rows]
    entries = tuple(found[:limit])
    act.log(Event.LOG_LISTED, count=len(entries))
    return EntryPage(
        entries=entries, total=total, next=entries[-1].seq if len(found) > limit else None
    )


def export_entries(
    act: Act,
    filter: EntryFilter = _ALL,  # noqa: A002 - the plain word
) -> list[Entry]:
    """All entries that fit, oldest first. Logs log:exported with the count.

    Only an export without a filter can be verified on its own; the entry that records the
    export comes after it and is not part of it.
    """
    conditions, values = filter.where()
    rows = act.db.table("entries").rows_where(
        " AND ".join(conditions) or "1", values, select=", ".join(FIELDS), order_by="seq"
    )
    entries = [_entry(row) for row in rows]
    act.log(Event.LOG_EXPORTED, count=len(entries), filtered=bool(conditions))
    return entries


def stream_entries(records: Records, upto: int) -> Iterator[Entry]:
    """The entries up to this one, oldest first, one by one; log the export before."""
    with records.peek() as look:
        rows = look.db.table("entries").rows_where(
            "seq <= ?", [upto], select=", ".join(FIELDS), order_by="seq"
        )
        yield from map(_entry, rows)


def get_entry(act: Act, seq: int) -> Entry:
    """One entry; NotFound when there is none. Part of an act that says what for."""
    rows = act.db.table("entries").rows_where("seq = ?", [seq], select=", ".join(FIELDS))
    row = next(iter(rows), None)
    if row is None:
        raise NotFound(Event.LOG_LISTED, f"entry:{seq}", "unknown")
    return _entry(row)


def thing(kind: str, id: str) -> str:  # noqa: A002 - the plain word
    """The object of an entry for a session id that came in a URL: what is none is `unknown`."""
    return f"{kind}:{id}" if is_session_id(id) else f"{kind}:unknown"


def _entry(row: dict[str, Any]) -> Entry:
    entry, _ = well_formed(row)
    if entry is None:
        raise LogBroken(row["seq"], "malformed")
    return Entry(**entry)
