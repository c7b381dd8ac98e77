"""Take what stands beside a found value and belongs to it: a name, an address or number cut short.

What is found here is a stretch of its own; what overlaps or touches is joined later.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from redactor.names import INSIDE_NAMES, is_capitalised
from redactor.phrases import places_of
from redactor.reading import key
from redactor.reasons import ADDRESS_ANSWER, VISITOR_COMPANY
from redactor.spans import ADDRESS_PARTS, Span, is_beside
from redactor.turns import Turn
from redactor.vocabulary import is_forename, is_never_a_name, is_word, words_of

_LEAST_SCORE = 0.5
_MOST_SOUGHT = 100
_MOST_NAMES = 3
_TITLES = words_of("titles")
_MONTHS = words_of("times")

_WORD = r"[^\W\d_](?:\w|['’](?!s?\b))*(?:-[^\W\d_](?:\w|['’](?!s?\b))*)*"
_NEXT_NAME = re.compile(rf"[ ](?P<word>{_WORD})(?!\w)(?![.@]\w)")
_NAME_BEFORE = re.compile(rf"(?<![\w@.'’-])(?P<word>{_WORD})[ ]$")
_STRANGE_BEFORE = re.compile(
    r"(?:^|[\n:(\"“])(?P<words>(?!(?:Mein|Dein|Sein|Ihr|Unser|Der|Die|Das|Den|Dem|Ein|Herr|Frau"
    r"|Mijn|Onze|Het|Een|Mevr|Mon|Ton|Son|Ses|Mes|Nos|Les|Des|Une|Mad|Mons|Mis|Sus|Los|Las|Una|Uno"
    r"|Se[ñn]or|Do[ñn]a|Minha|Meu|Nossa|Seu|Sua|Dona|Mio|Mia|Suo|Sua|Gli|Sig|Dott|Guten|Liebe|Hallo"
    r"|Bonjour|Bonsoir|Hola|Buen|Merci|Gra[cz]i|Danke|Obrig|Goede|Beste|Dag|Ciao|Caro|Cara|Quer|Chère?"
    r"|Oder|Und|Aber|Ist|Hat|Wohn|Bei|F[üu]r|Para|Pour|Per|Voor|Avec|Con|Com|Mit|Met)[a-z]{0,4}\b)"
    r"(?-i:[A-ZÀ-Þ])[a-zß-ÿ'’-]{2,} (?-i:[A-ZÀ-Þ])[a-zß-ÿ'’-]{2,}) $"
)
_MOTHER_OF = re.compile(r"(?<!\w)(?P<word>(?:Mama|Papa|Baba|Iya) )$")
_INITIALS_BEFORE = re.compile(
    r"(?<![\w.'’-])(?P<word>(?:[A-HJ-Z](?:\. ?| )|I(?:\. ?| )(?=[A-Z][. ])){1,3})\Z"
)
_INITIAL_AFTER = re.compile(r"[ ](?P<word>[B-HJ-Z]\.?)(?![\w'’])")
_FIRM_AFTER = re.compile(
    r"(?:['’]s)?(?: (?:&|and|y|und|et|e|en) (?:[Ss]ons?|[Dd]aughters?|Bros|Brothers|Sisters|Söhne"
    r"|Sohn|Töchter|Fils|Filles|Hijos|Figli|Zonen|Zoon|Filhos)\b)(?: [A-ZÀ-Þ][\w'’-]+){0,3}"
)

_UNIT = (
    r"(?:flat|apt|apartment|unit|suite|ste|lot|room|rm|block|blk|bldg|house|no|nr|level|floor|phase"
    r"|lgh|apto|piso|interno|int|scala|bloco|casa|og|etage|étage)"
)
_UNIT_BEFORE = re.compile(rf"(?<!\w)(?P<word>{_UNIT}\.? ?#?\d{{1,4}}[a-z]?,? ?)$", re.IGNORECASE)
_UNIT_WORD_BEFORE = re.compile(
    r"(?<!\w)(?P<word>(?:flat|apt|unit|lot|block|blk|no|nr)\.? ?#?)$", re.I
)
_ONLY_A_UNIT = re.compile(rf"{_UNIT}\.? ?#?\w{{1,4}}", re.IGNORECASE)
_HOUSE_BEFORE = re.compile(
    r"(?:^|[.:;\n]\s*|[,]\s)(?P<word>(?:[^\W\d_a-z][\w'’]+[ -]){1,3}[^\W\d_a-z][\w'’]+, )$"
)
_UNIT_AFTER = re.compile(
    rf"(?P<word>,? {_UNIT}(?:\.? ?#?\d{{1,4}}[a-z]?|\.? [A-Z])(?!\w))", re.IGNORECASE
)
_HOUSE_BEHIND = re.compile(
    r"(?P<word>,? (?:(?:casa )?(?:d[ao]s? )?fundos|sobrado|hinterhaus|vorderhaus|hinterhof|[áa]tico"
    r"|(?:casa|quadra|lote|bloco|apto\.?|b[âa]timent|b[âa]t\.?|portal|bus) (?:\d{1,4}[a-z]?"
    r"|(?-i:[A-Z])(?!\w))))(?!\w)",
    re.IGNORECASE,
)
_STREET_WORD_AFTER = re.compile(
    r"(?P<word> (?:Gade|Vej|Gata|Gatan|Katu|Straat|Stra(?:ß|ss)e|Allee|Weg|Platz|Laan|Plein|Gasse"
    r"|Street|Road|Avenue|Lane|Track|Crescent|Terrace|Close|Way|Parade|Mews|Grove|Court))(?!\w)"
)
_NUMBER_AFTER = re.compile(
    r"(?P<word>(?:[ ](?:à|a|al|de|da|do|di|del|della|des|du|la|van|von|of|the))?"
    r"(?:[ ][^\W\d_a-z][\w'’-]+){1,3} \d{1,4}[a-z]?(?!\w|[.,:]\d))"
)
_HOUSE_AFTER = re.compile(r"(?P<word>,? the (?P<house>[a-z]{5,}))(?!\w)", re.IGNORECASE)
_CAPITALS = r"[^\W\d_a-z][\w'’-]+"
_IN_TOWN = re.compile(
    rf"[ ,]{{1,2}}(?:in|à|a|en|w|i|bei|near)[ ](?P<word>{_CAPITALS}(?:[ -]{_CAPITALS}){{0,2}})"
)
_TOWN_BETWEEN = re.compile(
    rf"[\s,]*(?:{_UNIT}|{_CAPITALS}(?:[ -](?:[a-z]{{1,3}}[ -])?{_CAPITALS}){{0,3}})[\s,]*"
)
_LONGEST_BETWEEN = 40
_CODE_BETWEEN = re.compile(r",? ?(?P<code>\d{4,5}) ")

_STREET_NAME = re.compile(
    rf"(?P<name>{_CAPITALS}(?: {_CAPITALS}){{0,2}} (?i:street|road|avenue|lane|drive|close|way"
    r"|court|crescent|terrace|gardens|grove|place|square|row|hill|rise|parade|cottages?|house|mews|track))"
    r"(?!\w)"
    rf"|(?P<other>[^\W\d_a-z][\w-]+(?:straße|strasse|weg|straat|laan|gracht|gatan|vägen))(?!\w)"
)
_HOUSE_NUMBER = re.compile(r"(?<![\w-])\d{1,4}[A-Za-z]?(?![\w-])")
_SAID_BEFORE = ("no", "no.", "nr", "nr.", "number", "unit", "flat", "apt", "interno", "lot", "lgh")
_NUMBERS = frozenset({"ORDER_ID", "ACCOUNT_ID", "ID_DOCUMENT", "US_SSN", "UK_NINO", "UK_NHS"})
_LETTERS_BEFORE = re.compile(r"(?<![\w.'’-])(?P<word>[A-Z]{1,3}[ -])$")
_DIGITS_AFTER = re.compile(r"(?P<word>(?: \d{1,4}){1,2})(?!\w|[.,:/]\d|[ ]?[%€$£])")
_LETTER_AFTER = re.compile(r"(?P<word> [B-HJ-Z])(?![\w'’.])")
_LABELS = words_of("number_labels")
_NO_LETTERS = frozenset({"MY", "IS", "NO", "ID", "IT", "OK", "THE", "AND", "SO", "AT", "OF", "ON"})


def find_beside(
    turns: Sequence[Turn], found: Mapping[int, Sequence[Span]]
) -> Iterator[tuple[int, Span]]:
    """Yield (index of the turn, span) for what belongs to the spans in `found`."""
    towns: dict[str, Span] = {}
    streets: dict[str, Span] = {}
    for turn in turns:
        spans = [span for span in found.get(turn.index, ()) if span.score >= _LEAST_SCORE]
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


def _in_turn(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    for span in spans:
        if span.entity == "PERSON":
            yield from _name(text, span)
        elif span.entity == "STREET_ADDRESS":
            yield from _street(text, span, spans)
        elif span.entity in _NUMBERS and not span.source.startswith("pattern:"):
            yield from _number(text, span)
    yield from _between(text, [span for span in spans if span.entity in ADDRESS_PARTS])


def _name(text: str, span: Span) -> Iterator[Span]:
    """Widen a name to the names and initials beside it: "Hannelore [Siebert]", "[Ng] Wei Jie"."""
    start, end = whole_name(text, span.start, span.end)
    if (start, end) != (span.start, span.end):
        yield replace(span, start=start, end=end)
    firm = _FIRM_AFTER.match(text, end)
    if firm and is_capitalised(text[start:end]):
        yield replace(
            span, start=start, end=firm.end(), entity="ORGANIZATION", source=VISITOR_COMPANY
        )


def whole_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the name of which `start:end` is a part begins and ends."""
    shouted = text[start:end].isupper()
    for _ in range(_MOST_NAMES):
        word = _NEXT_NAME.match(text, end)
        if not word or not _is_more_of_a_name(text, word, shouted=shouted):
            break
        end = word.end()
    if initial := _INITIAL_AFTER.match(text, end):
        end = initial.end("word") - initial["word"].endswith(".")
    for _ in range(_MOST_NAMES):
        before = _NAME_BEFORE.search(text, max(0, start - 40), start)
        if not before or shouted or not _is_forename_here(before["word"]):
            break
        start = before.start("word")
    if (strange := _STRANGE_BEFORE.search(text, max(0, start - 60), start)) and not shouted:
        words = strange["words"].split()
        if all(_is_strange(word) and key(word) not in _TITLES for word in words):
            start = strange.start("words")
    if mother := _MOTHER_OF.search(text, max(0, start - 8), start):
        start = mother.start("word")
    if initials := _INITIALS_BEFORE.search(text, max(0, start - 8), start):
        start = initials.start("word")
    return start, end


