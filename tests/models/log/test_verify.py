"""Whatever is done to the log is found: by the chain, or against the anchors."""

import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.actors import Actor, ActorKind
from models.log.access_log import Event, export_entries
from models.log.anchors import create_signing_key, read_checkpoints, write_checkpoint
from models.log.entries import Entry
from models.log.events import Outcome
from models.log.verify import (
    FIELDS,
    GENESIS,
    TEXT_FIELDS,
    canonical,
    entry_hash,
    verify,
    verify_database,
    verify_export,
)
from models.records import Records
from tests.models.scene import CLI


@pytest.fixture
def ten(records: Records, tmp_path: Path) -> Records:
    """Ten entries, of which the first eight are anchored."""
    key = create_signing_key(tmp_path / "signing.pem")
    for number in range(10):
        if number == 8:
            write_checkpoint(records, key)
        with records.act(CLI) as act:
            act.log(Event.HEALTH_READ, "worker:w", count=number)
    return records


def attack(records: Records, *statements: str) -> None:
    """What an operator with the database file can do."""
    connection = sqlite3.connect(records.place.database)
    for trigger in ("entries_go_on", "entries_no_update", "entries_no_delete"):
        connection.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def rewrite(records: Records, change: Callable[[list[dict[str, Any]]], None]) -> None:
    """Change the entries and recompute the chain over all of them."""
    connection = sqlite3.connect(records.place.database)
    connection.row_factory = sqlite3.Row
    rows = [dict(row) for row in connection.execute("SELECT * FROM entries ORDER BY seq")]
    connection.close()
    change(rows)
    previous = GENESIS
    statements = ["DELETE FROM entries"]
    for seq, row in enumerate(rows, start=1):
        fields = row | {"seq": seq, "details": json.loads(row["details"])}
        row |= {"seq": seq, "previous": previous, "hash": entry_hash(fields, previous)}
        previous = row["hash"]
        quoted = ", ".join(str(row[name]) if name == "seq" else f"'{row[name]}'" for name in FIELDS)
        statements.append(f"INSERT INTO entries ({', '.join(FIELDS)}) VALUES ({quoted})")
    attack(records, *statements)


def codes(records: Records, *, anchored: bool = True) -> set[str]:
    place = records.place
    verdict = verify_database(place.database, place.anchor if anchored else None)
    assert verdict.whole == (not verdict.problems)
    return {problem.code for problem in verdict.problems}


def test_an_untouched_log_is_whole(ten: Records) -> None:
    verdict = verify_database(ten.place.database, ten.place.anchor)
    assert verdict.whole
    assert verdict.anchored
    assert (verdict.count, verdict.anchored_seq) == (10, 8)
    assert verdict.words == "Log whole: 10 entries, anchored up to entry 8."


def test_without_anchors_it_is_whole_only_as_far_as_the_chain_goes(ten: Records) -> None:
    ten.place.anchor.unlink()
    verdict = verify_database(ten.place.database, ten.place.anchor)
    assert verdict.whole
    assert not verdict.anchored
    assert verdict.anchored_seq is None
    assert "not anchored" in verdict.words


def test_an_empty_anchor_file_anchors_nothing(ten: Records) -> None:
    ten.place.anchor.write_bytes(b"")
    assert not verify_database(ten.place.database, ten.place.anchor).anchored


def test_an_empty_log_is_whole(records: Records) -> None:
    verdict = verify_database(records.place.database)
    assert (verdict.whole, verdict.count, verdict.head) == (True, 0, GENESIS)


def test_an_edited_field_is_found(ten: Records) -> None:
    attack(ten, "UPDATE entries SET actor_name = 'Nobody' WHERE seq = 9")
    assert codes(ten, anchored=False) == {"changed"}


def test_an_edit_with_its_own_hash_recomputed_breaks_the_link(ten: Records) -> None:
    connection = sqlite3.connect(ten.place.database)
    connection.row_factory = sqlite3.Row
    row = dict(connection.execute("SELECT * FROM entries WHERE seq = 5").fetchone())
    connection.close()
    fields = row | {"details": json.loads(row["details"]), "actor_name": "Nobody"}
    forged = entry_hash(fields, row["previous"])
    attack(ten, f"UPDATE entries SET actor_name = 'Nobody', hash = '{forged}' WHERE seq = 5")
    assert codes(ten, anchored=False) == {"broken_link"}


def test_a_deleted_row_is_found(ten: Records) -> None:
    attack(ten, "DELETE FROM entries WHERE seq = 5")
    assert codes(ten, anchored=False) == {"missing", "broken_link"}


def test_a_deleted_row_with_the_rest_moved_up_is_found(ten: Records) -> None:
    attack(
        ten, "DELETE FROM entries WHERE seq = 5", "UPDATE entries SET seq = seq - 1 WHERE seq > 5"
    )
    assert {"changed", "broken_link"} <= codes(ten, anchored=False)


def test_reordered_rows_are_found(ten: Records) -> None:
    attack(
        ten,
        "UPDATE entries SET seq = 99 WHERE seq = 4",
        "UPDATE entries SET seq = 4 WHERE seq = 5",
        "UPDATE entries SET seq = 5 WHERE seq = 99",
    )
    assert {"changed", "broken_link"} <= codes(ten, anchored=False)


