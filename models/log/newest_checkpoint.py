"""The newest statement, remembered beside the log, so that a cut or lost anchor is noticed.

The anchor vouches for the log; this vouches that the anchor is the one that was written to.
Whoever wants to begin a new history has to forge both, and the anchor is kept elsewhere.
"""

from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from models.log.verify import Statement
from models.records import Step

_TABLE = "newest_checkpoint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """Which statement was written last; an older service knew no digest."""

    seq: int
    head: str
    digest: str

    def is_of(self, statement: Statement) -> bool:
        """Whether this is the statement."""
        if self.digest:
            return statement.digest() == self.digest
        return (statement.seq, statement.head) == (self.seq, self.head)


def remember(step: Step, statement: Statement) -> None:
    """Keep this statement in mind instead of the one before."""
    row = {"id": 1, "seq": statement.seq, "head": statement.head, "digest": statement.digest()}
    step.db.table(_TABLE).upsert(row, pk="id")


def recall(db: Database) -> Remembered | None:
    """The newest statement; None when none was ever written."""
    if not db.table(_TABLE).exists():
        return None
    row: dict[str, Any] | None = next(iter(db.table(_TABLE).rows), None)
    if row is None:
        return None
    return Remembered(seq=row["seq"], head=row["head"], digest=row.get("digest", ""))
