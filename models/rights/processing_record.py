"""The record of processing (Art. 30 GDPR), as far as the records know: who delivers, who sees."""

from dataclasses import dataclass
from datetime import datetime

from models.accounts.people import person_of
from models.actors import ROLE_PURPOSES, Purpose, Role
from models.intake.notice_rules import About, rules_of
from models.log.events import Event
from models.records import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedSource:
    """One source that delivers, and what its chats have to say before they are reviewed."""

    name: str
    vendor: str
    wants: tuple[About, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedRole:
    """How many may sign in under a role, and for which purposes."""

    role: Role
    people: int
    purposes: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessingRecord:
    """What stands in the records on the day it was asked."""

    at: datetime
    sources: tuple[RecordedSource, ...]
    roles: tuple[RecordedRole, ...]
    objections: int


def read_record(act: Act, *, exported: bool = False) -> ProcessingRecord:
    """State who delivers and who sees, now. Logs record:read or record:exported."""
    act.log(Event.RECORD_EXPORTED if exported else Event.RECORD_READ)
    wanted: dict[str, list[About]] = {}
    for rule in rules_of(act):
        wanted.setdefault(rule.source_id, []).append(rule.about)
    sources = act.db.table("sources").rows_where("disabled_at IS NULL", order_by="name, id")
    people = [person_of(row) for row in act.db.table("people").rows]
    open_people = [person for person in people if not person.ended(act.now)]
    return ProcessingRecord(
        at=act.now,
        sources=tuple(
            RecordedSource(
                name=row["name"], vendor=row["vendor"], wants=tuple(wanted.get(row["id"], ()))
            )
            for row in sources
        ),
        roles=tuple(
            RecordedRole(
                role=role,
                people=sum(person.role is role for person in open_people),
                purposes=ROLE_PURPOSES[role],
            )
            for role in Role
        ),
        objections=act.db.table("objections").count_where("lifted_at IS NULL"),
    )
