"""The table of notices to people."""

from sqlite_utils import Database

from models.migrations.tables import columns


def notices(db: Database) -> None:
    """What people are told: a kind and an object, never words."""
    db.table("notices").create(
        columns("id person_id kind object at seen_at mailed_at"),
        pk="id",
        not_null={"person_id", "kind", "object", "at"},
        foreign_keys=[("person_id", "people", "id")],
        strict=True,
    )
    db.table("notices").create_index(["person_id", "seen_at", "at"])
    db.execute("CREATE INDEX notices_unmailed ON notices (at) WHERE mailed_at IS NULL")
