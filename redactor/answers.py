"""The shape an answer must have: a question alone masks nothing.

Every function takes a text and returns where plausible values stand in it.
"""

import re
from collections.abc import Callable

from redactor.address_answers import WORDS_OF_A_PLACE, find_address, is_strange
from redactor.births import find_births
from redactor.edges import bare
from redactor.letter_names import find_letter_names
from redactor.name_answers import find_names
from redactor.names import is_capitalised
from redactor.recognizers.thing_numbers import is_of_a_thing
from redactor.said_beside import ASIDE, EXCLAMATION, SAID_ABROAD
from redactor.topics import Topic
from redactor.turns import Token, tokens_of
from redactor.vocabulary import is_never_a_name, is_word, listed

Place = tuple[int, int]

NOT_COUNTED = (
    r"(?!\s*(?:days?|weeks?|hours?|hrs?|min(?:ute)?s?|months?|years?|times?|items?|pcs|people|%|x\b"
    r"|am\b|pm\b|a\.m|p\.m|usd|eur|gbp|dollars?|euros?|pounds?|percent|business|working|o'clock"
    r"|st\b|nd\b|rd\b|th\b|kg|lbs?|cm|mm|gb|mb|k?w\b|watts?|v\b|volts?|sq\b|ft\b|feet|inch|km|miles?"
    r"|m\b|mph|steps?\b|points?\b|coins?\b|boxe?s?\b|pieces?\b|units?\b|seats?\b|guests?\b))"
)
"""Behind a number: nothing that it only counts follows."""
_FREE = r"(?<![\w$€£.,:/])(?<![$€£] )(?<!\d-)"
_IDENTIFIER = re.compile(
    rf"{_FREE}(?:[A-Za-z]{{1,6}}[-_]?|[A-Z]{{1,6}} )?(?:\d{{3,}}|\d{{1,2}}(?=[- ]\d\d))"
    rf"(?:[-_/ ]?\d+|[-_/]?[A-Z]{{1,4}}(?!\w))*(?!\w|[.,:]\d){NOT_COUNTED}"
    rf"|{_FREE}(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9][\w-]{{3,}}{NOT_COUNTED}"
    r"|(?<![\w.,'’])(?=[A-Z](?: [A-Z]){0,8} \d)(?:[A-Z\d] ){2,12}[A-Z\d](?![\w'’])"
)
_DIGITS = re.compile(r"(?<![\w$€£.])[+(]?\d(?:[\d\s().\-/]*\d)?(?![\w%])")
_MAIL = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]*[^\s@,;<>().!?]")
_MAIL_WITHOUT_AT = re.compile(r"(?<!\S)[\w+-]+(?:\.[\w-]+)+(?!\S)")
_POSTCODE = re.compile(
    r"(?<!\w)(?<!\d[ -])"
    r"(?:[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|\d{4}\s?[A-Z]{2}"
    rf"|[A-Z]\d{{2}}\s?[A-Z\d]{{4}}|\d{{5}}-\d{{3,4}}|\d{{4,6}})(?!\w){NOT_COUNTED}",
    re.IGNORECASE,
)
_AGE = re.compile(r"(?<![\w.$])\d{1,3}(?!\w)(?:\s*(?:years? old|years|yrs?(?: old)?|y/?o)\b)?")
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+,?")
_OF_A_THING = re.compile(
    r"\b(?:model|modell|modelo|mod\.|part|version|firmware|article|sku|size|type|room|floor|aisle"
    r"|shelf|page|row|seat|gate|platform|letter|form|schedule|zimmer|etage|regal|seite|gleis|chambre"
    r"|salle|page|quai|habitaci[óo]n|p[áa]gina|camera|binario|kamer|quarto|sala)"
    r"(?: (?:no\.?|number|nr\.?|name|is))?[ :#]*$",
    re.IGNORECASE,
)
"""What stands before the number of a thing, of which many have the same."""
_EXPIRY = re.compile(r"(?<!\w)(?:0?[1-9]|1[0-2])\s?[/\- .]\s?(?:20)?\d{2}(?!\w)|(?<!\d)\d{4}(?!\d)")
_CODE = re.compile(
    rf"{_FREE}(?:\d{{3,8}}|\d{{3}}[- ]\d{{3}}|[A-Z]-\d{{3,8}}(?:[ -]\d{{3}})?"
    rf"|(?=\w*\d)(?!\d{{1,2}}[ap]m\b)[A-Za-z0-9]{{4,12}}"
    rf"|(?=[A-Z-]*\d)[A-Z\d]{{2,6}}(?:-[A-Z\d]{{2,6}}){{1,4}}(?!-))(?!\w)"
    rf"{NOT_COUNTED}"
)
_FOUR = re.compile(rf"{_FREE}\d{{4,5}}(?!\w){NOT_COUNTED}")
_FEW_CHARACTERS = re.compile(rf"{_FREE}(?=[A-Za-z]*\d)[A-Za-z\d]{{2,6}}(?![\w%]){NOT_COUNTED}")
_WORDS_BESIDE_CHARACTERS = 4
_LEAST_OF_A_DOCUMENT = 4
_HANDLE = re.compile(r"(?<!\S)@?[\w.+-]{2,}[\w](?:@[\w.-]+\w)?(?![\w@])")
_VALUE_LEAD = re.compile(
    r"^(?:(?:ok|okay|sure|yes|yeah|yep|hi|hello|well|um+|uh+|so|please|sorry|of course"
    r"|here(?: it is|'s|s| is| you go)?)\b[\s,.!:-]*)*"
    r"(?:(?:(?:my|the) [\w -]{2,20}? is|it'?s|it is|it was|is|that'?s|try|use"
    r"|i think it'?s|mine is|should be)\b[\s:]*)?",
    re.IGNORECASE,
)
_NEXT_SENTENCE = re.compile(
    r"(?<=[^\W\d_]{4})[.!](?=\s+\w)|\n"
    r"|,? (?=(?:i|im|i'm|we|were|since|been|for \d+|its|it's|they|seit|ich|wir"
    r"|depuis|je|desde|dal?(?= \d)|sinds|ik) )",
    re.IGNORECASE,
)
"""Where somebody goes on to say what they do there."""
_IN_A_PLACE = frozenset(listed("in on at as by a bei am als como"))
"""What leads from a company to where it is, or to what somebody does there."""
_NO_FIRM = frozenset(
    listed(
        "kein keine keinen keiner keines aucun aucune sans emploi ninguno ninguna nessuno nessuna"
        " geen nenhum nenhuma home office unemployed arbeitslos"
    )
)
_WEB_ADDRESS = re.compile(r"\W*(?:[a-z][a-z0-9+.-]*://|www\.)", re.IGNORECASE)
_ODD_HANDLE = re.compile(
    r"(?<![\w@.-])(?<!error )(?<!code )(?!0x)(?=\w*[A-Za-z])(?=\w*[\d_])\w{5,}"
    r"(?![\w@]|:\s*$)"
)
"""What no word looks like, and no file whose lines follow."""

