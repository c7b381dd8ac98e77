"""Stored sessions are redacted again from originals; what reads the same keeps its reviews."""

import pytest

from ingest.building import Builder
from ingest.preview import preview
from ingest.worker import Worker
from models.intake.notice_rules import About, NoticeRule, set_rule
from models.rights.corrections import Correction, Field, correct_session
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.subject_index import Relation, digests_of, find_sessions
from models.transcripts.rework import Stamp, ask_all, count_rework, every_original, older_than
from models.transcripts.sessions import SessionStatus
from redactor import Redactor
from tests.ingest.samples import agent_line, transcript, visitor_line
from tests.ingest.working import NamesOnly, work

LINES = [visitor_line("hi, sara here"), agent_line("hello Sara")]


def ids_of(records, operator):
    with records.peek() as look:
        return every_original(look)


def test_a_better_engine_reaches_back(records, operator, worker, deliver, engine, pages, entries):
    deliver("transcript", transcript(visitorName="Sara Lee", messages=LINES))
    work(worker)
    assert pages() == [["hi, [PERSON_1] here", "hello [PERSON_1]"]]
    engine.masked = lambda message, identity: NamesOnly.masked(
        engine, message, type(identity)(name="Sara Hello")
    )
    [session] = ids_of(records, operator)
    seen = preview(records, Builder(records, engine), [session])
    assert (seen.sessions, seen.changed, seen.messages) == (1, 1, 1)
    assert seen.more == {"PERSON": 1}
    assert pages() == [["hi, [PERSON_1] here", "hello [PERSON_1]"]], "a preview writes nothing"
    with records.act(operator) as act:
        assert ask_all(act, (session,), reason="improved") == 1
    assert work(worker) == 1
    assert pages() == [["hi, [PERSON_1] here", "[PERSON_1] [PERSON_1]"]]
    told = [entry.event for entry in entries()][-2:]
    assert "session:reworked" in [entry.event for entry in entries()]
    assert told


def test_what_reads_the_same_keeps_its_revision(records, operator, worker, deliver, sessions_by):
    deliver("transcript", transcript(visitorName="Sara Lee", messages=LINES))
    work(worker)
    [before] = sessions_by()
    with records.act(operator) as act:
        ask_all(act, (before.id,), reason="improved")
    work(worker)
    assert [row.revision for row in sessions_by()] == [before.revision]


def test_a_preview_knows_what_was_corrected(records, operator, worker, deliver, engine, pages):
    deliver("transcript", transcript(visitorName="Sara Lee", messages=LINES))
    work(worker)
    [session] = ids_of(records, operator)
    right = Correction(field=Field.NAME, wrong="Sara Lee", right="Bo Quill")
    with records.act(operator) as act:
        correct_session(act, session, "request", (right,))
    work(worker)
    assert pages() == [["hi, sara here", "hello Sara"]]
    seen = preview(records, Builder(records, engine), [session])
    assert (seen.sessions, seen.same, seen.changed) == (1, 1, 0)


def test_a_preview_passes_over_what_cannot_be_redacted_again(
    records, operator, worker, deliver, engine
):
    for number in range(3):
        deliver("transcript", transcript(conversationUUID=f"c{number}", messages=LINES))
    work(worker)
    ended, broken, whole = ids_of(records, operator)
    with records.step() as step:
        step.db.execute("DELETE FROM originals WHERE session_id = ?", [ended])
        step.db.execute("UPDATE originals SET sealed = x'00' WHERE session_id = ?", [broken])
    seen = preview(records, Builder(records, engine), [ended, broken, whole])
    assert (seen.sessions, seen.failed, seen.same) == (2, 1, 1)


def test_only_what_is_older_is_chosen(records, operator, worker, deliver):
    deliver("transcript", transcript(visitorName="Sara Lee", messages=LINES))
    work(worker)
    with records.peek() as look:
        now = Stamp(policy="standard@1", engine="0", model="none@1")
        assert older_than(look, now) == ()
        assert len(older_than(look, Stamp(policy="standard@2", engine="0", model="none@1"))) == 1


def test_a_failing_engine_leaves_the_session_as_it_is(
    records,
    operator,
    worker,
    deliver,
    engine,
    sessions_by,
    caplog,
):
    deliver("transcript", transcript(visitorName="Sara Lee", messages=LINES))
    work(worker)
    [before] = sessions_by()
    engine.failing = RuntimeError("sara here")
    with records.act(operator) as act:
        ask_all(act, (before.id,), reason="improved")
    assert worker.run_once() is True
    assert worker.run_once() is False, "it waits for its next try"
    assert [row.status for row in sessions_by()] == [SessionStatus.WAITING]
    assert count_rework(records) == (1, 0)
    assert "sara" not in caplog.text


