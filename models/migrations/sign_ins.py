"""What came to sign-ins and to how people prove who they are."""

from sqlite_utils import Database


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
