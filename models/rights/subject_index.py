"""The blind index: whom a session is about and who is named in it, as keyed digests only.

Written in the same transaction as the session and gone with it. Nothing can be read from it and
nothing can be guessed into it without the master key; whoever seeks must already know the value.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.records import Act, Records, Step
from models.rights.identifiers import TELLING, Identifier, IdentifierKind, forms_of
from models.times import from_text

_PURPOSE = "subject"
_MOST = 2_000


class Relation(StrEnum):
    """What a session has to do with a person."""

    ABOUT = "about"  # the vendor says that the visitor is this person
    SAID = "said"  # it was said in the chat, by or of this person


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One form of one identifier, digested; the same value gives the same digest again."""

    kind: IdentifierKind
    digest: str
    relation: Relation = Relation.ABOUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A session in which identifiers of a person stand; `kinds` are of those that matched.

    `certain` where one of them points to one person by itself; else somebody must confirm.
    """

    session_id: str
    started_at: datetime
    relation: Relation
    kinds: tuple[IdentifierKind, ...]
    certain: bool


def digests_of(records: Records, identifiers: Iterable[Identifier]) -> tuple[Digest, ...]:
    """The digests of identifiers, each once; `about` outweighs `said`."""
    found: dict[tuple[IdentifierKind, str], Relation] = {}
    for identifier in identifiers:
        relation = Relation.ABOUT if identifier.about else Relation.SAID
        for kind, form in forms_of(identifier.kind, identifier.value):
            key = (kind, records.digest(f"{_PURPOSE}/{kind}", form))
            if found.get(key) is not Relation.ABOUT:
                found[key] = relation
        if len(found) >= _MOST:
            break
    return tuple(
        Digest(kind=kind, digest=digest, relation=relation)
        for (kind, digest), relation in found.items()
    )


def index_session(
    step: Step, session_id: str, digests: Sequence[Digest], *, besides: bool = False
) -> None:
    """Put a session under what its original tells; what was told besides that stays.

    With `besides` these are told besides, too: by what came and is in no original that is kept.
    Then who it is about stays so, though now it is only said.
    """
    if not besides:
        step.db.execute(
            "DELETE FROM subject_index WHERE session_id = ? AND NOT besides", [session_id]
        )
    stays = {(each.kind, each.digest): each for each in indexed(step, session_id)}
    outlasts = {(each.kind, each.digest) for each in indexed(step, session_id, besides=True)}
    rows = []
    for each in digests:
        place = (each.kind, each.digest)
        about = place in stays and stays[place].relation is Relation.ABOUT
        rows.append(
            {
                "session_id": session_id,
                "kind": each.kind.value,
                "digest": each.digest,
                "relation": (Relation.ABOUT if about else each.relation).value,
                "besides": int(besides or place in outlasts),
            }
        )
    step.db.table("subject_index").insert_all(rows, replace=True)


def outlast_original(step: Step, session_id: str) -> None:
    """The original these digests were of is gone: no later one tells whether they still hold."""
    step.db.execute("UPDATE subject_index SET besides = 1 WHERE session_id = ?", [session_id])


def leave_to_original(step: Step, session_id: str, digests: Iterable[Digest]) -> None:
    """What was told besides and was wrong: it stays only if the original tells it, too."""
    for each in digests:
        step.db.execute(
            "UPDATE subject_index SET besides = 0 WHERE session_id = ? AND kind = ? AND digest = ?",
            [session_id, each.kind.value, each.digest],
        )


def indexed(step: Step, session_id: str, *, besides: bool = False) -> tuple[Digest, ...]:
    """What a session stands under; only what is told besides its original, if that is asked."""
    return tuple(
        Digest(
            kind=IdentifierKind(row["kind"]),
            digest=row["digest"],
            relation=Relation(row["relation"]),
        )
        for row in step.db.table("subject_index").rows_where(
            "session_id = ? AND besides >= ?", [session_id, int(besides)]
        )
    )


def find_sessions(act: Act, digests: Iterable[Digest]) -> tuple[Match, ...]:
    """The sessions that stand under any of these digests, newest first."""
    rows: dict[str, list[tuple[IdentifierKind, Relation]]] = {}
    for each in digests:
        for session_id, relation in act.db.execute(
            "SELECT i.session_id, i.relation FROM subject_index i "
            "JOIN sessions s ON s.id = i.session_id "
            "WHERE i.kind = ? AND i.digest = ? AND s.status <> 'erasing'",
            [each.kind.value, each.digest],
        ):
            rows.setdefault(session_id, []).append((each.kind, Relation(relation)))
    order = _started(act, rows)
    return tuple(
        _match(session_id, order[session_id][0], rows[session_id])
        for session_id in sorted(rows, key=order.__getitem__)
    )[::-1]


def _started(act: Act, ids: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    return {
        session_id: tuple(
            act.db.execute(
                "SELECT started_at, id FROM sessions WHERE id = ?", [session_id]
            ).fetchone()
        )
        for session_id in ids
    }


def _match(
    session_id: str, started_at: str, found: Sequence[tuple[IdentifierKind, Relation]]
) -> Match:
    about = [kind for kind, relation in found if relation is Relation.ABOUT]
    kinds = tuple(dict.fromkeys(about or [kind for kind, _ in found]))
    return Match(
        session_id=session_id,
        started_at=from_text(started_at),
        relation=Relation.ABOUT if about else Relation.SAID,
        kinds=kinds,
        certain=not TELLING.isdisjoint(kinds),
    )
