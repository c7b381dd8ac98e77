"""Holds on a person: every chat of theirs is kept from deletion, those to come included.

Who it is, is remembered by keyed digests only and asked of the blind index each time something is
to be deleted. Released by two: one asks, another agrees; or by its last day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from models.errors import Conflict, Invalid, NotAllowed, NotFound
from models.ids import new_id
from models.keeping.holds import HoldReason, open_note, require_sound, seal_note, sessions_held
from models.log.entries import is_code
from models.log.events import Event
from models.records import Act
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.request_told import request_digests
from models.rights.subject_index import Digest, digests_of
from models.rights.subject_requests import get_request
from models.times import from_text, optional_text, optional_time, to_text
from models.transcripts.withholdings import require_privacy

_MOST = 200
_MOST_IDENTIFIERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectHold:
    """One hold on a person; `kinds` say by what they are known, `sessions` how many it keeps now.

    `release_asked_by` is the id of who asked for its release; `placed_by` a name.
    """

    id: str
    kinds: tuple[IdentifierKind, ...]
    sessions: int
    reason: HoldReason
    note: str
    placed_at: datetime
    placed_by: str
    ends_at: datetime | None
    request_id: str
    release_asked_at: datetime | None
    release_asked_by: str
    released_at: datetime | None


def place_subject_hold(
    act: Act,
    identifiers: Sequence[Identifier],
    *,
    reason: str,
    note: str = "",
    ends_at: datetime | None = None,
) -> str:
    """Keep every chat of whoever these identifiers are of; gives the hold's id.

    Logs subject_hold:placed. Under "privacy duties" only; refuses with Invalid (`identifiers`,
    `reason`, `note`, `ends_at`).
    """
    require_privacy(act, Event.SUBJECT_HOLD_PLACED)
    if len(identifiers) > _MOST_IDENTIFIERS:
        raise Invalid(Event.SUBJECT_HOLD_PLACED, reason="identifiers")
    digests = digests_of(act.records, identifiers)
    return _place(act, digests, reason=reason, note=note, ends_at=ends_at)


def hold_requester(act: Act, request_id: str, *, reason: str, note: str = "") -> str:
    """Keep every chat of the person whose request this is. Logs subject_hold:placed."""
    request = get_request(act, request_id, Event.SUBJECT_HOLD_PLACED)
    digests = request_digests(act, request.id)
    return _place(act, digests, reason=reason, note=note, ends_at=None, request_id=request.id)


def ask_release(act: Act, hold_id: str) -> None:
    """Ask that a hold on a person ends; a second person decides. Logs subject_hold:release_asked.

    Conflict (`already_asked`) when somebody did.
    """
    row = _get(act, hold_id, Event.SUBJECT_HOLD_RELEASE_ASKED)
    about = _thing(hold_id)
    if row["release_asked_at"]:
        raise Conflict(Event.SUBJECT_HOLD_RELEASE_ASKED, about, "already_asked")
    asked = {"release_asked_at": to_text(act.now), "release_asked_by": act.actor.id}
    act.db.table("subject_holds").update(hold_id, asked)
    act.log(Event.SUBJECT_HOLD_RELEASE_ASKED, about)


def release_subject_hold(act: Act, hold_id: str) -> None:
    """End a hold whose release another person asked for. Logs subject_hold:released.

    NotAllowed (`same_person`) for who asked, Conflict (`not_asked`) when nobody did.
    """
    row = _get(act, hold_id, Event.SUBJECT_HOLD_RELEASED)
    about = _thing(hold_id)
    if not row["release_asked_at"]:
        raise Conflict(Event.SUBJECT_HOLD_RELEASED, about, "not_asked")
    if row["release_asked_by"] == act.actor.id:
        raise NotAllowed(Event.SUBJECT_HOLD_RELEASED, about, "same_person")
    _release(act, row)


def keep_subject_hold(act: Act, hold_id: str) -> None:
    """Turn down the wish to release a hold: it stays. Logs subject_hold:kept."""
    row = _get(act, hold_id, Event.SUBJECT_HOLD_KEPT)
    if not row["release_asked_at"]:
        raise Conflict(Event.SUBJECT_HOLD_KEPT, _thing(hold_id), "not_asked")
    unasked = {"release_asked_at": None, "release_asked_by": None}
    act.db.table("subject_holds").update(hold_id, unasked)
    act.log(Event.SUBJECT_HOLD_KEPT, _thing(hold_id))


def lapse_subject_holds(act: Act) -> int:
    """End the holds on persons whose last day is over; gives how many. Logs each."""
    rows = list(
        act.db.table("subject_holds").rows_where(
            "released_at IS NULL AND ends_at <= ?", [to_text(act.now)], limit=_MOST
        )
    )
    for row in rows:
        _release(act, row)
    return len(rows)


def find_subject_holds(act: Act, *, released: bool = False) -> tuple[SubjectHold, ...]:
    """The holds on persons in force, or those that were released; newest first. Logs nothing."""
    require_privacy(act, Event.HOLD_LISTED)
    sql = (
        "SELECT h.*, coalesce(p.name, h.placed_by) AS name FROM subject_holds h "  # noqa: S608
        "LEFT JOIN people p ON p.id = h.placed_by "
        f"WHERE h.released_at IS {'NOT NULL' if released else 'NULL'} "
        "ORDER BY h.placed_at DESC, h.id DESC LIMIT ?"
    )
    return tuple(_hold(act, row) for row in act.db.query(sql, [_MOST]))


def count_subject_holds(db: Database) -> int:
    """How many holds on persons are in force."""
    return db.table("subject_holds").count_where("released_at IS NULL")


def _place(
    act: Act,
    digests: Sequence[Digest],
    *,
    reason: str,
    note: str,
    ends_at: datetime | None,
    request_id: str = "",
) -> str:
    about = f"request:{request_id}" if request_id else ""
    require_sound(act, Event.SUBJECT_HOLD_PLACED, about, reason=reason, note=note, ends_at=ends_at)
    if not digests:
        raise Invalid(Event.SUBJECT_HOLD_PLACED, about, "identifiers")
    hold_id = new_id(act.records.random)
    act.db.table("subject_holds").insert(
        {
            "id": hold_id,
            "reason": reason,
            "note": seal_note(act.records, hold_id, note),
            "placed_at": to_text(act.now),
            "placed_by": act.actor.id,
            "ends_at": optional_text(ends_at),
            "request_id": request_id or None,
        }
    )
    act.db.table("subject_hold_digests").insert_all(
        {"hold_id": hold_id, "kind": kind, "digest": digest}
        for kind, digest in dict.fromkeys((each.kind.value, each.digest) for each in digests)
    )
    kept = len(sessions_held(act.db, hold_id))
    details: dict[str, Any] = {"request": request_id} if request_id else {}
    act.log(Event.SUBJECT_HOLD_PLACED, _thing(hold_id), reason=reason, sessions=kept, **details)
    return hold_id


def _release(act: Act, row: dict[str, Any]) -> None:
    """The digests go: what was known of the person is of no use any more."""
    act.db.execute("DELETE FROM subject_hold_digests WHERE hold_id = ?", [row["id"]])
    released = {"released_at": to_text(act.now), "released_by": act.actor.id}
    act.db.table("subject_holds").update(row["id"], released)
    act.log(Event.SUBJECT_HOLD_RELEASED, _thing(row["id"]), reason=row["reason"])


def _get(act: Act, hold_id: str, event: Event) -> dict[str, Any]:
    require_privacy(act, event)
    rows = act.db.table("subject_holds").rows_where("id = ? AND released_at IS NULL", [hold_id])
    row = next(iter(rows), None) if is_code(hold_id) else None
    if row is None:
        raise NotFound(event, reason="unknown")
    return row


def _hold(act: Act, row: dict[str, Any]) -> SubjectHold:
    kinds = act.db.execute(
        "SELECT DISTINCT kind FROM subject_hold_digests WHERE hold_id = ?", [row["id"]]
    ).fetchall()
    return SubjectHold(
        id=row["id"],
        kinds=tuple(kind for kind in IdentifierKind if (kind.value,) in kinds),
        sessions=len(sessions_held(act.db, row["id"])),
        reason=HoldReason(row["reason"]),
        note=open_note(act.records, row["id"], row["note"]),
        placed_at=from_text(row["placed_at"]),
        placed_by=row["name"],
        ends_at=optional_time(row["ends_at"]),
        request_id=row["request_id"] or "",
        release_asked_at=optional_time(row["release_asked_at"]),
        release_asked_by=row["release_asked_by"] or "",
        released_at=optional_time(row["released_at"]),
    )


def _thing(hold_id: str) -> str:
    return f"subject_hold:{hold_id}"
