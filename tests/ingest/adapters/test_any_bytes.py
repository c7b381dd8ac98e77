"""Whatever a sender makes up, an adapter gives an arrival or a named error, and never hangs."""

import contextlib
import json
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import adapters
from ingest.arrivals import Arrival
from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.merging import merge, session_of
from ingest.originals import dump, load
from tests.ingest.samples import as_bytes, event, offline_message, session, transcript, visitor_line
from tests.ingest.times import NOON

ALL_KINDS = [kind for kinds in adapters.KINDS.values() for kind in kinds]
SHAPES = {"transcript": transcript(), "offline_message": offline_message(), "session": session()}

odd_text = st.text() | st.sampled_from(
    ["", "\ud800", "\x00", "{", '{"name": "x"}', "[[]]", "-", "z-a-b-1", "<@U1|", "NaN", "9" * 400]
)
odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | odd_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(odd_text, inner, max_size=4),
    max_leaves=12,
)


@st.composite
def drifted(draw, shape):
    """A payload of the usual shape with some fields, here and there, replaced by anything."""
    payload = json.loads(json.dumps(shape))
    for _ in range(draw(st.integers(1, 4))):
        place = payload
        key = draw(st.sampled_from(sorted(place)))
        while isinstance(place[key], dict) and place[key] and draw(st.booleans()):
            place = place[key]
            key = draw(st.sampled_from(sorted(place)))
        place[key] = draw(odd | st.lists(drift_of_message, max_size=3))
    return payload


drift_of_message = st.dictionaries(
    st.sampled_from([*visitor_line("x"), "role", "at", "speaker", "blocks", "attachments"]), odd
)


def make_session(kind, body):
    """The whole way from bytes to a session; only the named error may come out of it."""
    with contextlib.suppress(Unreadable):
        arrival = adapters.read_arrival(kind, body, Limits())
        assert isinstance(arrival, Arrival)
        original = merge(None, arrival, received_at=NOON, limits=Limits())
        assert load(dump(original)) == original
        session_of(original, id="s")


@pytest.fixture(autouse=True)
def no_adapter_error(caplog):
    """The net under the adapters must not be what catches it."""
    yield
    assert "adapter of" not in caplog.text


@pytest.mark.parametrize("kind", ALL_KINDS)
@given(body=st.binary() | odd.map(lambda value: json.dumps(value).encode()))
def test_any_bytes(kind, body):
    make_session(kind, body)


@pytest.mark.parametrize("kind", ALL_KINDS)
@given(data=st.data())
def test_any_drift(kind, data):
    payload = data.draw(drifted(SHAPES.get(kind, event())))
    make_session(kind, json.dumps(payload).encode())


@pytest.mark.parametrize(
    "text",
    [
        "<" * 100_000,
        "-a" * 50_000,
        "a:" * 50_000,
        "Visitor: \n" * 10_000,
        "[9" * 50_000,
        '"' * 100_000,
        "a@" * 50_000,
        "(" * 100_000,
        "[" * 100_000,
        '{"a":' * 20_000,
        "bot " * 25_000,
    ],
)
@pytest.mark.parametrize("kind", ALL_KINDS)
def test_hostile_text_in_every_field_takes_no_time(kind, text):
    def everywhere(value):
        if isinstance(value, dict):
            return {key: everywhere(part) for key, part in value.items()}
        if isinstance(value, list):
            return [everywhere(part) for part in value]
        return text

    payload = everywhere(SHAPES.get(kind, event()))
    payload |= {"conversationUUID": "c", "id": "c"}
    body = as_bytes(payload)
    start = time.process_time()
    make_session(kind, body)
    if kind == "transcript":
        make_session(kind, as_bytes(payload | {"messages": []}))
    assert time.process_time() - start < 2


def test_an_error_never_holds_text():
    for kind in ALL_KINDS:
        with pytest.raises(Unreadable) as caught:
            adapters.read_arrival(kind, b'{"canary": ["Sara Lee"]}', Limits())
        assert re.fullmatch(r"[a-z_]+", str(caught.value))
        assert caught.value.__cause__ is None


def test_a_mistake_in_an_adapter_parks_the_delivery(monkeypatch, caplog):
    def broken(payload, limits):
        raise KeyError("Sara Lee")

    monkeypatch.setitem(adapters._READERS, "transcript", broken)
    with pytest.raises(Unreadable, match="adapter_error") as caught:
        adapters.read_arrival("transcript", b"{}", Limits())
    assert caught.value.__suppress_context__
    assert "Sara" not in caplog.text
    caplog.clear()
