"""Checkpoints are signed, follow the log, and are not written over a broken one."""

import json
import sqlite3
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from models.errors import KeyUnsafe, LogBroken, Unwritable
from models.log.access_log import Event
from models.log.anchor_file import locked
from models.log.anchors import (
    create_signing_key,
    load_signing_key,
    public_bytes,
    read_checkpoints,
    verify_log,
    write_checkpoint,
)
from models.log.signing import raw_public
from models.records import Records
from tests.models.scene import CLI, MASTER_KEY


@pytest.fixture
def key(tmp_path: Path) -> Ed25519PrivateKey:
    return create_signing_key(tmp_path / "signing.pem")


def log(records: Records, count: int = 1) -> None:
    for _ in range(count):
        with records.act(CLI) as act:
            act.log(Event.HEALTH_READ)


def attack(records: Records, statement: str) -> None:
    connection = sqlite3.connect(records.place.database)
    connection.execute("DROP TRIGGER entries_no_update")
    connection.execute("DROP TRIGGER entries_no_delete")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_checkpoint_says_how_far_the_log_had_come(
    records: Records, key: Ed25519PrivateKey
) -> None:
    log(records, 3)
    checkpoint = write_checkpoint(records, key)
    assert checkpoint is not None
    assert (checkpoint.seq, checkpoint.count) == (3, 3)
    assert checkpoint.is_signed_by(raw_public(key))
    assert read_checkpoints(records.place.anchor) == (checkpoint,)
    introduced, line = map(json.loads, records.place.anchor.read_text().splitlines())
    assert (introduced["type"], introduced["seq"]) == ("key", 0)
    assert set(line) == {
        *("type", "seq", "head", "count", "root", "at", "key", "before", "says", "signature")
    }


def test_nothing_is_written_while_the_head_stays(records: Records, key: Ed25519PrivateKey) -> None:
    assert write_checkpoint(records, key) is None
    log(records)
    assert write_checkpoint(records, key) is not None
    assert write_checkpoint(records, key) is None
    log(records)
    assert write_checkpoint(records, key) is not None
    assert [c.seq for c in read_checkpoints(records.place.anchor)] == [1, 2]
    assert verify_log(records.place, key.public_key()).anchored_seq == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET actor_name = 'Nobody' WHERE seq = 5",
        "DELETE FROM entries WHERE seq = 5",
        "DELETE FROM entries WHERE seq > 2",
        "UPDATE entries SET hash = previous WHERE seq = 3",
    ],
)
def test_a_broken_log_is_not_signed(
    records: Records, key: Ed25519PrivateKey, statement: str
) -> None:
    log(records, 3)
    write_checkpoint(records, key)
    log(records, 3)
    attack(records, statement)
    with pytest.raises(LogBroken):
        write_checkpoint(records, key)
    assert len(read_checkpoints(records.place.anchor)) == 1


def test_an_anchor_signed_by_another_key_is_found(records: Records, key: Ed25519PrivateKey) -> None:
    log(records)
    write_checkpoint(records, Ed25519PrivateKey.generate())
    verdict = verify_log(records.place, key.public_key())
    assert not verdict.whole
    assert not verdict.anchored
    assert {problem.code for problem in verdict.problems} == {"anchor_unsigned"}


@pytest.mark.parametrize(
    "field", ["type", "seq", "head", "count", "root", "at", "key", "before", "says", "signature"]
)
def test_any_edit_of_an_anchor_is_found(
    records: Records, key: Ed25519PrivateKey, field: str
) -> None:
    log(records, 2)
    write_checkpoint(records, key)
    introduced, checkpoint = records.place.anchor.read_text().splitlines()
    line = json.loads(checkpoint)
    line[field] = {int: 1, str: "0" * 64, dict: {"lost_to": 9}}[type(line[field])]
    records.place.anchor.write_text(f"{introduced}\n{json.dumps(line)}\n")
    assert not verify_log(records.place, key.public_key()).whole


def test_a_line_torn_by_a_power_cut_does_not_spoil_the_next(
    records: Records, key: Ed25519PrivateKey
) -> None:
    log(records)
    write_checkpoint(records, key)
    with records.place.anchor.open("ab") as file:
        file.write(b'{"seq": 2, "hea')
    log(records)
    write_checkpoint(records, key)
    verdict = verify_log(records.place, key.public_key())
    assert verdict.whole
    assert verdict.anchored_seq == 2


