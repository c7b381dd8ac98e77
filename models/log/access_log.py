"""The access log: who looked at what, when, what for; read, exported, never changed.

Reading it is an act like any other and stands in it.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from models.errors import LogBroken, NotFound, Unwritable
from models.ids import is_session_id
from models.log.entries import Entry
from models.log.entry_filter import EntryFilter
from models.log.events import Event, Outcome
from models.log.verify import FIELDS, well_formed
from models.records import Act, Records, Step
from models.times import from_text

__all__ = [
    "Entry",
    "EntryFilter",
    "EntryPage",
    "Event",
    "Outcome",
    "begin_export",
    "blocks",
    "entries_after",
    "entry_of",
    "export_entries",
    "find_entries",
    "find_seqs",
    "get_entry",
    "live_since",
    "read_entries",
    "stream_entries",
    "thing",
]

_MOST = 500
_FEW = 20_000
AT_ONCE = 1000
"""Entries of a long export that are read in one go."""


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
    """A page of the log, newest first. Logs log:listed: how many, and what was asked for."""
    where, values = filter.where()
    total = _count(act.db, filter)
    if before_seq is not None:
        where += " AND (at, seq) < ((SELECT at FROM entries WHERE seq = :before), :before)"
        values["before"] = before_seq
    limit = max(1, min(limit, _MOST))
    # Few are found by the way of the filter and put in order; of many the newest are read off.
    at = "+at" if total < _FEW else "at"
    newest = f"SELECT seq {where} ORDER BY {at} DESC, seq DESC LIMIT :limit"
    rows = act.db.query(
        f"SELECT {', '.join(FIELDS)} FROM entries WHERE seq IN ({newest}) "  # noqa: S608 - ours
        "ORDER BY at DESC, seq DESC",
        {**values, "limit": limit + 1},
    )
    found = [entry_of(row) for row in rows]
    entries = tuple(found[:limit])
    act.log(Event.LOG_LISTED, count=len(entries), **filter.said(act.db))
    return EntryPage(
        entries=entries, total=total, next=entries[-1].seq if len(found) > limit else None
    )


def _count(db: Database, filter: EntryFilter) -> int:  # noqa: A002 - the plain word
    """How many entries fit; of all there are, by their numbers, which have no gaps."""
    if filter == _ALL:
        first, last = db.execute(
            "SELECT (SELECT min(seq) FROM entries), (SELECT max(seq) FROM entries)"
        ).fetchone()
        return last - first + 1 if last else 0
    where, values = filter.where()
    return int(db.execute(f"SELECT count(*) {where}", values).fetchone()[0])


def find_rows(db: Database, filter: EntryFilter) -> tuple[Entry, ...]:  # noqa: A002
    """All entries that fit, newest first; logs nothing: for the service's own watch."""
    where, values = filter.where()
    rows = db.query(
        f"SELECT {', '.join(FIELDS)} {where} ORDER BY at DESC, seq DESC",
        values,
    )
    return tuple(entry_of(row) for row in rows)


def export_entries(
    act: Act,
    filter: EntryFilter = _ALL,  # noqa: A002 - the plain word
) -> list[Entry]:
    """All entries that fit, oldest first. Logs log:exported with the count.

    Only an export without a filter can be verified on its own; the entry that records the
    export comes after it and is not part of it.
    """
    where, values = filter.where()
    rows = act.db.query(f"SELECT {', '.join(FIELDS)} {where} ORDER BY seq", values)
    entries = [entry_of(row) for row in rows]
    filtered = filter != _ALL
    act.log(Event.LOG_EXPORTED, count=len(entries), filtered=filtered, **filter.said(act.db))
    return entries


