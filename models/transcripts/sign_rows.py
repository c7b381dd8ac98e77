"""The rows of signs, brought up to date whenever a session is kept or more of it is masked."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress

from models.errors import KeyGone, Unsealable
from models.ids import new_id
from models.records import Act
from models.review.reported_values import reported_values, without_values
from models.seals.sealing import seal
from models.times import to_text
from models.transcripts.masked import MaskedMessage, read_masked
from redactor import RedactedMessage, RedactedSession, Role

_LONGEST = 600
_MOST_APART = 4
"""How many times its own length a value may be long in a text, by what separates its parts."""


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
        sealed = _sealed(key, session_id, sign_id, _words(redacted.messages, sign.message))
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


def renew_signs(
    act: Act, session_id: str, before: Sequence[MaskedMessage], rewrite: Callable[[str], str]
) -> None:
    """Seal the words of a session's signs as its messages read now that more is masked in them.

    `before` are the messages as they read until now. A decided sign can be of an earlier snapshot
    and hold other words; those are rewritten.
    """
    now = read_masked(act.db, session_id)
    about = f"session:{session_id}"
    for row in list(act.db.table("signs").rows_where("session_id = ?", [session_id])):
        sign_id, index = row["id"], row["position"] - 1
        with suppress(KeyGone, Unsealable):  # what cannot be opened shows nobody a word
            bound = bound_to(session_id, sign_id)
            words = json.loads(act.records.keys.unseal(about, row["sealed"], bound_to=bound))
            current = words == _words(before, index)
            words = _words(now, index) if current else [rewrite(each) for each in words]
            sealed = _sealed(act.records.keys.key(about), session_id, sign_id, words)
            act.db.table("signs").update(sign_id, {"sealed": sealed})


def shown_words(act: Act, session_id: str, position: int, words: list[str]) -> list[str]:
    """The words of a sign without what was reported in its session.

    Those that read as the messages do now have it masked already. Others may have been sealed
    before reports reached signs; where they were cut, a value may have been cut with them.
    """
    if words == _words(read_masked(act.db, session_id), position - 1):
        return words
    asked, said = words
    edge = 0
    for label, value in reported_values(act, session_id, harmless=False):
        asked, said = (without_values(each, [value], label) for each in (asked, said))
        edge = max(edge, _MOST_APART * len(value))
    if len(words[0]) == _LONGEST:
        asked = asked[edge:]
    if len(words[1]) == _LONGEST:
        said = said[: max(0, len(said) - edge)]
    return [asked, said]


def _words(messages: Sequence[RedactedMessage | MaskedMessage], index: int) -> list[str]:
    """The question before a message and what was said in it, both masked."""
    asked = [m.text for m in messages[:index] if m.role in {Role.AGENT, Role.BOT}][-1:]
    said = [m.text for m in messages[index : index + 1]]
    return ["".join(asked)[-_LONGEST:], "".join(said)[:_LONGEST]]


def _sealed(key: bytes, session_id: str, sign_id: str, words: list[str]) -> bytes:
    return seal(key, json.dumps(words).encode(), bound_to=bound_to(session_id, sign_id))


def bound_to(session_id: str, sign_id: str) -> str:
    """What the words of a sign are bound to."""
    return f"session:{session_id}:sign:{sign_id}"
