from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Any

import pytest

from service.demo.chatfile import ChatFile, ChatFileError, parse, read_chats
from service.demo.payloads import Kind, deliveries

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
CHATS = list(read_chats())
ALL = [(delivery.kind, json.loads(delivery.body)) for delivery in deliveries(NOW)]
MESSAGES = [line.text for chat in CHATS for line in chat.lines]
WRITTEN = [*MESSAGES, *(value for chat in CHATS for value in chat.fields.values())]

TRANSCRIPT_KEYS = {
    *("conversationUUID", "channelId", "channelName", "slackTeamID", "startedAt", "endedAt"),
    *("agentEmail", "agentName", "visitorName", "visitorEmail", "replyToEmail", "visitorTraits"),
    *("extraData", "archiveUrl", "textBody", "htmlBody", "messages"),
}
MESSAGE_KEYS = {"text", "ts", "sentAt", "userId", "username"}
VISITOR_KEYS = {
    *("UUID", "name", "email", "handle", "identUserId", "identTraits", "userAgent"),
    *("currentPage", "referrerURL", "createdAt", "IPAddress"),
}
EVENT_KEYS = {
    *("visitor", "message", "conversationUUID", "channelId", "slackChannelName", "slackChannelId"),
}
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6,9}[+-]\d\d:\d\d")
RESERVED_DOMAIN = re.compile(r"(?:.+\.)?(?:example\.(?:com|net|org)|[\w-]+\.(?:example|test))")
# US 555-01xx, Ofcom's drama numbers, and the fiction ranges of DE, FR and SE.
RESERVED_PHONE = re.compile(
    r"1?\d{3}55501\d\d|(?:44|0)(?:2079460\d{3}|1174960\d{3}|7700900\d{3})"
    r"|(?:49|0)(?:8999998\d{3}|2214710\d{3}|1713920\d{3})"
    r"|(?:33|0)(?:199\d{6}|63998\d{4})|(?:46|0)7017406\d\d"
)
# A number written as a phone number is: international, with a trunk zero, or in US groups.
PHONE = re.compile(
    r"(?<![\w/.-])(?:\+\d[\d ().-]{8,}\d|0[1-9][\d ]{8,12}\d|\(?\d{3}\)?[ -]\d{3}[ -]\d\d ?\d\d)"
    r"(?!\w)"
)
IBAN = re.compile(r"\b[A-Z]{2}\d\d ?(?:[A-Z0-9]{4} ?){3,7}[A-Z0-9]{1,4}\b")
CARD = re.compile(r"(?<![\w-])(?:\d{4} \d{4} \d{4} \d{4}|3\d{3} \d{6} \d{5})(?![\w-])")


def bodies(kind: Kind) -> list[dict[str, Any]]:
    return [body for found, body in ALL if found == kind]


def bare(number: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", number)


def iban_remainder(iban: str) -> int:
    moved = bare(iban)[4:] + bare(iban)[:4]
    return int("".join(str(int(letter, 36)) for letter in moved)) % 97


def luhn_sum(digits: str) -> int:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 * (value > 9) for value in doubled)


def chat(text: str) -> ChatFile:
    return parse("01-test.txt", text)


def test_there_are_enough_chats_and_none_is_like_another() -> None:
    assert len(CHATS) >= 48
    visitor_lines = Counter(
        line.text
        for one in CHATS
        for line in one.lines
        if line.speaker == "v" and len(line.text) > 20
    )
    assert visitor_lines.most_common(1)[0][1] == 1
    assert max(len(one.lines) for one in CHATS) >= 60
    assert sum(6 <= len(one.lines) <= 30 for one in CHATS) >= 48


def test_every_kind_of_delivery_appears() -> None:
    kinds = Counter(kind for kind, _ in ALL)
    assert kinds["offline_message"] == 3
    assert kinds["unanswered"] == 1
    assert kinds["transcript"] + kinds["offline_message"] == len(CHATS)
    assert kinds["conversation_started"] >= 5
    assert kinds["feedback"] >= 8


