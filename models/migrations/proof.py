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


def place_paces(db: Database) -> None:
    """How long a place may rest, and since when it is looked after: what only lags shows, too."""
    db.table("anchor_places").add_column("every_seconds", int)
    db.table("anchor_places").add_column("watched_at", str)


def log_segments(db: Database) -> None:
    """Which entries left the log under a signed statement: only those, oldest first, may go."""
    db.table("log_segments").create(
        columns("first_seq:int last_seq:int head digest signed_at removed_at"),
        pk="last_seq",
        not_null={"first_seq", "head", "digest", "signed_at"},
        strict=True,
    )
    db.execute("DROP TRIGGER entries_no_delete")
    db.execute(
        """
        CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries
        WHEN OLD.seq IS NOT (SELECT min(seq) FROM entries)
          OR NOT EXISTS (SELECT 1 FROM log_segments WHERE removed_at IS NULL
                         AND OLD.seq BETWEEN first_seq AND last_seq)
        BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END
        """
    )
    db.execute(
        """
        CREATE TRIGGER log_segments_follow BEFORE INSERT ON log_segments
        WHEN NEW.removed_at IS NOT NULL
          OR NEW.first_seq IS NOT (SELECT min(seq) FROM entries)
          OR NEW.last_seq < NEW.first_seq OR NEW.last_seq % 256 <> 0
          OR NEW.last_seq > coalesce((SELECT seq FROM newest_checkpoint), 0)
          OR NEW.head IS NOT (SELECT hash FROM entries WHERE seq = NEW.last_seq)
          OR NOT coalesce(julianday(NEW.signed_at) - julianday(
               (SELECT max(at) FROM entries WHERE seq <= NEW.last_seq)) >= 30, 0)
        BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END
        """
    )
    db.execute(
        """
        CREATE TRIGGER log_segments_close BEFORE UPDATE ON log_segments
        WHEN OLD.removed_at IS NOT NULL OR NEW.removed_at IS NULL
          OR EXISTS (SELECT 1 FROM entries WHERE seq <= OLD.last_seq)
          OR (OLD.first_seq, OLD.last_seq, OLD.head, OLD.digest, OLD.signed_at)
             IS NOT (NEW.first_seq, NEW.last_seq, NEW.head, NEW.digest, NEW.signed_at)
        BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END
        """
    )
    db.execute(
        "CREATE TRIGGER log_segments_stay BEFORE DELETE ON log_segments "
        "BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END"
    )
