"""Without an original: consent that was refused is remembered, and what comes late is heard."""

import pytest

from models.actors import Actor, ActorKind, Purpose
from models.intake.notice_rules import About, NoticeRule, drop_rule, set_rule
from models.log.events import Event
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.objections import make_objection
from models.rights.subject_index import Relation, digests_of, find_sessions
from models.transcripts.sessions import SessionStatus
from tests.ingest.samples import event, transcript, visitor, visitor_line
from tests.ingest.working import work

EMAIL = Identifier(kind=IdentifierKind.EMAIL, value="sl@mail.example")
OFFICER = Actor(kind=ActorKind.SYSTEM, id="officer", name="Priya", purpose=Purpose.PRIVACY)
READABLE = [(SessionStatus.WAITING, "")]
UNCONSENTED = [(SessionStatus.WITHHELD, "no_consent")]


@pytest.fixture
def worker(make_worker):
    return make_worker(keep_originals=False)


@pytest.fixture
def states(sessions_by):
    return lambda: [(row.status, row.reason) for row in sessions_by()]


@pytest.fixture
def want_consent(records, source_id, operator):
    rule = NoticeRule(
        source_id=source_id,
        about=About.CONSENT,
        field="custom.review",
        given=("opted_in",),
        refused=("opted_out",),
    )
    with records.act(operator) as act:
        set_rule(act, rule)


def bare(review: str = "", **fields):
    return event(visitor=visitor(identTraits={"review": review}, **fields))


def chat(review: str = "", lines: int = 1):
    said = [visitor_line(f"line {number}", number) for number in range(1, lines + 1)]
    return transcript(visitorTraits={"review": review}, messages=said)


@pytest.mark.parametrize(("first", "states_after"), [("opted_out", UNCONSENTED), ("", READABLE)])
@pytest.mark.usefixtures("want_consent")
def test_consent_that_was_refused_is_not_given_by_a_later_transcript(
    worker, deliver, states, first, states_after
):
    deliver("conversation_started", bare(first))
    work(worker)
    assert states() == UNCONSENTED
    deliver("transcript", chat("opted_in"))
    work(worker)
    assert states() == states_after


@pytest.mark.usefixtures("want_consent")
def test_nor_by_originals_that_are_kept_since(make_worker, deliver, states):
    """As after the end of an original: what comes later is no longer put together with it."""
    deliver("conversation_started", bare("opted_out"))
    work(make_worker(keep_originals=False))
    for number in (1, 2):
        deliver("transcript", chat("opted_in", number))
        work(make_worker())
        assert states() == UNCONSENTED


@pytest.mark.usefixtures("want_consent")
def test_consent_is_refused_no_longer_when_it_is_wanted_no_longer(
    worker, deliver, states, records, source_id, operator
):
    deliver("conversation_started", bare("opted_out"))
    work(worker)
    assert states() == UNCONSENTED
    with records.act(operator) as act:
        drop_rule(act, source_id, About.CONSENT)
    deliver("transcript", chat())
    work(worker)
    assert states() == READABLE


@pytest.mark.usefixtures("want_consent")
def test_consent_that_is_refused_late_is_heard(worker, deliver, states, pages, entries):
    deliver("transcript", chat("opted_in"))
    deliver("unanswered", bare())
    work(worker)
    assert (states(), pages()) == (READABLE, [["line 1"]]), "that nothing is told is no refusal"
    deliver("feedback", bare("opted_out"))
    work(worker)
    assert (states(), pages()) == (UNCONSENTED, [])
    told = [(entry.event, entry.reason) for entry in entries() if entry.actor_id == "worker-1"]
    assert told[-3:] == [
        ("session:superseded", ""),
        ("session:withheld", "no_consent"),
        ("delivery:processed", ""),
    ]
    deliver("transcript", chat("opted_in", 2))
    work(worker)
    assert states() == UNCONSENTED


@pytest.mark.parametrize(
    ("email", "states_after"),
    [("sl@mail.example", [(SessionStatus.WITHHELD, "objection")]), ("bo@mail.example", READABLE)],
)
def test_an_objection_of_whom_is_told_late_is_heard(
    worker, deliver, states, records, email, states_after
):
    with records.act(OFFICER) as act:
        make_objection(act, digests_of(records, [EMAIL]), (), origin="test")
    deliver("transcript", chat())
    deliver("feedback", bare(email=email))
    work(worker)
    assert states() == states_after


@pytest.mark.parametrize(
    ("reply_to", "states_after"),
    [("bo@mail.example", READABLE), ("", [(SessionStatus.WITHHELD, "objection")])],
)
def test_a_name_that_is_told_late_counts_where_nothing_better_is_known(
    worker, deliver, states, records, reply_to, states_after
):
    name = Identifier(kind=IdentifierKind.NAME, value="Sara Quackenbush")
    with records.act(OFFICER) as act:
        make_objection(act, digests_of(records, [EMAIL, name]), (), origin="test")
    deliver("transcript", chat() | {"replyToEmail": reply_to})
    deliver("feedback", bare(name=name.value))
    work(worker)
    assert states() == states_after


def test_a_session_is_found_by_what_is_told_late(worker, deliver, records, operator, sessions_by):
    deliver("transcript", chat())
    deliver("feedback", bare(email=EMAIL.value))
    work(worker)
    (row,) = sessions_by()
    with records.act(operator) as act:
        told_first = Identifier(kind=IdentifierKind.EMAIL, value="v@mail.example")
        for sought in (EMAIL, told_first):
            (match,) = find_sessions(act, digests_of(records, [sought]))
            assert (match.session_id, match.certain) == (row.id, True)
        act.log(Event.HEALTH_READ)


def test_it_still_is_once_an_original_is_kept_again(
    make_worker, deliver, records, operator, sessions_by
):
    deliver("transcript", chat())
    deliver("feedback", bare(email=EMAIL.value))
    work(make_worker(keep_originals=False))
    for lines in (2, 3):
        deliver("transcript", chat(lines=lines))
        work(make_worker())
    (row,) = sessions_by()
    with records.act(operator) as act:
        (match,) = find_sessions(act, digests_of(records, [EMAIL]))
        act.log(Event.HEALTH_READ)
    assert (match.session_id, match.relation, match.certain) == (row.id, Relation.ABOUT, True)
