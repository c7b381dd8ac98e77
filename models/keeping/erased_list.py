"""The list of what was erased, outside the database, so that no backup brings anything back.

One line for each session, appended before its keys are destroyed: ids, a keyed digest, a code,
times. A line of another form is for a session that stays, but whose original ended. It has to
lie where restoring a backup of the records does not reach it.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from models.actors import Actor
from models.errors import Unwritable
from models.ids import is_session_id
from models.keeping.erasing import ErasureState, hide
from models.log.events import Event
from models.log.verify import canonical, read_lines
from models.only_one import lock_file
from models.records import Records
from models.times import to_text
from models.transcripts.ended_originals import Ended, end_again

REPLAYED = "replayed"
"""The reason of an erasure that a restored backup had not seen yet."""

LOCK_SECONDS = 5.0
"""How long one waits for another to add to the list: others wait to write meanwhile."""
_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One erased session: its id, its source, and the keyed digest of the vendor's reference."""

    session: str
    source: str
    reference: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """How many sessions had come back, and how many originals."""

    erased: int = 0
    ended: int = 0


def append_erased(path: Path, erased: Sequence[Listed]) -> None:
    """Add erased sessions to the list, durably; Unwritable when they cannot be."""
    _append(path, [asdict(each) for each in erased])


def append_ended(path: Path, session_ids: Sequence[str], at: str) -> None:
    """Add sessions whose originals end, and only these; durably, or Unwritable."""
    if session_ids:
        _append(path, [asdict(Ended(original=id_, at=at)) for id_ in session_ids])


def _append(path: Path, added: Sequence[Mapping[str, object]]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600)
        with os.fdopen(handle, "r+b") as file:
            lock_file(file, seconds=LOCK_SECONDS, code="ERASED_LIST_IN_USE")
            lines = b"".join(canonical(dict(each)) + b"\n" for each in added)
            file.write((b"\n" if _torn(path) else b"") + lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Unwritable(f"ERASED_LIST_{error.errno}") from None


def read_erased(path: Path) -> Iterator[Listed]:
    """The lines of the list that can be read, in order; a torn one is left out."""
    for values in _lines_with(path, set(Listed.__dataclass_fields__)):
        if is_session_id(values["session"]):
            yield Listed(**values)


def read_ended(path: Path) -> Iterator[Ended]:
    """The originals that the list says ended, in order."""
    for values in _lines_with(path, set(Ended.__dataclass_fields__)):
        if is_session_id(values["original"]):
            yield Ended(**values)


def _lines_with(path: Path, names: set[str]) -> Iterator[dict[str, str]]:
    for line in read_lines(path):
        values = {name: value for name, value in line.items() if isinstance(value, str)}
        if set(values) == names:
            yield values


def replay(records: Records, path: Path, actor: Actor) -> Replayed:
    """Erase again what a restored backup brought back; gives how much came back.

    To be called before anybody can look: at every start, and at the end of every restore.
    What came back is hidden and its keys are destroyed when this returns; the next sweep
    removes the rest. What did not come back is remembered, so that no delivery brings it.
    Originals that ended end again; their sessions stay.
    """
    erased = ended = 0
    lines = read_erased(path)
    while batch := list(islice(lines, _BATCH)):
        erased += _hide_again(records, batch, actor)
        records.keys.shred_all(list(_key_ids(records, batch)))
    originals = read_ended(path)
    while some := list(islice(originals, _BATCH)):
        with records.act(actor) as act:
            ended += end_again(act, some)
    return Replayed(erased=erased, ended=ended)


def bring_back(path: Path, copy: Path) -> int:
    """Add to the list the lines that only a copy of it has, durably; gives how many.

    On a new machine the list begins with the one in the backup of the keys.
    """
    there = {_short(line) for line in read_lines(path)}
    lacking = [line for line in read_lines(copy) if line and _short(line) not in there]
    if lacking:
        _append(path, lacking)
    return len(lacking)


def _short(line: Mapping[str, object]) -> bytes:
    return blake2b(canonical(dict(line)), digest_size=16).digest()


def _hide_again(records: Records, batch: Iterable[Listed], actor: Actor) -> int:
    """Hide the sessions of a batch that are there and may be seen, note those that are not."""
    back, unknown = [], []
    with records.peek() as look:
        for listed in batch:
            found = look.db.execute(
                "SELECT id, status FROM sessions WHERE id = :session "
                "OR (source_id = :source AND reference_digest = :reference)",
                asdict(listed),
            ).fetchall()
            back += [id_ for id_, status in found if status != "erasing"]
            noted = look.db.table("erasures").count_where("session_id = ?", [listed.session])
            if not noted and listed.session not in [id_ for id_, _ in found]:
                unknown.append(listed)
    if not back and not unknown:
        return 0
    with records.act(actor) as act:
        hidden = 0
        for session_id in back:  # unless another process that starts was faster
            for row in act.db.table("sessions").rows_where(
                "id = ? AND status <> 'erasing'", [session_id]
            ):
                hide(act, row, reason=REPLAYED)
                hidden += 1
        act.db.table("erasures").insert_all(
            (_as_row(listed, to_text(act.now), actor.id) for listed in unknown), ignore=True
        )
        act.log(Event.ERASURE_REPLAYED, back=hidden, noted=len(unknown))
    return hidden


def _as_row(listed: Listed, now: str, actor_id: str) -> dict[str, object]:
    return {
        "session_id": listed.session,
        "source_id": listed.source,
        "reference_digest": listed.reference,
        "reason": listed.reason,
        "state": ErasureState.DONE.value,
        "asked_at": listed.at,
        "asked_by": actor_id,
        "done_at": now,
        "attempts": 0,
        "problem": REPLAYED,
    }


def _key_ids(records: Records, batch: Iterable[Listed]) -> Iterator[str]:
    with records.peek() as look:
        for listed in batch:
            yield f"session:{listed.session}"
            rows = look.db.table("deliveries").rows_where(
                "session_id = ?", [listed.session], select="id"
            )
            yield from (f"delivery:{row['id']}" for row in rows)


def _torn(path: Path) -> bool:
    """Whether the last line has no end: what wrote it was killed."""
    with path.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"
