import json
import time

import pytest

from ingest.adapters import read_arrival
from ingest.arrivals import SessionKind, identity_of
from ingest.errors import Unreadable
from ingest.limits import Limits
from redactor import Identity, Role
from tests.ingest.samples import BERLIN, agent_line, as_bytes, transcript, visitor_line


def read(limits=None, **fields):
    return read_arrival("transcript", as_bytes(transcript(**fields)), limits or Limits())


def messages(*lines, **fields):
    return read(messages=list(lines), **fields).snapshot.messages


def identity(**fields):
    return identity_of(read(**fields).facts)


def reason(**fields):
    with pytest.raises(Unreadable) as caught:
        read(**fields)
    return caught.value.reason


def test_a_transcript_is_a_snapshot_of_its_conversation():
    arrival = read()
    assert (arrival.reference, arrival.kind) == ("7b0c-1", SessionKind.CHAT)
    hello, hi = arrival.snapshot.messages
    assert (hello.text, hello.role, hello.speaker) == ("hello", Role.VISITOR, "")
    assert hello.at == "2024-03-02T09:00:01.000100Z"
    assert (hi.text, hi.role, hi.speaker) == ("hi", Role.AGENT, "Ag E.")
    assert arrival.snapshot.started_at == "2023-03-02T09:00:00.123456Z"
    assert arrival.snapshot.ended_at == "2024-03-02T09:09:31.000026Z"


def test_names_and_addresses_that_come_in_lists_and_objects_are_sought():
    found = identity(
        visitorName={"first": "Sara", "last": "Lee"},
        visitorEmail=["sl@mail.example", "sara@lee.example"],
        replyToEmail=False,
    )
    assert found.name == "Sara Lee"
    assert {found.email, found.custom["other_email"]} == {"sl@mail.example", "sara@lee.example"}


def test_identity_is_gathered_from_every_field_that_has_some():
    found = identity(
        visitorEmail="second@mail.example",
        visitorTraits={"Name": "Sara Lee", "Phone": "+1 212 555 0187", "Company": "Lee Ltd"},
        extraData={"plan": "pro"},
    )
    assert (found.name, found.phone, found.company) == ("Sara Lee", "+1 212 555 0187", "Lee Ltd")
    assert {found.email, found.custom["other_email"]} == {"v@mail.example", "second@mail.example"}
    assert found.custom["extra_plan"] == "pro"
    assert found.location == "Berlin"


@pytest.mark.parametrize(
    "traits",
    [
        {"name": "Sara Lee"},
        '{"name": "Sara Lee"}',
        {"NAME": " Sara Lee "},
        {"user": {"name": "Sara Lee"}},
    ],
)
def test_traits_may_be_an_object_or_a_json_string(traits):
    assert identity(visitorTraits=traits).name == "Sara Lee"


def test_traits_that_are_plain_text_are_sought_as_they_are():
    assert identity(visitorTraits="sara lee").custom["traits"] == "sara lee"


@pytest.mark.parametrize("empty", ["", " ", None, [], {}, False])
def test_missing_and_empty_fields_say_nothing(empty):
    names = [
        "visitorName",
        "visitorEmail",
        "replyToEmail",
        "visitorTraits",
        "extraData",
        "channelName",
    ]
    assert identity(**dict.fromkeys(names, empty)) == Identity()


@pytest.mark.parametrize("extra", [["free", "form"], "free", {"a": "free"}, '["free"]'])
def test_extra_data_is_sought_whatever_its_type(extra):
    assert "free" in identity(extraData=extra).custom.values()


def test_a_place_slug_is_no_name():
    found = identity(visitorName=BERLIN, channelName=BERLIN)
    assert found.name == ""
    assert found.username == ""
    assert found.location == "Berlin"


def test_a_name_in_the_slug_is_sought():
    found = identity(visitorName="", channelName="z-sara-lee-3")
    assert found.name == "Sara Lee"


def test_a_name_given_before_the_chat_is_a_name():
    assert identity(visitorName="Sara Lee", channelName="z-sara-lee-3").name == "Sara Lee"


