"""Reads the sample chats: a small header, an empty line, then one line per message.

Promises frozen values or one named error; never quotes the text of a chat in that error.
The format is described in this folder's README.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib import resources
from typing import Literal, cast

Speaker = Literal["v", "a", "a2", "b"]

HEADER_KEYS = frozenset({
    "agent", "agent2", "company", "email", "extra", "feedback", "ip", "name", "offline", "page",
    "phone", "place", "rating", "referrer", "reply_to", "slug", "start", "traits", "unanswered",
    "user_id",
})  # fmt: skip  # one word a line would be a page long
_FILE = re.compile(r"(\d\d)-[a-z0-9-]+\.txt")
_FIELD = re.compile(r"([a-z][a-z0-9_]*):\s+(\S.*)")
_MESSAGE = re.compile(r"(\d+):([0-5]\d) (v|a2|a|b) (\S.*)")
_START = re.compile(r"(\d+)d ([01]\d|2[0-3]):([0-5]\d) ([+-])(\d\d):([0-5]\d)")
_PERSON = re.compile(r"([^<>]+) <([^<>\s]+)>")
_INDENT = "    "


class ChatFileError(ValueError):
    """A sample chat cannot be read; says which file, line and rule, never the text."""

    def __init__(self, *, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentCard:
    """An agent as the header names them."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """When a chat began: whole days before the demo's now, then a local clock."""

    days_ago: int
    clock: timedelta
    utc_offset: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message: how long after the start, who spoke, and what."""

    at: timedelta
    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatFile:
    """One sample chat; `fields` holds the header as written, each field optional."""

    file: str
    number: int
    fields: Mapping[str, str]
    start: Start
    traits: Mapping[str, object]
    agents: Mapping[Speaker, AgentCard]
    lines: tuple[Line, ...]


def read_chats() -> Iterator[ChatFile]:
    """Yield the sample chats in the order of their file names; ChatFileError if one is broken."""
    folder = resources.files("service.demo") / "chats"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        yield parse(file.name, file.read_text(encoding="utf-8"))


def parse(file: str, text: str) -> ChatFile:
    """Return the chat in `text`; `file` gives its number and names it in a ChatFileError."""
    named = _FILE.fullmatch(file)
    if not named:
        raise ChatFileError(file=file, line=0, reason="wants a name like 07-short-slug.txt")
    rows = text.splitlines()
    blank = rows.index("") if "" in rows else len(rows)
    header = _Header(file=file, rows=rows[:blank])
    lines = tuple(_lines(file, rows[blank:], blank + 1))
    if not lines:
        raise ChatFileError(file=file, line=len(rows), reason="no messages")
    agents = dict(header.agents())
    if {line.speaker for line in lines} - {"v", "b"} - set(agents):
        raise ChatFileError(file=file, line=blank, reason="an agent speaks whom no field names")
    return ChatFile(
        file=file,
        number=int(named[1]),
        fields=header.fields,
        start=header.start(),
        traits=header.traits(),
        agents=agents,
        lines=lines,
    )


class _Header:
    """The rows above the first empty one; each question checks its own field."""

    def __init__(self, *, file: str, rows: list[str]) -> None:
        self._file = file
        self.fields: dict[str, str] = {}
        self._where: dict[str, int] = {}
        for number, row in enumerate(rows, start=1):
            found = _FIELD.fullmatch(row)
            if not found or found[1] not in HEADER_KEYS or found[1] in self.fields:
                raise ChatFileError(file=file, line=number, reason="no known field, or twice")
            self.fields[found[1]], self._where[found[1]] = found[2].rstrip(), number
        if not re.fullmatch("[1-5]", self.fields.get("rating", "1")):
            raise self._refused("rating", "wants 1 to 5")

    def start(self) -> Start:
        found = _START.fullmatch(self.fields.get("start", "1d 12:00 +00:00"))
        if not found:
            raise self._refused("start", "wants '3d 10:42 +01:00'")
        offset = timedelta(hours=int(found[5]), minutes=int(found[6]))
        return Start(
            days_ago=int(found[1]),
            clock=timedelta(hours=int(found[2]), minutes=int(found[3])),
            utc_offset=-offset if found[4] == "-" else offset,
        )

    def traits(self) -> dict[str, object]:
        try:
            traits = json.loads(self.fields.get("traits", "{}"))
        except ValueError:
            raise self._refused("traits", "not JSON") from None
        if not isinstance(traits, dict):
            raise self._refused("traits", "wants a JSON object")
        return traits

    def agents(self) -> Iterator[tuple[Speaker, AgentCard]]:
        speakers: dict[str, Speaker] = {"agent": "a", "agent2": "a2"}
        for key, speaker in speakers.items():
            if key in self.fields:
                found = _PERSON.fullmatch(self.fields[key])
                if not found:
                    raise self._refused(key, "wants 'Name <e-mail>'")
                yield speaker, AgentCard(name=found[1], email=found[2])

    def _refused(self, key: str, rule: str) -> ChatFileError:
        return ChatFileError(file=self._file, line=self._where[key], reason=f"{key} {rule}")


def _lines(file: str, rows: list[str], first: int) -> Iterator[Line]:
    """Yield the messages; an indented row, and empty rows before it, belong to the last one."""
    at, speaker, text, gap = timedelta(), "", [""], 0
    for number, row in enumerate(rows, start=first):
        if not row.strip():
            gap += 1
            continue
        if row.startswith(_INDENT) and speaker:
            text += [""] * gap + [row.removeprefix(_INDENT)]
            gap = 0
            continue
        found = _MESSAGE.fullmatch(row)
        if not found:
            raise ChatFileError(file=file, line=number, reason="wants 'M:SS v|a|a2|b text'")
        if speaker:
            yield Line(at=at, speaker=cast("Speaker", speaker), text="\n".join(text))
        later = timedelta(minutes=int(found[1]), seconds=int(found[2]))
        if later < at:
            raise ChatFileError(file=file, line=number, reason="earlier than the one above")
        at, speaker, text, gap = later, found[3], [found[4]], 0
    if speaker:
        yield Line(at=at, speaker=cast("Speaker", speaker), text="\n".join(text))