def begin_export(
    act: Act,
    filter: EntryFilter = _ALL,  # noqa: A002 - the plain word
) -> tuple[int | None, int]:
    """Log an export that is streamed after the act; gives the first entry that fits, and the last.

    The last is the newest that may belong to it; where none fits there is no first.

    Logs log:exported with the count. For many entries: nobody waits for them to be written out.
    """
    where, values = filter.where()
    count, first = act.db.execute(f"SELECT count(*), min(seq) {where}", values).fetchone()
    filtered = filter != _ALL
    said = filter.said(act.db)
    return first, act.log(Event.LOG_EXPORTED, count=count, filtered=filtered, **said).seq - 1


def stream_entries(
    records: Records,
    upto: int,
    filter: EntryFilter = _ALL,  # noqa: A002 - the plain word
    *,
    first: int | None = None,
) -> Iterator[Entry]:
    """The entries up to this one, oldest first, one by one; log the export before.

    Nothing stays open while somebody takes them. Unwritable where they left the live log meanwhile:
    since the export was logged, if `first` is the first that fitted then.
    """
    with records.peek() as look:
        seqs = find_seqs(look.db, upto, filter)
    if first is not None and (not seqs or seqs[0] != first):
        raise Unwritable("ENTRIES_ARCHIVED")
    for block in blocks(seqs):
        with records.peek() as look:
            entries = read_entries(look.db, block)
        yield from entries


def find_seqs(db: Database, upto: int, filter: EntryFilter) -> Sequence[int]:  # noqa: A002
    """The numbers of the entries that fit, up to this one, oldest first."""
    where, values = filter.where()
    rows = db.execute(f"SELECT seq {where} AND seq <= :upto ORDER BY seq", {**values, "upto": upto})
    return array("q", (seq for (seq,) in rows))


def blocks(seqs: Sequence[int]) -> Iterator[Sequence[int]]:
    """As many of them as are read at once, then the next as many."""
    for start in range(0, len(seqs), AT_ONCE):
        yield seqs[start : start + AT_ONCE]


def read_entries(db: Database, seqs: Sequence[int]) -> list[Entry]:
    """The entries of these numbers, oldest first; Unwritable where the first of them left."""
    marks = ", ".join("?" * len(seqs))
    rows = db.query(
        f"SELECT {', '.join(FIELDS)} FROM entries WHERE seq IN ({marks}) ORDER BY seq",  # noqa: S608
        list(seqs),
    )
    entries = [entry_of(row) for row in rows]
    if not entries or entries[0].seq != seqs[0]:
        raise Unwritable("ENTRIES_ARCHIVED")
    return entries


def get_entry(act: Act, seq: int) -> Entry:
    """One entry; NotFound when there is none. Part of an act that says what for."""
    rows = act.db.table("entries").rows_where("seq = ?", [seq], select=", ".join(FIELDS))
    row = next(iter(rows), None)
    if row is None:
        raise NotFound(Event.LOG_LISTED, f"entry:{seq}", "unknown")
    return entry_of(row)


def entries_after(act: Act, seq: int, limit: int) -> list[Entry]:
    """Entries after this number, oldest first. Logs log:exported with the count."""
    rows = act.db.table("entries").rows_where(
        "seq > ?", [seq], select=", ".join(FIELDS), order_by="seq", limit=limit
    )
    entries = [entry_of(row) for row in rows]
    act.log(Event.LOG_EXPORTED, count=len(entries), filtered=True)
    return entries


def live_since(step: Step) -> datetime | None:
    """From when on the live log has every entry; None where none has left it."""
    first = step.db.execute("SELECT seq, at FROM entries ORDER BY seq LIMIT 1").fetchone()
    return from_text(first[1]) if first and first[0] > 1 else None


def thing(kind: str, id: str) -> str:  # noqa: A002 - the plain word
    """The object of an entry for a session id that came in a URL: what is none is `unknown`."""
    return f"{kind}:{id}" if is_session_id(id) else f"{kind}:unknown"


def entry_of(row: dict[str, Any]) -> Entry:
    """The entry of a row; LogBroken when it is not as it was written."""
    entry, _ = well_formed(row)
    if entry is None:
        raise LogBroken(row["seq"], "malformed")
    return Entry(**entry)
