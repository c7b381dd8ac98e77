"""The latest snapshot is kept; only what may be read can be; looks are logged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from models.actors import Actor, Purpose
from models.errors import Conflict, Invalid, KeyGone, NotAllowed, NotFound, Unsealable
from models.ids import is_session_id
from models.log.access_log import export_entries
from models.records import Records
from models.review.reviews import save_review
from models.store import opened
from models.transcripts.search import search
from models.transcripts.sessions import (
    KeepOutcome,
    KeepResult,
    SessionStatus,
    find_original,
    open_session,
    queue,
)
from redactor import Mask, RedactedMessage, RedactedSession, Role
from tests.models.scene import CLI, redacted
from tests.models.transcripts.keeping import FULL, LATER, keep_snapshot


def rows(records: Records, table: str) -> int:
    with records.peek() as look:
        return int(look.db.table(table).count)


def last_event(records: Records) -> tuple[str, str, str, str]:
    with records.act(CLI) as act:
        entry = export_entries(act)[-1]
    return entry.event, entry.object, entry.outcome, entry.reason


def test_a_session_is_kept_and_opened(
    records: Records, keep_one: Callable[..., str], reader: Actor
) -> None:
    session_id = keep_one()
    assert is_session_id(session_id)
    with records.act(reader) as act:
        page = open_session(act, session_id)
    assert [message.text for message in page.messages] == [
        "Hi, I am [PERSON_1]",
        "Hello, how can I help?",
    ]
    (mask,) = page.messages[0].masks
    assert page.messages[0].text[mask.start : mask.end] == mask.label == "[PERSON_1]"
    assert (mask.entity, mask.source, mask.score) == ("PERSON", "identity:name", 0.99)
    assert page.messages[1].masks == ()
    assert page.messages[0].role is Role.VISITOR
    assert page.messages[0].at == datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
    assert page.identity == {"name": "[PERSON_1]"}
    assert page.row.status is SessionStatus.WAITING
    assert page.row.agents == ("[AGENT_1]",)
    assert page.row.first_reply_seconds == 60
    assert (page.row.message_count, page.row.mask_count) == (2, 1)
    assert page.row.preview == "Hi, I am [PERSON_1]"
    assert page.row.source_name == "Shop"
    assert page.row.events == ("unanswered",)
    assert (page.policy, page.model) == ("standard@1", "chat_pii_en@1")
    assert page.my_review is None
    assert last_event(records) == ("session:opened", f"session:{session_id}", "allowed", "")


def test_the_original_comes_back_for_the_worker_only_as_it_was(
    records: Records, keep_one: Callable[..., str], source_id: str
) -> None:
    session_id = keep_one()
    original = find_original(records, source_id, "conversation-1")
    assert original is not None
    assert original.session_id == session_id
    assert original.body == b'{"text":"Hi, I am Chloe Zhang"}'
    assert original.revision == 1
    assert original.order == ("2026-03-01T09:12:00Z", "0002")
    assert find_original(records, source_id, "another") is None
    assert find_original(records, "other", "conversation-1") is None


def test_a_later_snapshot_replaces_all_of_the_earlier(
    records: Records, source_id: str, reader: Actor
) -> None:
    first = keep_snapshot(records, source_id)
    second = keep_snapshot(
        records, source_id, order=LATER, redacted=redacted("Only this is left"), original=b"2"
    )
    assert second == KeepResult(
        session_id=first.session_id, outcome=KeepOutcome.REPLACED, revision=2
    )
    assert (rows(records, "sessions"), rows(records, "originals")) == (1, 1)
    assert (rows(records, "messages"), rows(records, "masks")) == (1, 0)
    with records.act(reader) as act:
        page = open_session(act, first.session_id)
        assert search(act, "help").hits == ()
        assert len(search(act, "left").hits) == 1
    assert [message.text for message in page.messages] == ["Only this is left"]
    original = find_original(records, source_id, "conversation-1")
    assert original is not None
    assert (original.body, original.revision) == (b"2", 2)


def test_an_earlier_snapshot_does_not_replace_a_later(records: Records, source_id: str) -> None:
    first = keep_snapshot(records, source_id)
    older = keep_snapshot(
        records,
        source_id,
        order=("2026-03-01T09:11:59Z", "0009"),
        redacted=redacted("older"),
        original=b"older",
    )
    assert older == KeepResult(session_id=first.session_id, outcome=KeepOutcome.OLDER, revision=1)
    original = find_original(records, source_id, "conversation-1")
    assert original is not None
    assert b"Chloe" in original.body
    assert last_event(records)[0] == "session:superseded"


def test_a_merge_built_on_an_old_revision_is_not_kept(records: Records, source_id: str) -> None:
    keep_snapshot(records, source_id, base_revision=0)
    keep_snapshot(records, source_id, base_revision=1)
    for stale in (0, 1, 3):
        with pytest.raises(Conflict):
            keep_snapshot(records, source_id, base_revision=stale)
    original = find_original(records, source_id, "conversation-1")
    assert original is not None
    assert original.revision == 2


@pytest.mark.parametrize(
    "later", [{}, {"quarantine_reason": "survivor"}, {"redacted": None}], ids=str
)
def test_a_later_snapshot_does_not_set_free_what_was_withheld(
    records: Records, source_id: str, reader: Actor, later: dict[str, object]
) -> None:
    """It may lack the message in which the visitor told their age."""
    young = redacted("I am 14", flags=("minor",))
    session_id = keep_snapshot(records, source_id, redacted=young).session_id
    for changes in (later, {}):
        keep_snapshot(records, source_id, **changes)
        assert last_event(records)[0::3] == ("session:withheld", "minor")
        with pytest.raises(NotFound), records.act(reader) as act:
            open_session(act, session_id)


@pytest.mark.parametrize(
    ("changes", "status", "event", "reason"),
    [
        ({"redacted": None}, SessionStatus.OPEN, "session:begun", ""),
        (
            {"quarantine_reason": "survivor"},
            SessionStatus.QUARANTINED,
            "session:quarantined",
            "survivor",
        ),
        (
            {"redacted": redacted("I am 14", flags=("minor",))},
            SessionStatus.WITHHELD,
            "session:withheld",
            "minor",
        ),
    ],
)
def test_what_may_not_be_read_is_nowhere_but_sealed(
    records: Records,
    source_id: str,
    reader: Actor,
    changes: dict[str, object],
    status: SessionStatus,
    event: str,
    reason: str,
) -> None:
    session_id = keep_snapshot(records, source_id).session_id
    assert keep_snapshot(records, source_id, **changes).session_id == session_id
    assert last_event(records) == (event, f"session:{session_id}", "allowed", reason)
    assert (rows(records, "messages"), rows(records, "masks")) == (0, 0)
    with records.act(reader) as act:
        assert search(act, "hello").total == 0
        (row,) = queue(act).rows
    assert (row.status, row.reason, row.preview, row.agents) == (status, reason, "", ())
    assert row.message_count == 0
    with pytest.raises(NotFound), records.act(reader) as act:
        open_session(act, session_id)
    assert last_event(records) == (
        "session:opened",
        f"session:{session_id}",
        "refused",
        status.value,
    )


@pytest.mark.parametrize("asked", ["AAAAAAAA", "chloe@mail.example", "", "' OR 1=1", "\ud800"])
def test_a_look_at_what_is_not_there_is_logged_without_what_was_typed(
    records: Records, reader: Actor, asked: str
) -> None:
    with pytest.raises(NotFound), records.act(reader) as act:
        open_session(act, asked)
    wanted = "session:AAAAAAAA" if asked == "AAAAAAAA" else "session:unknown"
    assert last_event(records) == ("session:opened", wanted, "refused", "unknown")


@pytest.mark.parametrize("purpose", [Purpose.PRIVACY, Purpose.AUDIT, Purpose.OPERATION, None])
def test_no_text_under_another_purpose(
    records: Records, keep_one: Callable[..., str], reader: Actor, purpose: Purpose | None
) -> None:
    session_id = keep_one()
    actor = replace(reader, purpose=purpose)
    for look in (queue, lambda act: open_session(act, session_id), lambda act: search(act, "hi")):
        with pytest.raises(NotAllowed), records.act(actor) as act:
            look(act)
        assert last_event(records)[2:] == ("refused", "purpose")


def test_codes_only_in_the_clear_columns(records: Records, source_id: str) -> None:
    for changes in (
        {"kind": "Chloe Zhang"},
        {"events": ("said hello",)},
        {"quarantine_reason": "Chloe was here"},
    ):
        with pytest.raises(Invalid):
            keep_snapshot(records, source_id, **changes)


def test_text_that_sqlite_cannot_hold_is_kept_with_offsets_true(
    records: Records, source_id: str, reader: Actor
) -> None:
    text = "a\ud800b\x00c [PERSON_1] 😀"
    session_id = keep_snapshot(records, source_id, redacted=redacted(text)).session_id
    with records.act(reader) as act:
        (message,) = open_session(act, session_id).messages
    assert len(message.text) == len(text)
    assert message.text[message.masks[0].start : message.masks[0].end] == "[PERSON_1]"


def test_a_preview_is_never_cut_inside_a_mask(
    records: Records, source_id: str, reader: Actor
) -> None:
    keep_snapshot(records, source_id, redacted=redacted("x" * 135 + " [PERSON_1] and more"))
    with records.act(reader) as act:
        (row,) = queue(act).rows
    assert row.preview == "x" * 135 + " …"


def test_times_that_cannot_be_read_are_left_out(
    records: Records, source_id: str, reader: Actor
) -> None:
    message = RedactedMessage(
        id="1", role=Role.VISITOR, text="hi", findings=(), masks=(), at="yesterday"
    )
    session = RedactedSession(
        id="r", policy="standard@1", engine="0", model="m", messages=(message,)
    )
    session_id = keep_snapshot(records, source_id, redacted=session, started_at=None).session_id
    with records.act(reader) as act:
        page = open_session(act, session_id)
    assert page.messages[0].at is None
    assert page.row.started_at == records.clock()


def test_a_shredded_session_cannot_be_read_again(
    records: Records, keep_one: Callable[..., str], source_id: str
) -> None:
    session_id = keep_one()
    records.keys.shred(f"session:{session_id}")
    with pytest.raises(KeyGone):
        find_original(records, source_id, "conversation-1")


def test_an_older_original_cannot_be_put_back(records: Records, source_id: str) -> None:
    keep_snapshot(records, source_id)
    with opened(records.place.database) as db:
        old = db.execute("SELECT sealed FROM originals").fetchone()[0]
    keep_snapshot(records, source_id, order=LATER)
    with opened(records.place.database) as db:
        db.execute("UPDATE originals SET sealed = ?", [old])
    with pytest.raises(Unsealable):
        find_original(records, source_id, "conversation-1")


def test_a_reviewed_session_waits_again_only_when_it_reads_differently(
    records: Records, source_id: str, reader: Actor
) -> None:
    session_id = keep_snapshot(records, source_id).session_id
    with records.act(reader) as act:
        save_review(act, session_id, FULL, "", publish=True)
    keep_snapshot(records, source_id, order=LATER, events=("unanswered", "feedback"))
    with records.act(reader) as act:
        page = open_session(act, session_id)
    assert page.row.status is SessionStatus.REVIEWED
    keep_snapshot(records, source_id, order=LATER, redacted=redacted("And one more thing"))
    with records.act(reader) as act:
        page = open_session(act, session_id)
    assert page.row.status is SessionStatus.WAITING
    assert page.my_review is not None
    assert (page.my_review.session_revision, page.row.revision) == (1, 3)


def test_masks_that_touch_are_kept_apart(records: Records, source_id: str, reader: Actor) -> None:
    masks = tuple(
        Mask(start=s, end=s + 9, entity="EMAIL", score=1, label="[EMAIL_1]", source="pattern:x")
        for s in (0, 9)
    )
    message = RedactedMessage(
        id="1", role=Role.NOTE, text="[EMAIL_1][EMAIL_1]", findings=(), masks=masks
    )
    session = RedactedSession(id="r", policy="s@1", engine="0", model="m", messages=(message,))
    session_id = keep_snapshot(records, source_id, redacted=session).session_id
    with records.act(reader) as act:
        page = open_session(act, session_id)
    assert [mask.start for mask in page.messages[0].masks] == [0, 9]
