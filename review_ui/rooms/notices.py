"""Notices: what I am told to look at. For everyone, each their own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.accounts.notices import Notice, NoticeKind, list_notices, see_all_notices, see_notice
from models.log.access_log import Event
from review_ui.dependencies import needs
from review_ui.permissions import Permission
from review_ui.visits import Visit, go
from review_ui.words import ago_words, count_words, iso

router = APIRouter()
SAID = {"seen": "Marked as seen."}
PATHS = {
    "session": ("/sessions/{}", Permission.SESSION_OPEN),
    "reveal": ("/reveals/{}", Permission.REVEAL_OPEN),
    "report": ("/reports#report-{}", Permission.REPORT_LIST),
    "leave": ("/purposes", Permission.PURPOSE_LIST),
    "request": ("/requests/{}", Permission.REQUEST_OPEN),
    "alert": ("/alerts/{}", Permission.ALERT_LIST),
    "retention": ("/retention", Permission.RETENTION_LIST),
    "certificate": ("/erasures/certificates/{}", Permission.CERTIFICATE_READ),
}
"""Where a thing is looked at; what does not stand here has no page of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """One notice; `opens` says whether it leads somewhere."""

    id: str
    words: str
    thing: str
    when: str
    at: str
    seen: bool
    opens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesContext:
    """My notices, unseen ones first."""

    template: ClassVar[str] = "notices.html"
    room: ClassVar[str] = "/notices"
    title: str = "Notices"
    said: str
    count: str
    unseen: int
    reveals: bool
    rows: tuple[NoticeRow, ...]


@router.get("/notices")
def show_notices(
    visit: Annotated[Visit, needs(Permission.NOTICE_LIST)],
    said: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    """Show my notices."""
    with visit.act() as act:
        found = list_notices(act)
    now = act.now
    return visit.page(
        NoticesContext(
            said=SAID.get(said, ""),
            count=f"{count_words(found.unseen, 'notice')} not seen",
            unseen=found.unseen,
            reveals=visit.may(Permission.REVEAL_LIST),
            rows=tuple(_row(notice, visit, now=now) for notice in found.notices),
        )
    )


@router.post("/notices/seen")
def see(visit: Annotated[Visit, needs(Permission.NOTICE_SEE)]) -> Response:
    """Mark one notice as seen and go where it leads if that was asked, or mark all."""
    notice_id = visit.form.get("notice", "")
    with visit.act() as act:
        notice = see_notice(act, notice_id) if notice_id else None
        if notice is None:
            see_all_notices(act)
    opened = visit.form.get("do") == "open" and notice is not None
    return go((opened and notice and path_of(notice, visit)) or "/notices?said=seen")


def path_of(notice: Notice, visit: Visit) -> str:
    """Return the page of a notice's thing for who may open it, or nothing."""
    kind, _, thing_id = notice.object.partition(":")
    if notice.kind is NoticeKind.GLASS_BROKEN and visit.may(Permission.LOG_LIST):
        return f"/log?event={Event.GLASS_BROKEN}"
    if kind not in PATHS or not thing_id:
        return ""
    path, permission = PATHS[kind]
    return path.format(thing_id) if visit.may(permission) else ""


def _row(notice: Notice, visit: Visit, *, now: datetime) -> NoticeRow:
    kind, _, thing_id = notice.object.partition(":")
    return NoticeRow(
        id=notice.id,
        words=notice.kind.words,
        thing=f"{kind.replace('_', ' ').capitalize()} {thing_id[:8]}" if thing_id else "",
        when=ago_words(notice.at, now),
        at=iso(notice.at),
        seen=notice.seen_at is not None,
        opens=bool(path_of(notice, visit)),
    )
