"""Who wrote a Chatlio message: visitor, agent, bot, or the messenger itself."""

import re
from collections.abc import Mapping

from ingest.adapters.fields import text_of
from redactor import Role

_BOT_ID = re.compile(r"B[A-Z0-9]{6,}|USLACKBOT")  # Slack's ids of apps; people are U… or W…
_BOT_NAME = re.compile(
    r"chatlio|(?:.*\b)?(?:bot|chatbot|slackbot|chatlio ?bot|auto-?responder)(?:\b.*)?",
    re.IGNORECASE,
)
_SYSTEM_SUBTYPE = re.compile(r"(?:channel|group)_\w+|tombstone|reminder_add|pinned_item")
_SYSTEM_TEXT = re.compile(
    r"(?:<@\w+(?:\|[^>]*)?> )?(?:(?:has )?(?:joined|left|archived|un-archived) (?:the|this) channel"
    r"|set the channel (?:topic|purpose|description).*|/chatlio\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_NAME = 120


def role_of(message: Mapping[str, object]) -> Role:
    """Return the role; whoever cannot be told apart is the visitor, who is masked the most."""
    user_id, username = text_of(message.get("userId")), text_of(message.get("username"))
    stated = _truth(message.get("isVisitorMsg"))
    if stated is True or (stated is None and not user_id):
        return Role.VISITOR
    if _SYSTEM_SUBTYPE.fullmatch(text_of(message.get("subtype"))[:_LONGEST_NAME]):
        return Role.SYSTEM
    if not user_id and not username:
        return Role.SYSTEM
    if _SYSTEM_TEXT.fullmatch(text_of(message.get("text"))[:400]):
        return Role.SYSTEM
    if _BOT_ID.fullmatch(user_id) or _BOT_NAME.fullmatch(username[:_LONGEST_NAME]):
        return Role.BOT
    return Role.AGENT


def _truth(value: object) -> bool | None:
    """Read a boolean given as such, as a number or as a word; None when it says nothing."""
    word = str(value).strip().casefold() if isinstance(value, bool | int | str) else ""
    return {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}.get(word)
