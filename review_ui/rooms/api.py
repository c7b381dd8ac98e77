"""What machines may read: the access log for the company's monitoring, and counts of health.

Nothing here speaks of a chat; there is no route by which a token could read one.
"""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response

from models.intake.inbox import counts
from models.log.access_log import Event, entries_after
from models.log.anchor_health import known_health
from models.times import to_text
from review_ui.machine import MachineVisit, needs_token
from review_ui.permissions import Permission

router = APIRouter()
MOST = 5_000


@router.get("/api/log")
def read_log(
    visit: Annotated[MachineVisit, needs_token(Permission.LOG_EXPORT)],
    after: Annotated[int, Query(ge=0, le=2**53)] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 1_000,
) -> Response:
    """Give entries after a number, oldest first, as JSON Lines; the read is an entry itself."""
    with visit.act() as act:
        entries = entries_after(act, after, limit)
    lines = "".join(entry.as_json() + "\n" for entry in entries)
    return Response(lines, media_type="application/x-ndjson")


@router.get("/api/health")
def read_health(
    visit: Annotated[MachineVisit, needs_token(Permission.HEALTH_READ)],
) -> Response:
    """Give how many deliveries are in which state, and what is wrong with the anchors.

    A place of theirs that is behind stands there with how many entries it lacks, since when.
    """
    with visit.act() as act:
        act.log(Event.HEALTH_READ)
    inbox = counts(visit.desk.records)
    health = known_health(visit.desk.records, visit.desk.anchor_every)
    return JSONResponse(
        {
            "deliveries": {status.value: n for status, n in sorted(inbox.items())},
            "troubles": health.codes,
            "behind": {
                each.name: {"entries": each.entries, "since": to_text(each.since)}
                for each in health.behind
            },
        }
    )
