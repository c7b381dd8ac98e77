# ruff: noqa: PT012 - what happens inside an act is what is tested
"""Search finds masked words, takes any text, and keeps what was asked to itself."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.actors import Actor
from models.log.access_log import export_entries
from models.records import Records
from models.store import opened
from models.transcripts.search import search
from tests.models.scene import CLI, redacted


@pytest.fixture
def kept(keep_one: Callable[..., str]) -> str:
    return keep_one(
        redacted=redacted(
            "My café order 42 never arrived",
            "Sorry to hear that, [PERSON_1]! Refund or replacement?",
            "A refund please <b>now</b>",
        )
    )


def found(records: Records, reader: Actor, words: str) -> list[int]:
    with records.act(reader) as act:
        return [hit.position for hit in search(act, words).hits]


def test_words_are_found_without_accents_or_case(
    records: Records, reader: Actor, kept: str
) -> None:
    assert found(records, reader, "CAFE") == [1]
    assert found(records, reader, "café order") == [1]
    assert found(records, reader, "refund") == [3, 2]
    assert found(records, reader, "refund please") == [3]
    assert found(records, reader, "please café") == []


def test_only_the_last_word_may_go_on(records: Records, reader: Actor, kept: str) -> None:
    assert found(records, reader, "repl") == [2]
    assert found(records, reader, "refund repl") == [2]
    assert found(records, reader, "repl refund") == []


def test_a_snippet_is_plain_parts(records: Records, reader: Actor, kept: str) -> None:
    with records.act(reader) as act:
        (hit,) = search(act, "now").hits
    assert hit.session_id == kept
    assert "".join(part.text for part in hit.parts) == "A refund please <b>now</b>"
    assert [part.text for part in hit.parts if part.hit] == ["now"]


@pytest.mark.parametrize(
    "words",
    [
        '"', "'", "*", "refund*", "a AND", "NOT", "NEAR(", "text:refund", "-refund", "^refund",
        "(", "_", "__ _", "\x00", "\ud800", "refund OR", "{text}: x", "+", "\x02", "a" * 5000,
        "؀", "ʹ", "़", "²",
    ],
)  # fmt: skip
def test_nothing_a_person_types_is_read_as_a_query(
    records: Records, reader: Actor, kept: str, words: str
) -> None:
    with records.act(reader) as act:
        search(act, words)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.text(max_size=60))
def test_any_text_can_be_searched_for(
    records: Records, reader: Actor, kept: str, words: str
) -> None:
    with pytest.raises(ZeroDivisionError), records.act(reader) as act:
        page = search(act, words)
        assert page.total == len(page.hits)
        raise ZeroDivisionError  # nothing written: faster


def test_no_words_no_hits(records: Records, reader: Actor, kept: str) -> None:
    assert found(records, reader, "  ") == []


def test_what_was_searched_for_is_not_written_down(
    records: Records, reader: Actor, kept: str
) -> None:
    found(records, reader, "chloe zhang")
    found(records, reader, "  Chloe   ZHANG ")
    found(records, reader, "sara lee")
    with records.act(CLI) as act:
        entries = [entry for entry in export_entries(act) if entry.event == "search:ran"]
    digests = [entry.details["words"] for entry in entries]
    assert digests[0] == digests[1] != digests[2]
    assert entries[0].details["count"] == 0
    for file in records.place.database.parent.iterdir():
        assert b"zhang" not in file.read_bytes().lower()


def named(records: Records) -> list[tuple[str, str, object]]:
    """What searches left in the log: event, session, how many messages."""
    with records.act(CLI) as act:
        return [
            (entry.event, entry.object, entry.details.get("messages"))
            for entry in export_entries(act)
            if entry.event in {"search:ran", "session:found"}
        ]


def test_each_session_shown_is_named_in_the_log(
    records: Records, reader: Actor, kept: str, keep_one: Callable[..., str]
) -> None:
    other = keep_one(reference="other", redacted=redacted("No refund for me"))
    keep_one(reference="third", redacted=redacted("Nothing of the kind"))
    found(records, reader, "refund")
    assert named(records) == [
        ("search:ran", "", None),
        ("session:found", f"session:{other}", 1),
        ("session:found", f"session:{kept}", 2),
    ]


def test_what_a_page_of_a_search_does_not_show_is_not_named(
    records: Records, reader: Actor, kept: str, keep_one: Callable[..., str]
) -> None:
    other = keep_one(reference="other", redacted=redacted("No refund for me"))
    with records.act(reader) as act:
        first = search(act, "refund", limit=1)
        search(act, "refund", before=first.next, limit=1)
        search(act, "nowhere")
    assert [session for _, session, _ in named(records) if session] == [
        f"session:{other}",
        f"session:{kept}",
    ]


def test_pages_go_back_in_time(records: Records, reader: Actor, kept: str) -> None:
    with records.act(reader) as act:
        first = search(act, "refund", limit=1)
        second = search(act, "refund", before=first.next, limit=1)
    assert [hit.position for hit in first.hits + second.hits] == [3, 2]
    assert (first.total, first.capped, second.next) == (2, False, None)


def test_a_very_common_word_is_counted_only_so_far(
    records: Records, reader: Actor, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.transcripts.search._MOST_COUNTED", 1)
    with records.act(reader) as act:
        page = search(act, "refund")
    assert (page.total, page.capped, len(page.hits)) == (1, True, 2)


def test_a_label_is_found_whole_and_by_its_kind(records: Records, reader: Actor, kept: str) -> None:
    assert found(records, reader, "person_1") == found(records, reader, "[PERSON_1]") == [2]
    assert found(records, reader, "person sorry") == [2]
    assert found(records, reader, "person_2") == []


def test_a_long_message_is_shown_around_the_word(
    records: Records, reader: Actor, keep_one: Callable[..., str]
) -> None:
    before = " ".join(f"before{number}" for number in range(40))
    after = " ".join(f"after{number}" for number in range(40))
    keep_one(redacted=redacted(f"{before} refund, refunds {after}"))
    with records.act(reader) as act:
        (hit,) = search(act, "refund").hits
    text = "".join(part.text for part in hit.parts)
    assert text.startswith("…before34 before35")
    assert text.endswith("after15…")
    assert [part.text for part in hit.parts if part.hit] == ["refund", "refunds"]


def test_the_index_holds_masked_words_only(records: Records, kept: str) -> None:
    with opened(records.place.database) as db:
        words = {row[0] for row in db.execute("SELECT word FROM search_words")}
    assert "person" in words
    assert not words & {"chloe", "zhang"}
