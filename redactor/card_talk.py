"""What belongs to a card when a card is spoken of: its expiry and code, each a message alone."""

import re
from collections.abc import Iterator, Mapping, Sequence

from redactor.spans import Span
from redactor.topics import ENTITIES, Topic
from redactor.turns import Turn

SOURCE = "conversation:card_talk"
_SCORE = 0.75
_GOES_ON = 4
_EXPIRY = re.compile(
    r"\s*(?:exp\S*\s*)?(?P<value>(?:0?[1-9]|1[0-2])\s?[/-]\s?(?:20)?[2-4]\d)[\s.,]*"
)
_CODE = re.compile(r"\s*(?P<value>\d{3})[\s.,]*")
_CARD_TOPICS = frozenset({Topic.CARD, Topic.EXPIRY, Topic.LAST_FOUR})


def find_card_talk(
    turns: Sequence[Turn], seen: Mapping[int, Sequence[Span]]
) -> Iterator[tuple[int, Span]]:
    """Yield an expiry after talk of a card, and a code after a number or an expiry.

    `seen` is what was found in the messages by themselves.
    """
    talk = given = 0
    for turn in turns:
        if turn.by_visitor:
            if talk and (expiry := _EXPIRY.fullmatch(turn.text)):
                yield turn.index, _span(Topic.EXPIRY, expiry)
                talk = given = _GOES_ON
            elif given and (code := _CODE.fullmatch(turn.text)):
                yield turn.index, _span(Topic.CODE, code)
            talk, given = max(0, talk - 1), max(0, given - 1)
            if any(span.entity == "CREDIT_CARD" for span in seen.get(turn.index, ())):
                talk = given = _GOES_ON
        if any(mention.topic in _CARD_TOPICS for mention in turn.mentions):
            talk = _GOES_ON


def _span(topic: Topic, match: re.Match[str]) -> Span:
    start, end = match.span("value")
    return Span(start=start, end=end, entity=ENTITIES[topic], score=_SCORE, source=SOURCE)
