"""The rows of signs, brought up to date whenever a session is kept."""

import json

from models.ids import new_id
from models.records import Act
from models.seals.sealing import seal
from models.times import to_text
from redactor import RedactedSession, Role

_LONGEST = 600


def keep_signs(act: Act, session_id: str, key: bytes, redacted: RedactedSession) -> None:
    """Bring the signs of a session up to date; what was decided stays decided."""
    known = {
        (row["flag"], row["position"]): row["id"]
        for row in act.db.table("signs").rows_where("session_id = ?", [session_id])
    }
    found = set()
    for sign in redacted.signs:
        place = (sign.flag, sign.message + 1)
        if place in found:
            continue
        found.add(place)
        sign_id = known.get(place) or new_id(act.records.random)
        sealed = _sealed(key, session_id, sign_id, redacted, sign.message)
        if place in known:
            act.db.table("signs").update(sign_id, {"sealed": sealed, "source": sign.source})
            continue
        act.db.table("signs").insert(
            {
                "id": sign_id,
                "session_id": session_id,
                "flag": sign.flag,
                "source": sign.source,
                "position": sign.message + 1,
                "sealed": sealed,
                "found_at": to_text(act.now),
            }
        )
    for place, sign_id in known.items():
        if place not in found:
            act.db.execute("DELETE FROM signs WHERE id = ? AND closed_at IS NULL", [sign_id])


def _sealed(
    key: bytes, session_id: str, sign_id: str, redacted: RedactedSession, index: int
) -> bytes:
    """Seal what was said and the question before it, both masked."""
    before = [m.text for m in redacted.messages[:index] if m.role in {Role.AGENT, Role.BOT}]
    asked = before[-1] if before else ""
    words = [asked[-_LONGEST:], redacted.messages[index].text[:_LONGEST]]
    return seal(key, json.dumps(words).encode(), bound_to=bound_to(session_id, sign_id))


def bound_to(session_id: str, sign_id: str) -> str:
    """What the words of a sign are bound to."""
    return f"session:{session_id}:sign:{sign_id}"
