"""The officers' desk of reports: what is open, decisions, and what the finds of reviewers say.

Nothing here shows a word of a chat: kinds, labels, places and counts.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.accounts.notices import NoticeKind, notify, withdraw_notices
from models.errors import Conflict, NotAllowed, NotFound
from models.log.events import Event
from models.records import Act
from models.reveal.reveals import require_officer
from models.review.reports import ReportKind
from models.times import from_text, optional_time, to_text
from models.worded import WordedEnum
from redactor.evaluate.figures import wilson

_MOST = 200
_SELECT = (
    "SELECT r.*, p.name AS reported_name, d.name AS decided_name FROM reports r "
    "JOIN people p ON p.id = r.reported_by LEFT JOIN people d ON d.id = r.decided_by "
)


class ReportDecision(WordedEnum):
    """What an officer says to a report."""

    CONFIRMED = "confirmed", "It is personal data: the detector missed it"
    NOT_PERSONAL = "not_personal", "It is not personal data"
    ALLOW = "allow", "The mask is wrong: propose the word for the allow list"
    KEPT = "kept", "The mask is right: it stays"


CHOICES = {
    ReportKind.MISSED: (ReportDecision.CONFIRMED, ReportDecision.NOT_PERSONAL),
    ReportKind.WRONG: (ReportDecision.ALLOW, ReportDecision.KEPT),
}
"""What can be decided about which kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report; `decision` is None while it is open. `score` is that of a questioned mask."""

    id: str
    session_id: str
    kind: ReportKind
    entity: str
    label: str
    source: str
    score: float | None
    places: int
    positions: tuple[int, ...]
    reported_by: str
    reported_name: str
    reported_at: datetime
    decision: ReportDecision | None
    decided_name: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCount:
    """How many reports of a kind there are about an entity and what found it."""

    kind: ReportKind
    entity: str
    source: str
    open: int
    upheld: int
    turned_down: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeakEstimate:
    """Of the sessions that were reviewed, in how many a miss was reported and not turned down.

    `low` and `high` are Wilson's 95 % interval of the share. Reviewers miss things too: it is
    the least that leaked.
    """

    reviewed: int
    reported: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDesk:
    """All that the desk shows: open reports first, then the newest."""

    reports: tuple[Report, ...]
    open: int
    counts: tuple[ReportCount, ...]
    estimate: LeakEstimate


def open_desk(act: Act) -> ReportDesk:
    """The desk of an officer. Logs report:listed with the count; NotAllowed for others."""
    require_officer(act, Event.REPORT_LISTED, "")
    order = "ORDER BY r.decision <> '', r.reported_at DESC, r.id LIMIT ?"
    rows = list(act.db.query(f"{_SELECT} {order}", [_MOST]))
    reports = tuple(_report(act, row) for row in rows)
    act.log(Event.REPORT_LISTED, count=len(reports))
    return ReportDesk(
        reports=reports,
        open=act.db.table("reports").count_where("decision = ''"),
        counts=_counts(act),
        estimate=_estimate(act),
    )


def decide_report(act: Act, report_id: str, decision: ReportDecision) -> None:
    """Decide on a report and tell who made it. Logs report:closed.

    Refuses with NotAllowed (`role`, `purpose`, `own`), NotFound, and Conflict (`decided`, or
    `decision` where it does not fit the kind).
    """
    event = Event.REPORT_CLOSED
    row = next(iter(act.db.table("reports").rows_where("id = ?", [report_id])), None)
    if row is None:
        raise NotFound(event, reason="no_such_report")
    about = f"session:{row['session_id']}"
    require_officer(act, event, about)
    if row["reported_by"] == act.actor.id:
        raise NotAllowed(event, about, "own")
    if row["decision"]:
        raise Conflict(event, about, "decided")
    kind = ReportKind(row["kind"])
    if decision not in CHOICES[kind]:
        raise Conflict(event, about, "decision")
    act.db.table("reports").update(
        report_id,
        {
            "decision": decision.value,
            "decided_by": act.actor.id,
            "decided_at": to_text(act.now),
        },
    )
    asked = NoticeKind.MISS_REPORTED if kind is ReportKind.MISSED else NoticeKind.MASK_QUESTIONED
    withdraw_notices(act, asked, f"report:{report_id}")
    notify(act, row["reported_by"], NoticeKind.REPORT_CLOSED, about)
    act.log(event, about, reason=decision.value, report=report_id, of=row["entity"])


def _counts(act: Act) -> tuple[ReportCount, ...]:
    rows = act.db.query(
        "SELECT kind, entity, source, sum(decision = '') AS open, "
        "sum(decision IN ('confirmed', 'allow')) AS upheld, "
        "sum(decision IN ('not_personal', 'kept')) AS turned_down FROM reports "
        "GROUP BY kind, entity, source ORDER BY kind, count(*) DESC, entity, source LIMIT 100"
    )
    return tuple(ReportCount(**{**row, "kind": ReportKind(row["kind"])}) for row in rows)


def _estimate(act: Act) -> LeakEstimate:
    missed = "SELECT session_id FROM reports WHERE kind = 'missed' AND decision <> 'not_personal'"
    looked = f"SELECT session_id FROM reviews WHERE published_at IS NOT NULL UNION {missed}"  # noqa: S608 - constants
    (reviewed,) = act.db.execute(f"SELECT count(*) FROM ({looked})").fetchone()  # noqa: S608
    (reported,) = act.db.execute(
        f"SELECT count(DISTINCT session_id) FROM ({missed})"  # noqa: S608 - constants
    ).fetchone()
    low, high = wilson(reported, reviewed)
    return LeakEstimate(reviewed=reviewed, reported=reported, low=low, high=high)


def _report(act: Act, row: dict[str, Any]) -> Report:
    positions = act.db.execute(
        "SELECT DISTINCT position FROM report_stretches WHERE report_id = ? ORDER BY position",
        [row["id"]],
    ).fetchall()
    return Report(
        id=row["id"],
        session_id=row["session_id"],
        kind=ReportKind(row["kind"]),
        entity=row["entity"],
        label=row["label"],
        source=row["source"],
        score=row["score"],
        places=row["places"],
        positions=tuple(position for (position,) in positions),
        reported_by=row["reported_by"],
        reported_name=row["reported_name"],
        reported_at=from_text(row["reported_at"]),
        decision=ReportDecision(row["decision"]) if row["decision"] else None,
        decided_name=row["decided_name"] or "",
        decided_at=optional_time(row["decided_at"]),
    )