def _is_more_of_a_name(text: str, match: re.Match[str], *, shouted: bool) -> bool:
    word = match["word"]
    if word.lower() in INSIDE_NAMES:
        after = _NEXT_NAME.match(text, match.end())
        return after is not None and is_capitalised(after["word"]) and _is_strange(after["word"])
    if not is_capitalised(word) or (word.isupper() and len(word) > 1 and not shouted):
        return False
    return _is_strange(word) and not (shouted and is_never_a_name(word))


def _is_forename_here(word: str) -> bool:
    if not is_capitalised(word) or word.isupper() or key(word) in _TITLES:
        return False
    return is_forename(key(word)) and not is_word(word)


def _is_strange(word: str) -> bool:
    return len(word) > 1 and not is_word(word) and not is_never_a_name(word)


def _street(text: str, span: Span, spans: Sequence[Span]) -> Iterator[Span]:
    """Widen an address to its house, flat or number."""
    start, end = span.start, span.end
    value = text[start:end]
    digits = any(map(str.isdigit, value))
    before = _UNIT_BEFORE if not value[0].isdigit() or "," in text[start - 2 : start] else None
    unit = (before and before.search(text, max(0, start - 16), start)) or (
        _UNIT_WORD_BEFORE.search(text, max(0, start - 8), start) if value[0].isdigit() else None
    )
    if unit:
        start = unit.start("word")
    house = _HOUSE_BEFORE.search(text, max(0, start - 50), start) if digits else None
    if house and not any(other.overlaps(*house.span("word")) for other in spans):
        start = house.start("word")
    if not digits and (number := _NUMBER_AFTER.match(text, end)):
        end = number.end()
    if digits and text[end - 1].isalpha() and (word := _STREET_WORD_AFTER.match(text, end)):
        end = word.end()
    only_a_unit = _ONLY_A_UNIT.fullmatch(value)
    if only_a_unit and (name := _HOUSE_AFTER.match(text, end)) and _is_strange(name["house"]):
        end = name.end()
    while (digits or " " in value) and (
        after := _UNIT_AFTER.match(text, end) or _HOUSE_BEHIND.match(text, end)
    ):
        end = after.end()
    if (start, end) != (span.start, span.end):
        yield replace(span, start=start, end=end)


