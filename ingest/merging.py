"""Several deliveries, one session: whatever order they come in, the result is the same.

Of the snapshots the latest wins; events and facts add up. A session is always built anew from
the whole, so that what is learned late about the visitor masks what was written early.
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from ingest.adapters.times import to_utc
from ingest.arrivals import Arrival, Happening, Snapshot, identity_of
from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.originals import Original
from redactor import Message, Role, Session

_BLANKS = re.compile(r"(\s{100})\s+")
"""More blanks in a row than anybody reads; looking for what hides in them would take for ever."""
_CLOCK_SKEW = timedelta(days=1)


def merge(
    base: Original | None, arrival: Arrival, *, received_at: datetime, limits: Limits
) -> Original:
    """Return `base` with what `arrival` adds; a second time it adds nothing.

    Raises `Unreadable` where there is more of something than `limits` allow.
    """
    received = to_utc(received_at.isoformat())
    old = base or Original(reference=arrival.reference, kind=arrival.kind, received_at=received)
    order = _order(arrival.snapshot, received_at) if arrival.snapshot else ()
    newer = order > old.order
    events = {*old.events, *([arrival.event] if arrival.event else [])}
    facts = {*old.facts, *arrival.facts}
    if len(events) > limits.events:
        raise Unreadable("too_many_events")
    if len(facts) > limits.facts:
        raise Unreadable("too_many_facts")
    _require_bounds(arrival, limits)
    return replace(
        old,
        received_at=min(old.received_at, received),
        snapshot=arrival.snapshot if newer else old.snapshot,
        order=order if newer else old.order,
        events=tuple(sorted(events, key=lambda event: (event.happening, event.text))),
        facts=tuple(sorted(facts)),
    )


def _require_bounds(arrival: Arrival, limits: Limits) -> None:
    """Raise `Unreadable` where something of a delivery is more than can be sought in time."""
    messages = arrival.snapshot.messages if arrival.snapshot else ()
    agents = arrival.snapshot.agents if arrival.snapshot else ()
    speakers = {message.speaker for message in messages}
    if max(len(agents), len(speakers)) > limits.people:
        raise Unreadable("too_many_people")
    told = [value for _, value in arrival.facts]
    named = [text for agent in agents for text in (agent.name, agent.email, agent.username)]
    if any(len(text) > limits.fact_characters for text in (*told, *named, *speakers)):
        raise Unreadable("fact_too_long")
    texts = [message.text for message in messages] + [arrival.event.text if arrival.event else ""]
    if any(len(text) > limits.characters for text in texts):
        raise Unreadable("message_too_long")


def session_of(original: Original, *, id: str) -> Session | None:  # noqa: A002 - the session's id
    """Return the session to redact, or None while no transcript has come."""
    if original.snapshot is None:
        return None
    messages = [*original.snapshot.messages, *_comments(original)]
    return Session(
        id=id,
        messages=tuple(
            replace(message, id=f"m{number}", text=_BLANKS.sub(r"\1", message.text))
            for number, message in enumerate(messages, start=1)
        ),
        identity=identity_of(original.facts, wrong=original.wrong),
        agents=original.snapshot.agents,
    )


def happenings_of(original: Original) -> tuple[str, ...]:
    """Return the codes of what happened around the session, each once."""
    return tuple(sorted({event.happening.value for event in original.events}))


def span_of(original: Original) -> tuple[str, str]:
    """Return when the session began and ended (empty if unknown).

    The messages' own times come first: a vendor's `startedAt` has been seen a year off.
    """
    snapshot = original.snapshot
    if snapshot is None:
        return original.received_at, ""
    times = [message.at for message in snapshot.messages if message.at]
    if times:
        return min(times), max(times)
    started = snapshot.started_at or original.received_at
    return min(started, snapshot.ended_at or started), snapshot.ended_at


def _order(snapshot: Snapshot, received_at: datetime) -> tuple[str, ...]:
    """Return the key by which snapshots win: moment, number of messages, arrival.

    The moment is when the vendor says it was taken, so that an edit or a deletion is not undone by
    what was sent before and comes later; else when its last message was written. One from the
    future counts as of tomorrow, so that a wrong clock cannot freeze a session for ever.
    """
    times = [message.at for message in snapshot.messages if message.at]
    latest = max(snapshot.taken_at, max(times) if times else snapshot.ended_at)
    believable = to_utc((received_at + _CLOCK_SKEW).isoformat())
    return (
        min(latest, believable),
        f"{len(snapshot.messages):08d}",
        to_utc(received_at.isoformat()),
    )


def _comments(original: Original) -> list[Message]:
    """Return feedback as trailing messages of the visitor, unless it repeats one of theirs."""
    written = (
        {_folded(message.text) for message in original.snapshot.messages}
        if original.snapshot
        else set()
    )
    return [
        Message(text=event.text, role=Role.VISITOR)
        for event in original.events
        if event.happening is Happening.FEEDBACK
        and event.text
        and _folded(event.text) not in written
    ]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
