"""The tables of keeping no longer than needed: erasures, holds, sweeps, certificates."""

from sqlite_utils import Database

from models.migrations.tables import columns


def erasures(db: Database) -> None:
    """Sessions to be erased and sessions that were; a row outlives what it speaks of."""
    db.table("certificates").create(
        columns("id kind issued_at sessions:int bytes:int sought:int found:int document"),
        pk="id",
        not_null={"kind", "issued_at", "sessions", "bytes", "sought", "found", "document"},
        strict=True,
    ).create_index(["issued_at", "id"])
    db.table("erasures").create(
        columns(
            "session_id source_id reference_digest reason state asked_at asked_by "
            "done_at attempts:int problem certificate_id"
        ),
        pk="session_id",
        not_null={
            "source_id",
            "reference_digest",
            "reason",
            "state",
            "asked_at",
            "asked_by",
            "attempts",
            "problem",
        },
        defaults={"attempts": 0, "problem": ""},
        strict=True,
    )
    table = db.table("erasures")
    table.create_index(["source_id", "reference_digest"])
    table.create_index(["state", "asked_at"])
    table.create_index(["asked_at", "session_id"])


def holds(db: Database) -> None:
    """What keeps a session from deletion; a hold that was released stays until its session goes."""
    db.table("holds").create(
        columns("id session_id reason note:bytes placed_at placed_by ends_at released_at"),
        pk="id",
        not_null={"session_id", "reason", "placed_at", "placed_by"},
        strict=True,
    )
    db.table("holds").create_index(["session_id"])
    db.table("holds").create_index(["released_at", "placed_at", "id"])


def arrivals(db: Database) -> None:
    """When something new of a session came last, by this machine's clock: retention counts on."""
    db.table("sessions").add_column("arrived_at", str, not_null_default="")
    db.execute("UPDATE sessions SET arrived_at = kept_at")
    db.table("sessions").create_index(["arrived_at", "id"])


def notices_by_object(db: Database) -> None:
    """Notices are found by what they are about, when that goes."""
    db.table("notices").create_index(["object"])


def sweeps(db: Database) -> None:
    """What sweeps did or would not do, and the last time that is known to be right."""
    db.table("sweeps").create(
        columns(
            "id:int at stop sessions:int originals:int deliveries:int reviews:int held:int "
            "confirmed_at confirmed_by"
        ),
        pk="id",
        not_null={"at", "stop", "sessions", "originals", "deliveries", "reviews", "held"},
        strict=True,
    )
    db.table("known_time").create(columns("id:int at"), pk="id", not_null={"at"}, strict=True)
    db.table("sessions").create_index(["source_id", "arrived_at", "id"])
    db.table("deliveries").create_index(["source_id", "received_at"])
    db.table("reviews").create_index(["updated_at"])
