"""Payloads as the vendor sends them, with values of our own; keyword arguments replace fields."""

import json
from typing import Any

BERLIN = "berlin-de-4"


def as_bytes(payload: Any) -> bytes:
    return json.dumps(payload, ensure_ascii=False).encode()


def transcript(**fields: Any) -> dict[str, Any]:
    return {
        "conversationUUID": "7b0c-1",
        "channelId": "C0AAAAAAA",
        "channelName": BERLIN,
        "slackTeamID": "T0AAAAAAA",
        "startedAt": "2023-03-02T10:00:00.123456+01:00",
        "endedAt": "2024-03-02T10:09:31.000026941+01:00",
        "agentEmail": "ag@shop.example",
        "agentName": "Ag Ent",
        "visitorName": BERLIN,
        "visitorEmail": "",
        "replyToEmail": "v@mail.example",
        "visitorTraits": {"current_page": "https://shop.example/cart"},
        "extraData": ["free", "form"],
        "archiveUrl": "https://team.slack.com/archives/cl-x",
        "textBody": "whole transcript as text",
        "htmlBody": "<p>whole transcript as HTML</p>",
        "messages": [visitor_line("hello"), agent_line("hi")],
    } | fields


def visitor_line(text: Any, second: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "text": text,
        "ts": f"17093700{second:02d}.000100",
        "sentAt": f"2024-03-02T10:00:{second:02d}.000100+01:00",
        "userId": "",
        "username": BERLIN,
        "isVisitorMsg": True,
    } | fields


def agent_line(text: Any, second: int = 9, **fields: Any) -> dict[str, Any]:
    return (
        visitor_line(text, second)
        | {
            "userId": "U0BBBBBBB",
            "username": "Ag E.",
            "isVisitorMsg": False,
        }
        | fields
    )


def visitor(**fields: Any) -> dict[str, Any]:
    return {
        "UUID": "5aa1",
        "name": "",
        "email": "",
        "handle": "germany-12",
        "identUserId": "",
        "identTraits": "",
        "userAgent": "Mozilla/5.0",
        "currentPage": "https://shop.example/x",
        "referrerURL": "",
        "createdAt": "2024-03-02T10:00:00.1-08:00",
        "IPAddress": "203.0.113.9",
        "location": "Berlin, Berlin, Germany",
    } | fields


def event(**fields: Any) -> dict[str, Any]:
    return {
        "visitor": visitor(),
        "message": "first words",
        "conversationUUID": "7b0c-1",
        "channelId": "C0AAAAAAA",
        "slackChannelName": "live-chat",
        "slackChannelId": "C0CCCCCCC",
    } | fields


def offline_message(**fields: Any) -> dict[str, Any]:
    return {
        "name": "Sara Lee",
        "email": "sara@mail.example",
        "emailPretty": '"Sara Lee" <sara@mail.example>',
        "subject": "Return",
        "message": "Please call me",
        "visitor": visitor(),
    } | fields


def session(**fields: Any) -> dict[str, Any]:
    return {
        "id": "s1",
        "identity": {"name": "Sara Lee", "email": "sl@mail.example", "custom": {"plan": "pro"}},
        "agents": [{"name": "Ag Ent"}],
        "messages": [
            {"id": "m1", "role": "agent", "text": "Your full name?", "at": "2026-01-02T10:00:00Z"},
            {"id": "m2", "role": "visitor", "text": "sara lee"},
        ],
    } | fields


SARA = visitor(name="Sara Lee")
