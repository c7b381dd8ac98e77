"""The copy a person gets of what is kept of them (Art. 15 GDPR): made on demand, never stored.

Their own words unmasked, everybody else's data masked, and who looked at their chats.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.errors import Conflict, KeyGone
from models.log.access_log import live_since
from models.log.events import Event
from models.records import Act, Step
from models.rights.identifiers import IdentifierKind
from models.rights.own_words import OwnMessage, own_messages
from models.rights.request_sessions import Choice, FoundSession, found_sessions
from models.rights.request_told import request_digests
from models.rights.subject_index import Digest
from models.rights.subject_requests import (
    Decision,
    RequestKind,
    RequestStatus,
    SubjectRequest,
    require_status,
)
from models.times import from_text
from models.transcripts.mask_places import find_places
from models.transcripts.originals import has_original
from models.transcripts.rework import original_of
from redactor import Identity, Session

ReadOriginal = Callable[[bytes], Session | None]
"""What reads a sealed original: handed in, because only the door for machines knows its form."""

_FIELDS = ("name", "email", "phone", "company", "username", "location", "ip", "page")
_MOST_FOUND = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at a session: when, by which role, for what, and what was done."""

    at: datetime
    role: str
    purpose: str
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosedSession:
    """One chat of the person. `problem` is a code where its words cannot be given.

    `left_out` counts searches that showed words of it, earlier than those among the looks.
    """

    id: str
    source_name: str
    started_at: datetime
    ended_at: datetime | None
    kept_at: datetime
    identity: Mapping[str, str]
    messages: tuple[OwnMessage, ...]
    looks: tuple[Look, ...]
    left_out: int
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A chat of somebody else in which the person is named: when, where, and by what."""

    source_name: str
    started_at: datetime
    kinds: tuple[IdentifierKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """Everything a person gets. It holds unmasked text: show it once, keep it nowhere.

    `looks_since` is from when on it tells of looks; None where that is from the beginning.
    """

    request: SubjectRequest
    made_at: datetime
    looks_since: datetime | None
    sessions: tuple[DisclosedSession, ...]
    mentions: tuple[Mention, ...]

    def __repr__(self) -> str:
        return f"Disclosure({self.request.id!r})"


def make_disclosure(act: Act, request_id: str, read_original: ReadOriginal) -> Disclosure:
    """Make the copy for an approved request for access. Logs request:exported.

    One entry for each session, too: the original was opened. Conflict where nothing may be given.
    """
    request = require_status(act, request_id, Event.REQUEST_EXPORTED, RequestStatus.APPROVED)
    about = f"request:{request.id}"
    if request.kind is not RequestKind.ACCESS or request.decision is not Decision.FULFIL:
        raise Conflict(Event.REQUEST_EXPORTED, about, "not_access")
    known = request_digests(act, request.id)
    found = found_sessions(act, request.id)
    theirs = [each for each in found if each.choice is Choice.THEIRS]
    mentions = [each for each in found if each.choice is Choice.MENTION]
    sessions = tuple(_disclosed(act, each, known, read_original) for each in theirs)
    for session in sessions:
        act.log(
            Event.REQUEST_EXPORTED,
            f"session:{session.id}",
            reason=session.problem,
            request=request.id,
            messages=len(session.messages),
        )
    act.db.table("subject_requests").update(request.id, {"exports": request.exports + 1})
    act.log(Event.REQUEST_EXPORTED, about, sessions=len(sessions), mentions=len(mentions))
    return Disclosure(
        request=request,
        made_at=act.now,
        looks_since=live_since(act),
        sessions=sessions,
        mentions=tuple(
            Mention(source_name=each.source_name, started_at=each.started_at, kinds=each.kinds)
            for each in mentions
        ),
    )


def looks_at(step: Step, session_id: str) -> tuple[tuple[Look, ...], int]:
    """Who looked at a session, by role, oldest first: what the access log says of people.

    Of searches that showed words of it the latest; and how many earlier ones are left out.
    """
    of_people = "object = ? AND actor_kind = 'person' AND outcome = 'allowed'"
    about = f"session:{session_id}"
    rows = step.db.query(
        f"SELECT at, actor_role, purpose, event FROM entries WHERE {of_people} AND (event <> ? "  # noqa: S608
        f"OR seq IN (SELECT seq FROM entries WHERE {of_people} AND event = ? "
        "ORDER BY seq DESC LIMIT ?)) ORDER BY seq",
        [about, Event.SESSION_FOUND, about, Event.SESSION_FOUND, _MOST_FOUND],
    )
    found = step.db.table("entries").count_where(
        f"{of_people} AND event = ?", [about, Event.SESSION_FOUND]
    )
    looks = tuple(
        Look(
            at=from_text(row["at"]),
            role=row["actor_role"],
            purpose=row["purpose"],
            event=Event(row["event"]),
        )
        for row in rows
    )
    return looks, max(0, found - _MOST_FOUND)


def _disclosed(
    act: Act, found: FoundSession, known: tuple[Digest, ...], read_original: ReadOriginal
) -> DisclosedSession:
    row: dict[str, Any] = next(
        iter(act.db.table("sessions").rows_where("id = ?", [found.session_id]))
    )
    identity, messages, problem = _words(act, found.session_id, known, read_original)
    looks, left_out = looks_at(act, found.session_id)
    return DisclosedSession(
        id=found.session_id,
        source_name=found.source_name,
        started_at=found.started_at,
        ended_at=from_text(row["ended_at"]) if row["ended_at"] else None,
        kept_at=from_text(row["kept_at"]),
        identity=identity,
        messages=messages,
        looks=looks,
        left_out=left_out,
        problem=problem,
    )


def _words(
    act: Act, session_id: str, known: tuple[Digest, ...], read_original: ReadOriginal
) -> tuple[Mapping[str, str], tuple[OwnMessage, ...], str]:
    """Identity and messages, or the code of why they cannot be given."""
    if not has_original(act.db, session_id):
        return {}, (), "original_gone"
    try:
        session = read_original(original_of(act, session_id)[1])
        places = find_places(act, session_id)
    except KeyGone:
        return {}, (), "original_gone"
    if session is None:
        return {}, (), "no_transcript"
    identity = _identity(session.identity)
    if places is None or len(places.messages) != len(session.messages):
        return identity, (), "not_masked"
    return identity, own_messages(act.records, session, places, known), ""


def _identity(identity: Identity) -> dict[str, str]:
    plain = {field: str(getattr(identity, field)) for field in _FIELDS}
    told = {field: value for field, value in plain.items() if value}
    return told | {f"custom.{field}": str(value) for field, value in identity.custom.items()}