_OR_WAS_IT = re.compile(
    r"(?:\.{2,}|…|,|-)? ?\b(?:or|oder|ou|o|of)\b (?:(?:did i|put"
    r"|was it|is it|maybe|perhaps|just|do|use|war es"
    r"|vielleicht|c'était|quiz[áa]s?|era|forse|misschien|talvez|it was|it'?s|the)\b ?)+",
    re.IGNORECASE,
)


def find_in_answer(topic: Topic, text: str) -> list[Place]:
    """Return where `text`, an answer to a question about `topic`, holds the value asked for."""
    return _FINDERS[topic](text)


def _matches(
    regex: re.Pattern[str], *, digits: range = range(1000)
) -> Callable[[str], list[Place]]:
    def find(text: str) -> list[Place]:
        return [
            match.span()
            for match in regex.finditer(text)
            if sum(map(str.isdigit, match.group())) in digits
        ]

    return find


def _identifiers(text: str) -> list[Place]:
    return [
        (start + first, start + last)
        for start, end in _matches(_IDENTIFIER)(text)
        for first, last in [bare(text[start:end], "ACCOUNT_ID")]
        if not _is_date(text[start:end])
        and not _OF_A_THING.search(text, 0, start)
        and not is_of_a_thing(text, start, end)
    ] + find_letter_names(text)


