"""The copy a person gets, as a page to read and print and as JSON for machines.

Both say whose request it answers by its number only, and carry it on every page.
"""

import json
from dataclasses import asdict, dataclass
from datetime import tzinfo
from typing import ClassVar

from models.actors import Purpose, Role
from models.rights.disclosures import DisclosedSession, Disclosure, Look
from models.times import find_time
from redactor import Role as Speaker
from review_ui.assets import Assets
from review_ui.words import clock_words, count_words, iso, moment_words, zone_words

SPEAKERS = {
    Speaker.VISITOR: "You",
    Speaker.AGENT: "Our staff",
    Speaker.BOT: "Our automatic assistant",
    Speaker.SYSTEM: "System",
    Speaker.NOTE: "Internal note about you",
}
FIELDS = {
    "name": "Name",
    "email": "E-mail address",
    "phone": "Phone number",
    "company": "Company",
    "username": "Username",
    "location": "Place",
    "ip": "Network address",
    "page": "Page you were on",
}
PROBLEMS = {
    "": "",
    "original_gone": "What you wrote is no longer kept unmasked, so it cannot be given.",
    "no_transcript": "There is no transcript of this chat.",
    "not_masked": "We could not separate what is yours from what is about others by machine. "
    "We will look at it by hand and write to you.",
}
_STYLE = '<link rel="stylesheet" href="{}">'


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyMessage:
    """One message: who, when, what."""

    who: str
    time: str
    text: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySession:
    """One chat as its visitor gets it."""

    id: str
    heading: str
    facts: tuple[tuple[str, str], ...]
    messages: tuple[CopyMessage, ...]
    looks: tuple[str, ...]
    left_out: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyContext:
    """The whole copy; it stands alone, without the frame of the pages."""

    template: ClassVar[str] = "copy.html"
    room: ClassVar[str] = ""
    title: str
    request: str
    made: str
    searched: str
    since: str
    sessions: tuple[CopySession, ...]
    mentions: tuple[str, ...]
    masked: str
    zone: str


def copy_context(copy: Disclosure, zone: tzinfo) -> CopyContext:
    """Return the copy as a page."""
    masked = sum(message.masked for session in copy.sessions for message in session.messages)
    return CopyContext(
        title=f"Your data: request {copy.request.id}",
        request=copy.request.id,
        made=moment_words(copy.made_at, zone),
        searched=moment_words(copy.request.searched_at, zone),
        since=moment_words(copy.looks_since, zone),
        sessions=tuple(_session(session, zone) for session in copy.sessions),
        mentions=tuple(
            f"{moment_words(mention.started_at, zone)}, {mention.source_name}: "
            f"{', '.join(kind.words.lower() for kind in mention.kinds)}"
            for mention in copy.mentions
        ),
        masked=count_words(masked, "place"),
        zone=zone_words(zone),
    )


def copy_json(copy: Disclosure) -> str:
    """Return the copy in a structured, commonly used, machine-readable form (Art. 20 GDPR)."""
    told = {
        "format": "chat-redactor/own-data/v1",
        "request": copy.request.id,
        "made_at": iso(copy.made_at),
        "searched_at": iso(copy.request.searched_at),
        "looks_since": iso(copy.looks_since),
        "chats": [
            {
                "id": session.id,
                "source": session.source_name,
                "started_at": iso(session.started_at),
                "ended_at": iso(session.ended_at),
                "kept_since": iso(session.kept_at),
                "about_you": dict(session.identity),
                "messages": [asdict(message) for message in session.messages],
                "looks": [
                    {
                        "at": iso(look.at),
                        "role": look.role,
                        "purpose": look.purpose,
                        "what": look.event.words,
                    }
                    for look in session.looks
                ],
                "searches_left_out": session.left_out,
                "not_given": PROBLEMS.get(session.problem, session.problem),
            }
            for session in copy.sessions
        ],
        "mentions": [
            {
                "source": mention.source_name,
                "started_at": iso(mention.started_at),
                "found_by": [kind.value for kind in mention.kinds],
            }
            for mention in copy.mentions
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def standing_alone(page: str, assets: Assets) -> str:
    """Return the page with its styles inside, so that it can be read anywhere, offline."""
    style = assets.files["copy.css"].body.decode()
    return page.replace(_STYLE.format(assets.url("copy.css")), f"<style>{style}</style>")


def look_words(look: Look, zone: tzinfo) -> str:
    """Return one look as a sentence."""
    role = f"A {Role(look.role).words.lower()}" if look.role in list(Role) else "An employee"
    role = role.replace("A a", "An a")
    purpose = Purpose(look.purpose).words.lower() if look.purpose in list(Purpose) else "no purpose"
    return f"{moment_words(look.at, zone)}: {role} {look.event.words}, for {purpose}."


def _left_out(searches: int) -> str:
    return count_words(searches, "earlier search", "earlier searches") if searches else ""


def _session(session: DisclosedSession, zone: tzinfo) -> CopySession:
    facts = [
        (FIELDS.get(field, f"Told by the website: {field.removeprefix('custom.')}"), value)
        for field, value in session.identity.items()
    ]
    return CopySession(
        id=session.id,
        heading=f"Chat of {moment_words(session.started_at, zone)}, {session.source_name}",
        facts=tuple(facts),
        messages=tuple(
            CopyMessage(
                who=SPEAKERS[message.role],
                time=clock_words(at, zone) if (at := find_time(message.at)) else "",
                text=message.text,
                own=message.role is Speaker.VISITOR,
            )
            for message in session.messages
        ),
        looks=tuple(look_words(look, zone) for look in session.looks),
        left_out=_left_out(session.left_out),
        problem=PROBLEMS.get(session.problem, session.problem),
    )
