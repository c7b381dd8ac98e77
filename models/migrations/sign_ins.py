"""What came to sign-ins and to how people prove who they are."""

from sqlite_utils import Database

from models.migrations.tables import columns


def proved_sign_ins(db: Database) -> None:
    """When, by what and from which device somebody signed in, and when they last proved it.

    `id` names a sign-in for as long as it lasts; its token changes with every proof.
    """
    table = db.table("sign_ins")
    for column in ("id", "opened_by", "device", "proved_at"):
        table.add_column(column, str)
    table.add_column("failed_proofs", int, not_null_default=0)
    db.execute("UPDATE sign_ins SET id = lower(hex(randomblob(16))), opened_by = '', device = ''")
    table.create_index(["id"], unique=True)


def known_devices(db: Database) -> None:
    """Devices that people signed in from, and whether a failure came from elsewhere."""
    db.table("known_devices").create(
        columns("token_digest person_id seen_at"),
        pk=("token_digest", "person_id"),
        not_null={"seen_at"},
        foreign_keys=[("person_id", "people", "id")],
        strict=True,
    ).create_index(["person_id"])
    db.table("sign_in_failures").add_column("strange", int, not_null_default=1)
