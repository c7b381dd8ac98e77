"""Saved filters: an auditor's own questions under a name of their own.

The name is the person's and stands in no entry; the address holds codes only.
"""

from dataclasses import dataclass
from datetime import datetime

from models.errors import Conflict, Invalid, NotFound
from models.ids import new_id
from models.keeping.plain_values import find_plain_value
from models.log.entry_filter import EntryFilter
from models.log.events import Event
from models.records import Act
from models.times import from_text, to_text

MOST_NAME = 60
MOST_FILTERS = 50
_MOST_ADDRESS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFilter:
    """One saved filter: a name, and the address it stands for."""

    id: str
    name: str
    address: str
    created_at: datetime


def save_filter(act: Act, *, name: str, address: str, asked: EntryFilter) -> str:
    """Keep a filter for the actor, the question of an address; gives its id. Logs filter:saved.

    Invalid (`name`, `name_email` and the like, `address`), Conflict (`name_taken`, `too_many`).
    """
    event, name = Event.FILTER_SAVED, " ".join(name.split())
    if not name or len(name) > MOST_NAME or not name.isprintable():
        raise Invalid(event, reason="name")
    if plain := find_plain_value(name):
        raise Invalid(event, reason=f"name_{plain}")
    path = address.partition("?")[0]
    if path != "/log" or len(address) > _MOST_ADDRESS or asked.unknown(act.db):
        raise Invalid(event, reason="address")
    own = act.db.table("saved_filters")
    if own.count_where("person_id = ? AND name = ?", [act.actor.id, name]):
        raise Conflict(event, reason="name_taken")
    if own.count_where("person_id = ?", [act.actor.id]) >= MOST_FILTERS:
        raise Conflict(event, reason="too_many")
    filter_id = new_id(act.records.random)
    own.insert(
        {
            "id": filter_id,
            "person_id": act.actor.id,
            "name": name,
            "address": address,
            "created_at": to_text(act.now),
        }
    )
    act.log(event, f"filter:{filter_id}")
    return filter_id


def delete_filter(act: Act, filter_id: str) -> None:
    """Forget one of the actor's own filters. Logs filter:deleted; NotFound for another's."""
    own = "id = ? AND person_id = ?"
    if not act.db.table("saved_filters").count_where(own, [filter_id, act.actor.id]):
        raise NotFound(Event.FILTER_DELETED, reason="no_such_filter")
    act.db.table("saved_filters").delete_where(own, [filter_id, act.actor.id])
    act.log(Event.FILTER_DELETED, f"filter:{filter_id}")


def own_filters(act: Act) -> tuple[SavedFilter, ...]:
    """The actor's own filters by name. Part of a look at the log: logs nothing itself."""
    rows = act.db.table("saved_filters").rows_where(
        "person_id = ?", [act.actor.id], order_by="name"
    )
    return tuple(
        SavedFilter(
            id=row["id"],
            name=row["name"],
            address=row["address"],
            created_at=from_text(row["created_at"]),
        )
        for row in rows
    )