def test_transcripts_have_the_vendors_shape() -> None:
    for body in bodies("transcript"):
        assert set(body) == TRANSCRIPT_KEYS
        assert all(RFC3339.fullmatch(body[key]) for key in ("startedAt", "endedAt"))
        for message in body["messages"]:
            assert set(message) - {"isVisitorMsg"} == MESSAGE_KEYS
            assert RFC3339.fullmatch(message["sentAt"])
            assert re.fullmatch(r"\d{10}\.\d{6}", message["ts"])
            assert message.get("isVisitorMsg", not message["userId"]) is not bool(message["userId"])


def test_events_and_offline_messages_have_the_vendors_shape() -> None:
    for kind in ("conversation_started", "unanswered", "feedback"):
        for body in bodies(kind):
            assert set(body) - {"rating"} == EVENT_KEYS
            assert set(body["visitor"]) == VISITOR_KEYS | {"location"}
            assert not body["visitor"]["identTraits"] or json.loads(body["visitor"]["identTraits"])
    for body in bodies("offline_message"):
        assert set(body) == {"name", "email", "emailPretty", "subject", "message", "visitor"}
        assert set(body["visitor"]) == VISITOR_KEYS


def test_what_the_vendor_varies_is_varied() -> None:
    transcripts = bodies("transcript")
    assert {type(body["visitorTraits"]) for body in transcripts} == {dict, str}
    lengths = {len(re.findall(r"\.(\d+)", body["startedAt"])[0]) for body in transcripts}
    assert lengths == {6, 7, 8, 9}
    flagged = ["isVisitorMsg" in body["messages"][0] for body in transcripts]
    assert 3 <= flagged.count(False) < flagged.count(True)
    sent = "\n".join(message["text"] for body in transcripts for message in body["messages"])
    assert re.search(r"<mailto:([^|]+)\|\1>", sent)
    assert re.search(r"<https://[^|>]+\|[^>]+>", sent)
    assert "&amp;" in sent
    assert "&lt;" in sent


def test_each_conversation_has_one_id_and_its_events_share_it() -> None:
    ids = [body["conversationUUID"] for body in bodies("transcript")]
    assert len(set(ids)) == len(ids)
    for kind in ("conversation_started", "unanswered", "feedback"):
        assert {body["conversationUUID"] for body in bodies(kind)} <= set(ids)


def test_ids_stay_and_times_follow_now() -> None:
    later = NOW + timedelta(days=100, hours=5)
    then = [json.loads(delivery.body) for delivery in deliveries(later)]
    assert [body.get("conversationUUID") for body in then] == [
        body.get("conversationUUID") for _, body in ALL
    ]
    for moment, found in ((NOW, [body for _, body in ALL]), (later, then)):
        stamps = [
            datetime.fromtimestamp(float(message["ts"]), UTC)
            for body in found
            for message in body.get("messages", [])
        ]
        assert max(stamps) <= moment
        assert max(stamps) > moment - timedelta(days=2)
        assert min(stamps) > moment - timedelta(days=40)


def test_only_reserved_domains_appear() -> None:
    for kind, body in ALL:
        text = re.sub(r"Mozilla/[^\"]+", "", json.dumps(body, ensure_ascii=False))
        hosts = re.findall(r"(?:https?://|@)([\w-]+(?:\.[\w-]+)+)", text)
        known = re.findall(
            r"\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|co|de|uk|fr|example)\b(?!\.\w)", text
        )
        assert [host for host in {*hosts, *known} if not RESERVED_DOMAIN.fullmatch(host)] == [], (
            kind
        )


def test_only_reserved_phone_numbers_appear() -> None:
    rest = [CARD.sub("", IBAN.sub("", text)) for text in WRITTEN]
    found = [bare(number) for text in rest for number in PHONE.findall(text)]
    assert len(found) >= 20
    assert [number for number in found if not RESERVED_PHONE.fullmatch(number)] == []


def test_only_documentation_addresses_of_the_internet_appear() -> None:
    reserved = ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "10.0.0.0/8"]
    found = {
        ip_address(address)
        for text in WRITTEN
        for address in re.findall(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])", text)
    }
    assert len(found) >= 8
    assert [one for one in found if not any(one in ip_network(net) for net in reserved)] == []


