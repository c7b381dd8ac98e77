"""What belongs to a card when a card is spoken of: its expiry and code."""

import re
from collections.abc import Iterator, Mapping, Sequence

from redactor.spans import Span
from redactor.topics import ENTITIES, Topic
from redactor.turns import Turn

SOURCE = "conversation:card_talk"
_SCORE = 0.75
_GOES_ON = 4
_DATE = r"(?P<value>(?:0?[1-9]|1[0-2])\s?[/-]\s?(?:20)?[2-4]\d)"
_EXPIRY_ALONE = re.compile(rf"\s*(?:exp\S*\s*)?{_DATE}[\s.,]*$")
_EXPIRY = re.compile(rf"(?<![\w/-]){_DATE}(?![\w/-])")
_CODE_ALONE = re.compile(r"\s*(?P<value>\d{3})[\s.,]*$")
_CODE = re.compile(
    r"\b(?:on (?:the|its) back|behind|reverse)\b[^\d\n]{0,12}(?P<value>\d{3})(?!\w)", re.IGNORECASE
)
_CARD_TOPICS = frozenset({Topic.CARD, Topic.EXPIRY, Topic.LAST_FOUR})


def find_card_talk(
    turns: Sequence[Turn], seen: Mapping[int, Sequence[Span]]
) -> Iterator[tuple[int, Span]]:
    """Yield an expiry alone after talk of a card; expiry and code after a number or an expiry.

    `seen` is what was found in the messages by themselves.
    """
    talk = given = 0
    for turn in turns:
        if turn.by_visitor:
            spans = _both(turn, given=bool(given)) if talk or given else []
            yield from ((turn.index, span) for span in spans)
            talk, given = max(0, talk - 1), max(0, given - 1)
            if any(span.entity == "CREDIT_CARD" for span in [*seen.get(turn.index, ()), *spans]):
                talk = given = _GOES_ON
        if any(mention.topic in _CARD_TOPICS for mention in turn.mentions):
            talk = _GOES_ON


def _both(turn: Turn, *, given: bool) -> list[Span]:
    """Return what is found in both readings of one message."""
    spans = list(_in(turn.text, given=given))
    if turn.alternative:
        spans += turn.from_alternative(list(_in(turn.alternative.text, given=given)))
    return spans


def _in(text: str, *, given: bool) -> Iterator[Span]:
    if alone := _EXPIRY_ALONE.match(text):
        yield _span(Topic.EXPIRY, alone)
    if not given:
        return
    if code := _CODE_ALONE.match(text):
        yield _span(Topic.CODE, code)
    for expiry in _EXPIRY.finditer(text):
        yield _span(Topic.EXPIRY, expiry)
    for code in _CODE.finditer(text):
        yield _span(Topic.CODE, code)


def _span(topic: Topic, match: re.Match[str]) -> Span:
    start, end = match.span("value")
    return Span(start=start, end=end, entity=ENTITIES[topic], score=_SCORE, source=SOURCE)
