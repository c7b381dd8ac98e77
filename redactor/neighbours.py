"""Take what stands beside a found value and belongs to it: a name, an address or number cut short.

What is found here is a stretch of its own; what overlaps or touches is joined later.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from redactor.names import SAID, is_capitalised
from redactor.phrases import places_of
from redactor.reading import key
from redactor.reasons import ADDRESS_ANSWER, VISITOR_COMPANY
from redactor.said_on import find_said_on
from redactor.said_passwords import find_said_passwords
from redactor.spans import ADDRESS_PARTS, Span, is_beside, join
from redactor.turns import Turn
from redactor.vocabulary import (
    is_forename,
    is_never_a_name,
    is_word,
    is_word_abroad,
    words_of,
)
from redactor.whole_name import whole_name
from redactor.whole_street import CAPITALS, LANDMARK_BETWEEN, UNIT, whole_street

_LEAST_SCORE = 0.5
_MOST_SOUGHT = 100
_TITLES = words_of("titles")
_MONTHS = words_of("times")

_FIRM_AFTER = re.compile(
    r"(?:['’]s)?(?: (?:&|and|y|und|et|e|en) (?:[Ss]ons?|[Dd]aughters?|Bros|Brothers|Sisters|Söhne"
    r"|Sohn|Töchter|Fils|Filles|Hijos|Figli|Zonen|Zoon|Filhos)\b)(?: [A-ZÀ-Þ][\w'’-]+){0,3}"
)

_FIRM_IN_BRACKETS = re.compile(
    rf" \((?P<firm>{CAPITALS}(?: (?:&|and|de|of|und|y|e|et) {CAPITALS}| {CAPITALS}){{1,3}})\)\s*$"
)
_SHORT_BEHIND = re.compile(
    r",? ?(?:\(|or |aka |and )?(?:(?:in |for )?short(?: form| name)?|shortly|nick ?named?|pet name"
    r"|(?P<abroad>genannt|kurz|dite?|apodad[oa]|dett[oa]|kortweg|bijgenaamd|apelido))"
    r"(?: is| to)?:? ?[\"'“]?"
    r"(?P<name>[^\W\d_]{3,12})(?=[\"'”)]{0,2}\s*(?:$|[,.;!?)\n]))",
    re.IGNORECASE,
)
_FOR_SHORT = re.compile(
    r"(?:,? (?:but|or|and|everyone|people|they|we|you can|i'?m|just|call(?:s|ed)?|me|him|her)){0,5}"
    r",? (?P<name>[^\W\d_]{2,12}) for short(?!\w)",
    re.IGNORECASE,
)

_IN_TOWN = re.compile(
    rf"[ ,]{{1,2}}(?:in|à|a|en|w|i|bei|near)[ ](?P<word>{CAPITALS}(?:[ -]{CAPITALS}){{0,2}})"
)
_TOWN_AFTER = re.compile(
    rf",[ ](?P<word>{CAPITALS}(?:[ -]{CAPITALS}){{0,2}})(?=[ ]?(?:$|[.,;!?\n]))"
)
_PROVINCE_AFTER = re.compile(r"[ ]?\([A-Z]{2}\)")
_DISTRICT_AFTER = re.compile(r"[ ][A-ZØ]{1,2}(?!\w)")
_CODE_BEFORE = re.compile(r"(?<!\d)\d{4} $")
"""Before a Danish town whose district is a letter: "8000 Aarhus [C]"."""
_TOWN_BETWEEN = re.compile(
    rf"[\s,]*(?:{UNIT}|{CAPITALS}(?:[ -](?:[a-z]{{1,3}}[ -])?{CAPITALS}){{0,3}})[\s,]*"
)
_LONGEST_BETWEEN = 40
_QUARTER_BEHIND = re.compile(
    r",? (?:no |na |en (?:el |la )?|in |im |au )?(?:bairro|barrio|colonia|col\.|urb\."
    r"|urbanizaci[óo]n|quartier|ortsteil|stadtteil|wijk|frazione|fraz\.|localit[àa]|loc\."
    r"|lugar d[eao]|suburb(?: of)?|village of|district of)[: ] ?"
    r"(?P<word>[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+){0,2})"
    r"(?=[ \t]*(?:$|[,.;!?)\n]))",
    re.IGNORECASE,
)
"""The part of a town behind a street: "rua 7, bairro [Oliveira]"."""
_EXTENSION = re.compile(
    r"\s*[,;|/·(]?\s*(?:(?:tele)?fax|fx|f|dw|durchwahl|direkt|ext(?:ension)?|mobil|zentrale)\.?:?"
    r"\s?(?P<word>[-–]\d{1,4})(?![\w-]|[.,]\d|[ ]?[%°€$£])",
    re.IGNORECASE,
)
"""What a firm's phone has for its end behind another sign: "Fax: -99"."""
_CODE_BETWEEN = re.compile(r",? ?(?P<code>\d{4,5}) ")
_STATE_BETWEEN = re.compile(r",? (?P<state>[A-Z]{2,3}),? ")
"""Of the address between its town and its code: "Machias, [ME] 04699"."""

