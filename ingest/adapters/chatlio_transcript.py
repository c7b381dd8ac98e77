"""Chatlio's transcript: a snapshot of the whole chat, sent at its end and whenever asked for.

`textBody` is read only where `messages` is empty; `htmlBody`, slugs, handles and URLs are never
shown: they feed the identity, or nothing.
"""

from collections.abc import Iterable, Mapping

from ingest.adapters.chatlio_messages import read_messages
from ingest.adapters.chatlio_text_body import read_text_body
from ingest.adapters.chatlio_visitor import name_facts, transcript_facts
from ingest.adapters.fields import first_text, reference_of
from ingest.adapters.times import to_utc
from ingest.arrivals import Arrival, Fact, SessionKind, Snapshot
from ingest.errors import Unreadable
from ingest.limits import Limits
from redactor import Identity, Message, Role


def read_transcript(payload: Mapping[str, object], limits: Limits) -> Arrival:
    """Read a transcript; one without any content still says who the visitor is."""
    reference = reference_of(payload.get("conversationUUID"))
    facts = transcript_facts(payload)
    slug = first_text(payload, "channelName")
    messages = read_messages(payload.get("messages"), slug=slug, limit=limits.messages)
    if not messages:
        messages = _read_bodies(payload, slug, facts, limits)
    facts += _speaker_facts(messages, slug)
    snapshot = Snapshot(
        messages=tuple(messages),
        agents=_agents(payload, messages),
        started_at=to_utc(payload.get("startedAt")),
        ended_at=to_utc(payload.get("endedAt")),
    )
    return Arrival(
        reference=reference,
        kind=SessionKind.CHAT,
        facts=tuple(facts),
        snapshot=snapshot if messages else None,
    )


def _read_bodies(
    payload: Mapping[str, object], slug: str, facts: Iterable[Fact], limits: Limits
) -> list[Message]:
    """Read the running text instead; a transcript that is only HTML waits for a person."""
    text = first_text(payload, "textBody")
    if not text and (payload.get("htmlBody") or payload.get("messages")):
        raise Unreadable("content_unreadable")
    names = {value for field, value in facts if field == "name"}
    visitors = {slug, first_text(payload, "visitorName"), *names}
    visitors |= {name.split()[0] for name in names if name.split()}
    agent = first_text(payload, "agentName")
    agents = {agent, first_text(payload, "agentEmail"), *agent.split()[:1]}
    return read_text_body(text, visitors=visitors, agents=agents, limit=limits.messages)


def _speaker_facts(messages: Iterable[Message], slug: str) -> list[Fact]:
    """A visitor's display name on a message is a name the visitor goes by."""
    speakers = {message.speaker for message in messages if message.role is Role.VISITOR}
    return [fact for name in sorted(speakers) for fact in name_facts(name, slugs=[slug])]


def _agents(payload: Mapping[str, object], messages: Iterable[Message]) -> tuple[Identity, ...]:
    """Return who answered: the named agent, then every display name that is somebody else's."""
    name, email = first_text(payload, "agentName"), first_text(payload, "agentEmail")
    speakers = dict.fromkeys(
        message.speaker for message in messages if message.role is Role.AGENT and message.speaker
    )
    named = [Identity(name=name, email=email)] if name or email else []
    others = [Identity(name=one) for one in speakers if not _same_person(name, one)]
    return (*named, *others)


def _same_person(name: str, speaker: str) -> bool:
    """Say whether `Ag E.`, `Ag` or `ag ent` may be the display name of `Ag Ent`."""
    full = name.casefold().split()
    shown = speaker.casefold().replace(".", "").split()
    if not full or not shown or len(shown) > len(full):
        return False
    return full[0] == shown[0] and all(
        word.startswith(short) for word, short in zip(full[1:], shown[1:], strict=False)
    )
