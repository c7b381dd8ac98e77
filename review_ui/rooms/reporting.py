"""Reporting from the session page: a missed value, a wrong mask. Neither needs a reveal."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from models.errors import Conflict, Invalid
from models.review.reports import ReportedEntity, report_missed, report_wrong
from review_ui.address import read_choice
from review_ui.dependencies import needs
from review_ui.errors import AddressInvalid
from review_ui.mask_place import read_number, read_place
from review_ui.permissions import Permission
from review_ui.rooms.session import session_page
from review_ui.visits import Visit, go

router = APIRouter()


@router.post("/sessions/{session_id}/missed")
def report_a_miss(
    visit: Annotated[Visit, needs(Permission.REPORT_MAKE)], session_id: str
) -> Response:
    """Mask what was missed, everywhere in the session, at once."""
    words = visit.form.get("words", "")
    entity = read_choice("entity", visit.form.get("entity", ""), ReportedEntity)
    message = visit.form.get("message", "")
    position = read_number(message) if message else None
    try:
        with visit.act() as act:
            report_missed(
                act,
                session_id,
                revision=read_number(visit.form.get("revision", "")),
                words=words,
                entity=entity or ReportedEntity.REPORTED,
                position=position,
            )
    except Invalid as error:
        return session_page(visit, session_id, report_problem=error.reason, words=words)
    except Conflict:
        return session_page(visit, session_id, report_problem="moved", words=words)
    return go(f"/sessions/{session_id}?said=masked#{f'm{position}' if position else 'main'}")


@router.post("/sessions/{session_id}/wrong")
def question_a_mask(
    visit: Annotated[Visit, needs(Permission.REPORT_MAKE)], session_id: str
) -> Response:
    """Ask the privacy officer whether a mask is wrong."""
    place = read_place(visit.form.get("mask", ""))
    if place is None:
        raise AddressInvalid("mask")
    said = "asked_wrong"
    try:
        with visit.act() as act:
            report_wrong(
                act,
                session_id,
                revision=read_number(visit.form.get("revision", "")),
                place=place,
            )
    except Conflict as error:
        if error.reason != "reported":
            return session_page(visit, session_id, report_problem="moved")
        said = "asked_before"
    return go(f"/sessions/{session_id}?said={said}#main")