_STREETS = (
    r"(?i:street|road|avenue|lane|drive|close|way|court|crescent|terrace|gardens|grove|place|square"
    r"|row|hill|rise|parade|cottages?|house|mews|track)"
)
_STREET_NAME = re.compile(
    rf"(?P<name>{CAPITALS}(?: {CAPITALS}){{0,2}} {_STREETS})(?!\w)"
    rf"|(?P<other>[^\W\d_a-z][\w-]+(?:straße|strasse|weg|straat|laan|gracht|gatan|vägen))(?!\w)"
)
_SMALL_STREET_NAME = re.compile(rf"(?<![\w'’-])(?P<name>(?P<word>[a-zß-ÿ]{{4,}}) {_STREETS})(?!\w)")
_HOUSE_NUMBER = re.compile(r"(?<![\w-])\d{1,4}[A-Za-z]?(?![\w-])")
_SAID_BEFORE = ("no", "no.", "nr", "nr.", "number", "unit", "flat", "apt", "interno", "lot", "lgh")


def find_beside(
    turns: Sequence[Turn], found: Mapping[int, Sequence[Span]]
) -> Iterator[tuple[int, Span]]:
    """Yield (index of the turn, span) for what belongs to the spans in `found`."""
    towns: dict[str, Span] = {}
    streets: dict[str, Span] = {}
    for turn, spans in _sure(turns, found):
        for wider in _in_turn(turn.text, spans):
            yield turn.index, wider
        for span in _towns(turn.text, spans) if len(towns) < _MOST_SOUGHT else ():
            towns.setdefault(key(turn.text[span.start : span.end]), span)
        for span in spans:
            if span.entity == "STREET_ADDRESS" and len(streets) < _MOST_SOUGHT:
                for part in _parts_of(turn.text[span.start : span.end]):
                    streets.setdefault(part, replace(span, source="known:value"))
    sought = [*towns.items(), *streets.items()]
    for turn in turns if sought else ():
        for span in _again(turn, sought):
            if not any(_holds(other, span) for other in found.get(turn.index, ())):
                yield turn.index, span


def _sure(
    turns: Sequence[Turn], found: Mapping[int, Sequence[Span]]
) -> Iterator[tuple[Turn, list[Span]]]:
    """Yield the turns in which something is sure enough, and what that is."""
    for turn in turns:
        if spans := [span for span in found.get(turn.index, ()) if span.score >= _LEAST_SCORE]:
            yield turn, spans