def test_the_signing_key_comes_back_and_is_kept_private(
    tmp_path: Path, key: Ed25519PrivateKey
) -> None:
    path = tmp_path / "signing.pem"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert public_bytes(load_signing_key(path)) == public_bytes(key)
    assert load_pem_public_key(public_bytes(key))
    path.chmod(0o640)
    with pytest.raises(KeyUnsafe):
        load_signing_key(path)
    other = tmp_path / "other.pem"
    other.write_text("no key")
    other.chmod(0o600)
    with pytest.raises(KeyUnsafe):
        load_signing_key(other)
    with pytest.raises(KeyUnsafe):
        create_signing_key(path)


def cut_last(records: Records) -> None:
    lines = records.place.anchor.read_bytes().splitlines(keepends=True)
    records.place.anchor.write_bytes(b"".join(lines[:-1]))


@pytest.mark.parametrize(
    "harm",
    [
        lambda records: records.place.anchor.unlink(),
        lambda records: records.place.anchor.write_bytes(b""),
        cut_last,
    ],
    ids=["deleted", "emptied", "cut"],
)
def test_a_lost_anchor_is_found_and_never_begun_anew(
    records: Records, key: Ed25519PrivateKey, harm: Callable[[Records], object]
) -> None:
    for _ in range(2):
        log(records)
        write_checkpoint(records, key)
    harm(records)
    left = records.place.anchor.read_bytes() if records.place.anchor.exists() else b""
    log(records)
    verdict = verify_log(records.place, key.public_key())
    assert [problem.code for problem in verdict.problems] == ["anchor_cut"]
    with pytest.raises(LogBroken, match="anchor_cut"):
        write_checkpoint(records, key)
    assert records.place.anchor.read_bytes() == left


def test_an_older_copy_of_the_anchor_is_no_cut_one(
    records: Records, key: Ed25519PrivateKey
) -> None:
    for _ in range(2):
        log(records)
        write_checkpoint(records, key)
    cut_last(records)
    assert verify_log(records.place, key.public_key(), own_anchor=False).whole


def test_no_checkpoint_follows_a_forged_one(records: Records, key: Ed25519PrivateKey) -> None:
    """Else a rewritten log with a line of the forger's at the end would get a true signature."""
    log(records)
    first = write_checkpoint(records, key)
    assert first
    log(records)
    line = json.loads(first.as_line()) | {"seq": 2**70, "count": 2**70, "head": "0" * 64}
    with records.place.anchor.open("ab") as file:
        file.write(json.dumps(line).encode() + b"\n")
    with pytest.raises(LogBroken, match="anchor_unsigned"):
        write_checkpoint(records, key)


def test_a_verdict_reads_the_anchors_once(
    records: Records, key: Ed25519PrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They get a line a minute: after a year reading them takes longer than what they are for."""
    log(records)
    write_checkpoint(records, key)
    opened: list[Path] = []
    plain = Path.open
    monkeypatch.setattr(Path, "open", lambda p, *a, **k: opened.append(p) or plain(p, *a, **k))
    assert verify_log(records.place, key.public_key()).whole
    assert opened == [records.place.anchor]


def test_an_older_copy_of_the_database_is_found(
    records: Records, key: Ed25519PrivateKey, tmp_path: Path
) -> None:
    log(records)
    write_checkpoint(records, key)
    with sqlite3.connect(records.place.database) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    older = records.place.database.read_bytes()
    log(records)
    write_checkpoint(records, key)
    restored = replace(records.place, database=tmp_path / "restored.db")
    restored.database.write_bytes(older)
    restored.database.chmod(0o600)
    verdict = verify_log(restored, key.public_key())
    assert "cut_tail" in [problem.code for problem in verdict.problems]
    again = Records.open(restored, master_key=MASTER_KEY, clock=records.clock)
    with pytest.raises(LogBroken, match="cut_tail"):
        write_checkpoint(again, key)


def test_a_log_that_cannot_be_read_is_no_traceback(records: Records, tmp_path: Path) -> None:
    broken = replace(records.place, database=tmp_path / "broken.db")
    broken.database.write_bytes(b"x" * 4096)
    with pytest.raises(Unwritable):
        verify_log(broken, None)


def test_an_anchor_that_somebody_keeps_locked_is_not_waited_for_without_end(
    records: Records, key: Ed25519PrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.log.anchor_file.LOCK_SECONDS", 0.2)
    log(records)
    with ThreadPoolExecutor(1) as pool:
        with locked(records.place.anchor):
            writing = pool.submit(write_checkpoint, records, key)
            failed = writing.exception(timeout=10)
        assert isinstance(failed, Unwritable)
        assert failed.code == "ANCHOR_IN_USE"
    assert write_checkpoint(records, key) is not None
