"""What erasing knows besides: what is sought, for whose request, and who is mentioned elsewhere."""

from sqlite_utils import Database

from models.migrations.tables import columns


def sought_values(db: Database) -> None:
    """What an erased session is looked for by, sealed; gone with its certificate."""
    db.table("sought_values").create(
        columns("erasure kept_at sealed:bytes"),
        pk="erasure",
        not_null={"kept_at", "sealed"},
        strict=True,
    )


def erasures_by_request(db: Database) -> None:
    """Which request of a person an erasure was asked for by."""
    db.table("erasures").add_column("request_id", str)
    db.table("erasures").create_index(["request_id"])


def swept_work(db: Database) -> None:
    """How much of what proves people's work a sweep deleted."""
    db.table("sweeps").add_column("work", int, not_null_default=0)


def mentions(db: Database) -> None:
    """Chats of others that mention somebody who was erased: their originals end, later ones too."""
    db.table("mentions").create(
        columns("session_id request_id noted_at ended_at"),
        pk=("session_id", "request_id"),
        not_null={"noted_at"},
        strict=True,
    ).create_index(["request_id"])


def delivery_references(db: Database) -> None:
    """Which conversation a delivery is of: its erasure finds it, parked and in no session too."""
    table = db.table("deliveries")
    table.add_column("reference_digest", str)
    table.create_index(["reference_digest", "session_id"])


def parked_without_reference(db: Database) -> None:
    """What was parked before goes back in line: read again, it says which conversation it is of.

    What took its worker down has one try left, the others all of them.
    """
    db.execute(
        "UPDATE deliveries SET status = 'waiting', next_try_at = NULL, reason = '', attempts = "
        "CASE reason WHEN 'worker_lost' THEN max(attempts - 2, 0) ELSE 0 END "
        "WHERE status = 'parked' AND session_id IS NULL AND reference_digest IS NULL"
    )
