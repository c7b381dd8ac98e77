"""An eraser, and sessions that left their traces everywhere."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.actors import Actor
from models.intake.inbox import accept, finish, take
from models.keeping.byte_scan import scan_here
from models.keeping.eraser import Eraser
from models.records import Records
from models.review.reviews import current_scorecard, save_review
from models.transcripts.sessions import keep
from tests.models.keeping.remains import COMMENT, MASKED, ORIGINAL
from tests.models.scene import WORKER, redacted, snapshot


@pytest.fixture
def signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


@pytest.fixture
def make_eraser(records: Records, signing_key: Ed25519PrivateKey) -> Callable[..., Eraser]:
    folder = records.place.database.parent

    def making(**changes: Any) -> Eraser:
        eraser = Eraser(
            records=records,
            listed=folder / "erased.jsonl",
            scanned=(folder,),
            signing_key=signing_key,
            exports=folder / "exports",
            look=scan_here,
        )
        return replace(eraser, **changes) if changes else eraser

    return making


@pytest.fixture
def lived(records: Records, source_id: str, reader: Actor) -> str:
    """A session with everything: deliveries, text that no detector masked, a review."""
    with records.act(WORKER) as act:
        accept(act, source_id=source_id, kind="transcript", body=ORIGINAL)
    taken = take(records, worker=WORKER.id, lease=timedelta(minutes=1))
    assert taken is not None
    with records.act(WORKER) as act:
        kept = keep(act, snapshot(source_id, original=ORIGINAL, redacted=redacted(MASKED)))
        finish(act, taken.id, kept.session_id, "kept")
    with records.act(reader) as act:
        scores = {
            c.id: "3" if c.kind == "scale" else "yes" for c in current_scorecard(act).criteria
        }
        save_review(act, kept.session_id, scores, COMMENT, publish=True)
    return kept.session_id


@pytest.fixture
def keep_all(records: Records, source_id: str, reader: Actor) -> Callable[[str], str]:
    """A session with a delivery and a draft review."""

    def keeping(reference: str) -> str:
        body = f'{{"reference": "{reference}"}}'.encode()
        with records.act(WORKER) as act:
            accept(act, source_id=source_id, kind="transcript", body=body)
        taken = take(records, worker=WORKER.id, lease=timedelta(minutes=1))
        assert taken is not None
        with records.act(WORKER) as act:
            kept = keep(act, snapshot(source_id, reference=reference, original=body))
            finish(act, taken.id, kept.session_id, "kept")
        with records.act(reader) as act:
            save_review(act, kept.session_id, {}, f"comment {reference}", publish=False)
        return kept.session_id

    return keeping
