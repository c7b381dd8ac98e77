"""Holds on a person: keyed digests only, as for objections."""

from sqlite_utils import Database

from models.migrations.tables import columns


def subject_holds(db: Database) -> None:
    """What keeps every chat of a person from deletion, the ones to come included."""
    db.table("subject_holds").create(
        columns(
            "id reason note:bytes placed_at placed_by ends_at request_id "
            "release_asked_at release_asked_by released_at released_by"
        ),
        pk="id",
        not_null={"reason", "placed_at", "placed_by"},
        strict=True,
    ).create_index(["released_at", "placed_at", "id"])
    db.table("subject_hold_digests").create(
        columns("hold_id kind digest"),
        pk=("hold_id", "kind", "digest"),
        foreign_keys=[("hold_id", "subject_holds", "id")],
        strict=True,
    ).create_index(["digest", "kind"])
