"""Web addresses: only the parts that point to a person or open a door are findings.

The host of a page stays readable, so a reviewer still sees which page a chat is about.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from redactor.recognizers.base import Shape, ShapeRecognizer, Span, trimmed_end
from redactor.vocabulary import is_word, listed

_URL = re.compile(
    r"(?<![\w@.])(?:(?P<scheme>[a-z][a-z0-9+.-]{1,15}://)(?:(?P<user>[^\s/@?#]{1,128})@)?"
    r"(?P<host>\[[0-9a-f:.]{2,45}\]|[^\s/?#:@\"'<>]{1,253})"
    r"|(?P<bare>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}))(?::\d{1,5})?"
    r"(?P<path>/[^\s?#\"'<>]*+)?(?P<query>\?[^\s#\"'<>]*+)?"
    r"(?P<fragment>\#[^\s\"'<>]*+)?",
    re.IGNORECASE,
)
_OF_A_HOST = re.compile(r"\.[a-z]{2}|://", re.IGNORECASE)
_OF_PAGES = ("http://", "https://", "ftp://")
"""What opens a page, whose host stays readable; "postgres://" with a password is one secret."""
_PAIR = re.compile(r"(?P<name>[^&;=?#]{1,128})=(?P<value>[^&;#]++)")
_PERSONAL_NAME = re.compile(
    r"(?:^|[_.\[-])(?:e?-?mail|user(?:name|id)?|login|name|first|last|fname|lname|full|given"
    r"|family|surname"
    r"|phone|tel|mobile|address|street|zip|postcode|city|dob|birth(?:day|date)?|age|gender|ssn"
    r"|iban|card"
    r"|customer|client|member|account|acct|order|invoice|booking|reservation|ticket|case"
    r"|track(?:ing)?|ref(?:erence)?"
    r"|id|uid|uuid|guid|cid|sid|pid|oid|gclid|fbclid|msclkid|token|key|apikey|auth|code|otp|pin"
    r"|pass(?:word)?|pw"
    r"|secret|sig(?:nature)?|session|sess|jsessionid|state|nonce|ticket|invite|hash|access"
    r"|refresh|jwt|credential|to|from|contact|company)"
    r"(?:$|[_.\]-]|id$|no$|number$|token$|key$)|(?:[a-z](?:Id|ID|Token|Key|Name|Email|Phone"
    r"|Number|No)$)",
)
_TOKEN = re.compile(
    r"[^\s@/]{1,64}@[^\s@/]{1,255}\.[^\s@/]{1,24}"  # e-mail
    r"|\+?\d[\d .()-]{5,20}"  # number
    r"|(?=[A-Za-z_-]{0,64}\d)[A-Za-z0-9_-]{16,}={0,2}"  # long token
    r"|(?=[a-z\d-]{0,12}[A-Z])(?=[A-Z\d-]{0,12}[a-z])"
    r"(?=(?:[A-Za-z-]{0,12}\d){2})[A-Za-z0-9]{3,12}(?:-[A-Za-z0-9]{3,12}){1,5}"
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|(?=[A-Z-]{0,12}\d)[A-Z0-9]{1,8}(?:-[A-Z0-9]{1,12})+"
    r"|(?=[A-Za-z]{0,8}\d)(?=[A-Z\d]{0,8}[a-z])(?=[a-z\d]{0,8}[A-Z])"
    r"(?:[A-Z]*[a-z]+|[A-Z]+)\d+[A-Za-z]+[A-Za-z0-9]{0,24}"
    r"|(?=[A-Z]{0,12}\d[A-Z0-9]{0,12}[A-Z]|\d{0,12}[A-Z][A-Z0-9]{0,12}\d)[A-Z0-9]{6,}",
)
_OWNER = re.compile(
    r"/(?:users?|members?|profiles?|accounts?|customers?|u|people|author|in|orders?|invoices?"
    r"|tickets?|bookings?"
    r"|reset(?:-password)?|invites?|verify|confirm|unsubscribe|track(?:ing)?|cases?|sessions?|s"
    r"|share|up(?:load)?|drop|c|f|v|file|join|r|d|magic(?:-?link)?|activat(?:e|ion)|clients?|patients?|add)/(?P<value>[^/\s]{2,256})",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\d{1,3}(?:\.\d{1,4}){1,2}")
_DOOR = re.compile(
    r"/(?:reset(?:-password)?|magic(?:-?link)?|activat(?:e|ion)|verify|confirm|invites?)/$",
    re.IGNORECASE,
)
_NETWORK = re.compile(
    r"(?:[\w-]{1,253}\.)?(?:instagram|facebook|fb|twitter|x|tiktok|github|gitlab|twitch|threads|snapchat"
    r"|pinterest|t|wa|paypal|venmo|linktr|onlyfans|patreon|soundcloud)"
    r"\.(?:com|net|me|tv|ee|org)",
    re.IGNORECASE,
)
_PLAIN = frozenset(
    listed(
        "new edit list all me settings login signup index search help view create history"
        " details overview status home password email faq about contact pricing features explore"
        " legal terms privacy policies careers jobs press blog docs support groups events watch"
        " marketplace share hashtag intent sharer stories reel reels p tv pages business download"
        " link sent done success failed expired token code user account resend portal"
        " dashboard area"
    )
)


class WebAddressRecognizer(ShapeRecognizer):
    """Finds userinfo, personal query values, and identifying path and fragment parts of URLs."""

    ENTITY = "URL"
    SOURCE = "pattern:web_address"
    LONG = True
    TRIGGERS = ("://", "/", "?")
    SHAPES = (Shape(name="part", regex=_URL, score=0.85),)

    def may_hold(self, text: str) -> bool:
        """Look for a scheme or the last dot of a host: few questions have one."""
        return super().may_hold(text) and _OF_A_HOST.search(text) is not None

    def find(self, text: str) -> Iterator[Span]:
        """Yield the identifying parts of each address, never its host."""
        for match in _URL.finditer(text):
            if match["user"]:
                whole = ":" in match["user"] and match["scheme"].lower() not in _OF_PAGES
                start, end = match.span(0 if whole else "user")
                end = trimmed_end(text, start, end) if whole else end
                yield Span(start=start, end=end, score=0.9, shape="userinfo")
            if match["path"]:
                yield from _path_parts(text, *match.span("path"))
                yield from _profile(text, match)
            for part in ("query", "fragment"):
                if match[part]:
                    start, end = match.span(part)
                    yield from _pairs(text, start, trimmed_end(text, start, end), part)


def _path_parts(text: str, start: int, end: int) -> Iterator[Span]:
    end = trimmed_end(text, start, end)
    owners = {owner.start("value") for owner in _OWNER.finditer(text, start, end)}
    for part in re.compile(r"[^/;]+").finditer(text, start, end):
        value = unquote(part[0])
        owned = part.start() in owners and value.lower() not in _PLAIN
        if owned and (
            any(c.isdigit() or c.isupper() for c in value)
            or _named(text, part.start(), value)
            or _opens_a_door(text, part.start(), value)
        ):
            yield Span(start=part.start(), end=part.end(), score=0.7, shape="path of an owner")
        elif _is_token(value) and not _is_slug(value) and not _VERSION.fullmatch(value):
            yield Span(start=part.start(), end=part.end(), score=0.7, shape="path token")
        elif "=" in part[0]:
            yield from _pairs(text, part.start(), part.end(), "path")


def _named(text: str, start: int, value: str) -> bool:
    """Say whether the part before `start` is the kind that a person's name follows."""
    before = text[max(0, start - 12) : start].lower()
    if value.isalpha() and is_word(value) and re.search(r"/(?:customers?|clients?|add)/$", before):
        return False
    return bool(
        re.search(r"/(?:users?|members?|profiles?|u|people|in|customers?|clients?|add)/$", before)
    )


