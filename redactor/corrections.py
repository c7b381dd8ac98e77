"""Values a visitor takes back or adds to: "sorry, 8917", "8917 not 8971", "with !! at the end".

What is put right is a value of the kind that was found, and so is what takes its place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from redactor.spans import Span
from redactor.turns import Turn
from redactor.vocabulary import is_word

SOURCE = "conversation:corrected"
_SCORE = 0.75
_LEAST_SCORE = 0.5
_LOOKS_BACK = 3
_CLOSE = 1
_NUMBERS = frozenset(
    ("ORDER_ID", "ACCOUNT_ID", "ID_DOCUMENT", "PHONE_NUMBER", "POSTAL_CODE", "CREDIT_CARD")
) | {"SECRET", "IBAN_CODE", "US_SSN", "DATE_OF_BIRTH"}

_DIGIT = re.compile(r"\d")
_VALUE = r"[A-Za-z]{0,4}[-#]?\d[\dA-Za-z-]{2,}"
_NOT = re.compile(
    rf"(?<![\w.,£$€])(?P<one>{_VALUE})[,;]? (?:not|instead of|nicht|statt|niet|non|no|não|pas) "
    rf"(?P<other>{_VALUE})(?![\w.,]?\w)",
    re.IGNORECASE,
)
_PRICED = re.compile(
    r"(?<!\w)(?:(?:kost(?:et?|en)|costs?|co[ûu]tent?|cuestan?|costano?|custam?)"
    r" (?:the|my|die|der|das|meine?|la|el|le|il|mi|ma|o|a|de|het|mijn)"
    r" (?!\w*(?:kont[oe]|card|karte|carte|order|num|acc|code|ref))[^\W\d_]{3,20}"
    r"|kost\w{0,3}|price[ds]?|preis|costs?|prix|co[ûu]te?|cuestan?|precio|costa|prezzo|preço"
    r"|prijs|paid|pay(?:ing)?|(?:be)?zahl(?:e|en|t)|charged?|billed)"
    r"(?: (?:me|us|it|is|was|of|for|de|est|es|ist|è|é|van|von|mir|uns|mich|now|jetzt)){0,2}"
    r"[ :]{1,2}$",
    re.IGNORECASE,
)
"""What makes amounts of two numbers: "costs 611 instead of 540"."""
_SORRY = re.compile(
    rf"^\W*(?:(?:oh|ah|oops|oups|ups|whoops|sorry|typo|wait|i mean(?:t)?|should be|pardon|perd[oó]n"
    rf"|scusa|desculpa|entschuldigung|its|it'?s|ends?(?: in)?|\*)[\s,:;.!]*)+(?P<one>{_VALUE})\W*$",
    re.IGNORECASE,
)
_AT_THE_END = re.compile(
    r"^\W*(?:(?:and|then|but|with|plus|add|put|und|mit|dann|y|con|et|avec|e|com|en|met)\s+){0,3}"
    r"(?P<one>[^\s,;]{1,8}) (?:(?:at|on|to|in) the (?:end|front|start|beginning)"
    r"|am (?:ende|anfang)|hinten|al (?:final|principio)|[àa] la fin|alla fine|no (?:fim|final)"
    r"|aan het eind(?:e)?)\W*$",
    re.IGNORECASE,
)
_LIKE_WHOM = (
    r"(?:as|one|ones|again|digits|num(?:ber|mer|[ée]ro)|n[úu]mero|nombre|ref(?:erence)?|code|account"
    r"|order|mine|yours|his|hers|theirs|the|wie|que|come|als|como|comme)"
)
_SAME_BUT = re.compile(
    r"(?<!\w)(?:same|gleiche?|(?:das|die|der)selbe|m[êe]me|mism[oa]|stess[oa]|zelfde|(?:het|de)zelfde"
    rf"|mesm[oa])(?: {_LIKE_WHOM}){{0,2}},? (?:but|except|only|just|aber|nur|mais|sauf|pero|salvo"
    r"|ma|solo|maar|alleen|mas|s[óo])(?: (?:it|mine|his|hers|with|mit|avec|con|met|com))?"
    r"(?: (?P<said>ends?|ending|endet|am ende|finit|termina|acaba|finisce|eindigt)"
    r"(?: (?:in|on|with|auf|mit|par|en|con|por|op|met|em|com))?)?"
    r" (?P<one>\d{1,6})(?![\w.,:/-]*\w)"
    r"(?P<end> (?:(?:at|on) the end|to finish|last|am (?:ende|schluss)|hinten"
    r"|[àa] la fin|al final|alla fine|in fondo|aan het eind(?:e)?|achteraan"
    r"|no (?:fim|final))(?!\w| (?:of|de[slr]?|du|d[aeo]|di|van)(?!\w)))?",
    re.IGNORECASE,
)
"""How a number differs from the one before it: "the same but 31 at the end"."""
_HAVE_AN_END = frozenset(
    {"PASSWORD", "USERNAME", "SECRET", "ORDER_ID", "ACCOUNT_ID", "ID_DOCUMENT"}
)


def find_corrections(
    turns: Sequence[Turn], found: Mapping[int, Sequence[Span]]
) -> Iterator[tuple[int, Span]]:
    """Yield (index of the turn, span) for what corrects a value of the visitor's last messages."""
    visitor = [turn for turn in turns if turn.by_visitor]
    for at, turn in enumerate(visitor):
        if more := _AT_THE_END.match(turn.text):
            ended = [
                span.entity
                for span in found[visitor[at - 1].index]
                if at and span.entity in _HAVE_AN_END
            ]
            if ended and not is_word(more["one"]):
                yield turn.index, _span(more.span("one"), ended[-1])
        if not _DIGIT.search(turn.text):
            continue
        if other := _SAME_BUT.search(turn.text):
            yield from _with_another_end(turns, turn, other, found)
        for match in _NOT.finditer(turn.text):
            yield from _alike(turn, match, found[turn.index])
        said = _SORRY.match(turn.text)
        if said and not _is_found(said.span("one"), found[turn.index]):
            before = [
                span
                for earlier in visitor[max(0, at - _LOOKS_BACK) : at]
                for span in found[earlier.index]
                if span.entity in _NUMBERS
            ]
            if before:
                yield turn.index, _span(said.span("one"), before[-1].entity)


