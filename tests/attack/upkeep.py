"""What is done to keep a log up: replace its key, let old entries leave."""

import sqlite3
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.log.anchors import load_signing_key
from models.log.key_rotation import rotate_key
from models.log.log_segments import archive
from models.log.verify import Statement
from tests.attack.stage import Stage
from tests.models.scene import CLI

AUDITOR = "auditor.jsonl"


def rotate(stage: Stage) -> Ed25519PrivateKey:
    rotate_key(stage.records, CLI, stage.folder / "signing.key")
    stage.key = load_signing_key(stage.folder / "signing.key")
    return stage.key


def signature(key: Ed25519PrivateKey, statement: Statement) -> str:
    import base64

    return base64.b64encode(key.sign(statement.signed_bytes())).decode()


def leave(stage: Stage, days: int = 60, **options: bool) -> Statement | None:
    before = stage.clock() - timedelta(days=days)
    return archive(stage.records, stage.key, CLI, before=before, **options)


def segment_file(stage: Stage) -> Path:
    (path,) = stage.records.place.segments.glob("*.jsonl")
    return path


def plain_sql(stage: Stage, statement: str) -> None:
    with sqlite3.connect(stage.records.place.database) as db:
        db.execute(statement)
    db.close()
