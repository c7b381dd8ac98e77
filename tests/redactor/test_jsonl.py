import io
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor import Identity, Message, Redactor, Role, Session, SessionInvalid
from redactor.errors import FailedClosed
from redactor.jsonl import parse_session, redact_lines, redact_text, session_from, session_to

TEXT = st.text(max_size=20)
IDENTITIES = st.builds(
    Identity,
    name=TEXT,
    email=TEXT,
    phone=TEXT,
    company=TEXT,
    ip=TEXT,
    custom=st.dictionaries(TEXT, TEXT, max_size=2),
)
SESSIONS = st.builds(
    Session,
    id=st.text(min_size=1, max_size=8),
    messages=st.lists(
        st.builds(
            Message,
            text=TEXT,
            id=st.text(min_size=1, max_size=5),
            role=st.sampled_from(list(Role)),
            at=st.one_of(st.none(), st.just("2026-01-02T10:00:00Z")),
            speaker=TEXT,
        ),
        max_size=4,
    ).map(tuple),
    identity=IDENTITIES,
    agents=st.lists(IDENTITIES, max_size=2).map(tuple),
)


@given(SESSIONS)
def test_a_session_survives_the_way_there_and_back(session: Session) -> None:
    line = json.dumps(session_to(session))
    assert parse_session(line) == session


def test_the_documented_lines_come_out_as_documented(cheap: Redactor) -> None:
    line = (
        '{"id":"s1","identity":{"name":"Sara Lee","email":"sl@mail.example",'
        '"phone":"+1 212 555 0187","company":"Lee Ltd","custom":{"plan":"pro"}},'
        '"messages":[{"id":"m1","role":"agent","text":"Your full name?",'
        '"at":"2026-01-02T10:00:00Z"},{"id":"m2","role":"visitor","text":"sara lee"}]}'
    )
    out, err = io.StringIO(), io.StringIO()
    assert redact_lines([line], out, err, cheap) == 0
    value = json.loads(out.getvalue())
    assert {key: value[key] for key in ("id", "policy", "engine", "model")} == {
        "id": "s1",
        "policy": "standard@1",
        "engine": "0.1.0",
        "model": "cheap@1",
    }
    first, second = value["messages"]
    assert first["findings"] == []
    assert second["text"] == "[PERSON_1]"
    finding = second["findings"][0]
    assert set(finding) == {"start", "end", "entity", "score", "label", "source", "action"}
    assert (finding["start"], finding["end"], finding["label"]) == (0, 8, "[PERSON_1]")
    assert "flags" not in value


def test_what_may_be_missing_may_be_missing() -> None:
    session = session_from({"id": "s", "messages": [{"text": "a"}, {"text": "b"}]})
    assert [(m.id, m.role) for m in session.messages] == [
        ("m1", Role.VISITOR),
        ("m2", Role.VISITOR),
    ]
    assert session.identity == Identity()


def test_custom_values_inside_others_are_known_too() -> None:
    custom = {
        "plan": "pro",
        "vip": True,
        "home": {"street": "Elm Row 5", "flats": [3, None]},
        "home_street": "Oak Lane 7",
    }
    session = session_from({"id": "s", "messages": [], "identity": {"custom": custom}})
    assert session.identity.custom == {
        "plan": "pro",
        "home_street": "Elm Row 5",
        "home_flats_0": "3",
        "home_street_3": "Oak Lane 7",
    }
    nested: object = "x"
    for _ in range(50_000):
        nested = [nested]
    deep = session_from({"id": "s", "messages": [], "identity": {"custom": {"a": nested}}})
    assert [*deep.identity.custom.values()] == ["x"]


def test_flags_are_written_where_there_are_any(cheap: Redactor) -> None:
    out = io.StringIO()
    line = '{"id":"s","messages":[{"text":"I\'m 14"}]}'
    redact_lines([line], out, io.StringIO(), cheap)
    assert json.loads(out.getvalue())["flags"] == ["minor"]


def test_a_bad_line_is_named_by_number_and_the_others_are_done(cheap: Redactor) -> None:
    lines = [
        '{"id":"a","messages":[]}',
        "secret rubbish",
        "",
        '{"id":"b","messages":[{"text":"hi Sara"}]}',
        '{"messages":[]}',
    ]
    out, err = io.StringIO(), io.StringIO()
    assert redact_lines(lines, out, err, cheap) == 1
    assert [json.loads(line)["id"] for line in out.getvalue().splitlines()] == ["a", "b"]
    told = err.getvalue().splitlines()
    assert [line.split(":")[0] for line in told] == ["line 2", "line 5"]
    assert "secret" not in err.getvalue()


