"""A transcript that came as running text only: split where a known speaker begins a line."""

import re
from collections.abc import Mapping

from ingest.adapters.slack_text import decode
from ingest.errors import Unreadable
from redactor import Message, Role

_LINE = re.compile(
    r"(?:\[?(?P<at>[0-9][0-9T:., /APMapmZ+-]{3,40})\]?[ \t]+(?:-[ \t])?)?"
    r"(?P<who>[^:\n]{1,80}?)[ \t]*(?:[(\[][0-9][^)\]\n]{3,40}[)\]])?:[ \t]*(?P<text>.*)"
)


def read_text_body(text: str, *, visitors: set[str], agents: set[str], limit: int) -> list[Message]:
    """Return the messages of a running text; lines of no known speaker go on with the last.

    Text before the first known speaker is the visitor's: who wrote it is not told, and a
    visitor is masked the most. Raises `Unreadable("too_many_messages")` above `limit`.
    """
    roles = {name.casefold(): Role.AGENT for name in (*agents, "agent") if name}
    roles |= {name.casefold(): Role.VISITOR for name in (*visitors, "visitor", "you") if name}
    found: list[tuple[Role, str, list[str]]] = []
    for line in text.split("\n"):
        head = _head(line, roles)
        if head:
            found.append((roles[head[0].casefold()], head[0], [head[1]]))
        elif found:
            found[-1][2].append(line)
        elif line.strip():
            found.append((Role.VISITOR, "", [line]))
    if len(found) > limit:
        raise Unreadable("too_many_messages")
    messages = (
        Message(text=decode("\n".join(lines)).strip(), role=role, speaker=speaker)
        for role, speaker, lines in found
    )
    return [message for message in messages if message.text]


def _head(line: str, roles: Mapping[str, Role]) -> tuple[str, str] | None:
    """Return speaker and text of a line that begins with a known speaker."""
    match = _LINE.match(line[:200])
    if not match or match["who"].strip().casefold() not in roles:
        return None
    return match["who"].strip(), line[match.start("text") :]
