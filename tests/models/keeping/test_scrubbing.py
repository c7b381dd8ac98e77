"""What deleting leaves in the search index and in the write-ahead log is gone after scrubbing."""

from collections.abc import Callable

import pytest

from models.actors import Actor
from models.errors import Unwritable
from models.keeping.erasing import ask_erasure
from models.keeping.scrubbing import scrub
from models.records import Records
from models.store import opened
from models.transcripts.search import search
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
    for number in range(30):  # enough for the index to have several segments
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
