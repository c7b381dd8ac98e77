import pytest

from ingest.adapters import read_arrival
from ingest.arrivals import identity_of
from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.merging import merge, session_of
from redactor import Identity, Message, Role, Session
from redactor.jsonl import session_to
from tests.ingest.samples import as_bytes, session
from tests.ingest.times import NOON


def read(payload):
    return read_arrival("session", as_bytes(payload), Limits())


def wrapped(data, type_="session.closed"):
    return {"type": type_, "timestamp": "2026-01-02T10:05:00Z", "data": data}


@pytest.mark.parametrize("payload", [session(), wrapped(session())])
def test_a_session_comes_bare_or_as_the_data_of_an_event(payload):
    arrival = read(payload)
    assert arrival.reference == "s1"
    asked, answered = arrival.snapshot.messages
    assert (asked.text, asked.role, asked.at) == (
        "Your full name?",
        Role.AGENT,
        "2026-01-02T10:00:00.000000Z",
    )
    assert (answered.text, answered.role, answered.at) == ("sara lee", Role.VISITOR, None)
    assert [agent.name for agent in arrival.snapshot.agents] == ["Ag Ent"]
    found = identity_of(arrival.facts)
    assert (found.name, found.email, found.custom) == (
        "Sara Lee",
        "sl@mail.example",
        {"plan": "pro"},
    )


def test_the_end_of_a_session_is_when_its_event_says():
    snapshot = read(wrapped(session())).snapshot
    assert snapshot.ended_at == snapshot.taken_at == "2026-01-02T10:05:00.000000Z"


def test_an_identity_of_lists_and_objects_is_sought_too():
    told = {
        "name": {"first": "Sara", "last": "Lee"},
        "email": ["sl@mail.example", "sara@lee.example"],
        "phone": {"mobile": "+1 212 555 0187"},
        "company": None,
    }
    assert set(read(session(identity=told)).facts) == {
        ("name", "Sara Lee"),
        ("email", "sl@mail.example"),
        ("email", "sara@lee.example"),
        ("phone", "+1 212 555 0187"),
    }


@pytest.mark.parametrize("role", [None, "", "alien", 5, []])
def test_who_is_not_known_is_the_visitor(role):
    arrival = read(session(messages=[{"text": "x", "role": role}]))
    assert arrival.snapshot.messages[0].role is Role.VISITOR


@pytest.mark.parametrize("role", list(Role))
def test_every_role_of_the_engine_is_known(role):
    for written in (role.value, role.value.title()):
        arrival = read(session(messages=[{"text": "x", "role": written}]))
        assert arrival.snapshot.messages[0].role is role


def test_a_message_without_text_is_left_out_and_a_number_is_text():
    entries = [{"text": "hello"}, {"text": None}, {"role": "agent"}, {"text": 3348917502}]
    arrival = read(session(messages=entries))
    assert [message.text for message in arrival.snapshot.messages] == ["hello", "3348917502"]


def test_a_session_that_has_only_begun_is_no_trouble():
    assert read(session(messages=[])).snapshot is None


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (session(id=""), "reference_missing"),
        (session(messages=None), "messages_invalid"),
        (session(messages=["x"]), "messages_invalid"),
        (session(messages=[{"text": ["x"]}]), "messages_invalid"),
        (session(messages=[{"text": None}, {"content": "x"}]), "content_unreadable"),
        (session(messages=[{"text": "x"}] * 5_001), "too_many_messages"),
        (wrapped(session(), "session.deleted"), "type_unknown"),
        (wrapped(session(), None), "type_unknown"),
        (wrapped(None), "reference_missing"),
        ({}, "reference_missing"),
    ],
)
def test_what_is_no_session_has_a_named_reason(payload, reason):
    with pytest.raises(Unreadable) as caught:
        read(payload)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("payload", "reference"),
    [
        (session(messages=["x"]), "s1"),
        (wrapped({**session(), "messages": None}), "s1"),
        (wrapped(session(), "session.deleted"), "s1"),
        (session(id="", messages=["x"]), ""),
        (session(id=["s1"], messages=["x"]), ""),
        (wrapped("s1"), ""),
    ],
)
def test_what_is_no_session_still_says_which_it_would_be(payload, reference):
    with pytest.raises(Unreadable) as caught:
        read(payload)
    assert caught.value.reference == reference


def test_what_the_engine_writes_is_read_as_the_engine_reads_it():
    written = Session(
        id="s1",
        messages=tuple(
            Message(id=f"m{n}", text=f"text {n}", role=role, speaker="Ann", at=None)
            for n, role in enumerate(Role, start=1)
        ),
        identity=Identity(
            name="Sara Lee",
            email="sl@mail.example",
            phone="+1 212 555 0187",
            company="Lee Ltd",
            username="sara77",
            location="Berlin",
            ip="203.0.113.9",
            page="https://shop.example/x",
            custom={"plan": "pro"},
        ),
        agents=(Identity(name="Ag Ent", email="ag@shop.example"),),
    )
    arrival = read(session_to(written))
    original = merge(None, arrival, received_at=NOON, limits=Limits())
    assert session_of(original, id="s1") == written
