"""One line of the access log: what may stand in it, and how it is appended.

Nothing a visitor wrote can get in: fields take codes, ids and whole numbers; the only words
are the name of an employee.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from models.actors import Actor
from models.errors import EntryInvalid
from models.log.events import Event, Outcome
from models.log.verify import GENESIS, canonical, entry_hash
from models.times import to_text

_CODE = re.compile(r"[A-Za-z0-9_:.\-]{0,64}", re.ASCII)
_ADDRESS = re.compile(r"[A-Za-z0-9_:.%\-]{0,64}", re.ASCII)
_OBJECT = re.compile(r"([a-z_]{1,32}:[A-Za-z0-9_.\-]{1,64})?", re.ASCII)
_MOST_NAME = 120
_MOST_DETAILS = 16
_LARGEST = 2**53


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the access log. `at` is UTC ISO text; hashes are lower-case hex."""

    seq: int
    at: str
    actor_kind: str
    actor_id: str
    actor_name: str
    actor_role: str
    event: str
    object: str
    purpose: str
    outcome: str
    reason: str
    address: str
    details: Mapping[str, int | str]
    previous: str
    hash: str

    def follows(self, seq: int, previous: str) -> bool:
        """Whether this is entry `seq`, unchanged, after the one with this hash."""
        fields = asdict(self) | {"details": dict(self.details)}
        same = (self.seq, self.previous) == (seq, previous)
        return same and entry_hash(fields, previous) == self.hash

    def as_json(self) -> str:
        """One line of an export, as models/log/verify.py reads it."""
        return canonical({**asdict(self), "details": dict(self.details)}).decode()


def append(
    db: Database,
    actor: Actor,
    at: datetime,
    event: Event,
    object: str,  # noqa: A002
    *,
    outcome: Outcome,
    reason: str,
    details: Mapping[str, int | str],
) -> Entry:
    """Write the next entry inside the caller's transaction; EntryInvalid before any write."""
    fields: dict[str, Any] = {
        "at": to_text(at),
        "actor_kind": actor.kind.value,
        "actor_id": _checked("actor_id", actor.id, _CODE),
        "actor_name": _name(actor.name),
        "actor_role": actor.role.value if actor.role else "",
        "event": Event(event).value,
        "object": _checked("object", object, _OBJECT),
        "purpose": _checked("purpose", actor.purpose_name, _CODE),
        "outcome": Outcome(outcome).value,
        "reason": _checked("reason", reason, _CODE),
        "address": _checked("address", actor.address, _ADDRESS),
        "details": _details(details),
    }
    last = next(iter(db.query("SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1")), None)
    fields["seq"] = last["seq"] + 1 if last else 1
    previous = last["hash"] if last else GENESIS
    entry = Entry(**fields, previous=previous, hash=entry_hash(fields, previous))
    row = {**fields, "details": canonical(fields["details"]).decode()}
    db.table("entries").insert({**row, "previous": entry.previous, "hash": entry.hash})
    return entry


def is_code(text: str) -> bool:
    """Whether this is a code: short, of letters, digits and `_:.-` only."""
    return bool(text) and _CODE.fullmatch(text) is not None


def _checked(field: str, value: object, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise EntryInvalid(field)
    return str(value)


def _name(name: str) -> str:
    if len(name) > _MOST_NAME or not name.isprintable():
        raise EntryInvalid("actor_name")
    return name


def _details(details: Mapping[str, int | str]) -> dict[str, int | str]:
    """Whole numbers, yes/no and short codes only; whatever else comes is refused."""
    if len(details) > _MOST_DETAILS:
        raise EntryInvalid("details")
    checked: dict[str, int | str] = {}
    for name, value in details.items():
        _checked("details", name, _CODE)
        if isinstance(value, int):
            if abs(value) > _LARGEST:
                raise EntryInvalid("details")
            checked[name] = value
        else:
            checked[name] = _checked("details", value, _CODE)
    return checked
