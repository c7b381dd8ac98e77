"""Values that reviewers reported, sealed under the session's key; and texts without them."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from models.errors import KeyGone, Unsealable
from models.log.events import Event, Outcome
from models.records import Act
from models.seals.sealing import seal
from models.transcripts.marks import Stretch, find_value
from redactor.labels import LABEL


def seal_values(act: Act, report_id: str, session_id: str, values: Iterable[str]) -> None:
    """Keep the values of a report sealed under the key of its session, as long as it has one."""
    try:
        key = act.records.keys.key(f"session:{session_id}")
    except KeyGone:  # its original went by retention, and nothing can bring it back
        return
    act.db.table("report_values").insert_all(
        {
            "report_id": report_id,
            "number": number,
            "session_id": session_id,
            "sealed": seal(key, value.encode(), bound_to=_bound_to(report_id, number)),
        }
        for number, value in enumerate(dict.fromkeys(values))
    )


def unseal_values(act: Act, report_id: str, session_id: str) -> list[str]:
    """The values of a report; KeyGone and Unsealable where they cannot be read any more."""
    rows = act.db.table("report_values").rows_where("report_id = ?", [report_id])
    return [
        act.records.keys.unseal(
            f"session:{session_id}", row["sealed"], bound_to=_bound_to(report_id, row["number"])
        ).decode()
        for row in list(rows)
    ]


def reported_values(
    act: Act, session_id: str, *, read_by: str | None = None, harmless: bool = True
) -> list[tuple[str, str]]:
    """Label and value of what was reported in a session; for checks, never for a page.

    With `read_by` only what this person reported, or could read: they had opened the session.
    Without `harmless` none that an officer found to be nobody's data.
    """
    found: list[tuple[str, str]] = []
    where = "session_id = :session AND kind = 'missed'"
    values: dict[str, Any] = {"session": session_id}
    if not harmless:
        where += " AND decision <> 'not_personal'"
    if read_by is not None:
        where += " AND (reported_by = :person OR reported_at > :opened)"
        values |= {"person": read_by, "opened": _first_opened(act, session_id, read_by)}
    rows: list[dict[str, Any]] = list(act.db.table("reports").rows_where(where, values))
    for row in rows:
        with suppress(KeyGone, Unsealable):
            found += [(row["label"], value) for value in unseal_values(act, row["id"], session_id)]
    return found


def without_values(text: str, values: Sequence[str], label: str) -> str:
    """The text with a label in the place of each value; a label that is there stays whole."""
    labels = [found.span() for found in LABEL.finditer(text)]
    places = disjoint(place for value in values for place in find_value(text, value))
    for start, end in reversed(places):
        if all(end <= first or last <= start for first, last in labels):
            text = text[:start] + label + text[end:]
    return text


def disjoint(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches in order, those that touch or overlap made one."""
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _first_opened(act: Act, session_id: str, person_id: str) -> str | None:
    """When this person first opened the session, by the live log; None if it tells of no time."""
    (at,) = act.db.execute(
        "SELECT min(at) FROM entries WHERE object = ? AND event = ? AND outcome = ? "
        "AND +actor_id = ?",  # the plus: a session has fewer entries than a person
        [f"session:{session_id}", Event.SESSION_OPENED, Outcome.ALLOWED, person_id],
    ).fetchone()
    return None if at is None else str(at)


def _bound_to(report_id: str, number: int) -> str:
    return f"report:{report_id}:value:{number}"
