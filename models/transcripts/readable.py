"""What may be read, and what for: asked before any text is."""

from typing import Any

from models.actors import Purpose
from models.errors import NotAllowed, NotFound
from models.ids import is_session_id
from models.log.access_log import thing
from models.log.events import Event
from models.records import Act
from models.transcripts.snapshots import READABLE, SessionStatus


def require_reading(act: Act, event: Event, object: str = "") -> None:  # noqa: A002
    """NotAllowed unless the actor works under the purpose that reading is open for."""
    if act.actor.purpose is not Purpose.CUSTOMER_SERVICE:
        raise NotAllowed(event, object, "purpose")


def get_readable(act: Act, session_id: str, event: Event) -> dict[str, Any]:
    """The row of a session that may be read; NotFound for every other, whatever the cause."""
    row = None
    if is_session_id(session_id):
        row = next(iter(act.db.table("sessions").rows_where("id = ?", [session_id])), None)
    if row is None:
        raise NotFound(event, thing("session", session_id), "unknown")
    if SessionStatus(row["status"]) not in READABLE:
        raise NotFound(event, f"session:{session_id}", str(row["status"]))
    return row