def _opens_a_door(text: str, start: int, value: str) -> bool:
    """Say whether `value` stands where a link to reset or confirm has its token."""
    token = len(value) >= 6 and value.isalnum() and not is_word(value)
    return token and _DOOR.search(text[max(0, start - 20) : start]) is not None


def _profile(text: str, match: re.Match[str]) -> Iterator[Span]:
    """Yield the name on a social network, the first part of its path."""
    if not _NETWORK.fullmatch(match["host"] or match["bare"]):
        return
    start = match.start("path") + 1
    name = re.compile(r"@?[\w.-]{2,64}").match(text, start, match.end("path"))
    end = trimmed_end(text, start, name.end()) if name else start
    if end - start > 1 and text[start:end].lower() not in _PLAIN and text[end : end + 1] != "/":
        yield Span(start=start, end=end, score=0.7, shape="profile on a network")


def _is_token(value: str) -> bool:
    """Say whether `value` looks given by a machine: a known shape, or letters and digits mixed."""
    if _TOKEN.fullmatch(value):
        return True
    return re.fullmatch(r"(?:[a-z]+\d+){3,16}[a-z]*|(?:\d+[a-z]+){3,16}\d*", value) is not None


def _is_slug(value: str) -> bool:
    """Say whether `value` is words with hyphens and a year, such as the title of an article."""
    parts = re.split(r"[-_]", value)
    words = sum(part.isalpha() and len(part) > 2 for part in parts)
    return len(parts) > 2 and words * 2 >= len(parts)


def _pairs(text: str, start: int, end: int, part: str) -> Iterator[Span]:
    seen = False
    for pair in _PAIR.finditer(text, start, end):
        seen = True
        value = unquote(pair["value"].replace("+", " "))
        personal = _PERSONAL_NAME.search(pair["name"]) is not None
        if personal or (_is_token(value) and not _is_slug(value)):
            first, last = pair.span("value")
            score = 0.85 if personal else 0.6
            yield Span(start=first, end=last, score=score, shape=f"{part} value")
    value = text[start + 1 : end]
    if not seen and len(value) > 2 and _is_token(unquote(value)) and not _is_slug(value):
        yield Span(start=start + 1, end=end, score=0.7, shape=f"{part} token")
