"""A canary person, put into every field of every payload, and a search for them in bytes."""

import json
from collections.abc import Iterable

NAME = "Zebulon Quackenbush"
EMAIL = "zeb.quackenbush@canary.example"
PHONE = "+1 212 555 0142"
COMPANY = "Ferretworks Canaria Ltd"
USERNAME = "zebquack77"
ADDRESS = "77 Plumage Lane"
ORDER = "7788994411"
CARD = "4242 4242 4242 4242"
IP = "203.0.113.77"
PAGE = f"https://shop.example/u/{USERNAME}?email={EMAIL}&token=cnry0123456789abcdef"
AGENT = "Dagny Featherstone"
AGENT_EMAIL = "dagny.featherstone@shop.example"

# Lower-case pieces none of which may stand anywhere in clear.
PIECES = (
    "zebulon",
    "quackenbush",
    "5550142",
    "555 0142",
    "ferretworks",
    "zebquack77",
    "plumage lane",
    "7788994411",
    "4242 4242",
    "203.0.113.77",
    "cnry0123456789abcdef",
    "dagny",
    "featherstone",
)

SPOKEN = (
    f"hello, {NAME.lower()} here",
    f"mail me at {EMAIL} or call {PHONE}",
    f"i work at {COMPANY}, my username is {USERNAME}",
    f"my order number is {ORDER} and i live at {ADDRESS}",
    f"card is {CARD}",
)


def messages() -> list[dict[str, object]]:
    spoken = [
        {
            "text": text,
            "ts": f"17724420{number:02}.000100",
            "sentAt": f"2026-03-02T10:00:{number:02}.000100+01:00",
            "userId": "",
            "username": NAME,
            "isVisitorMsg": True,
        }
        for number, text in enumerate(SPOKEN)
    ]
    answer = {
        "text": f"Thank you {NAME.split()[0]}, {AGENT.split()[0]} here, plain question though",
        "ts": "1772442090.000100",
        "sentAt": "2026-03-02T10:01:30.000100+01:00",
        "userId": "U0BBBBBBB",
        "username": AGENT,
        "isVisitorMsg": False,
    }
    return [*spoken, answer]


def transcript() -> dict[str, object]:
    text = "\n".join(SPOKEN)
    return {
        "conversationUUID": f"{USERNAME}-{EMAIL}",
        "channelId": NAME,
        "channelName": "z-zebulon-quackenbush-1",
        "slackTeamID": COMPANY,
        "startedAt": "2026-03-02T10:00:00.123456+01:00",
        "endedAt": "2026-03-02T10:09:31.000026941+01:00",
        "agentEmail": AGENT_EMAIL,
        "agentName": AGENT,
        "visitorName": NAME,
        "visitorEmail": EMAIL,
        "replyToEmail": EMAIL,
        "visitorTraits": {
            "current_page": PAGE,
            "phone": PHONE,
            "company": COMPANY,
            "username": USERNAME,
            "address": ADDRESS,
            NAME: NAME,
        },
        "extraData": [NAME, EMAIL, {"deep": [PHONE]}],
        "archiveUrl": f"https://team.slack.com/archives/z-{USERNAME}",
        "textBody": text,
        "htmlBody": f"<p>{text}</p>",
        "messages": messages(),
        "unknownField": {"anything": [NAME, EMAIL, PHONE, CARD]},
    }


def event() -> dict[str, object]:
    return {
        "visitor": {
            "UUID": USERNAME,
            "name": NAME,
            "email": EMAIL,
            "handle": "zebulon-quackenbush-12",
            "identUserId": USERNAME,
            "identTraits": json.dumps({"Name": NAME, "Email": EMAIL, "phone": PHONE}),
            "userAgent": f"Mozilla/5.0 ({NAME})",
            "currentPage": PAGE,
            "referrerURL": PAGE,
            "createdAt": "2026-03-02T10:00:00.1-08:00",
            "IPAddress": IP,
            "location": f"{COMPANY}, Berlin, Germany",
        },
        "message": SPOKEN[0],
        "conversationUUID": f"{USERNAME}-{EMAIL}",
        "channelId": NAME,
        "slackChannelName": NAME,
        "slackChannelId": NAME,
    }


def offline_message() -> dict[str, object]:
    return {
        "name": NAME,
        "email": EMAIL,
        "emailPretty": f'"{NAME}" <{EMAIL}>',
        "subject": f"question of {NAME}",
        "message": "\n".join(SPOKEN),
        "visitor": event()["visitor"],
    }


def found_in(haystack: bytes, pieces: Iterable[str] = PIECES) -> list[str]:
    """The pieces that stand in `haystack`, in any case and in the usual encodings."""
    low = haystack.lower()
    return [
        piece
        for piece in pieces
        if piece.encode() in low or piece.encode("utf-16-le") in low or _escaped(piece) in low
    ]


def _escaped(piece: str) -> bytes:
    return piece.replace(" ", "%20").replace("@", "%40").encode()
