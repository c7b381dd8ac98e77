"""Snapshots kept, and reviews that fit them."""

from models.records import Records
from models.transcripts.sessions import KeepResult, keep
from tests.models.scene import WORKER, snapshot

FULL = {"tone": "4", "understood": "3", "answer": "2", "clarity": "1", "next_step": "na"}
FULL["solved"] = "yes"
LATER = ("2026-03-01T09:20:00Z", "0003")


def keep_snapshot(records: Records, source_id: str, **changes: object) -> KeepResult:
    with records.act(WORKER) as act:
        return keep(act, snapshot(source_id, **changes))
