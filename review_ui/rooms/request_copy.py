"""The copy for the person who asked: made on demand, sent once, kept nowhere. For officers."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from models.rights.disclosures import make_disclosure
from review_ui.dependencies import needs
from review_ui.errors import AddressInvalid
from review_ui.own_copy import copy_context, copy_json, standing_alone
from review_ui.permissions import Permission
from review_ui.visits import Visit

router = APIRouter()


@router.post("/requests/{request_id}/copy")
def make_copy(
    visit: Annotated[Visit, needs(Permission.REQUEST_EXPORT, proven=True)], request_id: str
) -> Response:
    """Make the copy; it is an entry before the first byte."""
    form = visit.form.get("form", "page")
    if form not in {"page", "html", "json"}:
        raise AddressInvalid("form")
    with visit.act() as act:
        copy = make_disclosure(act, request_id, visit.desk.read_original)
    name = f'attachment; filename="your-data-{copy.request.id}.{form}"'
    if form == "json":
        return Response(
            copy_json(copy),
            media_type="application/json; charset=utf-8",
            headers={"Content-Disposition": name},
        )
    page = visit.desk.pages.render(copy_context(copy, visit.zone))
    if form == "page":
        return HTMLResponse(page)
    page = standing_alone(page, visit.desk.assets)
    return HTMLResponse(page, headers={"Content-Disposition": name})
