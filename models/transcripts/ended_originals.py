"""Originals that ended while their session stays: what belongs to ending one, now or anew.

A session whose key is gone looks like an erased one to a restore. The list outside the database
tells them apart, and lets no backup bring an original back whose time was over.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlite_utils import Database

from models.errors import KeyGone, Unsealable
from models.keeping.holds import is_held
from models.log.events import Event
from models.records import Act
from models.seals.sealed_columns import SEALED
from models.transcripts.originals import read_original

REPLAYED = "replayed"
"""The reason where a restored backup had not seen the end yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A line of the list: the session whose original ended, and when."""

    original: str
    at: str


def end_original(act: Act, session_id: str, *, reason: str) -> None:
    """Remove all that a session's key seals; the masked text stays. Logs original:deleted."""
    for column in SEALED:
        if column.kind == "session":
            verb = f"UPDATE {column.table} SET {column.column} = NULL"  # noqa: S608
            if not column.stays:
                verb = f"DELETE FROM {column.table}"  # noqa: S608
            act.db.execute(f"{verb} WHERE {column.owner} = ?", [session_id])
    act.log(Event.ORIGINAL_DELETED, f"session:{session_id}", reason=reason)


def end_again(act: Act, ended: Sequence[Ended]) -> int:
    """End originals anew that a backup brought back, and what a kill left of ending them.

    One that arrived after its line is another original. One that is held and can be opened was
    listed, but never ended: it stays. Gives how many ended.
    """
    back = [each.original for each in ended if _is_back(act.db, each)]
    gone = [
        session_id
        for session_id in dict.fromkeys(back)
        if not (is_held(act.db, session_id) and _opens(act, session_id))
    ]
    if gone:
        act.records.keys.shred_all([f"session:{session_id}" for session_id in gone])
    for session_id in gone:
        end_original(act, session_id, reason=REPLAYED)
    act.logged = act.logged or not gone
    return len(gone)


def _opens(act: Act, session_id: str) -> bool:
    """Whether the original can be unsealed: another key may stand under its name since."""
    try:
        return read_original(act, session_id) is not None
    except (KeyGone, Unsealable):
        return False


def _is_back(db: Database, ended: Ended) -> bool:
    found = db.execute(
        "SELECT count(*) FROM originals o JOIN sessions s ON s.id = o.session_id "
        "WHERE s.id = :original AND s.arrived_at <= :at AND s.status <> 'erasing'",
        asdict(ended),
    ).fetchone()
    return bool(found[0])
