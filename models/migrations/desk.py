"""What the auditors' desk needs: ways through the log, saved filters, alerts."""

from sqlite_utils import Database

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
    for name, columns in _WAYS.items():
        db.execute(f"CREATE INDEX {name} ON entries ({columns})")
    db.execute(
        f"CREATE INDEX entries_by_request ON entries ({_REQUEST}) WHERE {_REQUEST} IS NOT NULL"
    )
