"""Corrections: what the vendor says wrongly of a person, and what is right.

Sealed with the session's own key. The worker puts the right value into the original, and again
whenever the vendor repeats the wrong one; what somebody said in the chat is left as it was said.
"""

import json
from dataclasses import dataclass

from models.errors import KeyGone
from models.ids import new_id
from models.log.events import Event
from models.records import Act, Records
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.subject_index import digests_of, leave_to_original
from models.seals.sealing import seal
from models.times import to_text
from models.transcripts.originals import has_original
from models.transcripts.rework import ask_rework
from models.worded import WordedEnum


class Field(WordedEnum):
    """What of the identity can be corrected."""

    NAME = "name", "Name"
    EMAIL = "email", "E-mail address"
    PHONE = "phone", "Phone number"
    COMPANY = "company", "Company"
    USERNAME = "username", "Username"
    LOCATION = "location", "Place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """`wrong` is replaced by `right`; an empty `wrong` adds, an empty `right` removes."""

    field: Field
    wrong: str
    right: str

    def __repr__(self) -> str:
        return f"Correction({self.field})"


def correct_session(
    act: Act, session_id: str, request_id: str, corrections: tuple[Correction, ...]
) -> bool:
    """Attach corrections to a session and have it made again. Logs request:corrected.

    False, and nothing is done, where its original is gone: no wrong value is kept there any more.
    """
    if not has_original(act.db, session_id):
        return False
    try:
        key = act.records.keys.key(f"session:{session_id}")
    except KeyGone:
        return False
    for each in corrections:
        correction_id = new_id(act.records.random)
        plain = json.dumps([each.field.value, each.wrong, each.right]).encode()
        act.db.table("corrections").insert(
            {
                "id": correction_id,
                "session_id": session_id,
                "request_id": request_id,
                "made_at": to_text(act.now),
                "made_by": act.actor.id,
                "sealed": seal(key, plain, bound_to=_bound_to(session_id, correction_id)),
            }
        )
    wrong = [
        Identifier(kind=kind, value=each.wrong) for each in corrections for kind in IdentifierKind
    ]
    leave_to_original(act, session_id, digests_of(act.records, wrong))
    ask_rework(act, session_id, reason="rectified")
    act.log(
        Event.REQUEST_CORRECTED,
        f"session:{session_id}",
        request=request_id,
        corrections=len(corrections),
    )
    return True


def find_corrections(records: Records, session_id: str) -> tuple[Correction, ...]:
    """The corrections of a session, oldest first, for the worker."""
    with records.peek() as look:
        rows = list(
            look.db.table("corrections").rows_where(
                "session_id = ?", [session_id], order_by="made_at, id"
            )
        )
    key_id = f"session:{session_id}"
    told = (
        json.loads(
            records.keys.unseal(key_id, row["sealed"], bound_to=_bound_to(session_id, row["id"]))
        )
        for row in rows
    )
    return tuple(
        Correction(field=Field(field), wrong=wrong, right=right) for field, wrong, right in told
    )


def _bound_to(session_id: str, correction_id: str) -> str:
    return f"session:{session_id}:correction:{correction_id}"
