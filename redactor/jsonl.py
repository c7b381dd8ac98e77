"""Sessions as JSON lines: one session a line in, one redacted session a line out.

Errors name the line, the field and a reason code, never the text.
"""

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TextIO

from redactor.conversation import (
    MOST_CHARACTERS,
    Finding,
    Identity,
    Message,
    RedactedSession,
    Role,
    Session,
)
from redactor.errors import FailedClosed, SessionInvalid

if TYPE_CHECKING:
    from redactor.engine import Redactor

_IDENTITY_FIELDS = ("name", "email", "phone", "company", "username", "location", "ip", "page")

_LONGEST_AROUND = 200
"""Of the names around a custom value so many characters are kept: it stands in each of them."""


def parse_session(line: str | bytes) -> Session:
    """Return the session that a line of JSON describes; SessionInvalid if it does not."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise SessionInvalid("line", "is not JSON") from None
    return session_from(value)


def session_from(value: Any) -> Session:
    """Return the session that a decoded JSON value describes; SessionInvalid if it does not."""
    table = _table(value, "session")
    messages = table.get("messages")
    if not isinstance(messages, list):
        raise SessionInvalid("messages", "must be a list")
    agents = table.get("agents") or []
    if not isinstance(agents, list):
        raise SessionInvalid("agents", "must be a list")
    return Session(
        id=_identifier(table, "id"),
        messages=tuple(_message(each, number) for number, each in enumerate(messages, start=1)),
        identity=_identity(table.get("identity"), "identity"),
        agents=tuple(_identity(agent, "agents") for agent in agents),
    )


def session_to(session: Session) -> dict[str, Any]:
    """Return `session` as a JSON value that `session_from` reads back."""
    value: dict[str, Any] = {"id": session.id}
    if identity := _identity_to(session.identity):
        value["identity"] = identity
    if session.agents:
        value["agents"] = [_identity_to(agent) for agent in session.agents]
    value["messages"] = [
        {
            "id": message.id,
            "role": message.role.value,
            "text": message.text,
            **({"at": message.at} if message.at is not None else {}),
            **({"speaker": message.speaker} if message.speaker else {}),
        }
        for message in session.messages
    ]
    return value


def redacted_to(session: RedactedSession) -> dict[str, Any]:
    """Return a redacted session as a JSON value; `flags` only where there are any."""
    value: dict[str, Any] = {
        "id": session.id,
        "policy": session.policy,
        "engine": session.engine,
        "model": session.model,
        "messages": [
            {
                "id": message.id,
                "role": message.role.value,
                "text": message.text,
                "findings": [_finding_to(finding) for finding in message.findings],
            }
            for message in session.messages
        ],
    }
    if session.flags:
        value["flags"] = list(session.flags)
    return value


def redact_lines(
    lines: Iterable[str | bytes],
    out: TextIO,
    err: TextIO,
    redactor: "Redactor",
    *,
    first: int = 1,
) -> int:
    """Redact each line of `lines` (bytes: in UTF-8) to `out`, in order; return the exit status.

    A line that is no session, or fails closed, gives one line on `err` with its number and
    makes the status 1; the other lines are still done. `first` is the number of the first.
    """
    numbers: deque[int] = deque()
    status = 0

    def complain(number: int, problem: str) -> None:
        nonlocal status
        status = 1
        err.write(f"line {number}: {problem}\n")

    def sessions() -> Iterator[Session]:
        for number, line in enumerate(lines, start=first):
            if not line.strip():
                continue
            try:
                session = parse_session(line)
            except SessionInvalid as problem:
                complain(number, str(problem))
                continue
            numbers.append(number)
            yield session

    def failed(failure: FailedClosed) -> None:
        complain(numbers.popleft(), f"failed closed: {failure.reason} ({failure.count})")

    for result in redactor.redact_many(sessions(), on_failure=failed):
        numbers.popleft()
        out.write(_line(redacted_to(result)))
    return status


def redact_text(text: str, redactor: "Redactor") -> str:
    """Return plain text, read as a visitor's message, masked; FailedClosed as ever.

    More than one message may hold is read as several, parted where a line or a word ends.
    """
    messages = tuple(Message(text=part) for part in _parts(_whole(text)))
    redacted = redactor.redact(Session(id="text", messages=messages))
    return "".join(message.text for message in redacted.messages)


def _parts(text: str) -> Iterator[str]:
    while len(text) > MOST_CHARACTERS:
        end = text.rfind("\n", 0, MOST_CHARACTERS) + 1 or text.rfind(" ", 0, MOST_CHARACTERS) + 1
        if not end:  # nowhere to part without cutting a value: the engine refuses it
            break
        yield text[:end]
        text = text[end:]
    yield text


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _finding_to(finding: Finding) -> dict[str, Any]:
    return {
        "start": finding.start,
        "end": finding.end,
        "entity": finding.entity,
        "score": round(finding.score, 3),
        "label": finding.label,
        "source": finding.source,
        "action": finding.action.value,
    }


def _table(value: Any, field: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise SessionInvalid(field, "must be an object")
    return value


def _identifier(table: Mapping[str, Any], field: str) -> str:
    value = table.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value:
        raise SessionInvalid(field, "must be a text or a whole number")
    return _whole(value)


def _message(value: Any, number: int) -> Message:
    field = f"messages[{number}]"
    table = _table(value, field)
    text = table.get("text")
    if not isinstance(text, str):
        raise SessionInvalid(f"{field}.text", "must be a text")
    role = table.get("role") or Role.VISITOR.value
    if role not in tuple(Role):
        raise SessionInvalid(f"{field}.role", f"must be one of {', '.join(Role)}")
    return Message(
        id=_identifier(table, f"{field}.id") if table.get("id") not in (None, "") else f"m{number}",
        role=Role(role),
        text=_whole(text),
        at=_text(table, "at", field) or None,
        speaker=_text(table, "speaker", field),
    )


def _identity(value: Any, field: str) -> Identity:
    if value is None:
        return Identity()
    table = _table(value, field)
    custom = table.get("custom")
    custom = _table({} if custom is None else custom, f"{field}.custom")
    return Identity(
        **{name: _text(table, name, field) for name in _IDENTITY_FIELDS},
        custom=_custom(custom),
    )


def _custom(told: Mapping[str, Any]) -> dict[str, str]:
    """Return each value by its name, those of lists and objects too: `home_street`."""
    known: dict[str, str] = {}
    left = [*told.items()][::-1]
    while left:
        name, value = left.pop()
        around = name[-_LONGEST_AROUND:]
        if isinstance(value, dict):
            left += [(f"{around}_{inner}", each) for inner, each in reversed(value.items())]
        elif isinstance(value, list):
            left += [(f"{around}_{number}", each) for number, each in enumerate(value)][::-1]
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            name = _whole(name)
            while name in known:  # no value may take another's place
                name = f"{name}_{len(known)}"
            known[name] = _whole(str(value))
    return known


def _identity_to(identity: Identity) -> dict[str, Any]:
    value: dict[str, Any] = {
        name: told for name in _IDENTITY_FIELDS if (told := getattr(identity, name))
    }
    if identity.custom:
        value["custom"] = dict(identity.custom)
    return value


def _text(table: Mapping[str, Any], name: str, field: str) -> str:
    value = table.get(name)
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise SessionInvalid(f"{field}.{name}", "must be a text")
    return _whole(value)


def _whole(text: str) -> str:
    """Return `text` with each half of a broken surrogate pair made visible, offsets kept."""
    if text.isascii():
        return text
    return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)
