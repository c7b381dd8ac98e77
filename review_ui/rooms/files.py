"""What anyone may fetch: styles, scripts and icons, and whether the pages are up."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import PlainTextResponse, Response
from starlette.exceptions import HTTPException

from models.log.anchor_health import known_troubles
from review_ui.dependencies import desk_of
from review_ui.headers import LONG
from review_ui.visits import Desk

router = APIRouter()


@router.get("/static/{version}/{name:path}")
def send_file(desk: Annotated[Desk, Depends(desk_of)], version: str, name: str) -> Response:
    """Send a file of this version; it may be kept for good, for its address changes with it."""
    found = desk.assets.files.get(name)
    if found is None or version != desk.assets.version:
        raise HTTPException(404)
    return Response(found.body, media_type=found.media_type, headers={"Cache-Control": LONG})


@router.head("/healthz", include_in_schema=False)
@router.get("/healthz")
def say_well() -> PlainTextResponse:
    """Say that the pages are up; nothing is looked at. Many monitors want the status alone."""
    return PlainTextResponse("ok\n")


@router.head("/readyz", include_in_schema=False)
@router.get("/readyz")
def say_ready(desk: Annotated[Desk, Depends(desk_of)]) -> PlainTextResponse:
    """Say whether all is as it should be, or in codes what is not; nothing is looked at."""
    codes = known_troubles(desk.records, desk.anchor_every)
    return PlainTextResponse(
        "".join(f"{code}\n" for code in codes or ("ok",)), status_code=503 if codes else 200
    )
