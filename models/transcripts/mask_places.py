"""Where each mask stands in the original: sealed with the session's own key, and gone with it.

Masked text alone does not say which words a mask stands for. Whoever may see an original, or has
to give a person their own words, needs that; the engine is not asked again for it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from models.records import Act
from models.seals.sealing import seal
from redactor import Action, RedactedSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One stretch of an original message (code points) that a mask stands for."""

    start: int
    end: int
    entity: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """All places of a session, by message in order; `identity` maps known fields to labels."""

    messages: tuple[tuple[Place, ...], ...]
    identity: dict[str, str]


def keep_places(
    act: Act, session_id: str, revision: int, key: bytes, redacted: RedactedSession | None
) -> None:
    """Seal the places of a redaction in the stead of those before; none where there is none."""
    act.db.execute("DELETE FROM mask_places WHERE session_id = ?", [session_id])
    if redacted is None:
        return
    places = Places(
        identity=dict(redacted.identity),
        messages=tuple(
            tuple(
                Place(
                    start=finding.start,
                    end=finding.end,
                    entity=finding.entity,
                    label=finding.label,
                )
                for finding in message.findings
                if finding.action is not Action.KEEP
            )
            for message in redacted.messages
        ),
    )
    _seal(act, session_id, revision, key, places)


def add_places(act: Act, session_id: str, more: Sequence[tuple[int, Place]]) -> None:
    """Add places to messages, by position from 1: what a reviewer had masked afterwards."""
    row = act.db.execute(
        "SELECT revision FROM mask_places WHERE session_id = ?", [session_id]
    ).fetchone()
    now = find_places(act, session_id)
    if row is None or now is None:
        return
    messages = [list(places) for places in now.messages]
    for position, place in more:
        messages[position - 1].append(place)
    _seal(
        act,
        session_id,
        row[0],
        act.records.keys.key(f"session:{session_id}"),
        Places(
            messages=tuple(tuple(sorted(places, key=_start)) for places in messages),
            identity=now.identity,
        ),
    )


def find_places(act: Act, session_id: str) -> Places | None:
    """The places of what is kept now; None where the engine vouched for nothing.

    KeyGone when the session was erased; Unsealable when the bytes are not what was sealed.
    """
    row = act.db.execute(
        "SELECT revision, sealed FROM mask_places WHERE session_id = ?", [session_id]
    ).fetchone()
    if row is None:
        return None
    bound_to = _bound_to(session_id, row[0])
    told = json.loads(act.records.keys.unseal(f"session:{session_id}", row[1], bound_to=bound_to))
    return Places(
        identity=told["identity"],
        messages=tuple(
            tuple(
                Place(start=start, end=end, entity=entity, label=label)
                for start, end, entity, label in places
            )
            for places in told["messages"]
        ),
    )


def _seal(act: Act, session_id: str, revision: int, key: bytes, places: Places) -> None:
    plain = json.dumps(
        {
            "identity": places.identity,
            "messages": [
                [[place.start, place.end, place.entity, place.label] for place in message]
                for message in places.messages
            ],
        },
        separators=(",", ":"),
    ).encode()
    sealed = seal(key, plain, bound_to=_bound_to(session_id, revision))
    act.db.table("mask_places").insert(
        {"session_id": session_id, "revision": revision, "sealed": sealed}, replace=True
    )


def _start(place: Place) -> int:
    return place.start


def _bound_to(session_id: str, revision: int) -> str:
    return f"session:{session_id}:places:{revision}"
