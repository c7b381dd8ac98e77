"""The tables of subject requests: their course, and by digests whom they were of."""

from sqlite_utils import Database

from models.migrations.tables import columns


def subject_requests(db: Database) -> None:
    """Requests from intake to close; identifiers are sealed until the close, then gone."""
    db.table("subject_requests").create(
        columns(
            "id kind channel status opened_at opened_by received_at due_at extended_for "
            "sealed:bytes searched_at verified_at verified_by verified_how "
            "decision refusal proposed_at proposed_by approved_at approved_by closed_at closed_by "
            "theirs:int mentions:int erased:int held:int exports:int objection_id reminded"
        ),
        pk="id",
        not_null={"kind", "channel", "status", "opened_at", "opened_by", "received_at", "due_at"},
        defaults={"theirs": 0, "mentions": 0, "erased": 0, "held": 0, "exports": 0},
        strict=True,
    ).create_index(["status", "due_at"])
    db.table("subject_request_digests").create(
        columns("request_id kind digest"),
        pk=("request_id", "kind", "digest"),
        foreign_keys=[("request_id", "subject_requests", "id")],
        strict=True,
    ).create_index(["digest", "kind"])
    db.table("subject_request_sessions").create(
        columns("request_id session_id relation kinds certain:int choice"),
        pk=("request_id", "session_id"),
        not_null={"relation", "kinds", "certain", "choice"},
        strict=True,
    ).create_index(["session_id"])
    db.table("subject_request_workers").create(
        columns("request_id person_id"), pk=("request_id", "person_id"), strict=True
    )


def corrected_counts(db: Database) -> None:
    """In how many chats a request put something right, and in how many nothing was left to."""
    db.table("subject_requests").add_column("corrected", int)
    db.table("subject_requests").add_column("without_original", int)


def corrections(db: Database) -> None:
    """What a person had corrected of what the vendor says: sealed with the session's key."""
    db.table("corrections").create(
        columns("id session_id request_id made_at made_by sealed:bytes"),
        pk="id",
        not_null={"session_id", "made_at", "made_by", "sealed"},
        strict=True,
    ).create_index(["session_id"])
