"""What is sealed of one session: its original and its raw deliveries, unsealed one last time."""

from dataclasses import dataclass

from models.errors import KeyGone, Unsealable
from models.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """The keys that a session's sealed bytes hang on, and what could still be read of them."""

    key_ids: tuple[str, ...]
    bodies: tuple[bytes, ...]


def read_sealed(records: Records, session_id: str) -> Sealed:
    """Unseal what can be: what has lost its key already, or was changed, is left out."""
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