def _between(text: str, parts: Sequence[Span]) -> Iterator[Span]:
    """Yield what stands between parts: a town, a postcode, the word "flat" before its number."""
    parts = sorted(parts, key=lambda span: span.start)
    for left, right in pairwise(parts):
        gap = text[left.end : right.start]
        if left.entity != "LOCATION" and 0 < len(gap) <= _LONGEST_BETWEEN:
            town = _TOWN_BETWEEN.fullmatch(gap)
            if town and any(map(str.isalpha, gap)):
                yield replace(left, start=left.end, end=right.start, source=ADDRESS_ANSWER)
        code = _CODE_BETWEEN.fullmatch(gap)
        if code and (left.entity, right.entity) == ("STREET_ADDRESS", "LOCATION"):
            start, end = (left.end + at for at in code.span("code"))
            yield replace(left, start=start, end=end, entity="POSTAL_CODE", source=ADDRESS_ANSWER)


def _number(text: str, span: Span) -> Iterator[Span]:
    """Widen a number to the letters before it and the digits behind: "ZE [4410982]"."""
    start, end = span.start, span.end
    value = text[start:end]
    if value[0].isdigit():
        before = _LETTERS_BEFORE.search(text, max(0, start - 6), start)
        letters = before["word"].strip(" -") if before else ""
        if before and letters not in _NO_LETTERS and letters.lower() not in _LABELS:
            start = before.start("word")
    if value[-1].isdigit() and " " in value:
        if after := _DIGITS_AFTER.match(text, end):
            end = after.end()
        elif letter := _LETTER_AFTER.match(text, end):
            end = letter.end()
    if (start, end) != (span.start, span.end):
        yield replace(span, start=start, end=end)


