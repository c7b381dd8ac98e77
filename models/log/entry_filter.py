"""Which entries of the access log: what a question leaves of it, and how it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from models.log.entries import is_code
from models.log.events import Event, Outcome
from models.log.request_ids import is_request_id
from models.times import to_text

_REQUEST = "CASE WHEN json_valid(details) THEN json_extract(details, '$.request') END"
_OBJECTS = (
    "SELECT 1 FROM entries WHERE object = :text UNION ALL SELECT 1 FROM sessions "
    "WHERE id = substr(:text, 9) AND 'session:' || id = :text LIMIT 1"
)
_ACTORS = (
    "SELECT 1 FROM entries WHERE actor_id = :text UNION ALL "
    "SELECT 1 FROM people WHERE id = :text LIMIT 1"
)
_SAID = {
    "of": "object",
    "who": "actor",
    "what": "event",
    "how": "outcome",
    "asked_request": "request",
}
"""What the fields are called among the details of an entry."""
Span = tuple[datetime, datetime]
"""From a moment, up to and without another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilter:
    """Which entries: empty means any. `since` is included, `until` is not.

    `events` are the ones an entry must be one of, and `spans` the times it must be within;
    `kind` is what acted (person, service, system).
    """

    actor: str = ""
    event: str = ""
    object: str = ""
    outcome: str = ""
    request: str = ""
    kind: str = ""
    since: datetime | None = None
    until: datetime | None = None
    events: tuple[str, ...] = ()
    spans: tuple[Span, ...] | None = None

    def where(self) -> tuple[str, dict[str, Any]]:
        """Everything of the query after its columns, and the values of its parameters."""
        equal = {
            "actor_id": self.actor,
            "event": self.event,
            "object": self.object,
            "outcome": self.outcome,
            "actor_kind": self.kind,
        }
        # The plus says that there is a better way: half of all entries are of one kind.
        narrow = self.spans is None and (self.object or self.actor or self.events)
        plus = {"actor_kind": "+"} if narrow else {}
        conditions = [
            f"{plus.get(column, '')}{column} = :{column}"
            for column, value in equal.items()
            if value
        ]
        values: dict[str, Any] = {column: value for column, value in equal.items() if value}
        if self.request:
            conditions += [f"{_REQUEST} = :request", f"{_REQUEST} IS NOT NULL"]
            values["request"] = self.request
        # The plus keeps the planner from going through the whole time once for every span.
        at = "at" if self.spans is None else "+at"
        for name, sign, time in (("since", ">=", self.since), ("until", "<", self.until)):
            if time is not None:
                conditions.append(f"{at} {sign} :{name}")
                values[name] = to_text(time)
        if self.events:
            conditions.append(f"event IN ({_names('event', self.events, values)})")
        source = "entries"
        if self.spans is not None:
            source = _within(self.spans, values)
            conditions.append("at >= spans.start AND at < spans.stop")
        return f"FROM {source} WHERE {' AND '.join(conditions) or '1'}", values

    def asked(self) -> dict[str, Any]:
        """What an entry must have, as docs/log-format.md says it: for whoever holds an excerpt."""
        asked: dict[str, Any] = {
            "actor_id": self.actor,
            "event": self.event,
            "object": self.object,
            "outcome": self.outcome,
            "actor_kind": self.kind,
            "request": self.request,
            "since": to_text(self.since) if self.since else "",
            "until": to_text(self.until) if self.until else "",
            "events": list(self.events),
        }
        asked = {name: value for name, value in asked.items() if value}
        if self.spans is not None:
            asked["spans"] = [[to_text(start), to_text(stop)] for start, stop in self.spans]
        return asked

    def unknown(self, db: Database) -> frozenset[str]:
        """The fields that hold what no record knows, such as a name that somebody typed."""
        known = {
            "object": _stands(db, _OBJECTS, self.object),
            "actor": _stands(db, _ACTORS, self.actor),
            "event": self.event in list(Event),
            "outcome": self.outcome in list(Outcome),
            "request": is_request_id(self.request),
        }
        asked = {field for field in known if getattr(self, field)}
        return frozenset(field for field in asked if not known[field])

    def said(self, db: Database) -> dict[str, Any]:
        """What was asked for, as details of the entry: `unknown` for what no record knows."""
        unknown = self.unknown(db)
        said = {
            name: "unknown" if field in unknown else getattr(self, field)
            for name, field in _SAID.items()
        }
        said["since"] = to_text(self.since)[:10] if self.since else ""
        said["until"] = to_text(self.until)[:10] if self.until else ""
        return {name: code for name, code in said.items() if code}


def _stands(db: Database, query: str, text: str) -> bool:
    return is_code(text) and db.execute(query, {"text": text}).fetchone() is not None


def _names(name: str, values: Sequence[str], into: dict[str, Any]) -> str:
    names = {f"{name}_{number}": value for number, value in enumerate(values)}
    into |= names
    return ", ".join(f":{each}" for each in names)


def _within(spans: Sequence[Span], into: dict[str, Any]) -> str:
    """The spans as a table to go through one by one; none of them means no entry."""
    rows = []
    for number, (start, stop) in enumerate(spans):
        into |= {f"start_{number}": to_text(start), f"stop_{number}": to_text(stop)}
        rows.append(f"(:start_{number}, :stop_{number})")
    listed = ", ".join(rows) or "('~', '')"
    return (
        f"(SELECT column1 AS start, column2 AS stop FROM (VALUES {listed})) AS spans "  # noqa: S608
        "CROSS JOIN entries"
    )