def test_an_inserted_row_is_found(ten: Records) -> None:
    attack(
        ten,
        "INSERT INTO entries SELECT 11, at, actor_kind, actor_id, actor_name, actor_role, event, "
        "object, purpose, outcome, reason, address, details, previous, hash "
        "FROM entries WHERE seq = 3",
    )
    assert {"changed", "broken_link"} <= codes(ten, anchored=False)


def test_a_cut_tail_is_found_against_the_anchor_only(ten: Records) -> None:
    attack(ten, "DELETE FROM entries WHERE seq > 6")
    assert codes(ten, anchored=False) == set()
    assert codes(ten) == {"cut_tail"}


def test_an_emptied_log_is_found_against_the_anchor(ten: Records) -> None:
    attack(ten, "DELETE FROM entries")
    assert codes(ten) == {"cut_tail"}


def test_a_whole_rewrite_is_found_against_the_anchor_only(ten: Records) -> None:
    rewrite(ten, lambda rows: rows[2].update(actor_name="Nobody"))
    assert codes(ten, anchored=False) == set()
    assert codes(ten) == {"rewritten"}


def test_a_rewrite_that_leaves_one_out_is_found_against_the_anchor(ten: Records) -> None:
    rewrite(ten, lambda rows: rows.pop(2))
    assert codes(ten, anchored=False) == set()
    assert codes(ten) == {"rewritten"}


def test_the_detection_window_is_what_came_after_the_last_anchor(ten: Records) -> None:
    attack(ten, "DELETE FROM entries WHERE seq = 10")
    assert codes(ten) == set()


def test_a_spoiled_anchor_is_found(ten: Records) -> None:
    with ten.place.anchor.open("ab") as file:
        file.write(b'{"seq": "8"}\nnot json\n')
    assert codes(ten) == {"anchor_malformed"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET details = '{ \"count\":3}' WHERE seq = 4",
        'UPDATE entries SET details = \'{"count":3,"count":3}\' WHERE seq = 4',
        "UPDATE entries SET details = '[]' WHERE seq = 4",
        "UPDATE entries SET details = '" + "[" * 5000 + "' WHERE seq = 4",
        "UPDATE entries SET actor_name = CAST(x'ff' AS TEXT) WHERE seq = 4",
        "UPDATE entries SET hash = CAST(x'ff' AS TEXT) WHERE seq = 4",
        "UPDATE entries SET previous = CAST(x'ff' AS TEXT) WHERE seq = 4",
    ],
)
def test_bytes_that_mean_the_same_or_nothing_are_found(ten: Records, statement: str) -> None:
    attack(ten, statement)
    assert codes(ten, anchored=False)


def chain(count: int) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    previous = GENESIS
    for seq in range(1, count + 1):
        fields: dict[str, object] = dict.fromkeys(TEXT_FIELDS, "a") | {
            "seq": seq,
            "details": {"count": seq, "kind": "chat"},
        }
        rows.append(fields | {"previous": previous, "hash": entry_hash(fields, previous)})
        previous = str(rows[-1]["hash"])
    return rows


def anchor_of(rows: list[dict[str, object]]) -> dict[str, object]:
    """A checkpoint of the first version, whose signature nobody checks without a key."""
    head, count = rows[-1]["hash"], len(rows)
    return {"seq": count, "head": head, "count": count, "at": "2026-03-02", "signature": ""}


VALUES = st.one_of(
    st.text(max_size=70),
    st.integers(),
    st.none(),
    st.booleans(),
    st.floats(),
    st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=3),
)


@settings(max_examples=300, deadline=None)
@given(row=st.integers(0, 4), field=st.sampled_from(FIELDS), value=VALUES)
def test_any_edit_of_any_field_is_noticed(row: int, field: str, value: object) -> None:
    rows = chain(5)
    if canonical_or_none(rows[row][field]) == canonical_or_none(value):
        assert verify(rows).whole
        return
    anchors = [anchor_of(rows)]
    rows[row] = rows[row] | {field: value}
    assert not verify(rows, anchors).whole


def canonical_or_none(value: object) -> bytes | None:
    try:
        return canonical(value)
    except ValueError:
        return None


@settings(max_examples=100, deadline=None)
@given(order=st.permutations(range(5)))
def test_any_other_order_is_noticed(order: list[int]) -> None:
    rows = chain(5)
    shuffled = [rows[index] for index in order]
    assert verify(shuffled).whole == (order == sorted(order))


@settings(max_examples=100, deadline=None)
@given(kept=st.sets(st.integers(0, 4)))
def test_any_entry_left_out_is_noticed(kept: set[int]) -> None:
    rows = chain(5)
    anchors = [anchor_of(rows)]
    assert verify([rows[i] for i in sorted(kept)], anchors).whole == (len(kept) == 5)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(junk=st.binary(max_size=200))
