"""Erased is erased: no row, no key, no byte; finished after every kill; certified or an alarm."""

import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.actors import Actor, Role
from models.errors import Conflict, KeyGone, Unwritable
from models.intake.inbox import accept, finish, give_back, note_reference, take
from models.keeping.byte_scan import Scan, scan, scan_here
from models.keeping.certificates import get_certificate, problem_of
from models.keeping.eraser import Eraser
from models.keeping.erasing import ErasureState, ask_erasure, get_erasure, look_again
from models.left_copies import ASIDE, SCRATCH
from models.log.events import Event
from models.only_one import STAGING, only_one
from models.records import Records
from models.review.reviews import current_scorecard, save_review
from models.store import opened
from models.transcripts.search import search
from models.transcripts.sessions import keep
from tests.models.keeping.closing import close_to_all
from tests.models.scene import CLI, WORKER, Clock, make_person, redacted, snapshot

ORIGINAL = (
    b'{"identity":{"name":["Quillon Vexbury"],"email":["quillon@mail.example"]},'
    b'"transcript":{"messages":[{"role":"visitor","text":"hello, Quillon Vexbury here, my number '
    b'is 212 555 0187"},{"role":"visitor","text":"the brass zebrafish lamp flickers whenever my '
    b'neighbour plays trombone at night"}]}}'
)
PIECES = (b"quillon", b"vexbury", b"zebrafish", b"trombone", b"5550187", b"555 0187", b"flickers")
MASKED = "the brass zebrafish lamp flickers whenever my neighbour plays trombone at night"
COMMENT = "Quillon Vexbury was right about the zebrafish"


class Killed(BaseException):
    """Stands for kill -9: nothing catches it."""


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


def test_nothing_is_left_in_any_file(
    records: Records, lived: str, make_eraser: Callable[..., Eraser]
) -> None:
    folder = records.place.database.parent
    exports = folder / "exports"
    exports.mkdir()
    (exports / f"session-{lived}.html").write_bytes(ORIGINAL)
    with opened(records.place.database), opened(records.place.key_store):  # keeps the logs there
        assert residue(folder), "or the test would prove nothing"
        assert rows_with(records, lived)
        ask(records, lived)
        assert make_eraser().run_once() == 1
        assert residue(folder) == []
    assert rows_with(records, lived) == {}
    assert erasure_state(records, lived) == (ErasureState.DONE, "")
    assert make_eraser().run_once() == 0


def test_its_keys_are_gone_so_old_copies_are_unreadable(
    records: Records, lived: str, make_eraser: Callable[..., Eraser]
) -> None:
    with opened(records.place.database) as db:
        deliveries = [id_ for (id_,) in db.execute("SELECT id FROM deliveries")]
    ask(records, lived)
    make_eraser().run_once()
    for key_id in (f"session:{lived}", *(f"delivery:{id_}" for id_ in deliveries)):
        with pytest.raises(KeyGone):
            records.keys.key(key_id)


def park(records: Records, source_id: str, body: bytes, reference: str) -> str:
    """A delivery of this conversation that no session could be made of; gives its id."""
    with records.act(WORKER) as act:
        accept(act, source_id=source_id, kind="transcript", body=body)
    taken = take(records, worker=WORKER.id, lease=timedelta(minutes=1))
    assert taken is not None
    note_reference(records, taken, reference)
    assert give_back(records, taken.id, worker=WORKER.id, reason="engine_error", next_try_at=None)
    return taken.id


@pytest.mark.parametrize("first", ["parked", "kept"])
def test_what_was_parked_of_it_goes_with_it(
    records: Records,
    source_id: str,
    make_eraser: Callable[..., Eraser],
    request: pytest.FixtureRequest,
    first: str,
) -> None:
    lived = request.getfixturevalue("lived") if first == "kept" else ""
    body = b'{"text": "vexbury.q@mail.example"}'
    parked = park(records, source_id, body, "conversation-1")
    other = park(records, source_id, b'{"text": "blum@mail.example"}', "conversation-2")
    lived = lived or request.getfixturevalue("lived")
    (records.place.database.parent / "service.log").write_text("to vexbury.q@mail.example")
    ask(records, lived)
    make_eraser().run_once()
    with pytest.raises(KeyGone):
        records.keys.key(f"delivery:{parked}")
    assert records.keys.key(f"delivery:{other}")
    with records.peek() as look:
        assert [row["id"] for row in look.db.table("deliveries").rows] == [other]
    assert erasure_state(records, lived) == (ErasureState.FOUND, "found"), "its values are sought"


def test_other_sessions_stay_whole(
    records: Records, lived: str, source_id: str, make_eraser: Callable[..., Eraser], reader: Actor
) -> None:
    with records.act(WORKER) as act:
        other = keep(act, snapshot(source_id, reference="other")).session_id
    before = rows_with(records, other)
    ask(records, lived)
    make_eraser().run_once()
    assert rows_with(records, other) == before
    assert records.keys.key(f"session:{other}")
    with records.act(reader) as act:
        assert [hit.session_id for hit in search(act, "help").hits] == [other]


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


