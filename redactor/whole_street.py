"""Take what stands beside a part of an address and belongs to it: house, flat, street, number."""

import re
from collections.abc import Sequence

from redactor.names import is_strange
from redactor.spans import Span
from redactor.vocabulary import is_never_a_name

CAPITALS = r"[^\W\d_a-z][\w'’-]+"
UNIT = (
    r"(?:flat|apt|apartment|unit|suite|ste|lot|room|rm|block|blk|bldg|house|no|nr|level|floor|phase"
    r"|lgh|apto|piso|interno|int|scala|bloco|casa|og|etage|étage)"
)
_UNIT_BEFORE = re.compile(rf"(?<!\w)(?P<word>{UNIT}\.? ?#?\d{{1,4}}[a-z]?,? ?)$", re.IGNORECASE)
_UNIT_WORD_BEFORE = re.compile(
    r"(?<!\w)(?P<word>(?:flat|apt|unit|lot|block|blk|no|nr)\.? ?#?)$|, (?P<house>house )$", re.I
)
_ROOM_WORD_BEFORE = re.compile(
    r"(?<!\w)(?P<word>(?:studio|suite|ste|office|loft|penthouse|maisonette|atelier|workshop|plot"
    r"|pitch|berth|mooring|chalet|caravan|bungalow|cabin|villa|shop|stall|bureau|b[üu]ro|laden"
    r"|oficina|local|ufficio|negozio|kantoor|winkel|escrit[óo]rio|sala|loja)\.? )$",
    re.IGNORECASE,
)
_ROOM_AND_HOUSE = re.compile(r"\d{1,4}[a-z]?(?:, ?| )\d{1,4}[a-z]?[ ,]", re.IGNORECASE)
"""The number of a room, then that of its house: "Studio [6, 31 Dunmore Quay]"."""
_PART_WORD_BEFORE = re.compile(
    r"(?<!\w)(?P<word>(?:b[âa]timent|b[âa]t\.?|bldg\.?|bloco|bloque|escalier|escalera|scala|portal"
    r"|palazzina|aufgang|toren|torre|trappenhuis) )$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[A-Z](?!\w)")
