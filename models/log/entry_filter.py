"""Which entries of the access log: what a question leaves of it, and how it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.log.entries import is_code
from models.times import to_text

_REQUEST = "CASE WHEN json_valid(details) THEN json_extract(details, '$.request') END"
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

    def said(self) -> dict[str, Any]:
        """What was asked for, as details of the entry: codes, never what cannot be one."""
        asked = {
            "of": self.object,
            "who": self.actor,
            "what": self.event,
            "how": self.outcome,
            "asked_request": self.request,
            "since": to_text(self.since)[:10] if self.since else "",
            "until": to_text(self.until)[:10] if self.until else "",
        }
        return {name: code if is_code(code) else "unknown" for name, code in asked.items() if code}


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
