"""The proof of one entry, as a file that needs neither us nor the rest of the log."""

import json
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from models.log.log_proofs import prove_entry
from review_ui.dependencies import needs
from review_ui.permissions import Permission
from review_ui.visits import Visit

router = APIRouter()


@router.get("/log/proof/entry.json")
def send_proof(
    visit: Annotated[Visit, needs(Permission.LOG_VERIFY)],
    seq: Annotated[int, Query(ge=1, le=2**53)],
) -> Response:
    """Send the proof that this entry stands in the log; that it was asked for is an entry."""
    with visit.act() as act:
        proof = prove_entry(act, seq, visit.desk.records.place.anchor)
    return Response(
        json.dumps(proof) + "\n",
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="entry-{seq}-proof.json"'},
    )