def _documents(text: str) -> list[Place]:
    """Identifiers; in a sentence, three digits alone are none: "we had 412 last time"."""
    in_a_sentence = len(text.split()) > _WORDS_BESIDE_CHARACTERS
    return [
        (start, end)
        for start, end in _identifiers(text)
        if not (in_a_sentence and text[start:end].isdigit() and end - start < _LEAST_OF_A_DOCUMENT)
    ]


def _codes(text: str) -> list[Place]:
    """What may be a code, but no room, form or part: "a letter CP01A"."""
    return [place for place in _matches(_CODE)(text) if not _OF_A_THING.search(text, 0, place[0])]


def _is_date(value: str) -> bool:
    return bool(
        re.fullmatch(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4}-\d{2}-\d{2}|(?:19|20)\d\d", value)
    )


def _mails(text: str) -> list[Place]:
    places = _matches(_MAIL)(text) if "@" in text else []
    return places or (_matches(_MAIL_WITHOUT_AT)(text) if len(text.split()) < 4 else [])


def _value(text: str) -> tuple[int, list[Token]]:
    """Return what is left of a short answer without lead and aside: (offset, tokens)."""
    lead = _VALUE_LEAD.match(text)
    start = lead.end() if lead else 0
    rest = ASIDE.sub("", text[start:]).rstrip(" .!,")
    return start, [
        Token(start + token.start, start + token.end, token.text, token.key)
        for token in tokens_of(rest)
    ]


def _one_secret(text: str) -> list[Place]:
    """One word, or words with a digit or sign in them, that nobody says otherwise."""
    if text.rstrip().endswith("?"):
        return []
    start, _ = _value(text)
    rest = ASIDE.sub("", text[start:]).strip()
    words = rest.split()
    if not words or len(words) > 6 or EXCLAMATION.fullmatch(rest) or _WEB_ADDRESS.match(rest):
        return []
    if SAID_ABROAD.fullmatch(rest.rstrip(" .!,")):
        return []
    if len(words) == 1 and len(rest) > 2 and not is_never_a_name(rest.rstrip(".!,")):
        begin = text.index(rest, start)
        return [(begin, begin + len(rest))]
    return [
        match.span()
        for match in re.finditer(r"\S{4,}", text)
        if _is_odd(match.group())
        and not _AMOUNT.fullmatch(match.group())
        and not _WEB_ADDRESS.match(match.group())
    ]


def _is_odd(word: str) -> bool:
    inner = word.strip(".,!?;:'\"()")
    return any(not letter.isalpha() and letter not in "'’-/" for letter in inner)


def _handles(text: str) -> list[Place]:
    start, tokens = _value(text)
    if text.rstrip().endswith("?") or not tokens:
        return []
    if len(tokens) > 1 or len(text[start:].split()) > 4:  # in a sentence, what no word looks like
        return [match.span() for match in _ODD_HANDLE.finditer(text, start)]
    return [
        match.span()
        for match in _HANDLE.finditer(text, start)
        if not is_word(match.group().strip("@.")) and not is_never_a_name(match.group())
    ][:1]


def _last_characters(text: str) -> list[Place]:
    """Four or five digits; in a short answer as few as two, and letters among them."""
    if places := _matches(_FOUR)(text):
        return places
    if len(text.split()) > _WORDS_BESIDE_CHARACTERS:
        return []
    return _matches(_FEW_CHARACTERS)(text)[:1]


