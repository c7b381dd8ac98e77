"""Saved filters of the access log: kept under a name, found above the list, deleted."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from models.errors import Conflict, Invalid
from models.log.saved_filters import delete_filter, save_filter
from review_ui.address import address
from review_ui.browser import local_path
from review_ui.dependencies import needs
from review_ui.log_filters import read_query
from review_ui.permissions import Permission
from review_ui.visits import Visit, go

router = APIRouter()


@router.post("/log/filters")
def save(visit: Annotated[Visit, needs(Permission.LOG_FILTER)]) -> Response:
    """Keep the question that was asked, under a name."""
    path, _, query = local_path(visit.form.get("address", "")).partition("?")
    asked = read_query(query)
    chosen = asked.filter(visit)
    wanted = address(path, asked.fields()) if asked.complete else ""
    try:
        with visit.act() as act:
            name = visit.form.get("name", "")
            save_filter(act, name=name, address=wanted, asked=chosen)
    except (Invalid, Conflict) as error:
        said = "name" if error.reason.startswith("name_") else error.reason
        said = error.reason if error.reason == "name_taken" else said
        return go(address("/log", {"said": said}))
    return go(f"{wanted}{'&' if '?' in wanted else '?'}said=saved")


@router.post("/log/filters/{filter_id}/delete")
def delete(visit: Annotated[Visit, needs(Permission.LOG_FILTER)], filter_id: str) -> Response:
    """Forget one of my filters."""
    with visit.act() as act:
        delete_filter(act, filter_id)
    return go("/log?said=deleted")
