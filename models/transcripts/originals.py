"""Originals: sessions as they came, each sealed under its session's own key."""

import json
from dataclasses import dataclass

from sqlite_utils import Database

from models.errors import KeyGone, Unsealable
from models.records import Act, Records, Step
from models.seals.sealing import seal
from models.transcripts.references import reference_digest, require_not_erased


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A session as it came, unsealed: for the worker's merge, never for a page."""

    session_id: str
    revision: int
    body: bytes
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """The keys that a session's sealed bytes hang on, and what could still be read of them."""

    key_ids: tuple[str, ...]
    bodies: tuple[bytes, ...]


def find_original(records: Records, source_id: str, reference: str) -> Original | None:
    """What is kept of this conversation, unsealed, for the worker to merge into.

    Erased when it was erased or is to be; Unsealable when the bytes are not what was sealed.
    None, too, when its original was not to be kept any longer.
    """
    digest = reference_digest(records, source_id, reference)
    with records.peek() as look:
        require_not_erased(look.db, source_id, digest)
        row = look.db.execute(
            "SELECT s.id, s.order_key, o.revision, o.sealed FROM sessions s "
            "JOIN originals o ON o.session_id = s.id "
            "WHERE s.source_id = ? AND s.reference_digest = ?",
            [source_id, digest],
        ).fetchone()
    if row is None:
        return None
    session_id, order, revision, sealed = row
    body = unseal_original(records, session_id, revision, sealed)
    return Original(
        session_id=session_id, revision=revision, body=body, order=tuple(json.loads(order))
    )


def has_original(db: Database, session_id: str) -> bool:
    """Whether an original of this session is kept; its key may be gone all the same."""
    return bool(db.table("originals").count_where("session_id = ?", [session_id]))


def read_original(step: Step, session_id: str) -> tuple[int, bytes] | None:
    """The revision of a session's original, and the original unsealed; None where none is kept.

    KeyGone when it was erased; Unsealable when the bytes are not what was sealed.
    """
    row = step.db.execute(
        "SELECT revision, sealed FROM originals WHERE session_id = ?", [session_id]
    ).fetchone()
    if row is None:
        return None
    revision, sealed = row
    return revision, unseal_original(step.records, session_id, revision, sealed)


def unseal_original(records: Records, session_id: str, revision: int, sealed: bytes) -> bytes:
    """Unseal what `seal_original` sealed; KeyGone and Unsealable as in `read_original`."""
    bound_to = _bound_to(session_id, revision)
    return records.keys.unseal(f"session:{session_id}", sealed, bound_to=bound_to)


def seal_original(act: Act, session_id: str, revision: int, key: bytes, plain: bytes) -> None:
    """Keep an original under its session's key, in place of the one before."""
    sealed = seal(key, plain, bound_to=_bound_to(session_id, revision))
    act.db.table("originals").insert(
        {"session_id": session_id, "revision": revision, "sealed": sealed}, replace=True
    )


def read_sealed(records: Records, session_id: str) -> Sealed:
    """Unseal one last time what can be; what lost its key already, or was changed, is left out."""
    with records.peek() as look:
        originals = look.db.execute(
            "SELECT 'session:' || session_id, session_id || ':original:' || revision, sealed "
            "FROM originals WHERE session_id = ?",
            [session_id],
        ).fetchall()
        deliveries = look.db.execute(
            "SELECT 'delivery:' || id, id, body FROM deliveries WHERE session_id = ?",
            [session_id],
        ).fetchall()
    parts = [(key, f"session:{bound}", sealed) for key, bound, sealed in originals]
    parts += [(key, f"delivery:{bound}", sealed) for key, bound, sealed in deliveries]
    bodies = []
    for key_id, bound_to, sealed in parts:
        try:
            bodies.append(records.keys.unseal(key_id, sealed, bound_to=bound_to))
        except (KeyGone, Unsealable):
            continue
    keys = (f"session:{session_id}", *(key_id for key_id, _, _ in parts))
    return Sealed(key_ids=tuple(dict.fromkeys(keys)), bodies=tuple(bodies))


def _bound_to(session_id: str, revision: int) -> str:
    return f"session:{session_id}:original:{revision}"
