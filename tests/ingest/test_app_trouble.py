"""What cannot be kept is not acknowledged."""

import shutil
import sqlite3

from tests.ingest.door import BODY, LIMIT, status


def lock(place):
    blocker = sqlite3.connect(place.database, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    return blocker


def test_while_the_records_are_locked_nothing_is_acknowledged(
    client, address, place, monkeypatch, tally
):
    monkeypatch.setattr("models.store.BUSY_SECONDS", 0.05)
    blocker = lock(place)
    assert status(client.post(address, content=BODY)) == 503
    assert status(client.post(address, content=b"broken")) == 503
    blocker.close()
    assert tally() == {}
    assert status(client.post(address, content=BODY)) == 200


def test_while_the_records_are_locked_a_refusal_waits_too(
    send, client, address, place, monkeypatch
):
    monkeypatch.setattr("models.store.BUSY_SECONDS", 0.05)
    blocker = lock(place)
    assert send(age=301) == 503
    assert status(client.post(address, content=b"x" * (LIMIT + 1))) == 503
    blocker.close()


def test_when_the_disk_is_full_nothing_is_acknowledged(client, address, place, tally, monkeypatch):
    import models.store as store

    def connect_full(path, **options):
        db = real(path, **options)
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")
        return db

    real = store.connect
    monkeypatch.setattr(store, "connect", connect_full)
    big = b'{"a": "' + b"x" * 4_000 + b'"}'
    answers = {status(client.post(address, content=big + b" " * n)) for n in range(20)}
    kept = sum(tally().values())
    assert answers == {200, 503} or (answers == {503} and kept == 0)
    monkeypatch.setattr(store, "connect", real)
    assert sum(tally().values()) == kept


def test_without_the_key_store_nothing_is_acknowledged(client, address, place, tally, tmp_path):
    away = tmp_path / "away"
    shutil.move(place.key_store, away)
    assert status(client.post(address, content=BODY)) == 503
    shutil.move(away, place.key_store)
    assert tally() == {}
    assert status(client.post(address, content=BODY)) == 200
