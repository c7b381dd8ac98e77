"""Slack's mrkdwn to the text a person saw, so that detection meets addresses once and whole.

Source: docs.slack.dev, "Formatting message text": `<target|label>`, and `&amp; &lt; &gt;`.
"""

import re
from collections.abc import Mapping

_LINK = re.compile(
    r"<(?P<target>[@#!][^<>|\n]{1,256}|[A-Za-z][A-Za-z0-9+.\-]{0,31}:[^<>|\n]{1,4096})"
    r"(?:\|(?P<label>[^<>\n]{0,4096}))?>"
)
_ESCAPE = re.compile(r"&(amp|lt|gt);")
_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">"}
_FILE_HOST = re.compile(r"https?://(?:[\w.-]+\.)?slack(?:-files)?\.com/", re.IGNORECASE)


def decode(text: str, people: Mapping[str, str] | None = None) -> str:
    """Return `text` as it was shown; `people` maps Slack user ids to display names.

    A link becomes its label, or its address where it has none; a Slack file link, which carries
    an access token, becomes its label or `(file)`.
    """
    names = people or {}
    shown = _LINK.sub(lambda match: _show(match["target"], match["label"] or "", names), text)
    return _ESCAPE.sub(lambda match: _CHARACTERS[match[1]], shown)


def _show(target: str, label: str, people: Mapping[str, str]) -> str:
    mark, rest = target[0], target[1:]
    if mark == "@":
        return "@" + (label or people.get(rest, "") or "someone").removeprefix("@")
    if mark == "#":
        return "#" + (label or "channel").removeprefix("#")
    if mark == "!":
        return label or ("" if "^" in rest else "@" + rest)
    if label:
        return label
    if _FILE_HOST.match(target):
        return "(file)"
    return re.sub(r"^(?:mailto|tel):", "", target, flags=re.IGNORECASE)