_ONLY_A_UNIT = re.compile(rf"{UNIT}\.? ?#?\w{{1,4}}", re.IGNORECASE)
_HOUSE_BEFORE = re.compile(
    r"(?:^|[.:;\n]\s*|[,]\s)(?P<word>(?:[^\W\d_a-z][\w'’]+[ -]){1,3}[^\W\d_a-z][\w'’]+, )$"
)
_UNIT_AFTER = re.compile(
    rf"(?P<word>,? {UNIT}(?:\.? ?#?\d{{1,4}}[a-z]?|\.? [A-Z])(?!\w))", re.IGNORECASE
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
_SMALL_STREET_WORD_AFTER = re.compile(
    r" (?:street|road|avenue|lane|crescent|terrace|way|drive|close|court|gardens|grove|mews|walk"
    r"|parade|place|square)(?=[ \t]*(?:$|[,.;)\n]))",
    re.IGNORECASE,
)
_BESIDE_IT = (
    r",? (?:next (?:door )?to|opp(?:osite|\.)?|across from|behind|beside|in front of|facing"
    r"|round the back of|gegen[üu]ber(?: vo[nm]| de[mr])?|neben|hinter|en face d[eu]|derri[èe]re"
    r"|[àa] c[ôo]t[ée] d[eu]"
    r"|enfrente del?|frente (?:al?|ao)|al lado del?|detr[áa]s del?|junto al?|di fronte al(?:la)?"
    r"|accanto al(?:la)?|dietro|naast|tegenover|achter|ao lado d[aeo]|atr[áa]s d[aeo])"
    r"(?: (?:the|an?|de[mr]|die|das|la|le|les|el|los|il|het|os?|as))?"
)
_LANDMARK = re.compile(
    rf"{_BESIDE_IT}(?: [^\W\d_][\w'’-]+){{1,3}}(?=[ \t]*(?:$|[,.;!?)\n]))", re.IGNORECASE
)
"""What a house without a number is found by."""
LANDMARK_BETWEEN = re.compile(rf"{_BESIDE_IT}(?: [^\W\d_][\w'’-]+){{0,3}},? ?", re.IGNORECASE)
"""What stands between the two halves of an address: ", behind [the] mill, "."""
_NUMBER_AFTER = re.compile(
    r"(?P<word>(?:[ ](?:à|a|al|de|da|do|di|del|della|des|du|la|van|von|of|the))?"
    r"(?:[ ][^\W\d_a-z][\w'’-]+){1,3} \d{1,4}[a-z]?(?!\w|[.,:]\d))"
)
_FLOOR_AFTER = re.compile(
    r"(?:er|[èe]me|[eº°ª.])? (?:(?:[ée]tage|piso|andar|stock|verdieping|piano|obergeschoss|hoog"
    r"|derecha|dcha\.?|izquierda|izda\.?|izq\.?|direito|dto\.?|esquerdo|esq\.?)(?!\w)"
    r"|(?:links|rechts|gauche|droite)(?=\s*(?:$|[,;)\n]|\.(?:\s|$))))",
    re.I,
)
"""What makes a number behind an address that of a floor: "12 rue Verte [3ème] étage"."""
_ORDINAL_ENDS = re.compile(r"\d(?:er|[èe]me|[eº°ª.])?$", re.IGNORECASE)
_HOUSE_AFTER = re.compile(r"(?P<word>,? the (?P<house>[a-z]{5,}))(?!\w)", re.IGNORECASE)
_ONLY_A_NUMBER = re.compile(
    rf"(?:(?:number|no|nr)\.? )?\d{{1,4}}[a-z]?(?:,? {UNIT}\.? ?\w{{1,4}})?", re.IGNORECASE
)
_LODGE_BEFORE = re.compile(
    r"(?<!\w)(?P<word>(?:the |old )+(?:gate ?)?(?:lodge|house|cottage|farm(?:house)?|rectory"
    r"|vicarage|manor|mill|barn|stables?|bungalow|coach house|manse) (?:at|on|in) )$",
    re.IGNORECASE,
)
"""What a house is that has no number: "[the lodge at] Pendennick"."""
_FLAT_ABOVE = re.compile(
    r"(?<!\w)(?P<word>(?:(?:the|my|in|a) )?(?:(?:top|garden|basement|back|side) )?"
    r"(?:flat|studio|room|bedsit|apartment|office|unit|annexe?|maisonette|wohnung|appartement"
    r"|piso|casa|appartamento)"
    r" (?:above|over|behind|below|under|beside|next (?:door )?to|[üu]ber|hinter|unter|neben"
    r"|au[- ]dessus|derri[èe]re|encima|sobre|sopra|boven|achter)"
    r"(?: (?:the|an?|my|de[rmnl]?|du|d[ae]s|la|le|les|el|los|il|het|o|os))?"
    r"(?: [^\W\d_][\w'’-]+){1,2}, )$",
    re.IGNORECASE,
)
"""What a flat is found by, before its street: "[flat above the bakery,] 9 Marl Street"."""
_LONGEST_FLAT = 60
_STREET_BEFORE = re.compile(
    r"(?:^|[.,;:!?\n]\s*|\b(?:at|in|on|is|to|address) )"
    r"(?P<word>(?P<street>(?:[^\W\d_][\w'’.-]{0,20} ){1,3})"
    r"(?:street|road|avenue|lane|crescent|terrace|gardens|court|mews|close|grove|cottages),? "
    r"(?:(?:number|no|nr)\.? )?)$",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(rf"(?P<word>(?: {CAPITALS}){{1,3}})(?!\w)")
_ONLY_NUMBER_AFTER = re.compile(
    r"(?P<word> (?:(?:(?:no|nr|number|num)\.? |n[º°] ?)?\d{1,4}(?: ?[a-z]|[ /](?:bis|ter))?"
    r"|(?:no|nr|number|num)\.? (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty)))"
    r"(?!\w|[.,:/-]\d|[ ]?[%€$£°])"
    r"(?=\s*(?:$|[.,;!?)\n]|(?:in(?! the\b)|en|à|em|and|und|y|et|e|og|apt|flat|[A-ZÀ-Þ]{1,2}\d)\b))"
)
_LONGEST_STREET = 70


def whole_street(text: str, span: Span, spans: Sequence[Span]) -> tuple[int, int]:
    """Return where the address begins and ends of which `span` is a part."""
    start, end = span.start, span.end
    value = text[start:end]
    if _ONLY_A_NUMBER.fullmatch(value):
        start, end = _with_street(text, start, end, spans)
    elif not any(map(str.isdigit, value)):
        number = _NUMBER_AFTER.match(text, end) or _ONLY_NUMBER_AFTER.match(text, end)
        end = number.end() if number else end
    return _before(text, start, spans), _after(text, start, end, value)


def _with_street(text: str, start: int, end: int, spans: Sequence[Span]) -> tuple[int, int]:
    """A house number with the street beside it: "[26] Craigmount Loan", "mill court [27]"."""
    others = [other for other in spans if other.entity not in {"ORGANIZATION", "LOCATION"}]
    after = _NAMED_AFTER.match(text, end)
    if after and _may_be_street(after["word"]) and not _any_overlaps(others, after):
        return start, after.end()
    before = _STREET_BEFORE.search(text, max(0, start - _LONGEST_STREET), start)
    said = before["street"].split() if before else [""]
    if before and not any(map(is_never_a_name, said)):
        return before.start("word"), end
    return start, end


def _may_be_street(words: str) -> bool:
    said = words.split()
    return any(map(is_strange, said)) and not any(map(is_never_a_name, said))


def _any_overlaps(spans: Sequence[Span], match: re.Match[str]) -> bool:
    return any(span.overlaps(*match.span("word")) for span in spans)


def _before(text: str, start: int, spans: Sequence[Span]) -> int:
    """Where the house or flat before an address begins."""
    numbered = text[start].isdigit()
    unit = None
    if not numbered or "," in text[max(0, start - 2) : start]:
        unit = _UNIT_BEFORE.search(text, max(0, start - 16), start)
    if not unit and numbered:
        unit = _UNIT_WORD_BEFORE.search(text, max(0, start - 8), start)
    if not unit and _ROOM_AND_HOUSE.match(text, start):
        unit = _ROOM_WORD_BEFORE.search(text, max(0, start - 13), start)
    if not unit and (numbered or _LETTER.match(text, start)):
        unit = _PART_WORD_BEFORE.search(text, max(0, start - 13), start)
    start = unit.start(unit.lastgroup or 0) if unit else start
    if not numbered and (lodge := _LODGE_BEFORE.search(text, max(0, start - 30), start)):
        return lodge.start("word")
    if text[start - 2 : start] == ", " and (
        flat := _FLAT_ABOVE.search(text, max(0, start - _LONGEST_FLAT), start)
    ):
        return flat.start("word")
    house = _HOUSE_BEFORE.search(text, max(0, start - 50), start) if numbered or unit else None
    return start if not house or _any_overlaps(spans, house) else house.start("word")


def _after(text: str, start: int, end: int, value: str) -> int:
    """Where the street word, house or flat behind an address ends."""
    digits = any(map(str.isdigit, text[start:end]))
    if digits and text[end - 1].isalpha() and (word := _STREET_WORD_AFTER.match(text, end)):
        end = word.end()
    if not digits:
        for shape in (_SMALL_STREET_WORD_AFTER, _LANDMARK):
            found = shape.match(text, end) if text[end - 1].isalpha() else None
            end = found.end() if found else end
    house = _HOUSE_AFTER.match(text, end) if _ONLY_A_UNIT.fullmatch(value) else None
    if house and is_strange(house["house"]):
        end = house.end()
    floor = _FLOOR_AFTER.match(text, end) if digits else None
    if floor and _ORDINAL_ENDS.search(text, max(0, end - 5), end):
        end = floor.end()
    while (digits or " " in value) and (
        after := _UNIT_AFTER.match(text, end) or _HOUSE_BEHIND.match(text, end)
    ):
        end = after.end()
    return end