@pytest.mark.parametrize("name", ["Visitor", "guest", "Anonymous"])
def test_words_for_nobody_are_no_names(name):
    assert identity(visitorName=name).name == ""


def test_an_address_given_as_a_name_is_an_address():
    assert identity(visitorName="sara@mail.example", replyToEmail="").email == "sara@mail.example"


def test_nothing_but_messages_is_ever_shown():
    secret = "CANARY"
    snapshot = read(
        textBody=secret,
        htmlBody=secret,
        channelName=f"z-{secret}-1",
        archiveUrl=secret,
        visitorName=secret,
        unknownField={"deep": [secret]},
    ).snapshot
    assert secret not in repr(snapshot)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        (visitor_line("x"), Role.VISITOR),
        (visitor_line("x", isVisitorMsg=None), Role.VISITOR),
        (visitor_line("x", isVisitorMsg="true", userId="U1"), Role.VISITOR),
        (visitor_line("x", isVisitorMsg=1, userId="U1"), Role.VISITOR),
        (visitor_line("x", username="Chatbot Fan"), Role.VISITOR),
        ({"text": "x"}, Role.VISITOR),
        ("x", Role.VISITOR),
        (agent_line("x"), Role.AGENT),
        (agent_line("x", isVisitorMsg=None), Role.AGENT),
        (agent_line("x", isVisitorMsg="maybe"), Role.AGENT),
        (agent_line("x", username="Talbot"), Role.AGENT),
        (agent_line("x", username="Northlight"), Role.AGENT),
        (agent_line("x", userId=""), Role.AGENT),
        (agent_line("x", username="Chatlio Bot"), Role.BOT),
        (agent_line("x", username="support-bot"), Role.BOT),
        (agent_line("x", userId="B0123ABCD"), Role.BOT),
        (agent_line("x", userId="USLACKBOT"), Role.BOT),
        (agent_line("x", userId="", username=""), Role.SYSTEM),
        (agent_line("x", subtype="channel_join"), Role.SYSTEM),
        (agent_line("<@U1|ann> has joined the channel"), Role.SYSTEM),
        (agent_line("/chatlio end"), Role.SYSTEM),
        (agent_line("I have joined the channel team"), Role.AGENT),
    ],
)
def test_roles(line, role):
    assert [message.role for message in messages(line)] == [role]


def test_messages_are_ordered_by_time_when_all_tell_it():
    found = messages(agent_line("later", 9), visitor_line("sooner", 1))
    assert [message.text for message in found] == ["sooner", "later"]


def test_messages_keep_their_order_when_one_tells_no_time():
    found = messages(agent_line("one", 9), visitor_line("two", 1, sentAt="", ts=None))
    assert [message.text for message in found] == ["one", "two"]


def test_slack_marks_are_gone_and_mentions_carry_names():
    found = messages(
        visitor_line("mail <mailto:a@x.example|a@x.example> &amp; <@U0BBBBBBB>"), agent_line("ok")
    )
    assert found[0].text == "mail a@x.example & @Ag E."


def test_text_of_blocks_and_attachments_is_read_where_the_plain_one_is_empty():
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "from a block"}}]
    files = [{"name": "scan.png", "url_private": "https://files.slack.com/?t=xoxe-1"}]
    found = messages(
        agent_line("", blocks=blocks), visitor_line(None, attachments=[{"text": "b"}], files=files)
    )
    assert [message.text for message in found] == ["b\nscan.png", "from a block"]


def test_a_list_of_a_million_parts_takes_no_time():
    body = {"attachments": [0] * 1_000_000}
    start = time.process_time()
    assert reason(messages=[body], textBody="") == "content_unreadable"
    assert time.process_time() - start < 5


def test_parts_of_parts_are_read_in_their_order():
    inner = {"text": "1", "elements": [{"text": "2"}, [{"text": "3"}, {"text": "4"}]]}
    found = messages(agent_line("", blocks=[inner, {"text": {"text": "5"}}, {"title": "6"}]))
    assert [message.text for message in found] == ["1\n2\n3\n4\n5\n6"]


