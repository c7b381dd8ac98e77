"""A value by what its visitor says of it: "my zip is 90210", "90210 is my zip"."""

import re
from collections.abc import Iterator, Sequence

from redactor.answers import find_in_answer
from redactor.questions import Wait, Waiting, span_of, take
from redactor.spans import Span
from redactor.topics import Topic
from redactor.turns import Turn

_WINDOW = 160
_BEFORE = re.compile(
    r"\s*(?:number|no\.?|id|code|address|#)?\s*(?:is|was|are|=|:|'s)?\s*[:=]?\s*", re.I
)
_THATS_MINE = re.compile(
    r"\b(?:that'?s|that is|thats|this is|above is|it'?s|is|was) (?:my|the|our) $", re.IGNORECASE
)
_MY = re.compile(r"\b(?:my|our|the) $", re.IGNORECASE)
_ENDS_OPEN = re.compile(
    r"^\s*(?:number|no\.?|id|code|#)?\s*(?:is|=|:|was)?\s*[:.]*\s*$", re.IGNORECASE
)
_OF_A_PASSWORD = re.compile(
    r"\s+(?:change[ds]?|resets?|update[ds]?|pages?|prompt|screen|window|manager|fields?|box|hints?|link"
    r"|e-?mail|form|recovery|rules?|policy|requirements?|settings?|protection|generator|thing|issue"
    r"|problem|error|expired|expires|expiry)(?!\w)",
    re.IGNORECASE,
)
"""What is said of a password and is none: "since the password change"."""
# What a visitor may announce without being asked; the rest needs a question or a recognizer.
_ANNOUNCED = frozenset(Topic) - {Topic.NAME, Topic.COMPANY, Topic.ADDRESS, Topic.USERNAME}


def find_announced(turns: Sequence[Turn]) -> Iterator[tuple[int, Span]]:
    """Yield "my zip is 90210", "90210 is my zip" and both over two messages."""
    said: list[Turn] = []
    opened: Waiting = {}
    for turn in turns:
        if not turn.by_visitor:
            continue
        yield from take(turn, opened)
        for mention in turn.mentions:
            if mention.topic not in _ANNOUNCED:
                continue
            source = f"conversation:announced_{mention.topic}"
            start = max(0, mention.start - _WINDOW)
            before = turn.text[start : mention.start]
            after = turn.text[mention.end : mention.end + _WINDOW]
            if _THATS_MINE.search(before):
                yield from _before(turn, said, mention.topic, (start, before), source)
            if mention.topic is Topic.LAST_FOUR and _ENDS_OPEN.match(after):
                opened[mention.topic] = Wait(1)
            if _MY.search(before):
                if not (mention.topic is Topic.PASSWORD and _OF_A_PASSWORD.match(after)):
                    yield from _after(turn, mention.topic, mention.end, source)
                if _ENDS_OPEN.match(after):
                    opened[mention.topic] = Wait(1)
        said.append(turn)


def _before(
    turn: Turn, said: Sequence[Turn], topic: Topic, before: tuple[int, str], source: str
) -> Iterator[tuple[int, Span]]:
    """Yield the last value before "that's my zip", in this message or the two before it."""
    offset, text = before
    places = find_in_answer(topic, text)
    if places:
        start, end = places[-1]
        yield turn.index, span_of(topic, (offset + start, offset + end), source)
        return
    for earlier in reversed(said[-2:]):
        places = find_in_answer(topic, earlier.text[:_WINDOW])
        if places:
            yield earlier.index, span_of(topic, places[-1], source)
            return


def _after(turn: Turn, topic: Topic, end: int, source: str) -> Iterator[tuple[int, Span]]:
    """Yield the value that follows "my zip is" at once."""
    link = _BEFORE.match(turn.text, end)
    start = link.end() if link else end
    for begin, stop in find_in_answer(topic, turn.text[start : start + _WINDOW]):
        if begin <= 2:
            yield turn.index, span_of(topic, (start + begin, start + stop), source)
