"""The parts of an address that are a reply of their own: a town, a house number, a postcode.

A town alone is nobody's; it is somebody's where an address is asked for, read back, or was said in
the message before.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from redactor.reasons import ADDRESS_ANSWER
from redactor.said_beside import SAID_ABROAD
from redactor.spans import Span
from redactor.turns import Turn, tokens_of
from redactor.vocabulary import listed

_SCORE = 0.8
_LEAST_SCORE = 0.5
_STREETS = frozenset({"STREET_ADDRESS", "POSTAL_CODE"})
_BREAK = re.compile(r"[.,;:!?()\n–—]|(?<=\s)-(?=\s)")
_SENTENCE = re.compile(r"[.!?\n]")
_WORDS_OF_A_PART = 5
"""What has more words is no part of an address, nor is the town behind it."""
_BESIDE = re.compile(r"[ ,]+")
_LEADS = frozenset(
    listed(
        "yes yeah yep yup yh ya ye aye no nope nah ok okay sure correct right still now in at it's"
        " its thats that's and the so well moved ja jo jawohl genau stimmt nein in oui si sí sì no"
        " non exact exacto esatto correcto sim isso não nee klopt jawel à a en em"
    )
)
"""What may lead to a town in the reply to an address."""
_POSTCODE_ALONE = re.compile(
    r"\s*(?P<value>\d{4,5}(?=\s*$)|[A-Z]{1,2}\d[A-Z\d]?(?: \d[A-Z]{2})?(?=\s*$)"
    r"|\d[A-Z]{2}(?=\s*(?:$|,)))"
)
_HOUSE_ALONE = re.compile(
    r"\s*(?:it'?s |its |at |no\.? ?|nr\.? ?|number |#|flat |apt\.? )*"
    r"(?P<value>\d{1,3} ?[a-z]?)[\s.,]*$"
    r"|\s*(?P<unit>flat|apt|apartment|unit|block|blk)[\s.,#]*$",
    re.IGNORECASE,
)


def find_replies(turn: Turn, seen: Sequence[Span]) -> Iterator[Span]:
    """Yield the towns and numbers by themselves in the reply to "your address?"; `seen` so far."""
    if "?" not in turn.text:
        for span in _towns(seen):
            said = SAID_ABROAD.match(turn.text, span.start, span.end)
            if not said and _is_a_part(turn.text, span, seen):
                yield replace(span, source=ADDRESS_ANSWER)
    if code := _POSTCODE_ALONE.match(turn.text):
        yield _span(code.span("value"), "POSTAL_CODE")
    if house := _HOUSE_ALONE.match(turn.text):
        yield _span(house.span(house.lastgroup or 0), "STREET_ADDRESS")


def find_towns_behind(
    turns: Sequence[Turn], found: Mapping[int, Sequence[Span]]
) -> Iterator[tuple[int, Span]]:
    """Yield (index of the turn, span) for towns that are all of the message behind an address."""
    behind = False
    for turn in turns:
        spans = found.get(turn.index, ())
        if behind and turn.by_visitor:
            towns = list(_towns(spans))
            if towns and not _has_words(_without(turn.text, towns)):
                for span in towns:
                    yield turn.index, replace(span, source=ADDRESS_ANSWER)
        behind = turn.by_visitor and any(
            span.entity in _STREETS and not _has_words(turn.text[span.end :]) for span in spans
        )


def _towns(spans: Sequence[Span]) -> Iterator[Span]:
    return (s for s in spans if s.entity == "LOCATION" and s.score >= _LEAST_SCORE)


def _is_a_part(text: str, span: Span, seen: Sequence[Span]) -> bool:
    """Whether a town, with those beside it, stands between commas but for a yes before it."""
    start, end = span.start, span.end
    towns = sorted(_towns(seen), key=lambda town: town.start)
    for town in reversed(towns):
        if town.end <= start and not _BESIDE.sub("", text[town.end : start]):
            start = town.start
    for town in towns:
        if town.start >= end and not _BESIDE.sub("", text[end : town.start]):
            end = town.end
    before = _BREAK.split(text[:start])[-1]
    after = _BREAK.split(text[end:])[0]
    *earlier, _ = _SENTENCE.split(text[:start])[-1].split(",")
    if earlier and len(earlier[-1].split()) > _WORDS_OF_A_PART:
        return False
    return not _has_words(after) and all(token.key in _LEADS for token in tokens_of(before))


def _without(text: str, spans: Sequence[Span]) -> str:
    """`text` with blanks in the place of `spans`."""
    for span in spans:
        end = min(span.end, len(text))
        text = text[: span.start] + " " * max(0, end - span.start) + text[end:]
    return text


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _span(place: tuple[int, int], entity: str) -> Span:
    start, end = place
    return Span(start=start, end=end, entity=entity, score=_SCORE, source=ADDRESS_ANSWER)
