"""A Chatlio transcript's messages to the engine's: in order, decoded, with role and speaker."""

from collections import deque
from collections.abc import Mapping, Sequence

from ingest.adapters.chatlio_roles import role_of
from ingest.adapters.fields import list_of, text_of, unfold
from ingest.adapters.slack_text import decode
from ingest.adapters.slugs import is_slug
from ingest.adapters.times import to_utc
from ingest.errors import Unreadable
from redactor import Message, Role


def read_messages(value: object, *, slug: str, limit: int) -> list[Message]:
    """Return the messages of a list, in time order where every one of them tells its time.

    Entries that are not messages or say nothing are left out. A speaker is a display name; a
    visitor's channel slug is none. Raises `Unreadable("too_many_messages")` above `limit`.
    """
    entries = list_of(value)
    if len(entries) > limit:
        raise Unreadable("too_many_messages")
    records = [record for entry in entries if (record := _record(entry)) is not None]
    people = _people(records)
    messages = [
        message for record in records if (message := _read(record, slug, people)) is not None
    ]
    if all(message.at for message in messages):
        messages.sort(key=lambda message: message.at or "")
    return messages


def _record(entry: object) -> Mapping[str, object] | None:
    """Return a message object; a bare string is one that says only its text."""
    unfolded = unfold(entry)
    if isinstance(unfolded, dict):
        return unfolded
    return {"text": entry} if isinstance(entry, str) else None


def _people(records: Sequence[Mapping[str, object]]) -> dict[str, str]:
    """Return the display names of the Slack users who wrote, so that mentions can be shown."""
    pairs = ((text_of(one.get("userId")), text_of(one.get("username"))) for one in records)
    return {user_id: username for user_id, username in pairs if user_id and username}


def _read(record: Mapping[str, object], slug: str, people: Mapping[str, str]) -> Message | None:
    text = decode(text_of(record.get("text")), people).strip()
    text = text or "\n".join(decode(part, people) for part in _rich_texts(record)).strip()
    if not text:
        return None
    role = role_of(record)
    speaker = text_of(record.get("username"))
    if role is Role.VISITOR and (is_slug(speaker) or speaker.casefold() == slug.casefold()):
        speaker = ""
    at = to_utc(record.get("sentAt")) or to_utc(record.get("ts"))
    return Message(text=text, role=role, at=at or None, speaker=speaker)


def _rich_texts(record: Mapping[str, object]) -> list[str]:
    """Return the texts of Slack blocks and attachments, where a message has no plain one."""
    waiting: deque[object] = deque(record.get(key) for key in ("attachments", "blocks", "files"))
    texts: list[str] = []
    while waiting:
        part = waiting.popleft()
        if isinstance(part, list):
            waiting.extendleft(reversed(part))
        elif isinstance(part, dict):
            texts += [text for key in ("text", "title", "name") if (text := text_of(part.get(key)))]
            inner = ("text", "fields", "elements", "blocks")
            waiting.extendleft(part.get(key) for key in reversed(inner))
    return texts