def _town(text: str) -> list[Place]:
    """A few words of which one is strange or has a capital, and none is said otherwise."""
    start, tokens = _value(text)
    if not tokens or len(text[start:].split()) > WORDS_OF_A_PLACE or text.rstrip().endswith("?"):
        return []
    if any(is_never_a_name(each.text) or not each.text.isalpha() for each in tokens):
        return []
    if SAID_ABROAD.match(tokens[0].text) or not any(
        is_strange(each) or is_capitalised(each.text) for each in tokens
    ):
        return []
    return [(tokens[0].start, tokens[-1].end)]


def _company(text: str) -> list[Place]:
    """Up to five words of the first sentence, one of them strange or with a capital."""
    if text.rstrip().endswith("?"):
        return []
    lead = re.match(
        r"(?:.*?\b(?:work(?:ing)? (?:at|for|with)|called|name is|from|company is|it'?s"
        r"|i'?m (?:at|with)|bin (?:bei|in)|arbeite (?:bei|f[üu]r)|travaille (?:chez|pour)"
        r"|trabajo (?:en|para)|lavoro (?:da|per)|werk (?:bij|voor)|trabalho (?:na|no|para))\s+)?"
        r"(?:the )?",
        text,
        re.IGNORECASE,
    )
    start = lead.end() if lead else 0
    ends = _NEXT_SENTENCE.search(text, start)
    _, tokens = _value(text[start : ends.start() if ends else len(text)])
    place = next((at for at, token in enumerate(tokens) if token.key in _IN_A_PLACE), 0)
    if place and any(map(is_strange, tokens[:place])):
        tokens = tokens[:place]
    if not 1 <= len(tokens) <= 5 or any(is_never_a_name(token.text) for token in tokens):
        return []
    if _NO_FIRM.issuperset(token.text.lower() for token in tokens):
        return []
    if not any(not is_word(token.text) or is_capitalised(token.text) for token in tokens):
        return []
    return [(start + tokens[0].start, start + tokens[-1].end)]


def _security_answer(text: str) -> list[Place]:
    """A few words, or those on both sides of "or was it"."""
    places = []
    at = 0
    for cut in (*_OR_WAS_IT.finditer(text), None):
        end = cut.start() if cut else len(text)
        places += [(at + start, at + stop) for start, stop in _one_answer(text[at:end])]
        at = cut.end() if cut else end
    return places


def _one_answer(text: str) -> list[Place]:
    _, tokens = _value(text)
    said = sum(is_never_a_name(token.text) for token in tokens)
    if not tokens or len(tokens) > 4 or said or text.rstrip().endswith("?"):
        return []
    if SAID_ABROAD.match(tokens[0].text):
        return []
    return [(tokens[0].start, tokens[-1].end)]


_FINDERS: dict[Topic, Callable[[str], list[Place]]] = {
    Topic.NAME: find_names,
    Topic.EMAIL: _mails,
    Topic.PHONE: _matches(_DIGITS, digits=range(6, 17)),
    Topic.ORDER: _identifiers,
    Topic.ACCOUNT: _identifiers,
    Topic.POSTCODE: _matches(_POSTCODE),
    Topic.ADDRESS: find_address,
    Topic.BIRTH: find_births,
    Topic.AGE: _matches(_AGE),
    Topic.USERNAME: _handles,
    Topic.PASSWORD: _one_secret,
    Topic.CODE: _codes,
    Topic.CARD: _matches(_DIGITS, digits=range(8, 20)),
    Topic.LAST_FOUR: _last_characters,
    Topic.EXPIRY: _matches(_EXPIRY),
    Topic.DOCUMENT: _documents,
    Topic.SECURITY_ANSWER: _security_answer,
    Topic.TOWN: _town,
    Topic.COMPANY: _company,
}
