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


def anchor_places(db: Database) -> None:
    """Statements on their way, and which place has which."""
    db.table("statements").create(
        columns("number:int digest type seq:int line"),
        pk="number",
        not_null={"digest", "type", "seq", "line"},
        strict=True,
    ).create_index(["digest"], unique=True)
    db.table("anchor_places").create(
        columns("name number:int seq:int delivered_at failing_since code tries:int next_try_at"),
        pk="name",
        not_null={"number", "seq", "code", "tries"},
        strict=True,
    )
