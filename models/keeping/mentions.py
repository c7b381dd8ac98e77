"""Mentions: chats of others that name a person who was erased at their own request.

What may be read there is masked and stays. The sealed original and the raw deliveries would still
name the person, so their keys are destroyed, now and whenever the chat is delivered again. A chat
on hold keeps its original for as long as it is held.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from models.actors import Actor
from models.keeping.erased_list import append_ended
from models.keeping.holds import is_held
from models.log.events import Event
from models.records import Act, Records
from models.times import to_text
from models.transcripts.ended_originals import end_original

MENTION = "mention"
"""The reason of what ends because it names somebody who was erased."""

_DELIVERIES = "SELECT id FROM deliveries WHERE session_id = ? AND status IN ('done', 'parked')"
_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """Of how many chats of others the originals ended for a request, and how many a hold keeps."""

    ended: int = 0
    held: int = 0


def note_mentions(act: Act, request_id: str, session_ids: Sequence[str]) -> None:
    """Have the originals of these chats end, because they name who asks to be erased."""
    act.db.table("mentions").insert_all(
        (
            {"session_id": session_id, "request_id": request_id, "noted_at": to_text(act.now)}
            for session_id in session_ids
        ),
        ignore=True,
    )


def count_mentions(db: Database, request_id: str) -> Mentioned:
    """What became of the chats of others that name the person of this request."""
    ended, left = db.execute(
        "SELECT count(ended_at), count(*) - count(ended_at) FROM mentions WHERE request_id = ?",
        [request_id],
    ).fetchone()
    return Mentioned(ended=ended, held=left)


def end_mentions(records: Records, actor: Actor, listed: Path) -> int:
    """End what names somebody who was erased; gives of how many chats. Logs original:deleted.

    `listed` is the list outside the database, so that no restore brings such an original back.
    """
    done = 0
    while ids := _waiting(records):
        with records.act(actor) as act:
            ids = [session_id for session_id in ids if not is_held(act.db, session_id)]
            append_ended(listed, ids, to_text(act.now))
            for session_id in ids:
                _end(act, session_id)
            act.logged = act.logged or not ids
        done += len(ids)
        if not ids:
            break
    return done


def _waiting(records: Records) -> list[str]:
    """Chats that are to lose what names somebody: never done, or delivered again since."""
    with records.peek() as look:
        rows = look.db.execute(
            "SELECT DISTINCT m.session_id FROM mentions m "
            "JOIN sessions s ON s.id = m.session_id AND s.status <> 'erasing' "
            "WHERE m.ended_at IS NULL "
            "OR EXISTS (SELECT 1 FROM originals o WHERE o.session_id = m.session_id) "
            "OR EXISTS (SELECT 1 FROM deliveries d WHERE d.session_id = m.session_id "
            "AND d.status IN ('done', 'parked')) ORDER BY m.session_id"
        )
        ids = [session_id for (session_id,) in rows if not is_held(look.db, session_id)]
    return ids[:_MOST]


def _end(act: Act, session_id: str) -> None:
    """Keys first; then the rows, and the digests by which the chat was found for the person."""
    deliveries = [id_ for (id_,) in act.db.execute(_DELIVERIES, [session_id]).fetchall()]
    keys = [f"session:{session_id}", *(f"delivery:{id_}" for id_ in deliveries)]
    act.records.keys.shred_all(keys)
    end_original(act, session_id, reason=MENTION)
    for delivery_id in deliveries:
        act.db.execute("DELETE FROM deliveries WHERE id = ?", [delivery_id])
        act.log(Event.DELIVERY_DELETED, f"delivery:{delivery_id}", reason=MENTION)
    act.db.execute(
        "DELETE FROM subject_index WHERE session_id = :session AND (kind, digest) IN "
        "(SELECT d.kind, d.digest FROM subject_request_digests d JOIN mentions m "
        "ON m.request_id = d.request_id WHERE m.session_id = :session)",
        {"session": session_id},
    )
    act.db.execute(
        "UPDATE mentions SET ended_at = ? WHERE session_id = ? AND ended_at IS NULL",
        [to_text(act.now), session_id],
    )