def test_a_line_that_is_no_utf_8_is_named_and_the_others_are_done(cheap: Redactor) -> None:
    lines = [
        b'{"id":"a","messages":[{"text":"caf\xc3\xa9"}]}\n',
        b'{"id":"b","messages":[{"text":"caf\xe9 secret"}]}\n',
        b" \n",
        b'{"id":"c","messages":[{"text":"hi Sara"}]}\r\n',
    ]
    out, err = io.StringIO(), io.StringIO()
    assert redact_lines(lines, out, err, cheap) == 1
    done = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [session["messages"][0]["text"] for session in done] == ["café", "hi [PERSON_1]"]
    assert err.getvalue() == "line 2: line: is not JSON\n"


def test_a_session_that_fails_closed_is_named_by_its_line() -> None:
    class Broken:
        model = "broken@1"

        def find(self, chats: object) -> list[list[tuple[()]]]:
            raise ValueError("secret")

        find_shapes = find

    lines = ['{"id":"a","messages":[{"text":"x"}]}', "no", '{"id":"b","messages":[{"text":"y"}]}']
    out, err = io.StringIO(), io.StringIO()
    assert redact_lines(lines, out, err, Redactor(detector=Broken())) == 1  # type: ignore[arg-type]
    assert out.getvalue() == ""
    assert sorted(err.getvalue().splitlines()) == [
        "line 1: failed closed: engine_error (1)",
        "line 2: line: is not JSON",
        "line 3: failed closed: engine_error (1)",
    ]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("", "line"),
        ("[1]", "session"),
        ('{"id":"s"}', "messages"),
        ('{"id":"s","messages":{}}', "messages"),
        ('{"id":"","messages":[]}', "id"),
        ('{"id":true,"messages":[]}', "id"),
        ('{"id":"s","messages":["x"]}', "messages[1]"),
        ('{"id":"s","messages":[{"text":5}]}', "messages[1].text"),
        ('{"id":"s","messages":[{"text":"a","role":"boss"}]}', "messages[1].role"),
        ('{"id":"s","messages":[{"text":"a","role":["x"]}]}', "messages[1].role"),
        ('{"id":"s","messages":[],"identity":"Sara"}', "identity"),
        ('{"id":"s","messages":[],"identity":{"name":{}}}', "identity.name"),
        ('{"id":"s","messages":[],"identity":{"custom":[]}}', "identity.custom"),
        ('{"id":"s","messages":[],"agents":5}', "agents"),
        ("[" * 100_000, "line"),
    ],
)
def test_what_is_no_session_names_the_field(line: str, field: str) -> None:
    with pytest.raises(SessionInvalid) as problem:
        parse_session(line)
    assert problem.value.field == field


@given(st.one_of(st.text(max_size=60), st.binary(max_size=60)))
def test_any_line_gives_a_session_or_a_named_error(line: str | bytes) -> None:
    with suppress(SessionInvalid):
        parse_session(line)


def test_half_a_surrogate_pair_harms_nobody(cheap: Redactor) -> None:
    out = io.StringIO()
    line = '{"id":"s","messages":[{"text":"\\ud83d hi Sara"}]}'
    assert redact_lines([line], out, io.StringIO(), cheap) == 0
    assert "hi [PERSON_1]" in out.getvalue()
    out.getvalue().encode()


def test_a_long_text_is_read_in_parts_that_cut_no_value(cheap: Redactor) -> None:
    line = "call sara at 2125550187 about it\n"
    text = line * 2_000
    masked = redact_text(text, cheap)
    assert "2125550187" not in masked
    assert masked.count("\n") == 2_000
    assert redact_text("x " * 30_000, cheap) == "x " * 30_000
    with pytest.raises(FailedClosed, match="message_too_long"):
        redact_text("x" * 20_001, cheap)


def test_plain_text_is_masked(cheap: Redactor) -> None:
    assert redact_text("hi Sara\nmail sara@lee.example", cheap) == "hi [PERSON_1]\nmail [EMAIL_1]"
