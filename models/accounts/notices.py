"""Notices: what a person is told to look at. A kind and an object, never a word of a chat.

Whoever makes something another person has to know of calls `notify` in the same act. A notice
that was seen is forgotten after a while.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.accounts.people import person_of
from models.actors import Role
from models.errors import NotFound
from models.ids import new_id
from models.log.events import Event
from models.records import Act, Records
from models.times import from_text, optional_time, to_text
from models.worded import WordedEnum

SEEN_KEPT = timedelta(days=90)
"""How long a notice is kept after it was seen."""
MAILED_WITHIN = timedelta(days=1)
"""How old a notice may be and still be sent by mail."""

_MOST = 200


class NoticeKind(WordedEnum):
    """What a notice is about; `words` say it in a sentence without a full stop."""

    REVEAL_ASKED = "reveal_asked", "Somebody asks for a reveal, and you may decide"
    REVEAL_APPROVED = "reveal_approved", "The reveal you asked for is approved; its time is running"
    REVEAL_REFUSED = "reveal_refused", "The reveal you asked for is refused"
    GLASS_BROKEN = "glass_broken", "Somebody revealed an original without approval"
    ALERT_RAISED = "alert_raised", "Something unusual was noticed in the access log"
    MISS_REPORTED = "miss_reported", "A reviewer reported a value that was not masked"
    MASK_QUESTIONED = "mask_questioned", "A reviewer says that something is masked wrongly"
    ERASURE_FOUND = "erasure_found", "Something of an erased session is still there"
    SWEEP_STOPPED = "sweep_stopped", "The sweep deletes nothing until somebody has looked"
    PURPOSE_ASKED = "purpose_asked", "Somebody asks to work under another purpose"
    PURPOSE_DECIDED = "purpose_decided", "It is decided whether you may work under a purpose"
    REPORT_CLOSED = "report_closed", "What you reported is decided"
    REQUEST_PROPOSED = "request_proposed", "A person's request waits for your approval"
    REQUEST_RETURNED = "request_returned", "The request you proposed an answer to came back"
    REQUEST_APPROVED = "request_approved", "The request you worked on is approved: answer it"
    REQUEST_DUE = "request_due", "A person's request is due soon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice. `object` is what to look at, as entries name it (`session:8F3KQ2ZD`)."""

    id: str
    kind: NoticeKind
    object: str
    at: datetime
    seen_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePage:
    """Notices, unseen ones first, then newest first; `unseen` counts those not seen yet."""

    notices: tuple[Notice, ...]
    unseen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmailed:
    """A notice that was not sent by mail yet, and where to."""

    id: str
    kind: NoticeKind
    email: str


def notify(act: Act, person_id: str, kind: NoticeKind, object: str) -> None:  # noqa: A002
    """Tell a person, in the act that gave cause; one unseen notice of a thing is enough.

    Writes no entry of its own: the act's entry says what happened.
    """
    same = "person_id = ? AND kind = ? AND object = ? AND seen_at IS NULL"
    if act.db.table("notices").count_where(same, [person_id, kind.value, object]):
        return
    act.db.table("notices").insert(
        {
            "id": new_id(act.records.random),
            "person_id": person_id,
            "kind": kind.value,
            "object": object,
            "at": to_text(act.now),
            "seen_at": None,
            "mailed_at": None,
        }
    )


def notify_roles(
    act: Act,
    roles: Sequence[Role],
    kind: NoticeKind,
    object: str,  # noqa: A002
    *,
    but: str = "",
) -> int:
    """Tell everybody of these roles who may sign in, but one; gives how many."""
    marks = ", ".join("?" * len(roles))
    rows = list(act.db.table("people").rows_where(f"role IN ({marks})", [r.value for r in roles]))
    told = [p.id for p in map(person_of, rows) if p.id != but and not p.ended(act.now)]
    for person_id in told:
        notify(act, person_id, kind, object)
    return len(told)


def withdraw_notices(act: Act, kind: NoticeKind, object: str) -> None:  # noqa: A002
    """Mark as seen, for everybody, what needs no look any more."""
    act.db.execute(
        "UPDATE notices SET seen_at = ? WHERE kind = ? AND object = ? AND seen_at IS NULL",
        [to_text(act.now), kind.value, object],
    )


def count_unseen(records: Records, person_id: str) -> int:
    """How many notices wait for this person."""
    with records.peek() as look:
        return look.db.table("notices").count_where(
            "person_id = ? AND seen_at IS NULL", [person_id]
        )


def list_notices(act: Act) -> NoticePage:
    """The actor's own notices. Logs notice:listed with the count."""
    rows = act.db.table("notices").rows_where(
        "person_id = ?", [act.actor.id], order_by="seen_at IS NOT NULL, at DESC, id", limit=_MOST
    )
    notices = tuple(_notice(row) for row in rows)
    act.log(Event.NOTICE_LISTED, count=len(notices))
    unseen = act.db.table("notices").count_where(
        "person_id = ? AND seen_at IS NULL", [act.actor.id]
    )
    return NoticePage(notices=notices, unseen=unseen)


def see_notice(act: Act, notice_id: str) -> Notice:
    """Mark one of the actor's own notices as seen. Logs notice:seen; NotFound for another's."""
    row = next(
        iter(
            act.db.table("notices").rows_where(
                "id = ? AND person_id = ?", [notice_id, act.actor.id]
            )
        ),
        None,
    )
    if row is None:
        raise NotFound(Event.NOTICE_SEEN, reason="no_such_notice")
    _see(act, "id = :id", {"id": notice_id})
    act.log(Event.NOTICE_SEEN, row["object"], kind=row["kind"])
    return _notice(row)


def see_all_notices(act: Act) -> int:
    """Mark all of the actor's notices as seen. Logs notice:seen with the count."""
    count = _see(act, "person_id = :person", {"person": act.actor.id})
    act.log(Event.NOTICE_SEEN, count=count)
    return count


def unmailed(records: Records) -> tuple[Unmailed, ...]:
    """New notices that nobody was sent a mail about, of people who may sign in."""
    with records.peek() as look:
        rows = look.db.query(
            "SELECT n.id AS notice_id, n.kind, p.* FROM notices n JOIN people p "
            "ON p.id = n.person_id WHERE n.mailed_at IS NULL AND n.seen_at IS NULL "
            "AND n.at > ? ORDER BY n.at",
            [to_text(look.now - MAILED_WITHIN)],
        )
        return tuple(
            Unmailed(id=row["notice_id"], kind=NoticeKind(row["kind"]), email=row["email"])
            for row in rows
            if not person_of(row).ended(look.now)
        )


def mark_mailed(records: Records, notice_ids: Sequence[str]) -> None:
    """Remember that these notices were sent by mail."""
    with records.step() as step:
        for notice_id in notice_ids:
            step.db.execute(
                "UPDATE notices SET mailed_at = ? WHERE id = ?", [to_text(step.now), notice_id]
            )


def _see(act: Act, condition: str, values: dict[str, str]) -> int:
    act.db.execute(
        "DELETE FROM notices WHERE person_id = ? AND seen_at < ?",
        [act.actor.id, to_text(act.now - SEEN_KEPT)],
    )
    return act.db.execute(
        f"UPDATE notices SET seen_at = :now WHERE {condition} AND seen_at IS NULL",  # noqa: S608
        {"now": to_text(act.now), **values},
    ).rowcount


def _notice(row: dict[str, Any]) -> Notice:
    return Notice(
        id=row["id"],
        kind=NoticeKind(row["kind"]),
        object=row["object"],
        at=from_text(row["at"]),
        seen_at=optional_time(row["seen_at"]),
    )