def _towns(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the towns of the addresses in a text."""
    addresses = [span for span in spans if span.entity in {"STREET_ADDRESS", "POSTAL_CODE"}]
    for span in spans:
        if span.entity == "LOCATION" and is_beside(span, addresses, text):
            yield span
    for address in addresses:
        town = _IN_TOWN.match(text, address.end)
        if town and not is_word(town["word"]) and key(town["word"]) not in _MONTHS:
            start, end = town.span("word")
            yield replace(address, start=start, end=end, entity="LOCATION")


def _holds(other: Span, span: Span) -> bool:
    address = other.entity in {"STREET_ADDRESS", "POSTAL_CODE"}
    return address and other.start <= span.start and span.end <= other.end


def _parts_of(address: str) -> Iterator[str]:
    """Yield, for comparing, a street without its number and the number as it is said alone."""
    if name := _STREET_NAME.search(address):
        yield key(name["name"] or name["other"])
    for number in _HOUSE_NUMBER.finditer(address):
        yield from (f"{said} {number[0].lower()}" for said in _SAID_BEFORE)


def _again(turn: Turn, sought: Sequence[tuple[str, Span]]) -> Iterator[Span]:
    """Yield where a part of somebody's address stands, here or elsewhere in the chat."""
    folded = turn.key
    if len(folded) != len(turn.text):
        folded = turn.text.lower()
    for part, span in sought:
        for start, end in places_of(part, folded):
            if not is_word(part) or is_capitalised(turn.text[start:]):
                yield replace(span, start=start, end=end, source=ADDRESS_ANSWER)
