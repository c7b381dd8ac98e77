"""Who can be asked for in the access log: all people, and whoever else stands in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from models.actors import ActorKind
from models.records import Act

_MOST = 500
_SEEN = (
    # one step through the index for each actor, however many entries there are
    "WITH RECURSIVE seen(id) AS (SELECT min(actor_id) FROM entries UNION ALL "
    "SELECT (SELECT min(actor_id) FROM entries WHERE actor_id > seen.id) FROM seen "
    "WHERE seen.id IS NOT NULL) SELECT id FROM seen WHERE id > '' LIMIT ?"
)
_LAST = "SELECT actor_kind, actor_name FROM entries WHERE actor_id = ? ORDER BY at DESC LIMIT 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogActor:
    """Somebody or something to be asked for: the id that entries hold, and a name for it."""

    id: str
    kind: ActorKind
    name: str


def list_log_actors(act: Act) -> tuple[LogActor, ...]:
    """People, seen or not, then sources, then the system's own parts; each by name.

    People and sources go by their present names. Part of a look at the log: logs nothing itself,
    so call it in the act that reads the log.
    """
    names = {row["id"]: row["name"] for row in act.db.query("SELECT id, name FROM sources")}
    people = {row["id"]: row["name"] for row in act.db.query("SELECT id, name FROM people")}
    found = [LogActor(id=id_, kind=ActorKind.PERSON, name=name) for id_, name in people.items()]
    found += [
        LogActor(id=seen.id, kind=seen.kind, name=names.get(seen.id, seen.name))
        for seen in _seen(act.db)
        if seen.id not in people
    ]
    order = list(ActorKind)
    return tuple(sorted(found, key=lambda a: (order.index(a.kind), a.name.casefold(), a.id)))


def _seen(db: Database) -> Iterator[LogActor]:
    for (id_,) in db.execute(_SEEN, [_MOST]).fetchall():
        kind, name = db.execute(_LAST, [id_]).fetchone()
        if kind in list(ActorKind):
            yield LogActor(id=id_, kind=ActorKind(kind), name=name or id_)
