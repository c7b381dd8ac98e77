"""The newest checkpoint, remembered beside the log, so that a cut or lost anchor is noticed.

The anchor vouches for the log; this vouches that the anchor is the one that was written to.
Whoever wants to begin a new history has to forge both, and the anchor is kept elsewhere.
"""

from typing import Any

from sqlite_utils import Database

from models.records import Step

_TABLE = "newest_checkpoint"


def remember(step: Step, *, seq: int, head: str) -> None:
    """Keep this checkpoint in mind instead of the one before."""
    step.db.table(_TABLE).upsert({"id": 1, "seq": seq, "head": head}, pk="id")


def recall(db: Database) -> tuple[int, str] | None:
    """Number and head of the newest checkpoint; None when none was ever written."""
    if not db.table(_TABLE).exists():
        return None
    row: dict[str, Any] | None = next(iter(db.table(_TABLE).rows), None)
    return None if row is None else (int(row["seq"]), str(row["head"]))
