"""Snapshots: each delivery shows a session as it was; the latest is kept, sealed and masked.

The original is sealed under the session's own key. Text that may be read (masked messages,
their masks, the search index) exists only while the session may be read.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from models.errors import Conflict, Invalid, KeyGone
from models.ids import new_session_id
from models.log.entries import is_code
from models.log.events import Event
from models.records import Act
from models.review.reported import LOST, keep_covered
from models.rights.identifiers import Identifier
from models.rights.subject_index import Digest, digests_of, index_session, indexed, outlast_original
from models.times import optional_text, to_text
from models.transcripts.against_review import Shown, heed_shown, settle_shown
from models.transcripts.mask_places import keep_places
from models.transcripts.masked import drop_masked, keep_masked, masked_columns, reads_alike
from models.transcripts.originals import has_original, read_original, seal_original
from models.transcripts.references import reference_digest, require_not_erased
from models.transcripts.sign_rows import keep_signs
from models.transcripts.withholdings import Told
from redactor import RedactedSession


class SessionStatus(StrEnum):
    """Whether a session may be read, and has been."""

    OPEN = "open"  # begun; there is no transcript yet
    WAITING = "waiting"  # may be read; nobody has published a review of it
    REVIEWED = "reviewed"  # may be read; reviewed
    QUARANTINED = "quarantined"  # failed closed; nobody reads it
    WITHHELD = "withheld"  # held back because of whom it is about; nobody reads it
    ERASING = "erasing"  # asked to be erased; nobody sees that it is there


READABLE = (SessionStatus.WAITING, SessionStatus.REVIEWED)


class KeepOutcome(StrEnum):
    """What became of a snapshot."""

    NEW = "new"  # the first of its session
    REPLACED = "replaced"  # later than what was kept; the session has a new revision
    OLDER = "older"  # earlier than what is kept; set aside


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSession:
    """What the door for machines hands in.

    `reference` is the vendor's id of the conversation; only a keyed digest of it is kept.
    `original` is all that was parsed, to be sealed. `order` says which snapshot is later, as
    a tuple of text. `base_revision` is the revision a merge was built on, 0 for none.
    `withheld_reason` is why it has to be held back whatever this snapshot says. `identifiers`
    are what its people can be found by; only keyed digests of them are kept. `missing` is
    `no_notice` or `no_consent` where the company wants what the vendor did not tell, `consent`
    what it told of consent. `again` says that nothing came, the same original was only redacted
    once more. Without `keep_original` no original is kept of it, and none from before stays.
    """

    source_id: str
    reference: str
    kind: str
    started_at: datetime | None
    ended_at: datetime | None
    events: tuple[str, ...] = ()
    original: bytes
    order: tuple[str, ...]
    redacted: RedactedSession | None = None
    quarantine_reason: str = ""
    base_revision: int | None = None
    withheld_reason: str = ""
    identifiers: tuple[Identifier, ...] = ()
    missing: str = ""
    consent: Told = Told.UNWANTED
    again: bool = False
    keep_original: bool = True

    @property
    def status(self) -> SessionStatus:
        """Whether it may be read: only what was redacted and is not withheld."""
        if self.withheld_reason:
            return SessionStatus.WITHHELD
        if self.quarantine_reason:
            return SessionStatus.QUARANTINED
        if self.redacted is None:
            return SessionStatus.OPEN
        return SessionStatus.WAITING

    @property
    def reason(self) -> str:
        """Why it may not be read, as a code; empty where it may."""
        return self.withheld_reason or self.quarantine_reason


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepResult:
    """Which session a snapshot belongs to, what became of it, and the revision kept now."""

    session_id: str
    outcome: KeepOutcome
    revision: int


_KEPT_EVENTS: Mapping[SessionStatus, Event] = {
    SessionStatus.OPEN: Event.SESSION_BEGUN,
    SessionStatus.WAITING: Event.SESSION_REDACTED,
    SessionStatus.QUARANTINED: Event.SESSION_QUARANTINED,
    SessionStatus.WITHHELD: Event.SESSION_WITHHELD,
}


def keep(act: Act, kept: KeptSession) -> KeepResult:
    """Keep a snapshot unless a later one is kept already. Logs what became of it.

    Of one that is set aside counts only whom it is about and what speaks against review. Conflict,
    and nothing is written, when `base_revision` is not the revision kept now; Erased
    when the conversation was erased: it never comes back.
    """
    _check(kept)
    reference = reference_digest(act.records, kept.source_id, kept.reference)
    require_not_erased(act.db, kept.source_id, reference)
    row = next(
        iter(
            act.db.table("sessions").rows_where(
                "source_id = ? AND reference_digest = ?", [kept.source_id, reference]
            )
        ),
        None,
    )
    revision = row["revision"] if row else 0
    base = revision if row and has_original(act.db, row["id"]) else 0
    if kept.base_revision is not None and kept.base_revision != base:
        raise Conflict(Event.SESSION_REDACTED, _thing(row), "revision_moved")
    digests = digests_of(act.records, kept.identifiers)
    known = (*digests, *indexed(act, row["id"], besides=bool(base))) if row else digests
    if row and kept.order < tuple(json.loads(row["order_key"])):
        act.log(Event.SESSION_SUPERSEDED, f"session:{row['id']}", revision=revision)
        index_session(act, row["id"], digests, besides=True)
        heed_shown(act, row["id"], _shown(kept, known))
        return KeepResult(session_id=row["id"], outcome=KeepOutcome.OLDER, revision=revision)
    session_id = row["id"] if row else _unused_id(act)
    reason = settle_shown(act, session_id, _shown(kept, known))
    kept = replace(kept, withheld_reason=reason)
    kept = _still_covered(act, kept, row)
    if not _reads_as_before(act, kept, row):
        revision += 1
    columns = _columns(act, kept, row) | {"revision": revision}
    if row is None:
        identity = {"source_id": kept.source_id, "reference_digest": reference}
        act.db.table("sessions").insert({"id": session_id, **identity, **columns})
    else:
        drop_masked(act.db, session_id)
        act.db.table("sessions").update(session_id, columns)
    _keep_sealed(act, session_id, revision, kept, known=row is not None)
    if not base:
        outlast_original(act, session_id)
    index_session(act, session_id, digests)
    if kept.redacted is not None and kept.status in READABLE:
        keep_masked(act.db, session_id, kept.redacted)
    act.log(
        _KEPT_EVENTS[kept.status],
        f"session:{session_id}",
        reason=kept.reason,
        revision=revision,
        messages=columns["message_count"],
        masks=columns["mask_count"],
    )
    outcome = KeepOutcome.REPLACED if row else KeepOutcome.NEW
    return KeepResult(session_id=session_id, outcome=outcome, revision=revision)


def _key(act: Act, session_id: str, *, known: bool) -> bytes:
    """The session's key; a new one where there is none any more, because the original went."""
    key_id = f"session:{session_id}"
    if known:
        try:
            return act.records.keys.key(key_id)
        except KeyGone:
            if has_original(act.db, session_id):
                raise
    return act.records.keys.new_key(key_id)


