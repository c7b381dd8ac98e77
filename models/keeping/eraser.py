"""The eraser: does what was asked for, step by step, and goes on wherever it was cut off.

take the telling values → list → shred keys → remove rows → scrub logs → look for the values in
every byte → certificate. Keys go first, so that whatever happens afterwards, nothing that was
sealed can be read. Each step is committed before the next begins, and each may be done twice. The
values are sealed with keys of their own, which go last.
"""

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
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
from models.keeping.mentions import Mentioned, count_mentions, end_mentions
from models.keeping.scrubbing import rewrite, scrub
from models.keeping.sought_values import forget_late, forget_sought, keep_sought, read_sought
from models.keeping.telling import telling_values
from models.left_copies import moved_aside, remove_left
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
    `named` those of them that have to be there, because the operator named them. `exports` is
    the folder where files that carry a session's id in their name are removed.
    """

    records: Records
    listed: Path
    scanned: Sequence[Path]
    signing_key: Ed25519PrivateKey
    exports: Path | None = None
    named: Sequence[Path] = ()
    look: Callable[[Sequence[Path], Sequence[str]], Scan] = scan

    def run_once(self, most: int = MOST_AT_ONCE) -> int:
        """Carry what is unfinished to its end, the oldest first; gives how many were.

        Any RecordsError or OSError leaves the rest for the next time; so does a kill.
        """
        with suppress(RecordsError, OSError):  # only a certificate has to wait for it
            remove_left(self.records.place)
        forget_late(self.records)
        end_mentions(self.records, KEEPER, self.listed)
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
        told: dict[str, tuple[str, ...]] = {}
        for row in rows:
            sealed = read_sealed(self.records, row["session_id"])
            keys += sealed.key_ids
            told[row["session_id"]] = telling_values(*sealed.bodies)  # none once the keys are gone
        keep_sought(self.records, told)
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
        remove_left(self.records.place)  # copies from before the keys went
        sought = read_sought(self.records, [row["session_id"] for row in rows])
        values = [value for found in sought.values() for value in found]
        owners = [session for session, found in sought.items() for _ in found]
        seen, hit, elsewhere = self._looked(values)
        rewritten = self._is_ours(seen, hit - elsewhere)
        if rewritten:  # SQLite left it between its rows: written anew, they lie without gaps
            rewrite(self.records)
            seen, hit, elsewhere = self._looked(values)
        for group in _groups(rows):
            ids = {row["session_id"] for row in group}
            theirs = {number for number, session in enumerate(owners) if session in ids}
            outcome = Outcomes(
                scan=seen,
                roots=tuple(self.scanned),
                elsewhere=frozenset(elsewhere & theirs),
                found=frozenset((hit - elsewhere) & theirs),
                rewritten=rewritten,
                old_records=tuple(map(str, moved_aside(self.records.place))),
                mentioned=self._mentioned(group),
            )
            self._issue([_erased(row, len(sought[row["session_id"]])) for row in group], outcome)
            if not outcome.problem:
                forget_sought(self.records, sorted(ids))

    def _looked(self, values: Sequence[str]) -> tuple[Scan, set[int], set[int]]:
        """What was seen, which values were found, and which of these rows of others explain."""
        absent = [str(path) for path in self.named if not os.path.lexists(path)]
        seen = self.look(self.scanned, values)
        seen = replace(seen, unread=tuple(dict.fromkeys([*seen.unread, *absent])))
        hit = {each.value for each in seen.hits}
        with self.records.peek() as look:
            return seen, hit, stands_elsewhere(look.db, {number: values[number] for number in hit})

    def _is_ours(self, seen: Scan, unexplained: set[int]) -> bool:
        """Whether something stands in the files of the records themselves."""
        place = self.records.place
        files = (place.database.resolve(), place.key_store.resolve())
        names = {f"{path}{end}" for path in files for end in ("", "-wal")}
        return any(
            seen.files[hit.file][0] in names for hit in seen.hits if hit.value in unexplained
        )

    def _mentioned(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, Mentioned]:
        requests = {row["request_id"] for row in rows if row["request_id"]}
        with self.records.peek() as look:
            return {request: count_mentions(look.db, request) for request in requests}

    def _issue(self, erased: Sequence[ErasedSession], outcome: Outcomes) -> None:
        state = ErasureState.DONE if not outcome.problem else ErasureState.FOUND
        with self.records.act(KEEPER) as act:
            issued = issue(act, self.signing_key, erased, outcome)
            for each in erased:
                columns = {
                    "state": state.value,
                    "done_at": to_text(act.now),
                    "problem": outcome.problem,
                    "certificate_id": issued.id,
                }
                act.db.table("erasures").update(each.session, columns)
                act.log(
                    Event.ERASURE_CERTIFIED,
                    f"session:{each.session}",
                    outcome=Outcome.REFUSED if outcome.problem else Outcome.ALLOWED,
                    reason=outcome.problem or "nothing_found",
                    certificate=issued.id,
                    digest=issued.digest,
                    sought=each.sought,
                    bytes=outcome.scan.bytes,
                )
            if outcome.problem:
                about = f"certificate:{issued.id}"
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
        request=row["request_id"] or "",
        after_report=row["certificate_id"] or "",
    )


def _groups(rows: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """What one certificate is about: what one report was, a sweep as a whole, or one session."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        own = RETENTION if row["reason"] == RETENTION else row["session_id"]
        groups.setdefault(row["certificate_id"] or own, []).append(row)
    return list(groups.values())
