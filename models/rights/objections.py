"""Objections: who does not want to be reviewed, remembered by keyed digests only.

An objection takes the person's sessions out of review at once and every later one as it comes.
It is lifted by two: one asks, another agrees.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.errors import Conflict, Invalid, NotAllowed, NotFound
from models.ids import new_id
from models.log.events import Event
from models.records import Act, Step
from models.rights.identifiers import TELLING, IdentifierKind
from models.rights.subject_index import Digest, Relation
from models.times import from_text, optional_time, to_text
from models.transcripts.withholdings import Withheld, end, require_privacy, withhold


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """An objection; `kinds` say by what the person is known, never who it is."""

    id: str
    made_at: datetime
    origin: str
    kinds: tuple[IdentifierKind, ...]
    sessions: int
    lift_asked_at: datetime | None
    lift_asked_by: str
    lifted_at: datetime | None


def make_objection(
    act: Act, digests: Sequence[Digest], session_ids: Iterable[str], *, origin: str
) -> tuple[str, int]:
    """Remember that a person objects, and take these sessions of theirs out of review now.

    Gives the objection's id and how many sessions went. `origin` is a code, such as a request.
    Logs objection:made; Invalid without a digest. Under "privacy duties" only.
    """
    require_privacy(act, Event.OBJECTION_MADE)
    if not digests:
        raise Invalid(Event.OBJECTION_MADE, reason="identifiers")
    objection_id = new_id(act.records.random)
    act.db.table("objections").insert(
        {
            "id": objection_id,
            "made_at": to_text(act.now),
            "made_by": act.actor.id,
            "origin": origin,
        }
    )
    act.db.table("objection_digests").insert_all(
        {"objection_id": objection_id, "kind": kind, "digest": digest}
        for kind, digest in dict.fromkeys((each.kind.value, each.digest) for each in digests)
    )
    withheld = sum(
        withhold(act, session_id, Withheld.OBJECTION, objection_id=objection_id)
        for session_id in session_ids
    )
    act.log(Event.OBJECTION_MADE, f"objection:{objection_id}", reason=origin, sessions=withheld)
    return objection_id, withheld


def objects(step: Step, digests: Sequence[Digest]) -> str:
    """The id of an objection by the visitor these digests are of, or empty.

    What points to one person counts wherever it stands, told or said. A name counts only where
    the session tells nothing better of its visitor: many people share one.
    """
    telling = [each for each in digests if each.kind in TELLING]
    own = any(each.relation is Relation.ABOUT for each in telling)
    named = [] if own else [each for each in digests if each.relation is Relation.ABOUT]
    for each in [*telling, *named]:
        row = step.db.execute(
            "SELECT o.id FROM objection_digests d JOIN objections o ON o.id = d.objection_id "
            "WHERE d.kind = ? AND d.digest = ? AND o.lifted_at IS NULL",
            [each.kind.value, each.digest],
        ).fetchone()
        if row:
            return str(row[0])
    return ""


def ask_lift(act: Act, objection_id: str) -> None:
    """Ask that an objection be lifted; a second person decides. Logs objection:lift_asked."""
    require_privacy(act, Event.OBJECTION_LIFT_ASKED, _thing(objection_id))
    row = _get(act, objection_id, Event.OBJECTION_LIFT_ASKED)
    if row["lift_asked_at"]:
        raise Conflict(Event.OBJECTION_LIFT_ASKED, _thing(objection_id), "already_asked")
    act.db.table("objections").update(
        objection_id, {"lift_asked_at": to_text(act.now), "lift_asked_by": act.actor.id}
    )
    act.log(Event.OBJECTION_LIFT_ASKED, _thing(objection_id))


def lift(act: Act, objection_id: str) -> int:
    """Lift an objection that another person asked to lift; gives how many sessions return.

    NotAllowed for who asked. Logs objection:lifted.
    """
    require_privacy(act, Event.OBJECTION_LIFTED, _thing(objection_id))
    row = _get(act, objection_id, Event.OBJECTION_LIFTED)
    if not row["lift_asked_at"]:
        raise Conflict(Event.OBJECTION_LIFTED, _thing(objection_id), "not_asked")
    if row["lift_asked_by"] == act.actor.id:
        raise NotAllowed(Event.OBJECTION_LIFTED, _thing(objection_id), "same_person")
    act.db.table("objections").update(
        objection_id, {"lifted_at": to_text(act.now), "lifted_by": act.actor.id}
    )
    act.db.execute("DELETE FROM objection_digests WHERE objection_id = ?", [objection_id])
    ids = [
        session_id
        for (session_id,) in act.db.execute(
            "SELECT w.session_id FROM withholdings w JOIN sessions s ON s.id = w.session_id "
            "WHERE w.objection_id = ? AND w.released_at IS NULL AND s.status = 'withheld'",
            [objection_id],
        )
    ]
    returned = sum(end(act, session_id, Withheld.OBJECTION) for session_id in ids)
    act.log(Event.OBJECTION_LIFTED, _thing(objection_id), sessions=returned)
    return returned


def keep_objection(act: Act, objection_id: str) -> None:
    """Turn down the wish to lift an objection: it stays. Logs objection:kept."""
    require_privacy(act, Event.OBJECTION_KEPT, _thing(objection_id))
    row = _get(act, objection_id, Event.OBJECTION_KEPT)
    if not row["lift_asked_at"]:
        raise Conflict(Event.OBJECTION_KEPT, _thing(objection_id), "not_asked")
    act.db.table("objections").update(objection_id, {"lift_asked_at": None, "lift_asked_by": None})
    act.log(Event.OBJECTION_KEPT, _thing(objection_id))


def list_objections(act: Act, *, limit: int = 200) -> tuple[Objection, ...]:
    """The objections in force, newest first. Logs objection:listed with the count."""
    require_privacy(act, Event.OBJECTION_LISTED)
    rows = list(
        act.db.table("objections").rows_where(
            "lifted_at IS NULL", order_by="made_at DESC, id", limit=limit
        )
    )
    act.log(Event.OBJECTION_LISTED, count=len(rows))
    return tuple(_objection(act, row) for row in rows)


def _objection(act: Act, row: dict[str, Any]) -> Objection:
    kinds = act.db.execute(
        "SELECT DISTINCT kind FROM objection_digests WHERE objection_id = ?", [row["id"]]
    ).fetchall()
    sessions = act.db.table("withholdings").count_where(
        "objection_id = ? AND released_at IS NULL", [row["id"]]
    )
    return Objection(
        id=row["id"],
        made_at=from_text(row["made_at"]),
        origin=row["origin"],
        kinds=tuple(kind for kind in IdentifierKind if (kind.value,) in kinds),
        sessions=sessions,
        lift_asked_at=optional_time(row["lift_asked_at"]),
        lift_asked_by=row["lift_asked_by"] or "",
        lifted_at=optional_time(row["lifted_at"]),
    )


def _get(act: Act, objection_id: str, event: Event) -> dict[str, Any]:
    row = next(
        iter(act.db.table("objections").rows_where("id = ? AND lifted_at IS NULL", [objection_id])),
        None,
    )
    if row is None:
        raise NotFound(event, reason="no_such_objection")
    return row


def _thing(objection_id: str) -> str:
    return f"objection:{objection_id}" if objection_id.isalnum() and len(objection_id) == 26 else ""
