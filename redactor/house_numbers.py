"""The number of a house by itself, where addresses are spoken of: "Who lives at 44?", "i am 14".

A number is one by what stands before it ("house number 19", "the lady at 12"), by an address
in the chat that has it, or as the reply to an address that was read back.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from redactor.answers import NOT_COUNTED
from redactor.dictation import number_of
from redactor.reasons import HOUSE_NUMBER
from redactor.sought import Sought
from redactor.spans import Span
from redactor.turns import Turn
from redactor.vocabulary import listed

_SCORE = 0.8
_LEAST_BY_ITSELF = 13
"""Behind "at" alone a smaller number may be an hour."""

_MONTHS = 12
"""Behind a slash a number up to this may be a month."""

_REPLIES_WITHIN = 2
_ADDRESS = frozenset({"STREET_ADDRESS"})
_ENDS = rf"(?![\w%]|[.,:/-]\d| ?[%€$£°]|[ ](?!(?:does|says|this|was)\b)[a-z]{{4,}}s\b){NOT_COUNTED}"
_VALUE = rf"(?P<value>\d{{1,4}}[a-z]?){_ENDS}"
_NO = r"(?:number |no\.? ?|nr\.? ?|nummer |num[eé]ro |n[úu]mero |flat |house |#)?"
_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_IN_WORDS = (
    rf"(?:(?:twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety)(?:[ -]{_ONES})?"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|ten|eleven|twelve"
    rf"|{_ONES}(?: {_ONES}){{0,2}})"
)
_LABELLED = re.compile(
    r"\b(?:(?:house|door|flat|apartment|building) (?:number|no\.?|nr\.?)|huisnummer|hausnummer"
    r"|hausnr\.?|(?:numero )?civico|n[úu]mero d[ae] (?:la )?(?:casa|porta|portal|rue|maison|porte)"
    r"|num[ée]ro de (?:la )?(?:rue|maison|porte))"
    rf"(?: ?(?:is|ist|es|est|[èeé]|:|=))? {{0,2}}{_VALUE}",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"\b(?:lives?|living|lived|resides?|wohn(?:t|e|en)|vive|vivo|vivono|habite|woont?|wonen|abita"
    r"|abito|mor[ao])(?: (?:over|up|down|just|next door|opposite|drüben|nebenan|hier))?"
    rf" (?:at|in|bei|auf|an|a|au|al|en|no|na|op) {_NO}{_VALUE}",
    re.IGNORECASE,
)
_PEOPLE_AT = re.compile(
    r"\b(?:neighbou?rs?|next door|man|lady|woman|guy|bloke|lad|girl|couple|family|people|person"
    r"|missus|someone|somebody|(?:mr|mrs|ms|miss)\.? [a-z'’-]{2,20}"
    r"|nachbar(?:n|in)?|herr [a-zäöüß]{2,20}"
    r"|frau [a-zäöüß]{2,20}|vecin[oa]s?|voisine?s?|vicin[oa]|vizinh[oa]s?|buurman|buurvrouw|buren)"
    rf" (?:at|in|from|on|von|aus|auf|de la|de|del|du(?! \d{{1,2}}e\b)|da|do|di|van|op)"
    rf" {_NO}{_VALUE}",
    re.IGNORECASE,
)
_BESIDE_AN_ADDRESS = re.compile(
    rf"\b(?:is|are|was|were|im|i'm|we're|shes|hes|she's|he's) (?:in|at) {_NO}{_VALUE}",
    re.IGNORECASE,
)
_PART_OF_A_HOUSE = re.compile(
    r"\b(?P<value>(?:b[âa]timent|b[âa]t\.?|escalier|esc\.?|escalera|portal|bloque|scala|palazzina"
    r"|aufgang|stiege|trappenhuis|portiek|bloco|torre|building|bldg\.?"
    r"|(?<!to )(?<!please )(?<!you )block|blk|tower|entrance"
    r"|stair(?:well|case)?|hall)[ ](?-i:[A-HJ-Z]|[b-df-hj-np-tvwxz]))(?![\w'’-]|[ ]?\d)",
    re.IGNORECASE,
)
"""Where in a house somebody lives: "bâtiment C", not "el portal y"."""
_SAID_BEFORE = Sought(_LABELLED, _LIVES, _PEOPLE_AT)
_IN_WORDS_LABELLED = re.compile(
    rf"\b(?:house )?(?:number|no\.) (?P<value>{_IN_WORDS})(?!\w|-\w)", re.IGNORECASE
)
_MORE = re.compile(
    r"[,;]? (?:and|or|not|nor|&|und|oder|nicht|statt|y|o|no|et|ou|pas|e|non|en|of|niet)"
    rf" {_NO}(?P<value>\d{{1,4}}[a-z]?)(?=[\s.,;!?)]*(?:$|[,.;!?)]))",
    re.IGNORECASE,
)
_IN_REPLIES = frozenset(
    listed(
        "no nope nah wait sorry i am i'm im we are we're it's its it is should be not"
        " and that's thats at in number flat unit mine my house the nein nicht sondern ich wir bin"
        " sind je nous suis pas"
        " somos soy non sono ik ben niet sou"
    )
)
"""What stands beside a number in a reply to an address."""

_A_NUMBER = re.compile(rf"\d{{1,4}}[a-z]?|{_IN_WORDS}", re.IGNORECASE)
_IN_A_REPLY = re.compile(rf"(?<![\w.,])(?:\d{{1,4}}[a-z]?|{_IN_WORDS})(?!\w)", re.IGNORECASE)
_IN_WORDS_ALONE = re.compile(rf"(?<![\w-]){_IN_WORDS}(?![\w-])", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"\s*(?:$|[.!?]+(?:\s|$)|\n)")
_WORDS_OF_A_REPLY = 7
_NUMBER = re.compile(r"(?<![\w.,:/$€£#-])\d{1,4}[a-z]?(?![\w-])", re.IGNORECASE)
_STREET = re.compile(
    r"\b(?!(?:room|floor|suite|unit|flat|seat|desk|table|zimmer|habitaci[óo]n|chambre|kamer)\b)"
    r"[^\W\d_]{3,}",
    re.IGNORECASE,
)
"""What an address has besides a number and a word for a room."""
_KNOWN = re.compile(
    r"(?:^|[.!?\n,] ?|\b(?:at|for|to|from|is|not|and|or|number|no\.?|nr\.?|with|by|bei|f[üu]r"
    r"|à|pour|al|para|per|op|voor|is het) )"
    rf"(?P<value>\d{{1,4}}[a-z]?){_ENDS}(?!-)",
    re.IGNORECASE,
)
_UNIT_AND_HOUSE = re.compile(
    r"(?<![\w./-])(?P<value>\d{1,4}[a-z]?/(?P<house>\d{1,4}[a-z]?))(?![\w/%-])", re.IGNORECASE
)
"""A flat and the house it is in, as Australians write them: "3/19"."""


def find_house_numbers(
    turns: Sequence[Turn], found: Mapping[int, Sequence[Span]]
) -> Iterator[tuple[int, Span]]:
    """Yield (index of the turn, span) for house numbers that stand alone; `found` so far."""
    addresses = {
        turn.index: [span for span in found.get(turn.index, ()) if span.entity in _ADDRESS]
        for turn in turns
    }
    known = {
        number
        for turn in turns
        for span in addresses[turn.index]
        if _STREET.search(turn.text, span.start, span.end)
        for number in _numbers_of(turn.text, span.start, span.end)
    }
    read_back = 0
    for turn in turns:
        here = addresses[turn.index]
        places = list(_said(turn, here, known, spoken_of=bool(known)))
        if turn.by_company and any(any(map(str.isdigit, _text(turn, span))) for span in here):
            read_back = _REPLIES_WITHIN
        elif turn.by_visitor and read_back:
            read_back -= 1
            places += _in_reply(turn)
        for place in places:
            known.update(_numbers_of(turn.text, *place))
        places += _more(turn.text, places)
        for start, end in dict.fromkeys(places):
            if not any(span.overlaps(start, end) for span in here):
                yield turn.index, _span(start, end)


def _said(
    turn: Turn, here: Sequence[Span], known: set[str], *, spoken_of: bool
) -> Iterator[tuple[int, int]]:
    """Yield the numbers that the words before them, or an address, make those of houses."""
    text = turn.text
    if spoken_of and turn.by_visitor:
        yield from (each.span("value") for each in _PART_OF_A_HOUSE.finditer(text))
    if not any(map(str.isdigit, text)):
        if spoken_of:
            yield from (each.span("value") for each in _IN_WORDS_LABELLED.finditer(text))
        return
    for regex in _SAID_BEFORE.that_may_match(text):
        yield from (each.span("value") for each in regex.finditer(text))
    yield from _more(text, [(span.start, span.end) for span in here])
    if here:
        yield from (each.span("value") for each in _BESIDE_AN_ADDRESS.finditer(text))
    for each in _UNIT_AND_HOUSE.finditer(text) if known and "/" in text else ():
        if each["house"].lower() in known and int(re.sub(r"\D", "", each["house"])) > _MONTHS:
            yield each.span("value")
    for each in _KNOWN.finditer(text) if known else ():
        number = each["value"].lower()
        if number in known and int("".join(filter(str.isdigit, number))) >= _LEAST_BY_ITSELF:
            yield each.span("value")


def _more(text: str, places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the number that is named behind another: "48 [and 50]."."""
    for _, end in places:
        if text[end - 1].isdigit() and (more := _MORE.match(text, end)):
            yield more.span("value")


