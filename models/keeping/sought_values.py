"""What an erased session is looked for by: sealed with a key of its own, which goes last.

Kept before the session's keys are destroyed, so that a kill takes nothing from the look through
every byte. Gone when a certificate is signed. While a report waits for a person it stays, so that
it can be looked for again, but no longer than `LONGEST`.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta

from models.errors import KeyGone
from models.records import Records
from models.seals.sealing import seal
from models.times import to_text

LONGEST = timedelta(days=30)
"""How long values are kept for a report that nobody has looked at."""


def keep_sought(records: Records, values: Mapping[str, Sequence[str]]) -> None:
    """Seal the values of sessions, each with a new key, in the place of those there were."""
    found = {session_id: told for session_id, told in values.items() if told}
    if not found:
        return
    forget_sought(records, list(found))
    keys = records.keys.new_keys([_key_id(session_id) for session_id in found])
    with records.step() as step:
        step.db.table("sought_values").insert_all(
            {
                "erasure": session_id,
                "kept_at": to_text(step.now),
                "sealed": seal(
                    keys[_key_id(session_id)],
                    json.dumps(list(told)).encode(),
                    bound_to=_bound_to(session_id),
                ),
            }
            for session_id, told in found.items()
        )


def read_sought(records: Records, session_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The values by session; none of a session whose values are not known any more."""
    found: dict[str, tuple[str, ...]] = {}
    with records.peek() as look:
        for session_id in session_ids:
            row = look.db.execute(
                "SELECT sealed FROM sought_values WHERE erasure = ?", [session_id]
            ).fetchone()
            found[session_id] = _opened(records, session_id, row[0]) if row else ()
    return found


def forget_sought(records: Records, session_ids: Sequence[str]) -> None:
    """Destroy the keys of these values, then their rows; safe to call again."""
    records.keys.shred_all([_key_id(session_id) for session_id in session_ids])
    with records.step() as step:
        for session_id in session_ids:
            step.db.execute("DELETE FROM sought_values WHERE erasure = ?", [session_id])


def forget_late(records: Records) -> int:
    """Forget what a kill left, and the values of reports nobody looked at; gives how many."""
    with records.peek() as look:
        late = [
            session_id
            for (session_id,) in look.db.execute(
                "SELECT v.erasure FROM sought_values v LEFT JOIN erasures e "
                "ON e.session_id = v.erasure WHERE e.state = 'done' "
                "OR (v.kept_at <= ? AND (e.state IS NULL OR e.state = 'found'))",
                [to_text(look.now - LONGEST)],
            )
        ]
    if late:
        forget_sought(records, late)
    return len(late)


def _opened(records: Records, session_id: str, sealed: bytes) -> tuple[str, ...]:
    try:
        plain = records.keys.unseal(_key_id(session_id), sealed, bound_to=_bound_to(session_id))
    except KeyGone:
        return ()
    return tuple(json.loads(plain))


def _key_id(session_id: str) -> str:
    return f"erasure:{session_id}"


def _bound_to(session_id: str) -> str:
    return f"erasure:{session_id}:sought"
