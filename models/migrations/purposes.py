"""The purposes people may work under, and who was let work under which."""

import json

from sqlite_utils import Database

from models.actors import ROLE_PURPOSES, Purpose
from models.migrations.tables import columns


def purposes(db: Database) -> None:
    """Purposes, the built-in ones to begin with, and leave to work under one that needs it."""
    db.table("purposes").create(
        columns("code words opens roles second_person:int built_in:int changed_at retired_at"),
        pk="code",
        not_null={"words", "opens", "roles", "second_person", "built_in"},
        strict=True,
    )
    db.table("purposes").insert_all(
        {
            "code": purpose.value,
            "words": purpose.words,
            "opens": purpose.value,
            "roles": json.dumps([r.value for r, own in ROLE_PURPOSES.items() if purpose in own]),
            "second_person": 0,
            "built_in": 1,
        }
        for purpose in Purpose
    )
    db.table("purpose_leaves").create(
        columns("id person_id purpose asked_at outcome decided_by decided_at ends_at"),
        pk="id",
        not_null={"person_id", "purpose", "asked_at", "outcome"},
        defaults={"outcome": ""},
        foreign_keys=[("person_id", "people", "id"), ("purpose", "purposes", "code")],
        strict=True,
    )
    db.table("purpose_leaves").create_index(["person_id", "purpose"])
    db.table("sign_ins").add_column("chosen_purpose", str)