def _numbers_of(text: str, start: int, end: int) -> Iterator[str]:
    """Yield the house numbers of an address in figures, those in words as well."""
    for number in _NUMBER.finditer(text, start, end):
        yield number[0].lower()
    for unit in _UNIT_AND_HOUSE.finditer(text, start, end):
        yield unit["house"].lower()
    for said in _IN_WORDS_ALONE.finditer(text, start, end):
        yield str(number_of(said[0]))


def _in_reply(turn: Turn) -> list[tuple[int, int]]:
    """The numbers of sentences that say little else, up to the first that does.

    "44?? i am 14", "fourteen. one four", "No. 41. Forty one. I told you on Monday."
    """
    end = 0
    count = 0
    for token in turn.tokens:
        word = token.text.lower().replace("’", "'")
        count += 1
        if count > _WORDS_OF_A_REPLY or not (word in _IN_REPLIES or _A_NUMBER.fullmatch(word)):
            break
        if _SENTENCE_ENDS.match(turn.text, token.end):
            end, count = token.end, 0
    return [each.span() for each in _IN_A_REPLY.finditer(turn.text, 0, end)]


def _text(turn: Turn, span: Span) -> str:
    return turn.text[span.start : span.end]


def _span(start: int, end: int) -> Span:
    return Span(start=start, end=end, entity="STREET_ADDRESS", score=_SCORE, source=HOUSE_NUMBER)