def test_any_bytes_as_export_give_a_verdict(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "junk.jsonl"
    path.write_bytes(junk)
    verdict = verify_export(path, path)
    assert verdict.whole == (not junk)


def test_memory_does_not_grow_with_the_log() -> None:
    seen = 0

    def endless() -> Any:
        nonlocal seen
        for row in chain(2000):
            seen += 1
            yield row | {"hash": "0" * 64}

    verdict = verify(endless())
    assert seen == 2000
    assert len(verdict.problems) == 100


def export(records: Records, path: Path) -> list[Entry]:
    with records.act(CLI) as act:
        entries = export_entries(act)
    path.write_text("".join(entry.as_json() + "\n" for entry in entries))
    return entries


def run(verifier: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The verifier alone: no site-packages, no project on the path."""
    return subprocess.run(
        [sys.executable, "-I", "-S", str(verifier), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )


def test_an_auditor_can_verify_an_export_with_the_standard_library_alone(
    ten: Records, tmp_path: Path, verifier: Path
) -> None:
    path = tmp_path / "export.jsonl"
    export(ten, path)
    found = run(verifier, path, ten.place.anchor)
    assert (found.returncode, found.stderr) == (0, "")
    assert "Log whole: 10 entries, anchored up to entry 8." in found.stdout
    path.write_text(path.read_text().replace("Command line", "Commander", 1))
    found = run(verifier, path, ten.place.anchor)
    assert found.returncode == 1
    assert "changed" in found.stdout


def test_an_auditor_can_verify_a_copy_of_the_database(ten: Records, verifier: Path) -> None:
    assert run(verifier, ten.place.database, ten.place.anchor).returncode == 0
    attack(ten, "DELETE FROM entries WHERE seq > 6")
    assert run(verifier, ten.place.database, ten.place.anchor).returncode == 1
    assert run(verifier, "/nowhere").returncode == 2


HOSTILE = "2026\\r\\u001b[2K\\nLog whole: 10 entries\\u202e\\udc80"
"""As JSON: back to the beginning of the line, wipe it, and write another verdict."""


def test_a_forged_log_cannot_draw_its_own_verdict_on_the_terminal(
    ten: Records, tmp_path: Path, verifier: Path
) -> None:
    path = tmp_path / "export.jsonl"
    entries = export(ten, path)
    path.write_text(path.read_text().replace(entries[4].at, HOSTILE))
    found = run(verifier, path, ten.place.anchor)
    assert (found.returncode, found.stderr) == (1, "")
    assert HOSTILE.replace("u001b", "x1b") in found.stdout
    assert all(line.isprintable() for line in re.split("[\t\n]", found.stdout))
    assert not [line for line in found.stdout.splitlines() if line.startswith("Log whole")]


def test_nor_does_a_database_or_a_proof(ten: Records, tmp_path: Path, verifier: Path) -> None:
    attack(ten, "UPDATE entries SET at = char(13, 27) || '[2KLog whole' WHERE seq = 5")
    found = run(verifier, ten.place.database, ten.place.anchor)
    assert "\\r\\x1b[2KLog whole" in found.stdout
    with sqlite3.connect(tmp_path / "schema.db") as db:
        db.execute("CREATE TABLE entries (seq)")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_master SET sql = char(27) || '[2K', name = char(27) || 'whole'")
    db.close()
    broken = run(verifier, tmp_path / "schema.db")
    for each in (found, broken):
        assert "\x1b" not in each.stdout + each.stderr
    assert (found.returncode, broken.returncode) == (1, 2)


def test_the_hash_is_what_the_docs_say(records: Records) -> None:
    actor = Actor(kind=ActorKind.SYSTEM, id="cli", name="Chloë")
    with records.act(actor) as act:
        entry = act.log(Event.HEALTH_READ, outcome=Outcome.ALLOWED, b=1, a="x")
    import hashlib

    text = (
        '{"actor_id":"cli","actor_kind":"system","actor_name":"Chlo\\u00eb","actor_role":"",'
        '"address":"","at":"2026-03-02T09:00:00.000000Z","details":{"a":"x","b":1},'
        '"event":"health:read","object":"","outcome":"allowed","purpose":"","reason":"","seq":1}'
    )
    plain = "chat-redactor/entry/v1\n" + "0" * 64 + "\n" + text
    assert entry.hash == hashlib.sha256(plain.encode()).hexdigest()


def test_a_checkpoint_written_while_the_anchors_are_read_is_no_cut_tail(
    records: Records, tmp_path: Path
) -> None:
    key, anchors = create_signing_key(tmp_path / "signing.pem"), tmp_path / "pipe"
    os.mkfifo(anchors)

    def write() -> None:
        with anchors.open("wb") as reader:  # opens when the verifier begins to read
            with records.act(CLI) as act:
                act.log(Event.HEALTH_READ)
            write_checkpoint(records, key)
            reader.write(read_checkpoints(records.place.anchor)[-1].as_line())

    with records.act(CLI) as act:
        act.log(Event.HEALTH_READ)
    writer = threading.Thread(target=write)
    writer.start()
    verdict = verify_database(records.place.database, anchors)
    writer.join()
    assert verdict.words == "Log whole: 2 entries, anchored up to entry 2."