def _with_another_end(
    turns: Sequence[Turn],
    turn: Turn,
    other: re.Match[str],
    found: Mapping[int, Sequence[Span]],
) -> Iterator[tuple[int, Span]]:
    """Yield the digits a number ends in that else is the last one said in the chat."""
    place = other.span("one")
    if not (other["said"] or other["end"]) or _is_found(place, found[turn.index]):
        return
    lately = [each for each in turns if 0 <= turn.index - each.index <= _LOOKS_BACK]
    said = [
        span.entity
        for each in lately
        for span in found[each.index]
        if span.entity in _NUMBERS
        and span.score >= _LEAST_SCORE
        and (each is not turn or span.end <= other.start())
    ]
    if said:
        yield turn.index, _span(place, said[-1])


def _alike(turn: Turn, match: re.Match[str], spans: Sequence[Span]) -> Iterator[tuple[int, Span]]:
    """Yield the one of "8917 not 8971" that is not found, if the other is."""
    sides = match.span("one"), match.span("other")
    if abs(len(match["one"]) - len(match["other"])) > _CLOSE:
        return
    if _PRICED.search(match.string, max(0, match.start() - 60), match.start()):
        return
    for side, other in (sides, sides[::-1]):
        for span in spans:
            known = span.entity in _NUMBERS and span.overlaps(*other)
            if known and not _is_found(side, spans):
                yield turn.index, _span(side, span.entity)
                return


def _is_found(place: tuple[int, int], spans: Sequence[Span]) -> bool:
    """Whether something sure enough stands there: eight digits may be a phone, and are not yet."""
    return any(span.overlaps(*place) for span in spans if span.score >= _LEAST_SCORE)


def _span(place: tuple[int, int], entity: str) -> Span:
    return Span(start=place[0], end=place[1], entity=entity, score=_SCORE, source=SOURCE)