def test_a_session_whose_key_is_gone_leaves_the_line(records, operator, worker, deliver):
    deliver("transcript", transcript(visitorName="Sara Lee", messages=LINES))
    work(worker)
    [session] = ids_of(records, operator)
    with records.act(operator) as act:
        ask_all(act, (session,), reason="improved")
    records.keys.shred(f"session:{session}")
    assert worker.run_once() is False
    assert count_rework(records) == (0, 0)


def matches(records, operator, kind, value):
    with records.act(operator) as act:
        found = find_sessions(act, digests_of(records, [Identifier(kind=kind, value=value)]))
        ask_all(act, (), reason="none")
    return [match.relation for match in found]


@pytest.mark.slow
def test_the_index_knows_who_was_told_and_who_was_named(records, operator, deliver, clock):
    lines = [
        visitor_line("hi, Sara Lee here, my number is 212 555 0187"),
        agent_line("hello Sara"),
        visitor_line("ask my husband Bo Quackenbush. His address: bo at mail dot example"),
    ]
    payload = transcript(
        visitorName="Sara Lee", visitorEmail="sl@mail.example", messages=lines,
        visitorTraits={"customer_id": "C-778812"},
    )  # fmt: skip
    deliver("transcript", payload)
    work(Worker(records, Redactor(), name="w", clock=clock))
    found = {
        value: matches(records, operator, IdentifierKind(kind), value)
        for kind, value in (
            ("email", "SL@mail.example"),
            ("name", "lee, sara"),
            ("number", "c778812"),
            ("phone", "+1 (212) 555-0187"),
            ("email", "bo@mail.example"),
            ("name", "Bo Quackenbush"),
            ("email", "other@mail.example"),
        )
    }
    assert found == {
        "SL@mail.example": [Relation.ABOUT],
        "lee, sara": [Relation.ABOUT],
        "c778812": [Relation.ABOUT],
        "+1 (212) 555-0187": [Relation.SAID],
        "bo@mail.example": [Relation.SAID],
        "Bo Quackenbush": [Relation.SAID],
        "other@mail.example": [],
    }


def test_what_was_put_right_stays_masked_and_finds_nobody(records, operator, deliver, clock, pages):
    said = ["did kestra or zq77x restart it", "the one in zellburg, yes"]
    told = {"username": "zq77x", "city": "Zellburg", "name": "Kestra Quillfeather"}
    deliver(
        "transcript",
        transcript(
            visitorName="", visitorTraits=told, messages=[*map(visitor_line, said), LINES[1]]
        ),
    )
    worker = Worker(records, Redactor(), name="w", clock=clock)
    work(worker)
    [before] = pages()
    assert not any(word in line for line in before for word in ("kestra", "zq77x", "zellburg"))
    [session] = ids_of(records, operator)
    wanted = (
        Correction(field=Field.USERNAME, wrong="zq77x", right="bo1"),
        Correction(field=Field.LOCATION, wrong="Zellburg", right="Oberhain"),
        Correction(field=Field.NAME, wrong="Kestra Quillfeather", right="Bo Quackenbush"),
    )
    with records.act(operator) as act:
        correct_session(act, session, "request", wanted)
    work(worker)
    [after] = pages()
    assert not any(word in line for line in after for word in ("kestra", "zq77x", "zellburg"))
    for kind, value in (
        (IdentifierKind.NAME, "Kestra Quillfeather"),
        (IdentifierKind.USERNAME, "zq77x"),
    ):
        assert Relation.ABOUT not in matches(records, operator, kind, value)
    assert matches(records, operator, IdentifierKind.NAME, "Bo Quackenbush") == [Relation.ABOUT]


def test_without_notice_a_chat_waits_and_a_later_delivery_releases_it(
    records,
    operator,
    worker,
    deliver,
    source_id,
    sessions_by,
):
    rule = NoticeRule(source_id=source_id, about=About.NOTICE, field="custom.privacy_ok")
    with records.act(operator) as act:
        set_rule(act, rule)
    deliver("transcript", transcript(visitorName="Sara Lee", messages=LINES))
    work(worker)
    assert [(row.status, row.reason) for row in sessions_by()] == [
        (SessionStatus.WITHHELD, "no_notice")
    ]
    traits = {"privacy_ok": True}
    deliver("transcript", transcript(visitorName="Sara Lee", messages=LINES, visitorTraits=traits))
    work(worker)
    assert [(row.status, row.reason) for row in sessions_by()] == [(SessionStatus.WAITING, "")]
