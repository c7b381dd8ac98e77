"""The original of a session: everything read of it, as the JSON that is sealed.

`{"version", "reference", "kind", "received_at", "transcript", "events", "identity", "texts"}`.
`texts` is what the engine read, message by message: models/transcripts/said.py reads it again.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.arrivals import Event, Fact, Happening, SessionKind, Snapshot
from redactor import Identity, Message, Role

VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """All deliveries of one session put together; `received_at` is when the first one came.

    `order` is the snapshot's place among others of the session: the greatest wins. `wrong` is what
    was put right: it is sought in what was said, and never kept.
    """

    reference: str
    kind: SessionKind
    received_at: str
    snapshot: Snapshot | None = None
    order: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    facts: tuple[Fact, ...] = ()
    wrong: tuple[Fact, ...] = ()


def dump(original: Original, texts: Sequence[str] = ()) -> bytes:
    """Return canonical JSON: the same original, and what was said in it, give the same bytes."""
    return json.dumps(
        {
            "version": VERSION,
            "reference": original.reference,
            "kind": original.kind.value,
            "received_at": original.received_at,
            "transcript": _dump_snapshot(original.snapshot, original.order),
            "events": [
                {"kind": event.happening.value, "text": event.text} for event in original.events
            ],
            "identity": _dump_facts(original.facts),
            "texts": list(texts),
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    ).encode("utf-8")


def load(body: bytes) -> Original:
    """Return the original `dump` wrote."""
    record: Mapping[str, Any] = json.loads(body)
    transcript = record["transcript"]
    return Original(
        reference=record["reference"],
        kind=SessionKind(record["kind"]),
        received_at=record["received_at"],
        snapshot=_load_snapshot(transcript) if transcript else None,
        order=tuple(transcript["order"]) if transcript else (),
        events=tuple(
            Event(happening=Happening(event["kind"]), text=event["text"])
            for event in record["events"]
        ),
        facts=tuple(
            (field, value) for field, values in record["identity"].items() for value in values
        ),
    )


def _dump_facts(facts: tuple[Fact, ...]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for field, value in facts:
        fields.setdefault(field, []).append(value)
    return fields


def _dump_snapshot(snapshot: Snapshot | None, order: tuple[str, ...]) -> dict[str, object] | None:
    if snapshot is None:
        return None
    return {
        "order": list(order),
        "started_at": snapshot.started_at,
        "ended_at": snapshot.ended_at,
        "agents": [
            {"name": agent.name, "email": agent.email, "username": agent.username}
            for agent in snapshot.agents
        ],
        "messages": [
            {
                "text": message.text,
                "role": message.role.value,
                "at": message.at,
                "speaker": message.speaker,
            }
            for message in snapshot.messages
        ],
    }


def _load_snapshot(record: Mapping[str, Any]) -> Snapshot:
    return Snapshot(
        messages=tuple(
            Message(
                text=message["text"],
                role=Role(message["role"]),
                at=message["at"],
                speaker=message["speaker"],
            )
            for message in record["messages"]
        ),
        agents=tuple(Identity(**agent) for agent in record["agents"]),
        started_at=record["started_at"],
        ended_at=record["ended_at"],
    )
