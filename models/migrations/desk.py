"""What the auditors' desk needs: ways through the log, saved filters, alerts."""

import re
from urllib.parse import parse_qsl

from sqlite_utils import Database

from models.log.entry_filter import EntryFilter
from models.migrations.tables import columns

_QUESTIONS = ("", "session", "person", "refused", "reveals", "off_hours")
_DAY = re.compile(r"(?:\d{4}-\d\d-\d\d)?", re.ASCII)

_WAYS = {
    "entries_by_actor": "actor_id, at, outcome",
    "entries_by_actor_event": "actor_id, event, at, outcome",
    "entries_by_event": "event, at, actor_id, outcome",
    "entries_by_object": "object, at, event",
    "entries_by_outcome": "outcome, at, actor_id",
    "entries_by_kind": "actor_kind, at, event, actor_id, outcome",
}
"""One for each question, with all it counts by; what they hold stands in time order."""

_REQUEST = "CASE WHEN json_valid(details) THEN json_extract(details, '$.request') END"


def log_ways(db: Database) -> None:
    """Indexes that answer the auditors' questions without reading the whole log."""
    for column in ("actor_id", "event", "object", "outcome"):
        db.execute(f"DROP INDEX IF EXISTS idx_entries_{column}_seq")
    for name, way in _WAYS.items():
        db.execute(f"CREATE INDEX {name} ON entries ({way})")
    db.execute(
        f"CREATE INDEX entries_by_request ON entries ({_REQUEST}) WHERE {_REQUEST} IS NOT NULL"
    )


def saved_filters(db: Database) -> None:
    """What auditors ask again and again, under names of their own."""
    db.table("saved_filters").create(
        columns("id person_id name address created_at"),
        pk="id",
        not_null={"person_id", "name", "address", "created_at"},
        foreign_keys=[("person_id", "people", "id")],
        strict=True,
    ).create_index(["person_id", "name"], unique=True)


def known_filters(db: Database) -> None:
    """Saved filters go that an earlier version kept with words that no record knows."""
    for row in list(db.table("saved_filters").rows):
        if not _is_known(db, row["address"]):
            db.table("saved_filters").delete(row["id"])


def _is_known(db: Database, address: str) -> bool:
    """Whether an address asks of the log what may be kept of a question, and nothing besides."""
    path, _, query = address.partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    told = dict(pairs)
    days = (told.pop("since", ""), told.pop("until", ""))
    question, about = told.pop("question", ""), told.pop("object", "").strip()
    asked = EntryFilter(
        actor=told.pop("actor", ""),
        event=told.pop("event", ""),
        object=f"session:{about.upper()}" if about and ":" not in about else about,
        outcome=told.pop("outcome", ""),
        request=told.pop("request", "").strip().lower(),
    )
    sound = path == "/log" and not told and len(pairs) == len(dict(pairs))
    sound = sound and question in _QUESTIONS and all(map(_DAY.fullmatch, days))
    return sound and not asked.unknown(db)


def alerts(db: Database) -> None:
    """What was unusual, and up to which entry the watch has looked: history is not judged."""
    db.table("alerts").create(
        columns(
            "id kind actor_id actor_name day key count:int usual:int first_seq:int last_seq:int "
            "at closed_at closed_by verdict note"
        ),
        pk="id",
        not_null={"kind", "actor_id", "day", "key", "count", "first_seq", "last_seq", "at"},
        strict=True,
    )
    db.table("alerts").create_index(["kind", "actor_id", "key"], unique=True)
    db.table("alerts").create_index(["closed_at", "at", "id"])
    db.table("watch").create(columns("id:int seq:int"), pk="id", not_null={"seq"}, strict=True)
    db.execute("INSERT INTO watch SELECT 1, coalesce(max(seq), 0) FROM entries")
