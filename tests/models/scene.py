"""Who and what stands in the tests of the records."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from models.accounts.people import Person, add_person
from models.actors import Actor, ActorKind, Purpose, Role
from models.keeping.eraser import KEEPER
from models.keeping.sweeping import _delete_originals
from models.log.anchors import create_signing_key, write_checkpoint
from models.log.events import Event
from models.log.log_segments import archive
from models.records import Records
from models.transcripts.sessions import KeptSession
from redactor import Action, Finding, Mask, RedactedMessage, RedactedSession
from redactor import Role as Speaker

MASTER_KEY = bytes(range(32))
CLI = Actor(kind=ActorKind.SYSTEM, id="cli", name="Command line", purpose=Purpose.OPERATION)
WORKER = Actor(kind=ActorKind.SYSTEM, id="worker-1", name="Worker 1", purpose=Purpose.OPERATION)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


def make_person(records: Records, name: str, email: str, role: Role) -> Person:
    with records.act(CLI) as act:
        return add_person(act, name=name, email=email, role=role)


def actor_of(person: Person, purpose: Purpose = Purpose.CUSTOMER_SERVICE) -> Actor:
    return Actor(
        kind=ActorKind.PERSON,
        id=person.id,
        name=person.name,
        role=person.role,
        purpose=purpose,
        address="10.0.3.7",
    )


def redacted(*texts: str, flags: tuple[str, ...] = ()) -> RedactedSession:
    """A masked session: visitor and agent by turns, one mask over each `[PERSON_1]`."""
    messages = []
    for number, text in enumerate(texts):
        start = text.find("[PERSON_1]")
        mask = Mask(
            start=start,
            end=start + 10,
            entity="PERSON",
            score=0.99,
            label="[PERSON_1]",
            source="identity:name",
        )
        messages.append(
            RedactedMessage(
                id=f"m{number}",
                role=Speaker.AGENT if number % 2 else Speaker.VISITOR,
                text=text,
                findings=(),
                masks=(mask,) if start >= 0 else (),
                at=f"2026-03-01T10:{number:02d}:00+01:00",
                speaker="[AGENT_1]" if number % 2 else "[PERSON_1]",
            )
        )
    return RedactedSession(
        id="r",
        policy="standard@1",
        engine="0.1.0",
        model="chat_pii_en@1",
        messages=tuple(messages),
        identity={"name": "[PERSON_1]"},
        flags=flags,
    )


def snapshot(source_id: str, **changes: object) -> KeptSession:
    fields: dict[str, object] = {
        "source_id": source_id,
        "reference": "conversation-1",
        "kind": "chat",
        "started_at": datetime(2026, 3, 1, 9, 0, tzinfo=UTC),
        "ended_at": datetime(2026, 3, 1, 9, 12, tzinfo=UTC),
        "events": ("unanswered",),
        "original": b'{"text":"Hi, I am Chloe Zhang"}',
        "order": ("2026-03-01T09:12:00Z", "0002"),
        "redacted": redacted("Hi, I am [PERSON_1]", "Hello, how can I help?"),
    }
    return KeptSession(**(fields | changes))  # type: ignore[arg-type]


def told(*texts: str, masking: Mapping[str, tuple[str, str]]) -> dict[str, object]:
    """The parts of a snapshot of these texts: the original, and what the engine made of it.

    `masking` says of each value its entity and its label.
    """
    messages = []
    for number, text in enumerate(texts):
        findings, masks, made, done = [], [], "", 0
        pattern = "|".join(map(re.escape, masking)) or r"(?!)"
        for match in re.finditer(pattern, text):
            entity, label = masking[match[0]]
            made += text[done : match.start()]
            like = {"entity": entity, "score": 0.99, "label": label, "source": "identity:name"}
            place = len(made)
            made += label
            done = match.end()
            masks.append(Mask(start=place, end=len(made), **like))
            findings.append(
                Finding(start=match.start(), end=match.end(), action=Action.MASK, **like)
            )
        messages.append(
            RedactedMessage(
                id=f"m{number}",
                role=Speaker.AGENT if number % 2 else Speaker.VISITOR,
                text=made + text[done:],
                findings=tuple(findings),
                masks=tuple(masks),
                at=f"2026-03-01T10:{number:02d}:00+01:00",
            )
        )
    session = RedactedSession(
        id="r",
        policy="standard@1",
        engine="0.1.0",
        model="chat_pii_en@1",
        messages=tuple(messages),
    )
    return {"redacted": session, "original": json.dumps({"texts": texts}).encode()}


def let_entries_leave(records: Records, clock: Clock) -> None:
    """Leave three hundred entries; forty days later the oldest leave the live log."""
    with records.act(CLI) as act:
        for _ in range(300):
            act.log(Event.HEALTH_READ)
    key = create_signing_key(records.place.anchor.with_name("signing.key"))
    write_checkpoint(records, key)
    clock.move(days=40)
    before = clock() - timedelta(days=35)
    assert archive(records, key, CLI, before=before, accept_pause=True) is not None


def lose_original(records: Records, session_id: str) -> None:
    """What a sweep does to an original that is over its time."""
    listed = records.place.database.with_name("erased.jsonl")
    with records.act(KEEPER) as act:
        _delete_originals(act, [session_id], listed=listed)