@pytest.mark.parametrize("noise", [None, 5, [], {}, {"text": None}, {"text": {"a": 1}}, [[]], ""])
def test_entries_that_are_no_messages_are_left_out(noise):
    assert [message.text for message in messages(noise, visitor_line("hello"))] == ["hello"]


def test_messages_may_come_as_a_json_string():
    found = read(messages=json.dumps([visitor_line("hello")])).snapshot.messages
    assert [message.text for message in found] == ["hello"]


def test_halves_of_characters_and_controls_can_be_stored():
    body = json.dumps(transcript(messages=[visitor_line("a\ud800b\x00c\x1bd\r\ne")])).encode()
    found = read_arrival("transcript", body, Limits()).snapshot.messages
    assert found[0].text == "a\ufffdb\ufffdc\ufffdd\ne"


def test_agents_are_named_once_however_they_are_shown():
    arrival = read(messages=[agent_line("a"), agent_line("b", 10, username="Bo", userId="U1")])
    assert arrival.snapshot.agents == (
        Identity(name="Ag Ent", email="ag@shop.example"),
        Identity(name="Bo"),
    )


@pytest.mark.parametrize("missing", ["", None, {}, []])
def test_without_messages_the_running_text_is_read(missing):
    text = "Visitor: hello\nI am here\nAg Ent: hi\nSara Lee (10:02): bye: now\n"
    found = read(messages=missing, textBody=text, visitorName="Sara Lee").snapshot.messages
    assert [(message.role, message.text) for message in found] == [
        (Role.VISITOR, "hello\nI am here"),
        (Role.AGENT, "hi"),
        (Role.VISITOR, "bye: now"),
    ]


def test_running_text_of_unknown_layout_is_all_the_visitors():
    found = read(messages=[], textBody="who: knows\nwhat").snapshot.messages
    assert [(message.role, message.text) for message in found] == [
        (Role.VISITOR, "who: knows\nwhat")
    ]


def test_html_is_never_read():
    assert reason(messages=[], textBody="", htmlBody="<p>x</p>") == "content_unreadable"


def test_messages_that_cannot_be_read_wait_for_a_person():
    assert reason(messages={"0": "hello"}, textBody="") == "content_unreadable"


def test_an_empty_transcript_still_says_who_it_is_about():
    arrival = read(messages=[], textBody="", htmlBody="")
    assert arrival.snapshot is None
    assert ("email", "v@mail.example") in arrival.facts


@pytest.mark.parametrize("reference", ["", None, [], True])
def test_a_transcript_of_no_conversation_is_unreadable(reference):
    assert reason(conversationUUID=reference) == "reference_missing"


def test_a_reference_without_end_is_unreadable():
    assert reason(conversationUUID="x" * 201) == "reference_invalid"


@pytest.mark.parametrize(
    ("fields", "reference"),
    [
        ({"messages": [visitor_line("x")] * 5_001}, "7b0c-1"),
        ({"visitorTraits": {f"key_{n}": "v" for n in range(1_001)}}, "7b0c-1"),
        ({"conversationUUID": ""}, ""),
        ({"conversationUUID": ["7b0c-1"]}, ""),
    ],
)
def test_what_cannot_be_read_still_says_which_conversation_it_is_of(fields, reference):
    with pytest.raises(Unreadable) as caught:
        read(**fields)
    assert caught.value.reference == reference


def test_too_many_messages_are_never_cut():
    lines = [visitor_line("x")] * 100_000
    assert reason(messages=lines) == "too_many_messages"
    assert reason(messages=[], textBody="Visitor: x\n" * 6_000) == "too_many_messages"
    assert len(read(Limits(messages=2), messages=lines[:2]).snapshot.messages) == 2


def test_too_many_facts_are_never_cut():
    assert reason(visitorTraits={f"key_{n}": "v" for n in range(1_001)}) == "too_many_facts"
