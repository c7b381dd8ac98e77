"""Signs: what a privacy officer has to decide of a session, and the masked words that show it.

A minor holds the session back until it is decided; a child somebody speaks of and special
categories (Art. 9, 10 GDPR) do not. The words are the masked message and the question before it,
sealed with the session's own key; each look at them is an entry.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.errors import Conflict, Invalid, KeyGone, NotFound
from models.keeping.erasing import ask_erasure
from models.log.events import Event
from models.records import Act
from models.times import from_text, to_text
from models.transcripts.sign_rows import bound_to, shown_words
from models.transcripts.withholdings import Withheld, release, require_privacy, withhold
from models.worded import WordedEnum
from redactor.minors import FLAG as MINOR
from redactor.minors import QUESTION

_MOST = 200


class SignOutcome(WordedEnum):
    """What an officer made of a sign."""

    NOTHING = "nothing", "Nothing to do"  # a minor's session goes back to review
    WITHHELD = "withheld", "Held back from review"
    ERASED = "erased", "Erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One sign in the list: where, what, since when; no word of the chat."""

    id: str
    session_id: str
    source_name: str
    status: str
    started_at: datetime
    flag: str
    source: str
    position: int
    found_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedSign:
    """A sign with its masked words: what was asked, if anything was, and what was said."""

    sign: Sign
    asked: str
    said: str
    closed: bool

    def __repr__(self) -> str:
        return f"OpenedSign({self.sign.id!r})"


def list_signs(act: Act) -> tuple[Sign, ...]:
    """The signs nobody has decided yet: minors first, then the oldest. Logs sign:listed."""
    require_privacy(act, Event.SIGN_LISTED)
    rows = act.db.query(
        f"{_SELECT} WHERE g.closed_at IS NULL AND s.status <> 'erasing' "
        "ORDER BY g.flag <> ?, g.flag <> ?, g.found_at, g.id LIMIT ?",
        [MINOR, QUESTION, _MOST],
    )
    found = tuple(_sign(row) for row in rows)
    act.log(Event.SIGN_LISTED, count=len(found))
    return found


def open_sign(act: Act, sign_id: str) -> OpenedSign:
    """One sign with its masked words. Logs sign:opened with the session and the flag."""
    row = _get(act, sign_id, Event.SIGN_OPENED)
    about = f"session:{row['session_id']}"
    bound = bound_to(row["session_id"], sign_id)
    try:
        plain = act.records.keys.unseal(about, row["sealed"], bound_to=bound)
    except KeyGone:
        raise NotFound(Event.SIGN_OPENED, about, "erased") from None
    session_id, position = row["session_id"], row["position"]
    asked, said = shown_words(act, session_id, position, json.loads(plain))
    act.log(Event.SIGN_OPENED, about, reason=row["flag"], position=position)
    closed = row["closed_at"] is not None
    return OpenedSign(sign=_sign(row), asked=asked, said=said, closed=closed)


def close_sign(act: Act, sign_id: str, outcome: SignOutcome) -> None:
    """Decide a sign, and with it every sign of the same kind in its session. Logs sign:closed.

    A minor's session goes back to review, or is erased; the others may be held back too.
    Conflict when it is decided already, or a hold keeps the session.
    """
    row = _get(act, sign_id, Event.SIGN_CLOSED)
    session_id, flag = row["session_id"], row["flag"]
    about = f"session:{session_id}"
    if row["closed_at"]:
        raise Conflict(Event.SIGN_CLOSED, about, "already_closed")
    if outcome is SignOutcome.WITHHELD and flag == MINOR:
        raise Invalid(Event.SIGN_CLOSED, about, "outcome")
    closed = act.db.execute(
        "UPDATE signs SET closed_at = ?, closed_by = ?, outcome = ? "
        "WHERE session_id = ? AND flag = ? AND closed_at IS NULL",
        [to_text(act.now), act.actor.id, outcome.value, session_id, flag],
    ).rowcount
    act.log(Event.SIGN_CLOSED, about, reason=flag, decision=outcome.value, signs=closed)
    if outcome is SignOutcome.ERASED:
        ask_erasure(act, session_id, reason=flag)
    elif outcome is SignOutcome.WITHHELD:
        withhold(act, session_id, Withheld.OFFICER)
    elif flag == MINOR and row["status"] == "withheld":
        release(act, session_id, Withheld.MINOR)


_SELECT = (
    "SELECT g.*, s.status, s.started_at, src.name AS source_name FROM signs g "
    "JOIN sessions s ON s.id = g.session_id JOIN sources src ON src.id = s.source_id"
)


def _get(act: Act, sign_id: str, event: Event) -> dict[str, Any]:
    require_privacy(act, event)
    row = next(iter(act.db.query(f"{_SELECT} WHERE g.id = ?", [sign_id])), None)
    if row is None:
        raise NotFound(event, reason="no_such_sign")
    return row


def _sign(row: dict[str, Any]) -> Sign:
    return Sign(
        id=row["id"],
        session_id=row["session_id"],
        source_name=row["source_name"],
        status=row["status"],
        started_at=from_text(row["started_at"]),
        flag=row["flag"],
        source=row["source"],
        position=row["position"],
        found_at=from_text(row["found_at"]),
    )
