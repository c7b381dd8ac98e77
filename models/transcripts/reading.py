"""Sessions as reviewers read them: the queue, one session, the next one. Masked text only.

Reading is bound to its purpose: without "customer service improvement" there is no page.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from models.ids import is_session_id
from models.log.access_log import thing
from models.log.events import Event
from models.records import Act
from models.review.reviews import Review, my_review
from models.times import from_text, optional_time, to_text
from models.transcripts.masked import MaskedMessage, read_masked
from models.transcripts.readable import get_readable, require_reading
from models.transcripts.snapshots import SessionStatus

_MOST = 200


class QueueOrder(StrEnum):
    """Which sessions come first, by when they started."""

    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilter:
    """Which sessions: empty means any. `since` is included, `until` is not."""

    status: SessionStatus | None = None
    source_id: str = ""
    since: datetime | None = None
    until: datetime | None = None
    order: QueueOrder = QueueOrder.NEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """A session in a list. `agents` are labels; `preview` is masked; `reason` a code."""

    id: str
    source_id: str
    source_name: str
    kind: str
    status: SessionStatus
    reason: str
    started_at: datetime
    ended_at: datetime | None
    events: tuple[str, ...]
    message_count: int
    mask_count: int
    first_reply_seconds: int | None
    agents: tuple[str, ...]
    preview: str
    revision: int
    arrived_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """Sessions in order; `next` is the `after` of the next page, if there is one.

    `sources` are the names of all sources by id, also of those without a session here.
    """

    rows: tuple[SessionRow, ...]
    total: int
    next: str | None
    sources: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPage:
    """All that one page shows of a session. `identity` maps what is known to its label."""

    row: SessionRow
    messages: tuple[MaskedMessage, ...]
    identity: Mapping[str, str]
    my_review: Review | None
    policy: str
    engine: str
    model: str


_EVERYTHING = QueueFilter()


def queue(
    act: Act,
    filter: QueueFilter = _EVERYTHING,  # noqa: A002 - the plain word
    *,
    after: str | None = None,
    limit: int = 50,
) -> QueuePage:
    """A page of sessions by when they started. Logs session:listed with the count."""
    require_reading(act, Event.SESSION_LISTED)
    conditions, values = _where(filter)
    total = act.db.table("sessions").count_where(" AND ".join(conditions), values)
    newest = filter.order is QueueOrder.NEWEST
    started_at, _, session_id = (after or "").partition("~")
    if session_id:
        conditions.append(f"(started_at, id) {'<' if newest else '>'} (:started_at, :id)")
        values |= {"started_at": started_at, "id": session_id}
    limit = max(1, min(limit, _MOST))
    direction = "DESC" if newest else "ASC"
    found = list(
        act.db.table("sessions").rows_where(
            " AND ".join(conditions),
            values,
            order_by=f"started_at {direction}, id {direction}",
            limit=limit + 1,
        )
    )
    names = _source_names(act)
    rows = tuple(_row(row, names) for row in found[:limit])
    act.log(
        Event.SESSION_LISTED,
        count=len(rows),
        older=bool(session_id),
        status=filter.status.value if filter.status else "any",
    )
    last = found[limit - 1] if len(found) > limit else None
    return QueuePage(
        rows=rows,
        total=total,
        next=f"{last['started_at']}~{last['id']}" if last else None,
        sources=names,
    )


def open_session(act: Act, session_id: str) -> SessionPage:
    """One session, masked. Logs session:opened; NotFound when it may not be read."""
    require_reading(act, Event.SESSION_OPENED, thing("session", session_id))
    row = get_readable(act, session_id, Event.SESSION_OPENED)
    messages = read_masked(act.db, session_id)
    act.log(
        Event.SESSION_OPENED,
        f"session:{session_id}",
        revision=row["revision"],
        messages=len(messages),
    )
    return SessionPage(
        row=_row(row, _source_names(act)),
        messages=messages,
        identity=json.loads(row["identity"]),
        my_review=my_review(act, session_id),
        policy=row["policy"],
        engine=row["engine"],
        model=row["model"],
    )


def next_waiting(act: Act, after: str | None = None) -> str | None:
    """The next session to review, newest first, after this one and then from the top.

    Leaves out what this person has published a review of. Shows nothing, so logs nothing.
    """
    start = None
    if after is not None and is_session_id(after):
        start = act.db.execute(
            "SELECT started_at, id FROM sessions WHERE id = ?", [after]
        ).fetchone()
    return (_next(act, start) if start else None) or _next(act, None)


def session_before(act: Act, session_id: str) -> str | None:
    """The session that stands before this one in the queue, waiting or reviewed, if there is one.

    Reviewed ones too, so that it leads back to what was published last. Logs nothing.
    """
    each = (
        "SELECT * FROM (SELECT sessions.id, sessions.started_at FROM sessions, "
        "(SELECT started_at, id FROM sessions WHERE id = :id) AS here "
        "WHERE status = '{}' AND (sessions.started_at, sessions.id) > (here.started_at, here.id) "
        "ORDER BY sessions.started_at, sessions.id LIMIT 1)"
    )
    statuses = (SessionStatus.WAITING, SessionStatus.REVIEWED)
    row = act.db.execute(
        " UNION ALL ".join(each.format(status.value) for status in statuses)
        + " ORDER BY started_at, id LIMIT 1",
        {"id": session_id},
    ).fetchone()
    return None if row is None else str(row[0])


def _next(act: Act, start: tuple[str, str] | None) -> str | None:
    further = "AND (started_at, id) < (:started_at, :id)" if start else ""
    started_at, session_id = start or ("", "")
    row = act.db.execute(
        "SELECT id FROM sessions WHERE status = 'waiting' "  # noqa: S608 - constants
        f"{further} AND NOT EXISTS (SELECT 1 FROM reviews WHERE session_id = sessions.id "
        "AND session_revision = sessions.revision "
        "AND person_id = :person AND published_at IS NOT NULL) "
        "ORDER BY started_at DESC, id DESC LIMIT 1",
        {"started_at": started_at, "id": session_id, "person": act.actor.id},
    ).fetchone()
    return None if row is None else str(row[0])


def _where(filter: QueueFilter) -> tuple[list[str], dict[str, Any]]:  # noqa: A002
    conditions, values = ["status <> 'erasing'"], {}
    if filter.status is not None:
        conditions.append("status = :status")
        values["status"] = filter.status.value
    if filter.source_id:
        conditions.append("source_id = :source")
        values["source"] = filter.source_id
    for name, sign, time in (("since", ">=", filter.since), ("until", "<", filter.until)):
        if time is not None:
            conditions.append(f"started_at {sign} :{name}")
            values[name] = to_text(time)
    return conditions, values


def _source_names(act: Act) -> dict[str, str]:
    return {row["id"]: row["name"] for row in act.db.table("sources").rows_where()}


def _row(row: dict[str, Any], names: Mapping[str, str]) -> SessionRow:
    return SessionRow(
        id=row["id"],
        source_id=row["source_id"],
        source_name=names.get(row["source_id"], ""),
        kind=row["kind"],
        status=SessionStatus(row["status"]),
        reason=row["reason"],
        started_at=from_text(row["started_at"]),
        ended_at=optional_time(row["ended_at"]),
        events=tuple(json.loads(row["events"])),
        message_count=row["message_count"],
        mask_count=row["mask_count"],
        first_reply_seconds=row["first_reply_seconds"],
        agents=tuple(json.loads(row["agents"])),
        preview=row["preview"],
        revision=row["revision"],
        arrived_at=from_text(row["arrived_at"]),
    )
