"""Reads marked chats: the benchmark's text format (see `benchmarks/chats/README.md`)."""

import re
from dataclasses import dataclass, fields
from pathlib import Path

from redactor.conversation import Identity, Message, Role, Session
from redactor.errors import MarkedChatInvalid

_MARK = re.compile(r"\{\{(\?)?([A-Z_]+|-)\|(.*?)\}\}", re.DOTALL)
_MESSAGE = re.compile(r"(visitor|agent|bot|system|note): ?(.*)")
_IDENTITY = {field.name for field in fields(Identity)} - {"custom"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A marked value at `start:end` (code points) of message number `message`, from 0.

    `kind` is "must" (masked by `standard`), "may" (kept by it, masked by `strict`) or "harmless".
    """

    message: int
    start: int
    end: int
    entity: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedChat:
    """A session and what is personal in it."""

    session: Session
    marks: tuple[Mark, ...]
    slices: tuple[str, ...]


def read_chats(folder: Path) -> list[MarkedChat]:
    """All marked chats of a folder, by name."""
    return [parse(path, path.read_text()) for path in sorted(folder.glob("*.txt"))]


def parse(path: Path, text: str) -> MarkedChat:
    """One marked chat; raises `MarkedChatInvalid`."""
    header, _, body = text.partition("\n\n")
    known = _header(path, header)
    messages: list[Message] = []
    marks: list[Mark] = []
    for number, (role, marked) in enumerate(_messages(path, body, header.count("\n") + 3)):
        plain, found = _unmark(number, marked)
        messages.append(Message(id=f"m{number + 1}", role=Role(role), text=plain))
        marks += found
    agents = [name.strip() for name in known.pop("agents", "").split(";") if name.strip()]
    slices = tuple(name.strip() for name in known.pop("slices", "").split(",") if name.strip())
    custom = {key: value for key, value in known.items() if key not in _IDENTITY}
    plain_fields = {key: value for key, value in known.items() if key in _IDENTITY}
    session = Session(
        id=path.stem,
        messages=tuple(messages),
        identity=Identity(**plain_fields, custom=custom),
        agents=tuple(Identity(name=name) for name in agents),
    )
    return MarkedChat(session=session, marks=tuple(marks), slices=slices)


def _header(path: Path, header: str) -> dict[str, str]:
    known = {}
    for number, line in enumerate(header.splitlines(), 1):
        key, colon, value = line.partition(":")
        if not colon:
            raise MarkedChatInvalid(path, number, "a header line is `field: value`")
        known[key.strip()] = value.strip()
    return known


def _messages(path: Path, body: str, first: int) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for number, line in enumerate(body.splitlines(), first):
        if line.startswith("    ") and found:
            role, text = found[-1]
            found[-1] = (role, f"{text}\n{line[4:]}")
        elif match := _MESSAGE.fullmatch(line):
            found.append((match[1], match[2]))
        elif line.strip():
            raise MarkedChatInvalid(path, number, "a message is `role: text`")
    return found


def _unmark(number: int, marked: str) -> tuple[str, list[Mark]]:
    plain, end, marks = "", 0, []
    for match in _MARK.finditer(marked):
        plain += marked[end : match.start()]
        kind = "harmless" if match[2] == "-" else "may" if match[1] else "must"
        start = len(plain)
        plain += match[3]
        end = match.end()
        marks.append(Mark(message=number, start=start, end=len(plain), entity=match[2], kind=kind))
    return plain + marked[end:], marks
