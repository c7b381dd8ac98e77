"""Rework: sessions that wait to be redacted again from their originals.

Asked for when a session is released, when the policy, engine or model has improved, or when the
index has to be made again. The worker does it; what may be read is replaced in one transaction.
"""

from dataclasses import dataclass
from datetime import timedelta

from models.errors import Conflict, KeyGone
from models.log.events import Event
from models.records import Act, Records, Step
from models.times import to_text
from models.transcripts.originals import unseal_original

RETRY = timedelta(minutes=5)
LEASE = timedelta(minutes=10)
MOST_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Rework:
    """One session to be redacted again, with its original unsealed: for the worker only."""

    session_id: str
    source_id: str
    reason: str
    revision: int
    original: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a redaction was made with."""

    policy: str
    engine: str
    model: str


def ask_rework(step: Step, session_id: str, *, reason: str) -> None:
    """Put a session in line, once; asking again starts it anew."""
    step.db.table("rework").insert(
        {
            "session_id": session_id,
            "reason": reason,
            "asked_at": to_text(step.now),
            "asked_by": step.actor.id if isinstance(step, Act) else "",
            "attempts": 0,
            "next_try_at": to_text(step.now),
            "taken_by": "",
        },
        replace=True,
    )


def ask_all(act: Act, session_ids: tuple[str, ...], *, reason: str) -> int:
    """Put sessions in line that are not there yet. Logs session:rework_asked with the count."""
    waiting = {row[0] for row in act.db.execute("SELECT session_id FROM rework")}
    new = [session_id for session_id in session_ids if session_id not in waiting]
    for session_id in new:
        ask_rework(act, session_id, reason=reason)
    act.log(Event.SESSION_REWORK_ASKED, reason=reason, count=len(new))
    return len(new)


def take_rework(records: Records, *, worker: str, lease: timedelta = LEASE) -> Rework | None:
    """The session that waits longest, leased to this worker; None when nothing is due.

    One whose key or original is gone leaves the line: there is nothing to redact.
    """
    while True:
        with records.step() as step:
            row = step.db.execute(
                "SELECT r.session_id, r.reason, s.source_id, o.revision, o.sealed FROM rework r "
                "LEFT JOIN sessions s ON s.id = r.session_id AND s.status <> 'erasing' "
                "LEFT JOIN originals o ON o.session_id = r.session_id "
                "WHERE r.next_try_at <= ? AND r.attempts < ? "
                "ORDER BY r.next_try_at, r.session_id LIMIT 1",
                [to_text(step.now), MOST_TRIES],
            ).fetchone()
            if row is None:
                return None
            step.db.execute(
                "UPDATE rework SET attempts = attempts + 1, taken_by = ?, next_try_at = ? "
                "WHERE session_id = ?",
                [worker, to_text(step.now + lease), row[0]],
            )
        try:
            return _opened(records, *row)
        except KeyGone:
            with records.step() as step:
                step.db.execute("DELETE FROM rework WHERE session_id = ?", [row[0]])


def _opened(
    records: Records,
    session_id: str,
    reason: str,
    source_id: str | None,
    revision: int,
    sealed: bytes | None,
) -> Rework:
    if source_id is None or sealed is None:
        raise KeyGone(f"session:{session_id}")
    return Rework(
        session_id=session_id,
        source_id=source_id,
        reason=reason,
        revision=revision,
        original=unseal_original(records, session_id, revision, sealed),
    )


def renew_rework(records: Records, session_id: str, *, worker: str, lease: timedelta) -> bool:
    """Let the lease of a session begin anew; False if this worker does not hold it any more."""
    with records.step() as step:
        changed = step.db.execute(
            "UPDATE rework SET next_try_at = ? WHERE session_id = ? AND taken_by = ?",
            [to_text(step.now + lease), session_id, worker],
        )
        return changed.rowcount == 1


def finish_rework(act: Act, rework: Rework) -> None:
    """Take a session out of line in the act that kept it. Logs session:reworked.

    The actor is the worker that took it; Conflict, and so nothing of the act is kept, when it was
    asked for anew since, or another worker has it: what that one reads is newer.
    """
    about = f"session:{rework.session_id}"
    changed = act.db.execute(
        "DELETE FROM rework WHERE session_id = ? AND taken_by = ?",
        [rework.session_id, act.actor.id],
    )
    if changed.rowcount != 1:
        raise Conflict(Event.SESSION_REWORKED, about, "lease_lost")
    act.log(Event.SESSION_REWORKED, about, reason=rework.reason)


def give_back_rework(records: Records, session_id: str, *, worker: str) -> None:
    """Try again later, if this worker still holds it.

    After the last try it stays in line for an operator to see.
    """
    with records.step() as step:
        step.db.execute(
            "UPDATE rework SET taken_by = '', next_try_at = ? "
            "WHERE session_id = ? AND taken_by = ?",
            [to_text(step.now + RETRY), session_id, worker],
        )


def count_rework(records: Records) -> tuple[int, int]:
    """How many wait, and how many were tried for the last time."""
    with records.peek() as look:
        row = look.db.execute(
            "SELECT count(*) FILTER (WHERE attempts < ?), count(*) FILTER (WHERE attempts >= ?) "
            "FROM rework",
            [MOST_TRIES, MOST_TRIES],
        ).fetchone()
    return int(row[0]), int(row[1])


def older_than(step: Step, stamp: Stamp, *, quarantined: bool = False) -> tuple[str, ...]:
    """The sessions that were redacted with something else than this.

    With `quarantined` also those that failed closed and so have no stamp.
    """
    statuses = ("waiting", "reviewed", *(["quarantined"] if quarantined else []))
    rows = step.db.execute(
        f"SELECT id FROM sessions WHERE status IN ({', '.join('?' * len(statuses))}) "  # noqa: S608
        "AND (policy, engine, model) IS NOT (?, ?, ?) ORDER BY started_at DESC, id DESC",
        [*statuses, stamp.policy, stamp.engine, stamp.model],
    )
    return tuple(row[0] for row in rows)


def every_original(step: Step) -> tuple[str, ...]:
    """All sessions that have an original, whatever their status: to make the index anew."""
    rows = step.db.execute(
        "SELECT s.id FROM sessions s JOIN originals o ON o.session_id = s.id "
        "WHERE s.status <> 'erasing' ORDER BY s.started_at DESC, s.id DESC"
    )
    return tuple(row[0] for row in rows)


def original_of(step: Step, session_id: str) -> tuple[str, bytes]:
    """Source and unsealed original of a session, for counting what a rework would change.

    KeyGone when its original has ended: there is nothing to redact.
    """
    found = step.db.execute(
        "SELECT s.source_id, o.revision, o.sealed FROM sessions s "
        "JOIN originals o ON o.session_id = s.id WHERE s.id = ?",
        [session_id],
    ).fetchone()
    if found is None:
        raise KeyGone(f"session:{session_id}")
    source_id, revision, sealed = found
    return source_id, unseal_original(step.records, session_id, revision, sealed)
