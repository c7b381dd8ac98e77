"""Sessions: kept from snapshots by the machines' door, read by the people's door."""

from models.transcripts.held import HELD, HeldPage, HeldSession, held
from models.transcripts.masked import MaskedMessage
from models.transcripts.originals import Original, find_original
from models.transcripts.reading import (
    QueueFilter,
    QueueOrder,
    QueuePage,
    SessionPage,
    SessionRow,
    next_waiting,
    open_session,
    queue,
    session_before,
)
from models.transcripts.snapshots import (
    KeepOutcome,
    KeepResult,
    KeptSession,
    SessionStatus,
    keep,
)

__all__ = [
    "HELD",
    "HeldPage",
    "HeldSession",
    "KeepOutcome",
    "KeepResult",
    "KeptSession",
    "MaskedMessage",
    "Original",
    "QueueFilter",
    "QueueOrder",
    "QueuePage",
    "SessionPage",
    "SessionRow",
    "SessionStatus",
    "find_original",
    "held",
    "keep",
    "next_waiting",
    "open_session",
    "queue",
    "session_before",
]
