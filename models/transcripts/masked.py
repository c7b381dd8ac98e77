"""The masked text of a session: rows that may be read, and nothing besides.

The search index goes with the messages: putting one in or out does the same with its words.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from models.texts import storable
from models.times import find_time, optional_text, optional_time
from models.transcripts.marks import Mark, Marked, marked
from models.transcripts.search_index import put_in, take_out
from redactor import Mask, RedactedMessage, RedactedSession, Role

_PREVIEW_LENGTH = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedMessage:
    """A message as it may be read; positions count from 1, masks stand in order."""

    position: int
    role: Role
    speaker: str
    at: datetime | None
    text: str
    marks: tuple[Mark, ...]

    @property
    def masks(self) -> tuple[Mask, ...]:
        """The masks in order."""
        return tuple(mark.mask for mark in self.marks)


def keep_masked(db: Database, session_id: str, redacted: RedactedSession) -> None:
    """Write a session's masked messages, their masks and so their words in the index.

    Of the findings only the stretches that masks stand for are kept.
    """
    db.table("messages").insert_all(
        {
            "session_id": session_id,
            "position": position,
            "role": message.role.value,
            "speaker": storable(message.speaker),
            "at": optional_text(find_time(message.at)),
            "text": storable(message.text),
        }
        for position, message in enumerate(redacted.messages, start=1)
    )
    kept = db.execute("SELECT position, id FROM messages WHERE session_id = ?", [session_id])
    ids = dict(kept.fetchall())
    put_in(db, _texts(db, session_id))
    for position, message in enumerate(redacted.messages, start=1):
        keep_marks(db, ids[position], marked(message).marks)


def keep_marks(db: Database, message_id: int, marks: Iterable[Mark]) -> None:
    """Write the masks of one message, with the stretch of the original each stands for."""
    db.table("masks").insert_all(
        {
            "message_id": message_id,
            "start": mark.mask.start,
            "end": mark.mask.end,
            "entity": mark.mask.entity,
            "score": mark.mask.score,
            "label": mark.mask.label,
            "source": mark.mask.source,
            "original_start": mark.origin[0] if mark.origin else None,
            "original_end": mark.origin[1] if mark.origin else None,
        }
        for mark in marks
    )


def replace_marked(db: Database, session_id: str, position: int, now: Marked) -> None:
    """Put a text with other marks in the place of a message; its words in the index follow."""
    message_id, before = db.execute(
        "SELECT id, text FROM messages WHERE session_id = ? AND position = ?",
        [session_id, position],
    ).fetchone()
    take_out(db, {message_id: before})
    db.table("messages").update(message_id, {"text": now.text})
    put_in(db, {message_id: now.text})
    db.execute("DELETE FROM masks WHERE message_id = ?", [message_id])
    keep_marks(db, message_id, now.marks)


def refresh_columns(db: Database, session_id: str) -> None:
    """Let the session's row say again what its messages say: the preview, the count of masks."""
    messages = read_masked(db, session_id)
    db.table("sessions").update(
        session_id,
        {
            "mask_count": sum(len(message.marks) for message in messages),
            "preview": storable(_preview(messages)),
        },
    )


def drop_masked(db: Database, session_id: str) -> None:
    """Remove all that could be read of a session, from messages, masks and index."""
    take_out(db, _texts(db, session_id))
    db.execute(
        "DELETE FROM masks WHERE message_id IN (SELECT id FROM messages WHERE session_id = ?)",
        [session_id],
    )
    db.execute("DELETE FROM messages WHERE session_id = ?", [session_id])


def _texts(db: Database, session_id: str) -> dict[int, str]:
    return dict(
        db.execute("SELECT id, text FROM messages WHERE session_id = ?", [session_id]).fetchall()
    )


def reads_alike(db: Database, session_id: str, redacted: RedactedSession) -> bool:
    """Whether what is kept of a session reads the same as this."""
    kept = [(message.role, message.text) for message in read_masked(db, session_id)]
    return kept == [(message.role, storable(message.text)) for message in redacted.messages]


def read_masked(db: Database, session_id: str) -> tuple[MaskedMessage, ...]:
    """A session's masked messages in order."""
    marks: dict[int, list[Mark]] = {}
    for row in db.query(
        "SELECT m.position, k.* FROM masks k JOIN messages m ON m.id = k.message_id "
        "WHERE m.session_id = ? ORDER BY k.message_id, k.start",
        [session_id],
    ):
        position = row.pop("position")
        del row["message_id"]
        start, end = row.pop("original_start"), row.pop("original_end")
        origin = None if start is None or end is None else (start, end)
        marks.setdefault(position, []).append(Mark(mask=Mask(**row), origin=origin))
    return tuple(
        MaskedMessage(
            position=row["position"],
            role=Role(row["role"]),
            speaker=row["speaker"],
            at=optional_time(row["at"]),
            text=row["text"],
            marks=tuple(marks.get(row["position"], ())),
        )
        for row in db.table("messages").rows_where(
            "session_id = ?", [session_id], order_by="position"
        )
    )


def masked_columns(redacted: RedactedSession | None) -> dict[str, Any]:
    """What a session's row says about its text; says nothing where it may not be read."""
    messages = redacted.messages if redacted else ()
    identity: Mapping[str, str] = redacted.identity if redacted else {}
    return {
        "message_count": len(messages),
        "mask_count": sum(len(message.masks) for message in messages),
        "first_reply_seconds": _first_reply_seconds(messages),
        "agents": json.dumps(_agents(messages)),
        "identity": json.dumps(dict(identity)),
        "preview": storable(_preview(messages)),
        "policy": redacted.policy if redacted else "",
        "engine": redacted.engine if redacted else "",
        "model": redacted.model if redacted else "",
    }


def _agents(messages: tuple[RedactedMessage, ...]) -> list[str]:
    spoken = (m.speaker for m in messages if m.role is Role.AGENT and m.speaker)
    return list(dict.fromkeys(spoken))


def _first_reply_seconds(messages: tuple[RedactedMessage, ...]) -> int | None:
    """From the visitor's first message to the agent's first one after it."""
    asked: datetime | None = None
    for message in messages:
        at = find_time(message.at)
        if at is None:
            continue
        if asked is None and message.role is Role.VISITOR:
            asked = at
        elif asked is not None and message.role is Role.AGENT:
            return max(0, round((at - asked).total_seconds()))
    return None


def _preview(messages: Sequence[RedactedMessage | MaskedMessage]) -> str:
    """How the visitor's first words begin, on one line; never cut inside a mask."""
    first = next((m for m in messages if m.role is Role.VISITOR and m.text.strip()), None)
    if first is None:
        return ""
    end = min(_PREVIEW_LENGTH, len(first.text))
    for mask in first.masks:
        if mask.start < end < mask.end:
            end = mask.start
    shown = " ".join(first.text[:end].split())
    return shown if end == len(first.text) else shown + " …"
