"""Turns the sample chats into the webhook bodies Chatlio would send for them.

Promises the same people, words and ids each time, with times close to the given now.
Never sends anything: the demo hands the bodies to its own door.
"""

from __future__ import annotations

import html
import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Literal

from service.demo.chatfile import ChatFile, Line, read_chats

Kind = Literal["transcript", "offline_message", "conversation_started", "unanswered", "feedback"]
Json = dict[str, object]

_SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "chats.northlight.example")
_BROWSERS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 Version/17.6 Safari/605.1",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
)
# A link already in Slack's own form, a bare link, an e-mail address.
_LINK = re.compile(r"<https?://[^<>\s]+\|[^<>]+>|https?://[^\s<>'\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDelivery:
    """One webhook request: its kind picks the URL, its body is the vendor's JSON."""

    kind: Kind
    body: bytes


def deliveries(now: datetime) -> Iterator[DemoDelivery]:
    """Yield every delivery of the demo, chat by chat; `now` carries a time zone."""
    for chat in read_chats():
        wire = _Wire(chat=chat, started=_started(chat, now))
        if "offline" in chat.fields:
            yield _delivery("offline_message", wire.offline_message())
            continue
        if "ip" in chat.fields:
            yield _delivery("conversation_started", wire.event(chat.lines[0].text))
        if "unanswered" in chat.fields:
            yield _delivery("unanswered", wire.event(chat.lines[0].text))
        yield _delivery("transcript", wire.transcript())
        if "feedback" in chat.fields or "rating" in chat.fields:
            yield _delivery("feedback", wire.feedback())


def _delivery(kind: Kind, payload: Json) -> DemoDelivery:
    return DemoDelivery(kind=kind, body=json.dumps(payload, ensure_ascii=False).encode())


def _started(chat: ChatFile, now: datetime) -> datetime:
    """Return the chat's start near `now`, a day earlier where it would end in the future."""
    local = now.astimezone(timezone(chat.start.utc_offset))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    start = midnight - timedelta(days=chat.start.days_ago) + chat.start.clock
    ends = start + chat.lines[-1].at + timedelta(minutes=1)
    return start if ends <= local else start - timedelta(days=1)


def _slack(text: str) -> str:
    """Return `text` as Slack stores it: escaped, its links and addresses marked up."""
    parts, end = [], 0
    for link in _LINK.finditer(text):
        found = link[0]
        if found.startswith("http"):
            found = f"<{html.escape(found, quote=False)}>"
        elif not found.startswith("<"):
            found = f"<mailto:{found}|{found}>"
        parts += [html.escape(text[end : link.start()], quote=False), found]
        end = link.end()
    return "".join([*parts, html.escape(text[end:], quote=False)])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wire:
    """One chat in the vendor's shapes; its number varies what the vendor varies too."""

    chat: ChatFile
    started: datetime

    def field(self, key: str) -> str:
        return self.chat.fields.get(key, "")

    @property
    def slug(self) -> str:
        name = re.sub(r"\W+", "-", self.field("name").lower()).strip("-")
        return self.field("slug") or (f"z-{name}" if name else f"visitor-{self.chat.number}")

    @property
    def ids(self) -> Json:
        conversation = uuid.uuid5(_SPACE, self.chat.file)
        return {"conversationUUID": str(conversation), "channelId": f"C0NL{self.chat.number:05d}"}

    @property
    def traits(self) -> Json:
        known = {"current_page": "page", "phone": "phone", "company": "company"}
        given = {trait: self.field(key) for trait, key in known.items() if self.field(key)}
        return {**given, **self.chat.traits}

    def moment(self, at: timedelta) -> datetime:
        odd = self.chat.number * 130_709 + int(at.total_seconds()) * 7_919
        return self.started + at + timedelta(microseconds=odd % 1_000_000)

    def time(self, at: timedelta) -> str:
        """Return RFC 3339 with six to nine digits of a second, as the vendor mixes them."""
        text = self.moment(at).isoformat(timespec="microseconds")
        return text[:26] + "026"[: self.chat.number % 4] + text[26:]

    def username(self, line: Line) -> str:
        if line.speaker == "v":
            return self.field("name") or self.slug
        if line.speaker not in self.chat.agents:
            return "Northlight"
        names = self.chat.agents[line.speaker].name.split()
        return f"{names[0]} {names[-1][0]}."

    def message(self, line: Line) -> Json:
        visitor, who, sent = line.speaker == "v", self.username(line), self.moment(line.at)
        # What agents type passes through Slack; what the widget sends does so in some chats.
        text = line.text if visitor and self.chat.number % 2 else _slack(line.text)
        message: Json = {
            "text": text,
            "ts": f"{int(sent.timestamp())}.{sent.microsecond:06d}",
            "sentAt": self.time(line.at),
            "userId": "" if visitor else f"U0NL{uuid.uuid5(_SPACE, who).hex[:6].upper()}",
            "username": who,
        }
        old_widget = self.chat.number % 9 == 4
        return message if old_widget else message | {"isVisitorMsg": visitor}

    def transcript(self) -> Json:
        said = [f"{self.username(line)}: {line.text}" for line in self.chat.lines]
        rows = (html.escape(row).replace("\n", "<br>") for row in said)
        agent, traits = self.chat.agents.get("a"), self.traits
        return self.ids | {
            "channelName": self.slug,
            "slackTeamID": "T0NORTHLT",
            "startedAt": self.time(timedelta()),
            "endedAt": self.time(self.chat.lines[-1].at + timedelta(seconds=40)),
            "agentEmail": agent.email if agent else "",
            "agentName": agent.name if agent else "",
            "visitorName": self.field("name") or self.slug,
            "visitorEmail": self.field("email"),
            "replyToEmail": self.field("reply_to") or self.field("email"),
            "visitorTraits": json.dumps(traits) if self.chat.number % 3 == 0 else traits,
            "extraData": [part.strip() for part in self.field("extra").split(",") if part],
            "archiveUrl": f"https://northlight-slack.example/archives/cl-{self.slug}",
            "textBody": "\n".join(said),
            "htmlBody": "\n".join(f"<p>{row}</p>" for row in rows),
            "messages": [self.message(line) for line in self.chat.lines],
        }

    def visitor(self) -> Json:
        known = {key: self.field(key) for key in ("name", "email") if self.field(key)}
        return {
            "UUID": str(uuid.uuid5(_SPACE, f"visitor of {self.chat.file}")),
            "name": self.field("name"),
            "email": self.field("email"),
            "handle": self.slug,
            "identUserId": self.field("user_id"),
            "identTraits": json.dumps(known | self.traits) if known else "",
            "userAgent": _BROWSERS[self.chat.number % len(_BROWSERS)],
            "currentPage": self.field("page"),
            "referrerURL": self.field("referrer"),
            "createdAt": self.time(timedelta(seconds=-30)),
            "IPAddress": self.field("ip"),
            "location": self.field("place"),
        }

    def event(self, message: str) -> Json:
        channel: Json = {"slackChannelName": "live-chat", "slackChannelId": "C0NLCHAT01"}
        return {"visitor": self.visitor(), "message": message} | self.ids | channel

    def feedback(self) -> Json:
        rating = {"rating": int(self.field("rating"))} if "rating" in self.chat.fields else {}
        return self.event(self.field("feedback")) | rating

    def offline_message(self) -> Json:
        name, email, visitor = self.field("name"), self.field("email"), self.visitor()
        del visitor["location"]  # the vendor's example has none here
        return {
            "name": name,
            "email": email,
            "emailPretty": f'"{name}" <{email}>',
            "subject": self.field("offline"),
            "message": "\n\n".join(line.text for line in self.chat.lines),
            "visitor": visitor,
        }
