"""Reads marked chats: the benchmark's text format (see `benchmarks/chats/README.md`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

from redactor.conversation import Identity, Message, Role, Session
from redactor.errors import MarkedChatInvalid
from redactor.evaluate.errors import FolderInvalid
from redactor.evaluate.languages import language

_MARK = re.compile(r"\{\{(\?)?([A-Z_]+|-)\|(.*?)\}\}", re.DOTALL)
_BETWEEN = re.compile(r"^---\n", re.MULTILINE)
_OPENED = re.compile(r"\{\{(?:\??[A-Z_]+|-)\|")
_MESSAGE = re.compile(r"(visitor|agent|bot|system|note): ?(.*)")
_MULTILINGUAL = "multilingual"
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
    """A session and what is personal in it; the slice `multilingual` brings one of its language."""

    session: Session
    marks: tuple[Mark, ...]
    slices: tuple[str, ...]


def read_chats(folder: Path) -> list[MarkedChat]:
    """All marked chats of a folder, by name; raises `FolderInvalid` and `MarkedChatInvalid`."""
    if not folder.is_dir():
        raise FolderInvalid(folder, "is no folder; name one that holds marked chats (*.txt)")
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise FolderInvalid(
            folder,
            "holds no marked chats; each is a .txt file of `role: text` lines with marks such as"
            " {{PERSON|Ana Li}}, after a header and an empty line",
        )
    return [chat for path in paths for chat in _several(path, _text(path))]


def _several(path: Path, text: str) -> Iterator[MarkedChat]:
    """The chats of one file: mostly one; several are parted by lines of `---`."""
    parts = _BETWEEN.split(text)
    for number, part in enumerate(parts, 1):
        chat = parse(path, part)
        session = chat.session
        one = len(parts) == 1
        yield chat if one else replace(chat, session=replace(session, id=f"{session.id}-{number}"))


def find_freeze(folder: Path) -> Path | None:
    """The checksums beside a folder that is kept for measuring only, or None."""
    folder = folder.resolve()
    checksum = folder.with_name(f"{folder.name}.sha256")
    return checksum if checksum.exists() else None


def parse(path: Path, text: str) -> MarkedChat:
    """One marked chat; raises `MarkedChatInvalid`."""
    header, _, body = text.partition("\n\n")
    known = _header(path, header)
    messages: list[Message] = []
    marks: list[Mark] = []
    for number, (line, role, marked) in enumerate(_messages(path, body, header.count("\n") + 3)):
        plain, found = _unmark(number, marked)
        if _OPENED.search(plain):
            raise MarkedChatInvalid(path, line, "a mark is {{ENTITY|text}}, and none in another")
        messages.append(Message(id=f"m{number + 1}", role=Role(role), text=plain))
        marks += found
    if not messages:
        raise MarkedChatInvalid(path, 1, "no messages; they follow the header and an empty line")
    agents = [name.strip() for name in known.pop("agents", "").split(";") if name.strip()]
    slices = tuple(name.strip() for name in known.pop("slices", "").split(",") if name.strip())
    if _MULTILINGUAL in slices:
        slices += (language(message.text for message in messages),)
    custom = {key: value for key, value in known.items() if key not in _IDENTITY}
    plain_fields = {key: value for key, value in known.items() if key in _IDENTITY}
    session = Session(
        id=path.stem,
        messages=tuple(messages),
        identity=Identity(**plain_fields, custom=custom),
        agents=tuple(Identity(name=name) for name in agents),
    )
    return MarkedChat(session=session, marks=tuple(marks), slices=slices)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise MarkedChatInvalid(path, 1, "is not UTF-8") from None


def _header(path: Path, header: str) -> dict[str, str]:
    known = {}
    for number, line in enumerate(header.splitlines(), 1):
        key, colon, value = line.partition(":")
        if not colon:
            raise MarkedChatInvalid(path, number, "a header line is `field: value`")
        known[key.strip()] = value.strip()
    return known


def _messages(path: Path, body: str, first: int) -> list[tuple[int, str, str]]:
    """Line number, role and marked text of each message."""
    found: list[tuple[int, str, str]] = []
    for number, line in enumerate(body.splitlines(), first):
        if line.startswith("    ") and found:
            start, role, text = found[-1]
            found[-1] = (start, role, f"{text}\n{line[4:]}")
        elif match := _MESSAGE.fullmatch(line):
            found.append((number, match[1], match[2]))
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
