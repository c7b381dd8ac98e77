"""Words go in and out of the index with their messages, and leave nothing behind."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from models.migrations.searching import search_words
from models.store import create_private, opened
from models.transcripts import search_index
from models.transcripts.search_index import BLOCK, find_messages, put_in, take_out, words_of


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    create_private(tmp_path / "records.db")
    with opened(tmp_path / "records.db") as db:
        messages = {"id": int, "session_id": str, "text": str}
        db.table("messages").create(messages, pk="id").enable_fts(["text"], create_triggers=True)
        db.table("messages").insert({"id": 1, "session_id": "A", "text": "made before"})
        search_words(db)
        yield db


def found(db: Database, *words: str, before: int = 2**62) -> list[int]:
    return list(find_messages(db, words, before=before))


def test_what_was_kept_before_is_found(db: Database) -> None:
    assert found(db, "before") == [1]
    assert not [name for name in db.table_names() if "fts" in name]


def test_all_words_have_to_stand_in_one_message_and_the_last_may_go_on(db: Database) -> None:
    put_in(db, {5: "red lamp", 6: "red lamps", 7: "lamp", 5 * BLOCK: "red light"})
    assert found(db, "red", "lamp") == [6, 5]
    assert found(db, "lamp") == [7, 6, 5]
    assert found(db, "lamp", "red") == [5]
    assert found(db, "red", "l") == [5 * BLOCK, 6, 5]
    assert found(db, "red", "l", before=6) == [5]
    assert found(db, "green") == found(db) == []


def test_what_is_taken_out_is_not_found_and_the_rest_is(db: Database) -> None:
    texts = {number: f"common word{number}" for number in range(BLOCK - 3, BLOCK + 3)}
    put_in(db, texts)
    take_out(db, {number: texts[number] for number in (BLOCK - 1, BLOCK)})
    assert found(db, "common") == [BLOCK + 2, BLOCK + 1, BLOCK - 2, BLOCK - 3]
    assert found(db, f"word{BLOCK}") == []
    assert found(db, f"word{BLOCK + 1}") == [BLOCK + 1]


def test_words_that_were_cut_otherwise_once_are_taken_out_too(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(db, {5: "blue sky", 6: "blue sea"})
    monkeypatch.setattr(search_index, "words_of", lambda text: frozenset({text}))
    take_out(db, {5: "blue sky"})
    assert found(db, "sky") == []
    assert found(db, "blue") == [6]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(max_size=40), max_size=6), gone=st.integers(0, 5))
def test_any_text_goes_in_and_out(db: Database, texts: list[str], gone: int) -> None:
    kept = {
        100 + number: text.encode("utf-8", "replace").decode() for number, text in enumerate(texts)
    }
    put_in(db, kept)
    take_out(db, {number: text for number, text in kept.items() if number >= 100 + gone})
    expected = {
        word for number, text in kept.items() if number < 100 + gone for word in words_of(text)
    }
    rows = {word for (word,) in db.execute("SELECT word FROM search_words")}
    take_out(db, {number: text for number, text in kept.items() if number < 100 + gone})
    assert rows == expected | {"made", "before"}
    assert {word for (word,) in db.execute("SELECT word FROM search_words")} == {"made", "before"}


def test_taking_out_costs_as_much_in_a_large_index_as_in_a_small_one(db: Database) -> None:
    """Counted in the steps of SQLite's machine, which no load of the machine changes."""
    draw = random.Random(7)
    steps = []
    for size in (1, 60):
        with db.conn:
            put_in(
                db,
                {
                    number: " ".join(f"w{draw.randrange(900)}" for _ in range(8))
                    for number in range((size - 1) * BLOCK // 2 + 2, size * BLOCK // 2)
                },
            )
            last = size * BLOCK // 2
            put_in(db, {last: "w1 w2 own"})
        counted = 0

        def count() -> int:
            nonlocal counted
            counted += 1
            return 0

        db.conn.set_progress_handler(count, 1)
        take_out(db, {last: "w1 w2 own"})
        db.conn.set_progress_handler(None, 1)
        steps.append(counted)
    assert steps[1] <= steps[0] * 1.5
