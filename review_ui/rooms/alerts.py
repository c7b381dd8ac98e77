"""Alerts: what was unusual in the access log, for somebody else to look at and to close."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.errors import Invalid
from models.watch.alert_words import AlertKind, AlertVerdict
from models.watch.alerts import (
    MOST_NOTE,
    SHORTEST_NOTE,
    Alert,
    close_alert,
    list_alerts,
    open_alert,
)
from review_ui.address import address, read_choice
from review_ui.dependencies import needs
from review_ui.errors import AddressInvalid
from review_ui.permissions import Permission
from review_ui.visits import Visit, go
from review_ui.words import ago_words, count_words, date_words, iso, moment_words

router = APIRouter()
SAID = {"closed": "The alert is closed. Your note stays with it."}
PROBLEMS = {
    "note_short": f"Write at least {SHORTEST_NOTE} characters: what you found and whom you asked.",
    "note_long": f"A note has at most {MOST_NOTE} characters.",
    "verdict": "Choose what it was.",
}
PLAIN = "The note holds what looks like somebody's data. Leave it out: the log knows who it was."


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRow:
    """One alert as a sentence, with its count beside what is usual."""

    id: str
    name: str
    words: str
    count: str
    when: str
    at: str
    day: str
    state: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertsContext:
    """Open or closed alerts."""

    template: ClassVar[str] = "alerts.html"
    room: ClassVar[str] = "/alerts"
    title: str = "Alerts"
    said: str
    count: str
    closed: bool
    rows: tuple[AlertRow, ...]
    older: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertContext:
    """One alert, the entries that led to it, and the form that closes it."""

    template: ClassVar[str] = "alert.html"
    room: ClassVar[str] = "/alerts"
    longest: ClassVar[int] = MOST_NOTE
    verdicts: ClassVar[tuple[tuple[str, str], ...]] = tuple((str(v), v.words) for v in AlertVerdict)
    row: AlertRow
    evidence: str
    sees_log: bool
    entries: str
    verdict: str
    note: str
    problem: str
    typed: str

    @property
    def title(self) -> str:
        """What the tab says."""
        return f"Alert of {self.row.day}"


@router.get("/alerts")
def show_alerts(
    visit: Annotated[Visit, needs(Permission.ALERT_LIST)],
    state: Annotated[str, Query(max_length=10)] = "",
    after: Annotated[str, Query(max_length=100)] = "",
    said: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    """Show what is open, or what was closed."""
    if state not in {"", "closed"}:
        raise AddressInvalid("state")
    closed = state == "closed"
    with visit.act() as act:
        found = list_alerts(act, closed=closed, after=after or None)
    return visit.page(
        AlertsContext(
            said=SAID.get(said, ""),
            count=f"{count_words(found.open, 'alert')} open",
            closed=closed,
            rows=tuple(_row(alert, visit) for alert in found.alerts),
            older=address("/alerts", {"state": state, "after": found.next}) if found.next else "",
        )
    )


@router.get("/alerts/{alert_id}")
def show_alert(
    visit: Annotated[Visit, needs(Permission.ALERT_LIST)], alert_id: str
) -> HTMLResponse:
    """Show one alert and what led to it."""
    return _page(visit, alert_id)


@router.post("/alerts/{alert_id}/close")
def close(visit: Annotated[Visit, needs(Permission.ALERT_CLOSE)], alert_id: str) -> Response:
    """Close an alert with what it was and a note."""
    note = visit.form.get("note", "")
    try:
        verdict = read_choice("verdict", visit.form.get("verdict", ""), AlertVerdict)
        if verdict is None:
            return _page(visit, alert_id, problem="verdict", typed=note)
        with visit.act() as act:
            close_alert(act, alert_id, verdict=verdict, note=note)
    except Invalid as error:
        return _page(visit, alert_id, problem=error.reason, typed=note)
    return go("/alerts?said=closed")


def _page(visit: Visit, alert_id: str, *, problem: str = "", typed: str = "") -> HTMLResponse:
    with visit.act() as act:
        alert = open_alert(act, alert_id)
    context = AlertContext(
        row=_row(alert, visit),
        evidence=address(
            "/log",
            {
                "question": "person",
                "actor": alert.actor_id,
                "since": alert.day,
                "until": alert.day,
            },
        ),
        sees_log=visit.may(Permission.LOG_LIST),
        entries=_entries(alert),
        verdict=alert.verdict.words if alert.verdict else "",
        note=alert.note,
        problem=PROBLEMS.get(problem, PLAIN) if problem else "",
        typed=typed,
    )
    return visit.page(
        context, ("Alerts", "/alerts"), (context.title, ""), status=422 if problem else 200
    )


def _entries(alert: Alert) -> str:
    if alert.first_seq == alert.last_seq:
        return f"Entry {alert.first_seq:,}"
    return f"From entry {alert.first_seq:,} to {alert.last_seq:,}"


def _row(alert: Alert, visit: Visit) -> AlertRow:
    usual = f"; {alert.usual} is usual" if alert.kind is AlertKind.VOLUME and alert.usual else ""
    closed = alert.closed_at is not None
    return AlertRow(
        id=alert.id,
        name=alert.actor_name,
        words=alert.kind.words,
        count=f"{count_words(alert.count, 'time')}{usual}",
        when=ago_words(alert.at, visit.desk.records.clock()),
        at=iso(alert.at),
        day=date_words(date.fromisoformat(alert.day)),
        state="Closed" if closed else "Open",
        by=f"{alert.closed_name}, {moment_words(alert.closed_at, visit.zone)}" if closed else "",
    )
