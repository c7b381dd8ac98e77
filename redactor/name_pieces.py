"""A name that is sent word by word: "Ottoline", "Mae", "Brackenbury" in three messages."""

from collections.abc import Iterator, Mapping, Sequence

from redactor.name_runs import is_said
from redactor.names import INSIDE_NAMES, is_capitalised, may_be_name
from redactor.spans import Span
from redactor.turns import Turn
from redactor.vocabulary import is_brand, words_of

_SOURCE = "conversation:listed"
_SCORE = 0.65
_LEAST_SCORE = 0.5
_MOST_WORDS = 2
_LEAST_PIECES = 2
_SHORTEST = 3


def find_in_pieces(
    turns: Sequence[Turn], found: Mapping[int, Sequence[Span]]
) -> Iterator[tuple[int, Span]]:
    """Yield (index of the turn, span) for the messages that go on with a name sent in pieces."""
    pieces = 0
    for place, turn in enumerate(turns):
        if not turn.by_visitor:
            pieces = 0
            continue
        if _is_a_name(turn, found):
            pieces += 1
            continue
        after = turns[place + 1 : place + 2]
        particles = bool(turn.tokens) and all(word.key in INSIDE_NAMES for word in turn.tokens)
        if particles:
            goes_on = pieces > 0 and any(_is_a_name(each, found) for each in after)
        else:
            goes_on = pieces >= _LEAST_PIECES and _may_be_a_piece(turn, found)
        if goes_on:
            start, end = turn.tokens[0].start, turn.tokens[-1].end
            yield (
                turn.index,
                Span(start=start, end=end, entity="PERSON", score=_SCORE, source=_SOURCE),
            )
        pieces = pieces + 1 if goes_on else 0


def _is_a_name(turn: Turn, found: Mapping[int, Sequence[Span]]) -> bool:
    """Whether a message says a name of one word or two, and nothing else."""
    if not turn.by_visitor or not 0 < len(turn.tokens) <= _MOST_WORDS:
        return False
    start, end = turn.tokens[0].start, turn.tokens[-1].end
    return any(
        span.entity == "PERSON"
        and span.score >= _LEAST_SCORE
        and span.start <= start
        and end <= span.end
        for span in found.get(turn.index, ())
    )


def _may_be_a_piece(turn: Turn, found: Mapping[int, Sequence[Span]]) -> bool:
    """Whether a message is one strange word with a capital, at most taken for a place."""
    words = turn.tokens
    if len(words) != 1 or turn.text.strip(" .,") != words[0].text:
        return False
    word = words[0]
    if not is_capitalised(word.text) or len(word.text) < _SHORTEST or not may_be_name(word.text):
        return False
    known = is_said(word) or is_brand(word.key) or word.key in words_of("makers")
    return not known and all(span.entity == "LOCATION" for span in found.get(turn.index, ()))
