"""Reports: what reviewers found about the masks, decided on by privacy officers."""

from dataclasses import dataclass
from datetime import tzinfo
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.errors import Conflict, NotAllowed
from models.review.report_desk import (
    CHOICES,
    LeakEstimate,
    Report,
    ReportCount,
    ReportDecision,
    decide_report,
    open_desk,
)
from models.review.reports import ReportKind
from redactor.reasons import reason
from review_ui.address import read_choice
from review_ui.chips import say_label
from review_ui.dependencies import needs
from review_ui.entities import entity_words
from review_ui.errors import AddressInvalid
from review_ui.permissions import Permission
from review_ui.visits import Visit, go
from review_ui.words import count_words, iso, moment_words

router = APIRouter()
SAID = {"decided": "Decided. Who reported it is told."}
PROBLEMS = {
    "own": "You reported this yourself. Somebody else has to decide.",
    "decided": "This is decided already.",
}
SAYS = {
    ReportDecision.CONFIRMED: "It is personal data",
    ReportDecision.NOT_PERSONAL: "It is not",
    ReportDecision.ALLOW: "The mask is wrong",
    ReportDecision.KEPT: "The mask is right",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One report; `choices` are code and words, none where it is decided or one's own."""

    id: str
    kind: str
    entity: str
    label: str
    why: str
    where: str
    session: str
    person: str
    when: str
    at: str
    decision: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """How often a kind was reported of an entity and what found it."""

    kind: str
    entity: str
    why: str
    open: int
    upheld: int
    turned_down: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsContext:
    """What is open, what was decided, and what it says about the detector."""

    template: ClassVar[str] = "reports.html"
    room: ClassVar[str] = "/reports"
    title: str = "Reports"
    said: str
    problem: str
    count: str
    estimate: str
    rows: tuple[ReportRow, ...]
    counts: tuple[CountRow, ...]


@router.get("/reports")
def show_reports(
    visit: Annotated[Visit, needs(Permission.REPORT_LIST)],
    said: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    """Show the reports; never a word of a chat."""
    return _page(visit, said=SAID.get(said, ""))


@router.post("/reports/{report_id}/decide")
def decide(
    visit: Annotated[Visit, needs(Permission.REPORT_DECIDE, proven=True)], report_id: str
) -> Response:
    """Decide on a report."""
    decision = read_choice("decision", visit.form.get("decision", ""), ReportDecision)
    if decision is None:
        raise AddressInvalid("decision")
    try:
        with visit.act() as act:
            decide_report(act, report_id, decision)
    except (Conflict, NotAllowed) as error:
        return _page(visit, problem=PROBLEMS.get(error.reason, "This cannot be decided so."))
    return go("/reports?said=decided")


def _page(visit: Visit, *, said: str = "", problem: str = "") -> HTMLResponse:
    with visit.act() as act:
        desk = open_desk(act)
    return visit.page(
        ReportsContext(
            said=said,
            problem=problem,
            count=f"{desk.open:,} open",
            estimate=say_estimate(desk.estimate),
            rows=tuple(_row(report, visit) for report in desk.reports),
            counts=tuple(_count(count) for count in desk.counts),
        ),
        status=409 if problem else 200,
    )


def say_estimate(found: LeakEstimate) -> str:
    """Return what the finds of reviewers say about leaks, with its uncertainty."""
    if not found.reviewed:
        return "No session was reviewed yet, so there is nothing to estimate from."
    share = _percent(found.reported / found.reviewed)
    low, high = _percent(found.low), _percent(found.high)
    return (
        f"In {found.reported:,} of {count_words(found.reviewed, 'reviewed session')} a missed "
        f"value was reported: {share} (95 % interval {low} to {high}). "
        "Reviewers miss things too, so this is the least that leaked."
    )


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %"


def _row(report: Report, visit: Visit) -> ReportRow:
    mine = report.reported_by == visit.actor.id
    open_ = report.decision is None and not mine
    return ReportRow(
        id=report.id,
        kind=report.kind.words,
        entity=entity_words(report.entity),
        label=say_label(report.label),
        why=reason(report.source) if report.kind is ReportKind.WRONG else "",
        where=_where(report),
        session=report.session_id,
        person=report.reported_name,
        when=moment_words(report.reported_at, visit.zone),
        at=iso(report.reported_at),
        decision=_decision(report, visit.zone),
        choices=tuple((str(c), SAYS[c]) for c in CHOICES[report.kind]) if open_ else (),
    )


def _where(report: Report) -> str:
    places = count_words(report.places, "place")
    shown = ", ".join(map(str, report.positions[:5])) + (" …" if len(report.positions) > 5 else "")
    noun = "message" if len(report.positions) == 1 else "messages"
    return f"{places}, {noun} {shown}" if shown else places


def _decision(report: Report, zone: tzinfo) -> str:
    if report.decision is None:
        return ""
    when = moment_words(report.decided_at, zone)
    return f"{SAYS[report.decision]}. {report.decided_name}, {when}"


def _count(count: ReportCount) -> CountRow:
    return CountRow(
        kind=count.kind.words,
        entity=entity_words(count.entity),
        why=reason(count.source),
        open=count.open,
        upheld=count.upheld,
        turned_down=count.turned_down,
    )
