"""The sessions found for a request, and which of them nobody has looked at as they are now."""

from dataclasses import dataclass
from datetime import datetime

from models.keeping.holds import is_held
from models.records import Act
from models.rights.identifiers import IdentifierKind
from models.rights.request_told import request_digests
from models.rights.subject_index import Match, Relation, find_sessions
from models.rights.subject_requests import Decision, RequestKind, RequestStatus, SubjectRequest
from models.times import from_text
from models.worded import WordedEnum


class Choice(WordedEnum):
    """What a session that was found has to do with the person who asks."""

    THEIRS = "theirs", "Their own chat"
    MENTION = "mention", "Somebody else's chat that mentions them"
    NOT_THEM = "not_them", "Another person"
    UNDECIDED = "undecided", "Not decided yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSession:
    """A session that was found, by its row alone: no word of it. `kinds` say what matched."""

    session_id: str
    source_name: str
    started_at: datetime
    status: str
    messages: int
    relation: Relation
    kinds: tuple[IdentifierKind, ...]
    certain: bool
    choice: Choice
    held: bool


def found_sessions(act: Act, request_id: str) -> tuple[FoundSession, ...]:
    """The sessions found for a request, newest first; one that was erased meanwhile is gone."""
    rows = act.db.query(
        "SELECT f.*, s.started_at, s.status, s.message_count, src.name AS source_name "
        "FROM subject_request_sessions f JOIN sessions s ON s.id = f.session_id "
        "JOIN sources src ON src.id = s.source_id "
        "WHERE f.request_id = ? ORDER BY s.started_at DESC, s.id DESC",
        [request_id],
    )
    return tuple(
        FoundSession(
            session_id=row["session_id"],
            source_name=row["source_name"],
            started_at=from_text(row["started_at"]),
            status=row["status"],
            messages=row["message_count"],
            relation=Relation(row["relation"]),
            kinds=tuple(map(IdentifierKind, row["kinds"].split())),
            certain=bool(row["certain"]),
            choice=Choice(row["choice"]),
            held=is_held(act.db, row["session_id"]),
        )
        for row in rows
    )


def count_choices(act: Act, request_id: str) -> dict[Choice, int]:
    """How many of the sessions found were chosen for what."""
    counts = dict.fromkeys(Choice, 0)
    for found in found_sessions(act, request_id):
        counts[found.choice] += 1
    return counts


def find_unseen(act: Act, request_id: str) -> tuple[Match, ...]:
    """The sessions in which the person stands that nobody has looked at as they are now."""
    known = {each.session_id: each for each in found_sessions(act, request_id)}
    return tuple(
        match
        for match in find_sessions(act, request_digests(act, request_id))
        if (seen := known.get(match.session_id)) is None
        or turned_certain(match, seen.choice, certain=seen.certain)
    )


def overlooked(act: Act, request: SubjectRequest) -> tuple[Match, ...]:
    """What is surely of this person, had begun when they asked, and nobody has looked at."""
    unseen = find_unseen(act, request.id)
    return tuple(m for m in unseen if m.certain and m.started_at <= request.opened_at)


def begun_later(act: Act, request: SubjectRequest) -> tuple[Match, ...]:
    """What is surely of this person and began after they asked: no part of what is approved.

    Nothing where that is no question: while the request is worked on, once it is closed, where
    it is not fulfilled, and of an objection, which is heard in every later chat.
    """
    stands = request.status in {RequestStatus.PROPOSED, RequestStatus.APPROVED}
    fulfilled = request.decision is Decision.FULFIL and request.kind is not RequestKind.OBJECT
    if not (stands and fulfilled):
        return ()
    unseen = find_unseen(act, request.id)
    return tuple(m for m in unseen if m.certain and m.started_at > request.opened_at)


def turned_certain(match: Match, choice: Choice, *, certain: bool) -> bool:
    """Whether a session points to the person only since it was chosen for not theirs."""
    return match.certain and not certain and choice is not Choice.THEIRS
