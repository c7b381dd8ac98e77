"""What was looked through is certified; what is found, or cannot be looked at, is an alarm."""

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.actors import Role
from models.errors import KeyGone, Unwritable
from models.keeping.byte_scan import Scan, scan_here
from models.keeping.certificates import get_certificate, problem_of
from models.keeping.eraser import Eraser
from models.keeping.erasing import ErasureState, get_erasure, look_again
from models.left_copies import ASIDE, SCRATCH
from models.only_one import STAGING, only_one
from models.records import Records
from tests.models.keeping.closing import close_to_all
from tests.models.keeping.remains import PIECES, ask, document_of, erasure_state
from tests.models.scene import CLI, make_person


def test_the_certificate_says_what_was_looked_through(
    records: Records,
    lived: str,
    make_eraser: Callable[..., Eraser],
    signing_key: Ed25519PrivateKey,
) -> None:
    ask(records, lived)
    make_eraser().run_once()
    with records.act(CLI) as act:
        erasure = get_erasure(act, lived)
        assert erasure.certificate_id is not None
        certificate = get_certificate(act, erasure.certificate_id)
    document = certificate.document
    assert problem_of(document, signing_key.public_key()) == ""
    assert [each["session"] for each in document["sessions"]] == [lived]
    assert document["scan"]["values_found"] == 0
    assert document["scan"]["values_sought"] >= 6
    assert document["scan"]["bytes"] == sum(size for _, size in document["scan"]["files"]) > 10_000
    names = {Path(name).name for name, _ in document["scan"]["files"]}
    assert names >= {"records.db", "keys.db", "erased.jsonl"}
    assert not [piece for piece in PIECES if piece.decode() in repr(document).lower()]


@pytest.mark.parametrize("change", ["sessions", "scan", "issued_at", "signature", "kind"])
def test_a_changed_certificate_does_not_hold(
    records: Records,
    lived: str,
    make_eraser: Callable[..., Eraser],
    signing_key: Ed25519PrivateKey,
    change: str,
) -> None:
    ask(records, lived)
    make_eraser().run_once()
    with records.act(CLI) as act:
        certificate_id = get_erasure(act, lived).certificate_id or ""
        document = dict(get_certificate(act, certificate_id).document)
    assert problem_of(document | {change: "AAAA"}, signing_key.public_key()) in {
        "forged",
        "malformed",
    }
    assert problem_of(document, Ed25519PrivateKey.generate().public_key()) == "other_key"


def test_something_found_is_an_alarm_and_no_certificate(
    records: Records, lived: str, make_eraser: Callable[..., Eraser], signing_key: Ed25519PrivateKey
) -> None:
    folder = records.place.database.parent
    (folder / "service.log").write_text("debug: mail to Quillon@Mail.example failed")
    ask(records, lived)
    make_eraser().run_once()
    assert erasure_state(records, lived) == (ErasureState.FOUND, "found")
    with records.act(CLI) as act:
        erasure = get_erasure(act, lived)
        document = get_certificate(act, erasure.certificate_id or "").document
    assert document["scan"]["found_at"] == [[f"{folder.name}/service.log", 15]]
    assert problem_of(document, signing_key.public_key()) == "report"
    with sqlite3.connect(records.place.database) as db:
        last = db.execute(
            "SELECT outcome, reason FROM entries WHERE event = 'erasure:certified'"
        ).fetchall()
    assert last == [("refused", "found")]


def test_what_an_employee_is_called_proves_nothing(
    records: Records, lived: str, make_eraser: Callable[..., Eraser]
) -> None:
    make_person(records, "Quillon Vexbury", "quillon@mail.example", Role.LEAD)
    ask(records, lived)
    make_eraser().run_once()
    assert erasure_state(records, lived) == (ErasureState.DONE, "")
    with records.act(CLI) as act:
        document = get_certificate(act, get_erasure(act, lived).certificate_id or "").document
    assert document["scan"]["values_also_elsewhere"] >= 2


def test_a_file_that_cannot_be_read_is_no_certificate(
    records: Records, lived: str, make_eraser: Callable[..., Eraser]
) -> None:
    def blind(paths: Sequence[Path], values: Sequence[str]) -> Scan:
        return replace(scan_here(paths, values), unread=("backup.tar",))

    ask(records, lived)
    make_eraser(look=blind).run_once()
    assert erasure_state(records, lived) == (ErasureState.FOUND, "unread")


