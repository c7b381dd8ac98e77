"""A session that lived, and what is left of it."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from models.keeping.certificates import get_certificate
from models.keeping.erasing import ask_erasure, get_erasure
from models.log.events import Event
from models.records import Records
from tests.models.scene import CLI

ORIGINAL = (
    b'{"identity":{"name":["Quillon Vexbury"],"email":["quillon@mail.example"]},'
    b'"transcript":{"messages":[{"role":"visitor","text":"hello, Quillon Vexbury here, my number '
    b'is 212 555 0187"},{"role":"visitor","text":"the brass zebrafish lamp flickers whenever my '
    b'neighbour plays trombone at night"}]}}'
)
PIECES = (b"quillon", b"vexbury", b"zebrafish", b"trombone", b"5550187", b"555 0187", b"flickers")
MASKED = "the brass zebrafish lamp flickers whenever my neighbour plays trombone at night"
COMMENT = "Quillon Vexbury was right about the zebrafish"


def ask(records: Records, session_id: str, reason: str = "subject_request") -> None:
    with records.act(CLI) as act:
        ask_erasure(act, session_id, reason=reason)


def rows_with(records: Records, session_id: str) -> dict[str, int]:
    """Tables in which the id stands anywhere, but the log and the list of erasures."""
    found = {}
    with sqlite3.connect(records.place.database) as db:
        for (table,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall():
            rows = [
                row for row in db.execute(f'SELECT * FROM "{table}"') if session_id in repr(row)
            ]
            if rows and table not in ("entries", "erasures", "certificates"):
                found[table] = len(rows)
    db.close()
    return found


def residue(folder: Path, pieces: Sequence[bytes] = PIECES) -> list[tuple[str, bytes]]:
    return [
        (file.name, piece)
        for file in folder.rglob("*")
        if file.is_file()
        for piece in pieces
        if piece in file.read_bytes().lower()
    ]


def erasure_state(records: Records, session_id: str) -> tuple[str, str]:
    with records.act(CLI) as act:
        erasure = get_erasure(act, session_id)
        act.log(Event.ERASURE_LISTED)
    return erasure.state, erasure.problem


def document_of(records: Records, session_id: str) -> Mapping[str, Any]:
    with records.act(CLI) as act:
        certificate_id = get_erasure(act, session_id).certificate_id or ""
        return get_certificate(act, certificate_id).document


def sought_left(records: Records, session_id: str) -> tuple[int, bool]:
    """Rows of values that are left, and whether a key is."""
    with records.peek() as look:
        rows = look.db.table("sought_values").count
    return rows, bool(records.keys.find_keys([f"erasure:{session_id}"]))
