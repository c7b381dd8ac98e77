"""Resealing: a new key for a session or a delivery, its ciphertext anew, the old key shredded.

    prepare   the new key beside the old one; both open what either sealed
    seal      every sealed column of the owner under the new key, in one act with its entry
    promote   the new key takes the old one's place; the old one is gone for good

Killed between any two of these everything is readable, and the next call goes on. A key that
has been replaced, or named as broken, is of the newest edition, so resealing everything is
resumed, not repeated.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from secrets import token_bytes

from models.actors import Actor
from models.errors import NotFound, Unsealable
from models.ids import is_session_id
from models.log.events import Event
from models.only_one import only_one
from models.records import Act, Records
from models.seals.key_store import KeyStore, cut_log, unseal_with
from models.seals.key_tables import ROOT
from models.seals.keys import KEY_BYTES
from models.seals.sealed_columns import columns_of
from models.seals.sealing import seal
from models.store import opened, writing

BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Resealed:
    """How many keys were replaced, and the ids of those whose seals are broken: left alone."""

    done: int
    broken: tuple[str, ...] = ()


def reseal_session(records: Records, actor: Actor, session_id: str) -> Resealed:
    """Reseal one session and its deliveries. Logs session:resealed; NotFound if there is none."""
    with records.peek() as look:
        if not is_session_id(session_id) or not look.db.table("sessions").count_where(
            "id = ?", [session_id]
        ):
            raise NotFound(Event.SESSION_RESEALED, reason="unknown")
        rows = look.db.execute("SELECT id FROM deliveries WHERE session_id = ?", [session_id])
        key_ids = [f"session:{session_id}", *(f"delivery:{row[0]}" for row in rows)]
    with only_one(records.keys.path):
        done = _reseal(records, actor, key_ids, about=f"session:{session_id}")
        _cut(records)
    return done


def reseal_all(records: Records, actor: Actor, *, batch: int = BATCH) -> Iterator[Resealed]:
    """Reseal everything; goes on where an earlier call was ended. Logs each batch.

    Where an earlier call left nothing but broken seals, everything is resealed anew.
    """
    with only_one(records.keys.path):
        resumed = bool(_next_ids(records.keys, "", 1))
        if not resumed:
            _raise_edition(records.keys)
        done, broken = yield from _reseal_round(records, actor, batch)
        if resumed and broken and not done:  # all that was left to do: the others are done before
            _raise_edition(records.keys)
            yield from _reseal_round(records, actor, batch)
        _cut(records)


def _raise_edition(store: KeyStore) -> None:
    """Let every key be one that waits to be replaced."""
    with opened(store.path) as db, writing(db):
        db.execute("UPDATE editions SET edition = edition + 1")


def _reseal_round(
    records: Records, actor: Actor, batch: int
) -> Generator[Resealed, None, tuple[int, int]]:
    """Reseal what waits, a batch at a time; gives how many were replaced and how many broken."""
    last, done, broken = "", 0, 0
    while key_ids := _next_ids(records.keys, last, batch):
        part = _reseal(records, actor, key_ids, about="")
        done, broken = done + part.done, broken + len(part.broken)
        yield part
        last = key_ids[-1]
    return done, broken


def _reseal(records: Records, actor: Actor, key_ids: Sequence[str], *, about: str) -> Resealed:
    _prepare(records.keys, key_ids)
    broken: list[str] = []
    with records.act(actor) as act:
        for key_id, keys in records.keys.find_keys(key_ids).items():
            try:
                _seal_again(act, key_id, keys)
            except Unsealable:
                broken.append(key_id)
        sound = [key_id for key_id in key_ids if key_id not in broken]
        act.log(Event.SESSION_RESEALED, about, count=len(sound), broken=len(broken))
    _promote(records.keys, sound, broken)
    return Resealed(done=len(sound), broken=tuple(broken))


def _prepare(store: KeyStore, key_ids: Sequence[str]) -> None:
    """Put a new key beside each old one that has none yet."""
    with opened(store.path) as db, writing(db):
        for key_id in key_ids:
            row = db.execute(
                "SELECT generation FROM keys WHERE id = ? AND next IS NULL", [key_id]
            ).fetchone()
            if row is not None:
                key = token_bytes(KEY_BYTES)
                wrapped = seal(store.wrapping_key(db, row[0]), key, bound_to=key_id)
                db.execute("UPDATE keys SET next = ? WHERE id = ?", [wrapped, key_id])


def _seal_again(act: Act, key_id: str, keys: Sequence[bytes]) -> None:
    """All or nothing of this key's columns: what cannot be unsealed is noticed before writing."""
    columns, owner = columns_of(key_id)
    if not columns:  # what it seals is not known here: to replace it would destroy that
        raise Unsealable(key_id)
    again = []
    for column in columns:
        sql = f"SELECT rowid AS row_number, * FROM {column.table} WHERE {column.owner} = ?"  # noqa: S608 - constants
        for row in act.db.query(sql, [owner]):
            if not row[column.column]:  # emptied on purpose
                continue
            bound_to = column.bound_to.format_map(row)
            plain = unseal_with(keys, row[column.column], bound_to=bound_to)
            again.append((column, seal(keys[0], plain, bound_to=bound_to), row["row_number"]))
    for column, sealed, number in again:
        sql = f"UPDATE {column.table} SET {column.column} = ? WHERE rowid = ?"  # noqa: S608 - constants
        act.db.execute(sql, [sealed, number])


def _promote(store: KeyStore, sound: Sequence[str], broken: Sequence[str]) -> None:
    """Let each new key take the place of the old one, which is overwritten.

    A broken seal keeps both its keys; it has been looked at, so that no run waits for it.
    """
    with opened(store.path) as db:
        with writing(db):
            for key_id in broken:
                db.execute(
                    "UPDATE keys SET edition = (SELECT edition FROM editions) WHERE id = ?",
                    [key_id],
                )
            for key_id in sound:
                db.execute(
                    "UPDATE keys SET wrapped = next, next = NULL, "
                    "edition = (SELECT edition FROM editions) "
                    "WHERE id = ? AND next IS NOT NULL",
                    [key_id],
                )
        cut_log(db)


def _next_ids(store: KeyStore, after: str, most: int) -> list[str]:
    with opened(store.path, read_only=True) as db:
        rows = db.execute(
            "SELECT id FROM keys WHERE id > ? AND id <> ? "
            "AND edition < (SELECT edition FROM editions) ORDER BY id LIMIT ?",
            [after, ROOT, most],
        )
        return [key_id for (key_id,) in rows]


def _cut(records: Records) -> None:
    """Overwrite the old ciphertext in the write-ahead log, too; its key is gone already."""
    with opened(records.place.database) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