STEPS = ("keep_sought", "append_erased", "shred_all", "delete_rows", "scrub", "issue")


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_it_goes_on_wherever_it_was_killed(
    records: Records,
    lived: str,
    make_eraser: Callable[..., Eraser],
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    after: bool,
) -> None:
    import models.keeping.eraser
    from models.seals.key_store import KeyStore

    owner: Any = KeyStore if step == "shred_all" else models.keeping.eraser
    done = getattr(owner, step)

    def killed(*arguments: Any, **named: Any) -> Any:
        if after:
            done(*arguments, **named)
        raise Killed

    ask(records, lived)
    monkeypatch.setattr(owner, step, killed)
    with pytest.raises(Killed):
        make_eraser().run_once()
    monkeypatch.setattr(owner, step, done)
    assert make_eraser().run_once() == 1
    assert residue(records.place.database.parent) == []
    assert rows_with(records, lived) == {}
    assert erasure_state(records, lived)[0] == ErasureState.DONE
    assert document_of(records, lived)["scan"]["values_sought"] >= 6, "a kill hides nothing"
    make_eraser().run_once()
    assert sought_left(records, lived) == (0, False)


def test_values_survive_a_failure_in_the_same_process(
    records: Records,
    lived: str,
    make_eraser: Callable[..., Eraser],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from models.seals.key_store import KeyStore

    whole = KeyStore.shred_all

    def unfinished(store: KeyStore, key_ids: Sequence[str]) -> int:
        whole(store, key_ids)
        raise Unwritable("SHRED_UNFINISHED")

    ask(records, lived)
    eraser = make_eraser()
    monkeypatch.setattr(KeyStore, "shred_all", unfinished)
    with pytest.raises(Unwritable):
        eraser.run_once()
    assert erasure_state(records, lived) == (ErasureState.ASKED, "SHRED_UNFINISHED")
    monkeypatch.setattr(KeyStore, "shred_all", whole)
    eraser.run_once()
    with records.act(CLI) as act:
        document = get_certificate(act, get_erasure(act, lived).certificate_id or "").document
    assert document["scan"]["values_sought"] >= 6


def test_the_scan_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"xx Quillon Vexbury xx")
    found = scan([tmp_path], ["quillon vexbury"])
    assert [(hit.file, hit.byte, hit.value) for hit in found.hits] == [(0, 3, 0)]
    assert found.bytes == 21


def test_after_a_report_it_is_looked_for_again_and_certified(
    records: Records, lived: str, make_eraser: Callable[..., Eraser], signing_key: Ed25519PrivateKey
) -> None:
    log = records.place.database.parent / "service.log"
    log.write_text("debug: mail to Quillon@Mail.example failed")
    ask(records, lived)
    make_eraser().run_once()
    report = document_of(records, lived)
    assert sought_left(records, lived) == (1, True)
    assert residue(records.place.database.parent, [b"quillon@mail"]) == [
        ("service.log", b"quillon@mail")
    ], "the values wait sealed"
    with records.act(CLI) as act:
        look_again(act, lived)
    make_eraser().run_once()
    assert erasure_state(records, lived) == (ErasureState.FOUND, "found"), "still there"
    log.unlink()
    with records.act(CLI) as act:
        look_again(act, lived)
    make_eraser().run_once()
    assert erasure_state(records, lived) == (ErasureState.DONE, "")
    document = document_of(records, lived)
    assert problem_of(document, signing_key.public_key()) == ""
    assert document["scan"]["values_sought"] == report["scan"]["values_sought"]
    assert len(document["after_reports"]) == 1
    assert sought_left(records, lived) == (0, False)
    with pytest.raises(Conflict), records.act(CLI) as act:
        look_again(act, lived)


def test_values_of_a_report_nobody_looks_at_are_forgotten(
    records: Records, lived: str, make_eraser: Callable[..., Eraser], clock: Clock
) -> None:
    (records.place.database.parent / "service.log").write_text("quillon@mail.example")
    ask(records, lived)
    make_eraser().run_once()
    clock.now += timedelta(days=29)
    make_eraser().run_once()
    assert sought_left(records, lived) == (1, True)
    clock.now += timedelta(days=2)
    make_eraser().run_once()
    assert sought_left(records, lived) == (0, False)


def test_what_is_found_in_the_database_has_it_written_anew(
    records: Records, lived: str, make_eraser: Callable[..., Eraser]
) -> None:
    """As where SQLite leaves bytes between rows: here by deleting without `secure_delete`."""
    with opened(records.place.database) as db:
        db.execute("PRAGMA secure_delete = OFF")
        db.execute("CREATE TABLE leaky (words TEXT)")
        db.execute("INSERT INTO leaky VALUES ('quillon@mail.example'), ('stays')")
        db.execute("DELETE FROM leaky WHERE words LIKE 'quillon%'")
    ask(records, lived)
    make_eraser().run_once()
    assert erasure_state(records, lived) == (ErasureState.DONE, "")
    assert document_of(records, lived)["scan"]["rewritten_before"] is True
    assert residue(records.place.database.parent) == []


def test_nothing_is_written_anew_for_what_lies_elsewhere(
    records: Records, lived: str, make_eraser: Callable[..., Eraser]
) -> None:
    (records.place.database.parent / "service.log").write_text("quillon@mail.example")
    ask(records, lived)
    make_eraser().run_once()
    assert document_of(records, lived)["scan"]["rewritten_before"] is False
