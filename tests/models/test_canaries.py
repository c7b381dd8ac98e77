"""Unmasked text is in one place, sealed: no byte of a canary is in any file."""

from collections.abc import Callable
from datetime import timedelta

from models.actors import Actor
from models.intake.inbox import accept, finish, take
from models.records import Records
from models.store import opened
from models.transcripts.search import search
from models.transcripts.sessions import KeptSession, find_original, keep, open_session, queue
from tests.models.scene import WORKER, redacted, snapshot

CANARIES = ("Quillon Vexbury", "quillon.vexbury@mail.example", "+1 212 555 0187", "conv-canary-77")
FORMS = tuple(
    form
    for canary in CANARIES
    for form in (canary.encode(), canary.lower().encode(), canary.encode("utf-16-le"))
)


def original() -> bytes:
    return "|".join(CANARIES).encode()


def assert_no_canary(records: Records) -> None:
    files = list(records.place.database.parent.iterdir())
    assert {file.name for file in files} >= {"records.db", "keys.db"}
    for file in files:
        content = file.read_bytes()
        assert not [form for form in FORMS if form in content], file.name


def test_no_canary_is_in_any_file(records: Records, source_id: str, reader: Actor) -> None:
    def canary_snapshot(**changes: object) -> KeptSession:
        return snapshot(source_id, reference=CANARIES[3], original=original(), **changes)

    with opened(records.place.database), opened(records.place.key_store):  # keeps the WAL there
        with records.act(WORKER) as act:
            accept(
                act, source_id=source_id, kind="transcript", body=original(), event_id=CANARIES[3]
            )
        taken = take(records, worker=WORKER.id, lease=timedelta(minutes=1))
        assert taken is not None
        assert taken.body == original()
        with records.act(WORKER) as act:
            session_id = keep(act, canary_snapshot()).session_id
            finish(act, taken.id, session_id, "kept")
        with records.act(reader) as act:
            queue(act)
            open_session(act, session_id)
            search(act, CANARIES[0])
        assert (records.place.database.parent / "records.db-wal").stat().st_size > 0
        assert_no_canary(records)
        with records.act(WORKER) as act:
            keep(act, canary_snapshot(quarantine_reason="survivor"))
        assert_no_canary(records)
    assert_no_canary(records)
    found = find_original(records, source_id, CANARIES[3])
    assert found is not None
    assert found.body == original()


def test_masked_words_that_were_replaced_are_gone_from_the_rows(
    records: Records, keep_one: Callable[..., str]
) -> None:
    keep_one(redacted=redacted("zebrafish"))
    keep_one(redacted=redacted("goldfish"))
    with opened(records.place.database) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for file in records.place.database.parent.iterdir():
        assert b"zebrafish" not in file.read_bytes()
