"""Exports of the access log: a table, or the same with the proof that it stands in the log."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response, StreamingResponse

from models.errors import NotFound
from models.log.access_log import begin_export, stream_entries
from models.log.log_excerpts import export_proven
from models.times import to_text
from review_ui.address import address
from review_ui.dependencies import needs
from review_ui.log_filters import Asked
from review_ui.permissions import Permission
from review_ui.proven_export import zip_pieces
from review_ui.rooms.log import read_asked
from review_ui.table_export import csv_lines
from review_ui.visits import Visit, go

router = APIRouter()


@router.get("/log.csv")
def export_log(
    visit: Annotated[Visit, needs(Permission.LOG_EXPORT)],
    asked: Annotated[Asked, Depends(read_asked)],
) -> StreamingResponse:
    """Send the entries that match as a CSV file; the export is an entry before the first byte."""
    chosen = asked.filter(visit)
    with visit.act() as act:
        first, upto = begin_export(act, chosen)
        made_at = act.now
    entries = stream_entries(visit.desk.records, upto, chosen, first=first)
    return _send(csv_lines(entries), "text/csv; charset=utf-8", made_at, "csv")


@router.get("/log.zip")
def export_proven_log(
    visit: Annotated[Visit, needs(Permission.LOG_EXPORT)],
    asked: Annotated[Asked, Depends(read_asked)],
) -> Response:
    """Send the same with the proof that they stand in the log, and with how to check it."""
    chosen = asked.filter(visit)
    try:
        with visit.act() as act:
            export = export_proven(act, chosen)
            made_at = act.now
    except NotFound:
        return go(address("/log", {**asked.fields(), "said": "not_anchored"}))
    pieces = zip_pieces(visit.desk.records, export, made_at)
    return _send(pieces, "application/zip", made_at, "zip")


def _send(
    pieces: Iterable[str] | Iterable[bytes], kind: str, at: datetime, suffix: str
) -> StreamingResponse:
    name = f"access-log-{to_text(at)[:19].replace(':', '')}Z.{suffix}"
    return StreamingResponse(
        pieces,
        media_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
