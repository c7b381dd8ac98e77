"""The eraser: does what was asked for, step by step, and goes on wherever it was cut off.

list → take the telling values → shred keys → remove rows → scrub index and logs → look for the
values in every byte → certificate. Keys go first, so that whatever happens afterwards, nothing
that was sealed can be read. Each step is committed before the next begins, and each may be done
twice. The values are kept in memory only.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.accounts.notices import NoticeKind, notify_roles
from models.actors import Actor, ActorKind, Purpose, Role
from models.errors import RecordsError
from models.keeping.byte_scan import Scan, scan
from models.keeping.certificates import ErasedSession, Outcomes, issue
from models.keeping.elsewhere import stands_elsewhere
from models.keeping.erased_list import Listed, append_erased
from models.keeping.erasing import ErasureState
from models.keeping.kept_rows import delete_rows
from models.keeping.scrubbing import scrub
from models.keeping.telling import telling_values
from models.log.events import Event, Outcome
from models.records import Records
from models.times import to_text
from models.transcripts.originals import read_sealed

KEEPER = Actor(kind=ActorKind.SYSTEM, id="keeper", name="Keeper", purpose=Purpose.OPERATION)
MOST_AT_ONCE = 200
"""How many sessions are erased before the bytes are looked through once for all of them."""

_CLEARED_AT_ONCE = 20

RETENTION = "retention"
"""The reason of what goes because its time is over; one certificate covers a whole sweep."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Eraser:
    """Erases what was asked for. One at a time works on a set of records.

    `listed` is the list outside the database, `scanned` the files and folders looked through,
    `exports` the folder where files that carry a session's id in their name are removed.
    """

    records: Records
    listed: Path
    scanned: Sequence[Path]
    signing_key: Ed25519PrivateKey
    exports: Path | None = None
    look: Callable[[Sequence[Path], Sequence[str]], Scan] = scan
    _values: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def run_once(self, most: int = MOST_AT_ONCE) -> int:
        """Carry what is unfinished to its end, the oldest first; gives how many were.

        Any RecordsError or OSError leaves the rest for the next time; so does a kill.
        """
        batch = self._unfinished(most)
        if not batch:
            return 0
        try:
            self._shred([row for row in batch if row["state"] == ErasureState.ASKED])
            shredded = self._in_state(batch, ErasureState.SHREDDED)
            for start in range(0, len(shredded), _CLEARED_AT_ONCE):
                self._clear(shredded[start : start + _CLEARED_AT_ONCE])
            if self._in_state(batch, ErasureState.CLEARED):
                scrub(self.records)
                self._move(batch, ErasureState.CLEARED, ErasureState.SCRUBBED)
            self._certify(self._in_state(batch, ErasureState.SCRUBBED))
        except (RecordsError, OSError) as error:
            self._note_failure(batch, error)
            raise
        return len(batch)

    def _shred(self, rows: Sequence[Mapping[str, Any]]) -> None:
        if not rows:
            return
        keys: list[str] = []
        for row in rows:
            sealed = read_sealed(self.records, row["session_id"])
            keys += sealed.key_ids
            told = telling_values(*sealed.bodies)  # nothing more once the keys are gone
            self._values[row["session_id"]] = told or self._values.get(row["session_id"], ())
        append_erased(self.listed, [_line(row, self.records) for row in rows])
        self.records.keys.shred_all(keys)
        with self.records.act(KEEPER) as act:
            for row in rows:
                self._set(act.db, row["session_id"], ErasureState.SHREDDED)
                act.log(Event.ERASURE_SHREDDED, f"session:{row['session_id']}")

    def _clear(self, rows: Sequence[Mapping[str, Any]]) -> None:
        for row in rows:
            if self.exports is not None and self.exports.is_dir():
                for file in self.exports.rglob(f"*{row['session_id']}*"):
                    file.unlink()
        with self.records.act(KEEPER) as act:
            for row in rows:
                session_id, reason = row["session_id"], row["reason"]
                gone = delete_rows(act.db, session_id)
                self._set(act.db, session_id, ErasureState.CLEARED)
                about = f"session:{session_id}"
                act.log(Event.ERASURE_CLEARED, about, reason=reason, rows=gone)

    def _certify(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Look once for the values of all, and certify: one by one, or a sweep as a whole."""
        if not rows:
            return
        sought = {row["session_id"]: self._values.get(row["session_id"], ()) for row in rows}
        values = [value for found in sought.values() for value in found]
        owners = [session for session, found in sought.items() for _ in found]
        seen = self.look([path for path in self.scanned if path.exists()], values)
        hit = {each.value for each in seen.hits}
        with self.records.peek() as look:
            elsewhere = stands_elsewhere(look.db, {number: values[number] for number in hit})
        swept = [row for row in rows if row["reason"] == RETENTION]
        groups = [[row] for row in rows if row["reason"] != RETENTION] + ([swept] if swept else [])
        for group in groups:
            ids = {row["session_id"] for row in group}
            theirs = {number for number, session in enumerate(owners) if session in ids}
            outcome = Outcomes(
                scan=seen,
                roots=tuple(self.scanned),
                elsewhere=frozenset(elsewhere & theirs),
                found=frozenset((hit - elsewhere) & theirs),
            )
            self._issue([_erased(row, len(sought[row["session_id"]])) for row in group], outcome)
        for session_id in sought:
            self._values.pop(session_id, None)

    def _issue(self, erased: Sequence[ErasedSession], outcome: Outcomes) -> None:
        state = ErasureState.DONE if not outcome.problem else ErasureState.FOUND
        with self.records.act(KEEPER) as act:
            certificate_id = issue(act, self.signing_key, erased, outcome)
            for each in erased:
                columns = {
                    "state": state.value,
                    "done_at": to_text(act.now),
                    "problem": outcome.problem,
                    "certificate_id": certificate_id,
                }
                act.db.table("erasures").update(each.session, columns)
                act.log(
                    Event.ERASURE_CERTIFIED,
                    f"session:{each.session}",
                    outcome=Outcome.REFUSED if outcome.problem else Outcome.ALLOWED,
                    reason=outcome.problem or "nothing_found",
                    certificate=certificate_id,
                    sought=each.sought,
                    bytes=outcome.scan.bytes,
                )
            if outcome.problem:
                about = f"certificate:{certificate_id}"
                notify_roles(act, [Role.PRIVACY_OFFICER], NoticeKind.ERASURE_FOUND, about)

    def _unfinished(self, most: int) -> list[dict[str, Any]]:
        with self.records.peek() as look:
            return list(
                look.db.table("erasures").rows_where(
                    "state IN ('asked', 'shredded', 'cleared', 'scrubbed')",
                    order_by="asked_at",
                    limit=most,
                )
            )

    def _in_state(
        self, batch: Sequence[Mapping[str, Any]], state: ErasureState
    ) -> list[dict[str, Any]]:
        ids = [row["session_id"] for row in batch]
        with self.records.peek() as look:
            rows = [look.db.table("erasures").get(session_id) for session_id in ids]
        return [row for row in rows if row["state"] == state]

    def _move(
        self, batch: Sequence[Mapping[str, Any]], old: ErasureState, new: ErasureState
    ) -> None:
        rows = self._in_state(batch, old)
        with self.records.step() as step:
            for row in rows:
                self._set(step.db, row["session_id"], new)

    def _set(self, db: Any, session_id: str, state: ErasureState) -> None:
        db.table("erasures").update(session_id, {"state": state.value, "problem": ""})

    def _note_failure(self, batch: Sequence[Mapping[str, Any]], error: Exception) -> None:
        """Say on the page that it did not work, if even that can be written."""
        _log.error("erasing waits: %s", type(error).__name__)
        try:
            with self.records.step() as step:
                for row in batch:
                    step.db.execute(
                        "UPDATE erasures SET attempts = attempts + 1, problem = ? "
                        "WHERE session_id = ? AND done_at IS NULL",
                        [getattr(error, "code", type(error).__name__), row["session_id"]],
                    )
        except RecordsError:
            return


def _line(row: Mapping[str, Any], records: Records) -> Listed:
    return Listed(
        session=row["session_id"],
        source=row["source_id"],
        reference=row["reference_digest"],
        reason=row["reason"],
        at=to_text(records.clock()),
    )


def _erased(row: Mapping[str, Any], sought: int) -> ErasedSession:
    return ErasedSession(
        session=row["session_id"],
        source=row["source_id"],
        reason=row["reason"],
        asked_at=row["asked_at"],
        sought=sought,
    )