def _in_turn(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    for span in spans:
        if span.entity == "PERSON":
            yield from _name(text, span)
        elif span.entity == "STREET_ADDRESS":
            start, end = whole_street(text, span, spans)
            if (start, end) != (span.start, span.end):
                yield replace(span, start=start, end=end)
        elif span.entity == "PHONE_NUMBER" and (fax := _EXTENSION.match(text, span.end)):
            yield replace(span, start=fax.start("word"), end=fax.end())
    yield from find_said_on(text, spans)
    yield from find_said_passwords(text, spans)
    parts = [span for span in spans if span.entity in ADDRESS_PARTS]
    for span in parts:
        if (province := _PROVINCE_AFTER.match(text, span.end)) and text[span.end - 1].isalpha():
            yield replace(span, end=province.end())
        elif (
            span.entity == "LOCATION"
            and (district := _DISTRICT_AFTER.match(text, span.end))
            and _CODE_BEFORE.search(text, max(0, span.start - 6), span.start)
        ):
            yield replace(span, end=district.end())
        if quarter := _QUARTER_BEHIND.match(text, span.end):
            yield replace(
                span,
                start=quarter.start("word"),
                end=quarter.end(),
                entity="LOCATION",
                source=ADDRESS_ANSWER,
            )
    yield from _between(text, parts)


def _name(text: str, span: Span) -> Iterator[Span]:
    """Widen a name to the names and initials beside it: "Hannelore [Siebert]", "[Ng] Wei Jie"."""
    start, end = whole_name(text, span.start, span.end)
    if (start, end) != (span.start, span.end):
        yield replace(span, start=start, end=end)
    signed = _FIRM_IN_BRACKETS.match(text, end)
    if signed and _may_be_a_firm(signed["firm"]):
        place, stop = signed.span("firm")
        yield replace(
            span, start=place, end=stop, entity="ORGANIZATION", source=VISITOR_COMPANY, means=""
        )
    short = _SHORT_BEHIND.match(text, end) or _FOR_SHORT.match(text, end)
    if short and _may_be_short(short):
        yield replace(span, start=short.start("name"), end=short.end("name"), means="")
    firm = _FIRM_AFTER.match(text, end)
    if firm and is_capitalised(text[start:end]):
        yield replace(
            span, start=start, end=firm.end(), entity="ORGANIZATION", source=VISITOR_COMPANY
        )


def _may_be_short(match: re.Match[str]) -> bool:
    """Whether it is what somebody may be called, and no verb: "Frau Ek kurz sprechen"."""
    name = match["name"]
    if is_never_a_name(name):
        return False
    if match.groupdict().get("abroad"):
        return is_forename(key(name)) or (is_capitalised(name) and not is_word_abroad(key(name)))
    return is_capitalised(name) or not is_word(name)


def _may_be_a_firm(name: str) -> bool:
    """Whether a firm may be called so: no forename in front, and not all of it words."""
    words = re.findall(r"[^\W\d_]{2,}", name)
    return not is_forename(key(words[0])) and not all(
        is_word(word) or is_word_abroad(word) for word in words
    )


def _between(text: str, parts: Sequence[Span]) -> Iterator[Span]:
    """Yield what stands between parts: a town, a postcode, the word "flat" before its number."""
    for left, right in pairwise(join(parts)):
        gap = text[left.end : right.start]
        if left.entity != "LOCATION" and 0 < len(gap) <= _LONGEST_BETWEEN:
            town = _TOWN_BETWEEN.fullmatch(gap)
            if town and any(map(str.isalpha, gap)) and not is_never_a_name(gap.strip(" ,\n")):
                yield replace(left, start=left.end, end=right.start, source=ADDRESS_ANSWER)
            elif right.entity == "STREET_ADDRESS" and LANDMARK_BETWEEN.fullmatch(gap):
                yield replace(left, end=right.end)
        state = _STATE_BETWEEN.fullmatch(gap)
        if state and (left.entity, right.entity) == ("LOCATION", "POSTAL_CODE"):
            start, end = (left.end + at for at in state.span("state"))
            yield replace(left, start=start, end=end)
        code = _CODE_BETWEEN.fullmatch(gap)
        if code and (left.entity, right.entity) == ("STREET_ADDRESS", "LOCATION"):
            start, end = (left.end + at for at in code.span("code"))
            yield replace(left, start=start, end=end, entity="POSTAL_CODE", source=ADDRESS_ANSWER)


def _towns(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the towns of the addresses in a text."""
    addresses = [span for span in spans if span.entity in {"STREET_ADDRESS", "POSTAL_CODE"}]
    for span in spans:
        if span.entity == "LOCATION" and is_beside(span, addresses, text):
            yield span
    for address in addresses:
        street = address.entity == "STREET_ADDRESS"
        end = whole_street(text, address, spans)[1] if street else address.end
        if town := _town_behind(text, end, spans):
            yield replace(address, start=town[0], end=town[1], entity="LOCATION")


def _town_behind(text: str, end: int, spans: Sequence[Span]) -> tuple[int, int] | None:
    """Where the town stands that is said behind an address: "in Dokkum", ", Hexham."."""
    town = _IN_TOWN.match(text, end)
    if town and not is_word(town["word"]) and key(town["word"]) not in _MONTHS:
        return town.span("word")
    town = _TOWN_AFTER.match(text, end)
    if town and _may_be_town(town["word"]):
        start, end = town.span("word")
        return None if any(span.overlaps(start, end) for span in spans) else (start, end)
    return None


def _may_be_town(words: str) -> bool:
    """Whether capitalised words behind an address, a comma between, are where it is."""
    said = [key(word) for word in re.split(r"[ -]", words)]
    if any(is_never_a_name(word) or word in _TITLES or word in SAID for word in said):
        return False
    strange = any(not is_word(word) and not is_word_abroad(word) for word in said)
    return strange and not is_forename(said[0])


def _holds(other: Span, span: Span) -> bool:
    address = other.entity in {"STREET_ADDRESS", "POSTAL_CODE"}
    return address and other.start <= span.start and span.end <= other.end


def _parts_of(address: str) -> Iterator[str]:
    """Yield, for comparing, a street without its number and the number as it is said alone."""
    if name := _STREET_NAME.search(address):
        yield key(name["name"] or name["other"])
    elif (small := _SMALL_STREET_NAME.search(address)) and not is_word(small["word"]):
        yield key(small["name"])
    for number in _HOUSE_NUMBER.finditer(address):
        yield from (f"{said} {number[0].lower()}" for said in _SAID_BEFORE)


def _again(turn: Turn, sought: Sequence[tuple[str, Span]]) -> Iterator[Span]:
    """Yield where a part of somebody's address stands, here or elsewhere in the chat."""
    folded = turn.key
    if len(folded) != len(turn.text):
        folded = turn.text.lower()
    for part, span in sought:
        for start, end in places_of(part, folded) if part in folded else ():
            if not is_word(part) or is_capitalised(turn.text[start:]):
                yield replace(span, start=start, end=end, source=ADDRESS_ANSWER)