def _keep_sealed(
    act: Act, session_id: str, revision: int, kept: KeptSession, *, known: bool
) -> None:
    """Seal the original and what belongs to it; without it only the masked signs, if any."""
    signs = kept.redacted is not None and bool(kept.redacted.signs)
    key = _key(act, session_id, known=known) if kept.keep_original or signs else b""
    if kept.keep_original:
        seal_original(act, session_id, revision, key, kept.original)
        keep_places(act, session_id, revision, key, kept.redacted)
    else:
        for table in ("originals", "mask_places"):
            act.db.execute(f"DELETE FROM {table} WHERE session_id = ?", [session_id])  # noqa: S608
    if kept.redacted is not None:
        keep_signs(act, session_id, key, kept.redacted)


def _columns(act: Act, kept: KeptSession, row: dict[str, Any] | None) -> dict[str, Any]:
    """The session's row but its ids: from what may be read only as far as it may be."""
    readable = kept.redacted if kept.status in READABLE else None
    status = kept.status
    reviewed = row is not None and row["status"] == SessionStatus.REVIEWED
    if row and reviewed and readable and reads_alike(act.db, row["id"], readable):
        status = SessionStatus.REVIEWED  # what was reviewed has not changed
    known_start = row["started_at"] if row else to_text(act.now)
    order = json.dumps(kept.order)
    goes_on = row is None or row["order_key"] != order
    return {
        "kind": kept.kind,
        "status": status.value,
        "reason": kept.reason,
        "order_key": order,
        "arrived_at": to_text(act.now) if row is None or goes_on else row["arrived_at"],
        "started_at": optional_text(kept.started_at) or known_start,
        "ended_at": optional_text(kept.ended_at),
        "kept_at": to_text(act.now),
        "events": json.dumps(kept.events),
        **masked_columns(readable),
    }


def _reads_as_before(act: Act, kept: KeptSession, row: dict[str, Any] | None) -> bool:
    """Whether a session was only redacted again and reads the same: its reviews stay good.

    Where the original has changed the revision must move, or two workers could lose a delivery.
    """
    if not kept.again or row is None or row["status"] not in READABLE:
        return False
    if kept.status not in READABLE or kept.redacted is None:
        return False
    if not reads_alike(act.db, row["id"], kept.redacted):
        return False
    before = read_original(act, row["id"])
    return before is not None and before[1] == kept.original


def _shown(kept: KeptSession, digests: Sequence[Digest]) -> Shown:
    return Shown(
        redacted=kept.redacted,
        digests=digests,
        missing=kept.missing,
        consent=kept.consent,
        withheld_reason=kept.withheld_reason,
    )


def _still_covered(act: Act, kept: KeptSession, row: dict[str, Any] | None) -> KeptSession:
    """What reviewers reported once stays masked; else no masked word is kept."""
    if row is None or kept.redacted is None:
        return kept
    redacted = keep_covered(act, row["id"], kept.redacted, kept.original)
    if redacted is None:
        return replace(kept, redacted=None, quarantine_reason=kept.quarantine_reason or LOST)
    return replace(kept, redacted=redacted)


def _check(kept: KeptSession) -> None:
    if not all(map(is_code, (kept.kind, *kept.events))):
        raise Invalid(Event.SESSION_REDACTED, reason="code")
    if kept.quarantine_reason and not is_code(kept.quarantine_reason):
        raise Invalid(Event.SESSION_REDACTED, reason="code")


def _unused_id(act: Act) -> str:
    while True:
        session_id = new_session_id(act.records.random)
        taken = any(
            act.db.table(table).count_where(f"{column} = ?", [session_id])
            for table, column in (("sessions", "id"), ("erasures", "session_id"))
        )
        if not taken:
            return session_id


def _thing(row: dict[str, Any] | None) -> str:
    return f"session:{row['id']}" if row else ""
