"""What a person gave with a request: sealed under a key of its own, and found by digests."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from models.errors import Invalid, KeyGone
from models.log.events import Event
from models.records import Act
from models.rights.corrections import Correction, Field
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.subject_index import Digest, digests_of
from models.seals.sealing import seal

MOST_IDENTIFIERS = 20
MOST_LENGTH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the person gave: in memory only; sealed wherever it is kept."""

    identifiers: tuple[Identifier, ...] = ()
    corrections: tuple[Correction, ...] = ()


def digests_given(act: Act, identifiers: Sequence[Identifier], event: Event) -> tuple[Digest, ...]:
    """The digests of what a person gave; Invalid where it is too much, or finds nobody."""
    if len(identifiers) > MOST_IDENTIFIERS:
        raise Invalid(event, reason="too_many_identifiers")
    if any(len(each.value) > MOST_LENGTH for each in identifiers):
        raise Invalid(event, reason="too_long")
    digests = digests_of(act.records, identifiers)
    if not digests:
        raise Invalid(event, reason="identifiers")
    return digests


def seal_told(act: Act, request_id: str, told: Told) -> bytes:
    """What the person gave, sealed under the key of the request."""
    plain = json.dumps(
        {
            "identifiers": [[each.kind.value, each.value] for each in told.identifiers],
            "corrections": [[c.field.value, c.wrong, c.right] for c in told.corrections],
        }
    )
    key = act.records.keys.key(key_of(request_id))
    return seal(key, plain.encode(), bound_to=key_of(request_id))


def read_told(act: Act, request_id: str) -> Told:
    """What the person gave, unsealed for the desk; nothing once the request is closed."""
    sealed = act.db.execute(
        "SELECT sealed FROM subject_requests WHERE id = ?", [request_id]
    ).fetchone()[0]
    if sealed is None:
        return Told()
    key_id = key_of(request_id)
    try:
        told = json.loads(act.records.keys.unseal(key_id, sealed, bound_to=key_id))
    except KeyGone:
        return Told()
    return Told(
        identifiers=tuple(
            Identifier(kind=IdentifierKind(kind), value=value)
            for kind, value in told["identifiers"]
        ),
        corrections=tuple(
            Correction(field=Field(field), wrong=wrong, right=right)
            for field, wrong, right in told["corrections"]
        ),
    )


def forget_identifiers(act: Act, request_id: str) -> None:
    """Take the sealed identifiers off the row; the key is destroyed by `shred_closed`."""
    act.db.table("subject_requests").update(request_id, {"sealed": None})


def shred_closed(act: Act, request_id: str) -> None:
    """Destroy the key of a closed request's identifiers; safe to call again."""
    try:
        act.records.keys.shred(key_of(request_id))
    except KeyGone:
        return


def keep_digests(act: Act, request_id: str, digests: Sequence[Digest]) -> None:
    """Keep what the person is found by; what is kept already stays."""
    act.db.table("subject_request_digests").insert_all(
        (
            {"request_id": request_id, "kind": each.kind.value, "digest": each.digest}
            for each in digests
        ),
        ignore=True,
    )


def request_digests(act: Act, request_id: str) -> tuple[Digest, ...]:
    """The digests of what the person is found by."""
    rows = act.db.table("subject_request_digests").rows_where("request_id = ?", [request_id])
    return tuple(Digest(kind=IdentifierKind(row["kind"]), digest=row["digest"]) for row in rows)


def key_of(request_id: str) -> str:
    """The id of the key that what the person gave is sealed with."""
    return f"request:{request_id}"