def test_a_folder_that_may_not_be_looked_into_is_no_certificate(
    records: Records,
    lived: str,
    make_eraser: Callable[..., Eraser],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = records.place.database.parent
    (folder / "closed").mkdir()
    close_to_all(monkeypatch, folder / "closed")
    ask(records, lived)
    make_eraser().run_once()
    assert erasure_state(records, lived) == (ErasureState.FOUND, "unread")
    assert document_of(records, lived)["scan"]["unread"] == [f"{folder.name}/closed"]


def test_what_was_left_out_stands_in_the_certificate(
    records: Records, lived: str, make_eraser: Callable[..., Eraser]
) -> None:
    folder = records.place.database.parent

    def leaving(paths: Sequence[Path], values: Sequence[str]) -> Scan:
        return replace(scan_here(paths, values), left_out=(str(folder / "lost+found"),))

    ask(records, lived)
    make_eraser(look=leaving).run_once()
    assert erasure_state(records, lived) == (ErasureState.DONE, "")
    assert document_of(records, lived)["scan"]["left_out"] == [f"{folder.name}/lost+found"]


def test_what_was_named_and_is_not_there_is_no_certificate(
    records: Records, lived: str, make_eraser: Callable[..., Eraser], tmp_path: Path
) -> None:
    """What is looked through of itself, such as an anchor, may not have come into being yet."""
    logs, anchor = tmp_path / "elsewhere" / "logs", tmp_path / "elsewhere" / "anchor.jsonl"
    eraser = make_eraser(scanned=(records.place.database.parent, anchor, logs), named=(logs,))
    ask(records, lived)
    eraser.run_once()
    assert erasure_state(records, lived) == (ErasureState.FOUND, "unread")
    assert document_of(records, lived)["scan"]["unread"] == [f"{tmp_path.name}/elsewhere/logs"]
    logs.mkdir(parents=True)
    with records.act(CLI) as act:
        look_again(act, lived)
    eraser.run_once()
    assert erasure_state(records, lived) == (ErasureState.DONE, "")


def test_what_a_killed_backup_left_goes_before_the_certificate(
    records: Records, lived: str, make_eraser: Callable[..., Eraser]
) -> None:
    """It holds the key of the session, and its masked text."""
    folder = records.place.database.parent
    for left in (folder / f"{SCRATCH}x1", folder / STAGING):
        left.mkdir()
        for name in ("records.db", "keys.db"):
            shutil.copy(folder / name, left / name)
    ask(records, lived)
    make_eraser().run_once()
    assert erasure_state(records, lived) == (ErasureState.DONE, "")
    assert not [*folder.glob(f"{SCRATCH}*"), *folder.glob(STAGING)]


def test_what_is_left_goes_though_nothing_is_erased(
    records: Records, make_eraser: Callable[..., Eraser]
) -> None:
    left = records.place.database.parent / f"{SCRATCH}x1"
    left.mkdir()
    assert make_eraser().run_once() == 0
    assert not left.exists()


def test_the_keys_do_not_wait_for_a_backup_but_the_certificate_does(
    records: Records, lived: str, make_eraser: Callable[..., Eraser]
) -> None:
    working = records.place.database.parent / f"{SCRATCH}x1"
    working.mkdir()
    ask(records, lived)
    with only_one(records.place.key_store), pytest.raises(Unwritable, match="IN_USE"):
        make_eraser().run_once()
    assert working.exists()
    with pytest.raises(KeyGone):
        records.keys.key(f"session:{lived}")
    assert erasure_state(records, lived) == (ErasureState.SCRUBBED, "IN_USE")
    assert make_eraser().run_once() == 1
    assert erasure_state(records, lived) == (ErasureState.DONE, "")


def test_records_that_a_restore_moved_aside_are_no_certificate(
    records: Records, lived: str, make_eraser: Callable[..., Eraser], signing_key: Ed25519PrivateKey
) -> None:
    folder = records.place.database.parent
    aside = folder / f"{ASIDE}20260302T090000Z"
    aside.mkdir()
    shutil.copy(records.place.key_store, aside / "keys.db")
    ask(records, lived)
    make_eraser().run_once()
    assert erasure_state(records, lived) == (ErasureState.FOUND, "old_records")
    document = document_of(records, lived)
    assert document["scan"]["old_records"] == [f"{folder.name}/{aside.name}/keys.db"]
    assert problem_of(document, signing_key.public_key()) == "report"
    shutil.rmtree(aside)
    with records.act(CLI) as act:
        look_again(act, lived)
    make_eraser().run_once()
    assert erasure_state(records, lived) == (ErasureState.DONE, "")
    assert problem_of(document_of(records, lived), signing_key.public_key()) == ""