def test_cards_and_bank_numbers_pass_their_checks() -> None:
    cards = [bare(card) for text in WRITTEN for card in CARD.findall(IBAN.sub("", text))]
    assert len(cards) >= 3
    assert all(luhn_sum(card) % 10 == 0 for card in cards)
    ibans = [iban for text in WRITTEN for iban in IBAN.findall(text)]
    assert len(ibans) >= 5
    assert [iban for iban in ibans if iban_remainder(iban) != 1] == []


@pytest.mark.parametrize(
    "variety",
    [
        r"JSESSIONID=\w{20}",
        r"[?&]token=\w{20}",
        r"(?i)\bcvv \d{3}\b",
        r"\[PERSON_1\]",
        r"(?i)\bi'?m 14\b",
        r"\bdot \w+ at mail dot example",
        r"(?i)five five five",
        r"not 8971",
        r"^WHERE IS MY MONEY$",
        r"^\d{10}$",
        r"^chloe zhang$",
        r"078-05-1120",
        r"(?s)Business name:.+\nPostcode:",
        r"(?s)Exception.+\n +at ",
        r"(?s)From: .+\nSubject: .+\n\n",
        r"password its \S+",
        r"(?i)\bnlk_live_\w{20}",
        r"garbage",
        r"😭",
    ],
)
def test_the_varieties_are_there(variety: str) -> None:
    assert any(re.search(variety, text) for text in MESSAGES)


def test_a_card_is_split_over_consecutive_messages() -> None:
    joined = ["".join(re.findall(r"\d", " ".join(rows))) for rows in _visitor_rows_of("05-")]
    assert "4242424242424242" in "".join(joined)


def test_many_visitors_have_no_name_but_a_slug() -> None:
    nameless = [body for body in bodies("transcript") if body["visitorName"] == body["channelName"]]
    assert len(nameless) >= 20
    assert all(body["visitorEmail"] == "" for body in nameless if body["channelName"] != "mark")


def test_some_chats_hold_no_personal_data_at_all() -> None:
    plain = {"04", "20", "25", "31", "32", "44", "45", "54"}
    for one in CHATS:
        if one.file[:2] in plain:
            text = "\n".join(line.text for line in one.lines)
            assert "name" not in one.fields
            assert not re.search(r"@|\d{4}", text)


def test_feedback_sometimes_names_the_agent() -> None:
    assert any("Priya Raghunathan" in body["message"] for body in bodies("feedback"))


def test_a_message_may_have_several_lines() -> None:
    read = chat("name: A\n\n0:00 v one\n      two\n\n    three\n\n61:05 b four\n")
    assert [line.text for line in read.lines] == ["one\n  two\n\nthree", "four"]
    assert read.lines[1].at == timedelta(minutes=61, seconds=5)


def test_every_header_field_is_optional() -> None:
    read = chat("\n0:00 v hello\n")
    assert read.fields == {}
    assert [line.text for line in read.lines] == ["hello"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("shoe size: secret\n\n0:00 v hi", 1),
        ("name: A\nname: secret\n\n0:00 v hi", 2),
        ("name: A\nstart: secret\n\n0:00 v hi", 2),
        ("traits: {secret\n\n0:00 v hi", 1),
        ('traits: ["secret"]\n\n0:00 v hi', 1),
        ("rating: secret\n\n0:00 v hi", 1),
        ("agent: secret\n\n0:00 v hi", 1),
        ("name: A\n\n0:00 a secret", 1),
        ("name: A\n\n0:00 x secret", 3),
        ("name: A\n\n    secret", 3),
        ("name: A\n\n1:00 v hi\n0:59 v secret", 4),
        ("name: secret\n", 1),
    ],
)
def test_a_broken_chat_is_named_by_file_and_line_never_by_its_text(text: str, line: int) -> None:
    with pytest.raises(ChatFileError, match=rf"^01-test\.txt:{line}: ") as raised:
        chat(text)
    assert "secret" not in str(raised.value)


def test_a_file_without_a_number_is_refused() -> None:
    with pytest.raises(ChatFileError, match="short-slug"):
        parse("notes.txt", "\n0:00 v hi\n")


def _visitor_rows_of(prefix: str) -> list[list[str]]:
    return [
        [line.text for line in one.lines if line.speaker == "v"]
        for one in CHATS
        if one.file.startswith(prefix)
    ]
