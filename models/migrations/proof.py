"""The proof of the log: its tree, its statements and places, and the segments taken out of it."""

from sqlite_utils import Database

from models.migrations.tables import columns


def log_tree(db: Database) -> None:
    """The kept nodes of the Merkle tree, and the digest of the newest statement."""
    db.table("log_nodes").create(
        columns("level:int position:int hash"),
        pk=("level", "position"),
        not_null={"hash"},
        strict=True,
    )
    db.table("newest_checkpoint").add_column("digest", str, not_null_default="")
