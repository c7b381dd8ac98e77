"""The shape of an answer to "your address?": a street, a code, a flat, or a place by itself."""

import re
from itertools import groupby

from redactor.names import is_capitalised
from redactor.said_beside import ASIDE, SAID_ABROAD
from redactor.turns import Token, tokens_of
from redactor.vocabulary import is_never_a_name, is_word

WORDS_OF_A_PLACE = 4
"""A place by itself has no more words."""

_PARTS_OF_A_PLACE = 2
_WORDS_OF_A_TOWN = 3
_WORDS_OF_AN_ADDRESS = 5
_SENTENCE_ENDS = re.compile(r"[.!](?=\s)|\n")
_IN_STREETS = frozenset({"the", "of", "and", "at", "on", "no", "number", "house", "by"})
_PART_ENDS = re.compile(r"\s*(?:[,;!()\n]|\.(?=\s+[^\W\d_]{2,}|\s*$)|\.\s+(?=\d{4,}))\s*|: ")
_ADDRESS_LEAD = re.compile(
    r"\s*(?:(?:ok|okay|sure|ye[ahps]*|yh|yup|ya|jo|ja(?:wohl|wel)?|oui|s[iì]|sim|isso|esatto|nein|nee"
    r"|non?|n[aã]o|hi|hello|well|um+|uh+|so|please|pls|sorry|it'?s|its|it is|that'?s|is|at|to|new"
    r"|now|we|i|i'?m|im|live|moved|still|my|our|the address|address(?: is)?|send it|deliver(?: it)?"
    r"|the correct one is|here(?:'s| is)?|seit|wohne ich|ich wohne|vivo en|j'habite|abito in"
    r"|ik woon|moro na)(?![\w'’])[\s.:-]*)*",
    re.IGNORECASE,
)
_CODE_PART = re.compile(
    r"(?:(?:cep|cap|plz|cp|zip|post ?code|eircode)(?: code)? )?"
    r"(?:\d{4,6}(?: \d{3,4})?(?: [A-Z]{2})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"
    r"|(?:[A-Z\d] ){4,6}[A-Z\d]|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]\d{2} ?[A-Z\d]{4})"
    r"(?: [^\W\d_]{3,}){0,3}"
    r"|(?:[^\W\d_]{3,} ){1,3}(?:\d{4,6}(?: \d{3,4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})",
    re.IGNORECASE,
)
_UNIT = (
    r"(?:flat|apt|apartment|unit|suite|floor|level|room|block|blk|lot|phase|house|door|buzzer"
    r"|interno|int|scala|piano|piso|planta|puerta|apto|etage|étage|etg|og|eg|stock|stiege|lgh|tv"
    r"|th|bis|bus|casa|bloco)"
)
_UNIT_PART = re.compile(
    rf"(?:\d{{1,4}}(?:st|nd|rd|th|e|er)? )?{_UNIT}(?: \d{{1,4}}[A-Z]?)?"
    r"(?: (?:left|right|links|rechts|mitte|unten|oben))?",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(
    r"(?<!\w)(?:(?:no|nr|number) )?\d{1,4}(?:[ ]?[A-Z])?(?: \d{1,4}[A-Z]?)? [^\W\d_][\w'’]{2,}",
    re.IGNORECASE,
)
_NUMBER_BEHIND = re.compile(
    r"(?<!\w)[^\W\d_][\w'’]{2,} (?:(?:no|nr|n|number) )?\d{1,4}(?: ?[A-Z])?(?!\w)",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"avenue|bank|barn|bridge|church|close|cottages?|court|drive|end|farm|fields?|gardens?|green"
    r"|grove|hall|heights|hill|house|lane|lodge|manor|mews|mill|mount|park|place|road|row|square"
    r"|street|terrace|view|villa|walk|way|wood|yard"
)


def find_address(text: str) -> list[tuple[int, int]]:
    """A street, a code or a flat and the towns beside it, or a place of few strange words.

    A short answer is looked at in the parts that commas and stops make, without the question
    behind it; what stands among more words, the language model knows.
    """
    text = _before_a_question(text)
    if len(tokens_of(text)) > _WORDS_OF_AN_ADDRESS:
        return []
    parts = [(part, _part_of_address(part)) for part in _parts(text)]
    runs = [list(run) for known, run in groupby(parts, key=lambda part: bool(part[1])) if known]
    if places := [
        (run[0][0][0].start, run[-1][0][-1].end)
        for run in runs
        if any(kind != "town" for _, kind in run)
        and text[run[0][0][0].start :].strip(" .!") != run[0][0][0].text
    ]:
        return places
    words = [token for part, _ in parts for token in part]
    if len(parts) <= _PARTS_OF_A_PLACE and _is_a_strange_place(words):
        return [(words[0].start, words[-1].end)]
    return []


def _before_a_question(text: str) -> str:
    """The sentences before the first question: "[Unit 4, yes. ]Does the price still hold?"."""
    asked = text.find("?")
    if asked < 0:
        return text
    ends = [end.end() for end in _SENTENCE_ENDS.finditer(text, 0, asked)]
    return text[: ends[-1]] if ends else ""


def _parts(text: str) -> list[list[Token]]:
    """The words of each part of an answer, without those that only open it; none where none."""
    parts = []
    at = 0
    for cut in (*_PART_ENDS.finditer(text), None):
        end = cut.start() if cut else len(text)
        lead = _ADDRESS_LEAD.match(text, at, end)
        start = lead.end() if lead else at
        tokens = [
            Token(start + token.start, start + token.end, token.text, token.key)
            for token in tokens_of(ASIDE.sub("", text[start:end]))
        ]
        if tokens:
            parts.append(tokens)
        at = cut.end() if cut else end
    return parts


def _part_of_address(tokens: list[Token]) -> str:
    """Whether a part of an answer is a street, a code or a floor, a town, or "" for none."""
    written = " ".join(token.text for token in tokens)
    if _CODE_PART.fullmatch(written):
        return "code"
    if _UNIT_PART.fullmatch(written) and any(map(str.isdigit, written)):
        return "unit"
    said = sum(is_never_a_name(token.text) and token.key not in _IN_STREETS for token in tokens)
    if said or SAID_ABROAD.match(written):
        return ""
    if _is_street(written, tokens):
        return "street"
    town = len(tokens) <= _WORDS_OF_A_TOWN and all(map(str.isalpha, written.split()))
    return "town" if town and any(is_strange(token) for token in tokens) else ""


def _is_street(written: str, tokens: list[Token]) -> bool:
    """Whether a number goes before words, or behind words of which one is strange."""
    if _counted(written):
        return False
    if _NUMBER_FIRST.search(written):
        return True
    behind = _NUMBER_BEHIND.search(written) is not None
    return behind and any(map(is_strange, tokens))


def _is_a_strange_place(tokens: list[Token]) -> bool:
    """Whether a few words, most of them unknown, are no sentence: "Hafod Wen", "cutlers yard"."""
    if not tokens or len(tokens) > WORDS_OF_A_PLACE:
        return False
    if any(is_never_a_name(t.text) or SAID_ABROAD.match(t.text) for t in tokens):
        return False
    ordinary = [token for token in tokens if not is_strange(token)]
    known = all(is_capitalised(each.text) or _PLACES.fullmatch(each.key) for each in ordinary)
    return known and len(ordinary) * 2 <= len(tokens)


def is_strange(token: Token) -> bool:
    """Whether it is all letters and no ordinary word."""
    return token.text.isalpha() and not is_word(token.text)


def _counted(text: str) -> bool:
    """Whether a number only counts: "2 boxes", "30 minutes"."""
    last = re.search(r"(?<!\w)\d{1,3} ([a-z]+s)[.!]*$", text)
    if last and is_word(last[1]):
        return True
    return bool(re.search(r"\d\s*(?:days?|weeks?|hours?|min|times?|items?|years?)\b", text, re.I))
