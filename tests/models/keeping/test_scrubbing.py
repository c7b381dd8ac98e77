"""What deleting leaves in the search index and in the write-ahead log is gone after scrubbing."""

import random
import re
from collections.abc import Callable

import pytest

from models.actors import Actor
from models.errors import Unwritable
from models.keeping.erasing import ask_erasure
from models.keeping.scrubbing import rewrite, scrub
from models.log.access_log import Event, stream_entries
from models.records import Records
from models.store import opened
from models.transcripts.search import search
from models.transcripts.search_index import put_in, take_out
from tests.models.scene import CLI, redacted


def residue(records: Records, word: bytes) -> list[str]:
    folder = records.place.database.parent
    return [file.name for file in folder.iterdir() if word in file.read_bytes()]


def drop(records: Records, session_id: str) -> None:
    with records.act(CLI) as act:
        ask_erasure(act, session_id, reason="minor")


def test_no_word_is_left_in_any_file(
    records: Records, keep_one: Callable[..., str], reader: Actor
) -> None:
    for number in range(30):
        keep_one(reference=str(number), redacted=redacted(f"ordinary words number{number}"))
    session_id = keep_one(redacted=redacted("one zebrafish"))
    with opened(records.place.database):  # keeps the write-ahead log there
        drop(records, session_id)
        assert residue(records, b"zebrafish"), "or the test would prove nothing"
        scrub(records)
        assert residue(records, b"zebrafish") == []
    with records.act(reader) as act:
        assert search(act, "ordinary").total == 30
        assert search(act, "zebrafish").total == 0


def test_a_second_time_there_is_nothing_to_do(
    records: Records, keep_one: Callable[..., str]
) -> None:
    drop(records, keep_one())
    scrub(records)
    scrub(records)


def test_a_reader_in_the_way_is_said(
    records: Records, keep_one: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.store.BUSY_SECONDS", 0.1)
    session_id = keep_one()
    with opened(records.place.database) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM messages").fetchone()
        drop(records, session_id)
        with pytest.raises(Unwritable, match="SCRUB_UNFINISHED"):
            scrub(records)
        reader.execute("ROLLBACK")
    scrub(records)


def test_who_takes_the_log_slowly_is_in_nobodys_way(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.log.access_log.AT_ONCE", 2)
    monkeypatch.setattr("models.store.BUSY_SECONDS", 0.1)
    with records.act(CLI) as act:
        for _ in range(5):
            act.log(Event.HEALTH_READ)
    entries = stream_entries(records, 5)
    taken = [next(entries).seq]
    with records.act(CLI) as act:
        act.log(Event.HEALTH_READ)
    scrub(records)
    assert [*taken, *(entry.seq for entry in entries)] == [1, 2, 3, 4, 5]


def test_rewriting_leaves_no_byte_that_belongs_to_no_row(records: Records) -> None:
    """Of this course SQLite 3.40 leaves a word where it moved rows, despite `secure_delete`."""
    draw, alive = random.Random(7), dict[int, str]()
    with opened(records.place.database) as db:
        db.execute("PRAGMA synchronous = OFF")
        for number in range(400):
            alive[number] = " ".join(_word(draw, number) for _ in range(30))
            put_in(db, {number: alive[number]})
            if draw.random() < 0.6 and len(alive) > 5:
                gone = draw.choice(list(alive))
                take_out(db, {gone: alive.pop(gone)})
    rewrite(records)
    held = records.place.database.read_bytes()
    assert {int(found) for found in re.findall(rb"zq(\d{6})", held)} <= alive.keys()


def _word(draw: random.Random, number: int) -> str:
    if draw.random() >= 0.5:
        return f"c{draw.randrange(300)}"
    first, last, more = draw.choice("bdfhjklm"), draw.choice("abcdefghij"), draw.randrange(20)
    return f"{first}zq{number:06}{last}{'x' * more}"
