"""Reveals, and where masks come from in the original: positions only."""

from sqlite_utils import Database

from models.migrations.tables import columns


def mask_origins(db: Database) -> None:
    """What stretch of the original message each mask stands for; unknown for older masks."""
    db.table("masks").add_column("original_start", int)
    db.table("masks").add_column("original_end", int)


def reveals(db: Database) -> None:
    """What somebody asked to see unmasked, who decided, and when it was shown.

    A row outlives the session it speaks of, as the access log does; its notes are sealed with
    the session's key and are gone with it.
    """
    db.table("reveals").create(
        columns(
            "id session revision:int position:int original_start:int original_end:int label "
            "entity reason note:bytes minutes:int purpose asked_by asked_role asked_at "
            "outcome decided_by decided_at ends_at shown_at glass:int "
            "reviewed_by reviewed_at review_outcome review_note:bytes"
        ),
        pk="id",
        not_null={
            "session",
            "revision",
            "label",
            "entity",
            "reason",
            "minutes",
            "purpose",
            "asked_by",
            "asked_role",
            "asked_at",
            "outcome",
            "glass",
        },
        defaults={"outcome": "", "glass": 0},
        foreign_keys=[("asked_by", "people", "id"), ("decided_by", "people", "id")],
        strict=True,
    )
    table = db.table("reveals")
    table.create_index(["session", "asked_at"])
    table.create_index(["asked_by", "asked_at"])
    table.create_index(["asked_at", "id"])
