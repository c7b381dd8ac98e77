"""References: the vendors' ids of conversations, of which only keyed digests are kept."""

from sqlite_utils import Database

from models.errors import Erased
from models.records import Records


def reference_digest(records: Records, source_id: str, reference: str) -> str:
    """What a conversation of this source is known by."""
    return records.digest("reference", f"{source_id}\n{reference}")


def require_not_erased(db: Database, source_id: str, digest: str) -> None:
    """Erased when this conversation was erased, or is to be."""
    row = db.execute(
        "SELECT session_id FROM erasures WHERE source_id = ? AND reference_digest = ?",
        [source_id, digest],
    ).fetchone()
    if row is not None:
        raise Erased(row[0])
