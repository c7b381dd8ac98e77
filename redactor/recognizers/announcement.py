"""The grammar of an announcement: a noun, a link, a value ("my order number is 3348917502").

One regex reads all links; which one was there tells how much to ask of the value. Every
quantifier is bounded, so a hostile text costs no more than a plain one of its length.
"""

import re
from enum import StrEnum

_NUMBER = (
    r"(?P<number>(?:[ \t]{0,2}-?(?:(?:numbers?|num|nbr|nr|no|id|ids|code|ref|reference|nummer"
    r"|n[úu]mero|num[ée]ro)\b\.?|n[º°]|[#№])){1,3})?"
)
_ASIDE = r"(?:[ \t]{0,2}\([^()\n]{0,30}\))?"
_FILLER = r"(?(number)(?:[ \t]{1,2}(?!is\b|was\b|are\b)[a-z'’]{1,12}){0,4}?)"
_IS = (
    r"(?:[ \t]{1,2}(?:is|was|are|will be|would be|should be|it is|it['’]?s|its|ist|lautet|es|est"
    r"|[èeé])\b|['’]s\b)"
)
_SIGN = r"(?:[ \t]{0,3}(?:[:=#–—?-]|->|=>|[.]{2,3}|\n)){1,3}"
_OPENING = r"[ \t\n]{0,3}(?:(?:it['’]?s|it is|this is|here)[ \t]{1,2})?[\"'“‘«(*<\[#]{0,2}"
_LINK = (
    rf"{_NUMBER}{_ASIDE}(?:(?P<sign>{_SIGN})|{_FILLER}(?P<said>{_IS})(?:{_SIGN})?"
    r"|[ \t]{1,3}|(?<=[#№]))"
)

IDENTIFIER = (
    r"(?:(?-i:[A-Z]{2,5})[ ](?=\d))?(?=[A-Za-z_/#-]{0,12}\d)[A-Za-z0-9](?:[\w/-]{0,30}\w)?"
    r"(?:[ ]\d{2,6}(?![\w.,]\d|\w)){0,4}(?![\w@%]|[.,:]\d)"
)
"""A token with a digit near its start, and the groups of digits that may follow it."""

_DATE = re.compile(r"(?:\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})|(?:19|20)\d\d-\d\d-\d\d)$")
_MIXED = re.compile(r"(?=[\w/ -]{0,30}[A-Za-z])[A-Z0-9][\w/ -]{4,40}$")
_UNIT = re.compile(
    r"[ \t]{0,2}(?:%|[€$£¥]|(?:days?|hours?|hrs?|min|minutes?|weeks?|months?|years?|yrs?|miles?|km"
    r"|kg|lbs?|dollars?|bucks|euros?|pounds|usd|eur|gbp|percent|pcs|pieces|units|items|people"
    r"|points|guests|persons|times|pages|copies|am|pm|o['’]clock)\b)",
    re.IGNORECASE,
)


class Link(StrEnum):
    """What stands between the noun and the value."""

    NUMBERED = "noun, number word, value"
    SIGN = "noun, sign, value"
    SAID = "noun, verb, value"
    BESIDE = "noun beside value"


def announced(nouns: str, value: str = IDENTIFIER) -> re.Pattern[str]:
    """Return the regex of `nouns` (no groups named number, sign, said), link and `value`."""
    return re.compile(rf"(?<![\w-])(?:{nouns}){_LINK}{_OPENING}(?P<value>{value})", re.IGNORECASE)


def link_of(match: re.Match[str]) -> Link:
    """Return the link that a match of `announced` went through."""
    if match["number"]:
        return Link.NUMBERED
    if match["sign"]:
        return Link.SIGN
    return Link.SAID if match["said"] else Link.BESIDE


def believed(match: re.Match[str], *, beside_digits: int) -> float:
    """Score an announced identifier: the looser the link, the more digits it must have.

    Dates and amounts are nobody's number; `beside_digits` is asked of a value without a link.
    """
    value = match["value"]
    if _DATE.match(value) or _UNIT.match(match.string, match.end("value")):
        return 0.0
    digits = digits_in(value)
    mixed = digits >= 2 and not value.isdigit() and _MIXED.match(value) is not None
    match link_of(match):
        case Link.NUMBERED:
            return 0.9 if digits >= 3 or mixed else 0.0
        case Link.SIGN:
            return 0.85 if digits >= 4 or mixed else 0.0
        case Link.SAID:
            return 0.75 if digits >= 5 or mixed else 0.0
        case Link.BESIDE:
            return 0.7 if digits >= beside_digits or mixed else 0.0


def digits_in(value: str) -> int:
    """Count the digits of `value`."""
    return sum(character.isdigit() for character in value)
