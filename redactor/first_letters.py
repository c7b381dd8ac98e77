"""The first letters of a name, where a company asks for no more: "first 3 of your surname?"."""

import re
from collections.abc import Iterator, Sequence

from redactor.number_words import is_month
from redactor.spans import Span
from redactor.turns import Token, Turn
from redactor.vocabulary import is_never_a_name, is_ordinary

SOURCE = "conversation:asked_letters"
_SCORE = 0.8
_WITHIN = 2
_COUNTS = {
    2: "2|two|zwei|deux|dos|due|twee|duas",
    3: "3|three|drei|trois|tres|tre|drie|tr[eê]s",
    4: "4|four|vier|quatre|cuatro|quattro|quatro",
    5: "5|five|f[üu]nf|cinq|cinco|cinque|vijf",
}
_COUNT = "|".join(_COUNTS.values())
_FIRST = r"first|ersten|premi[eè]res|primeras|prime|primeiras|eerste"
_LETTERS = r"letters?|characters?|buchstaben|lettres|letras|lettere"
_OF = (
    r"of|from|in|your|the|des|ihres|deines|d[eu]|votre|ton|su|tu|del|della|suo|tuo|do|da|seu|van"
    r"|uw|je"
)
_NAME = (
    r"(?:(?:last|first|family|sur|full|nach|vor|familien|achter|voor|sobre|co|pr[eé])[ -]?)?"
    r"(?:names?|namens?|naam|noms?|nombres?|apellidos?|(?:co)?gnome|nome|apelido)"
)
_ASKS = re.compile(
    rf"\b(?:(?:{_FIRST}) (?P<behind>{_COUNT})|(?P<before>{_COUNT}) (?:{_FIRST})) (?:{_LETTERS})"
    rf"(?: (?:{_OF})){{1,3}} {_NAME}\b",
    re.IGNORECASE,
)
_MENTIONS = re.compile(rf"\b(?:{_LETTERS}) ", re.IGNORECASE)
_MOST_WORDS = 12
_FEW_WORDS = 3


def find_first_letters(turns: Sequence[Turn]) -> Iterator[tuple[int, Span]]:
    """Yield (index of the turn, span) for the letters that answer such a question."""
    count = waits = 0
    for turn in turns:
        if turn.by_company:
            if asked := _asked(turn.text):
                count, waits = asked, _WITHIN
        elif turn.by_visitor and waits:
            waits -= 1
            if place := _letters(turn.tokens, count):
                waits = 0
                start, end = place
                yield (
                    turn.index,
                    Span(start=start, end=end, entity="PERSON", score=_SCORE, source=SOURCE),
                )


def _asked(text: str) -> int:
    """How many first letters of a name are asked for, or 0."""
    match = _ASKS.search(text) if _MENTIONS.search(text) else None
    said = (match["behind"] or match["before"]) if match else ""
    return next((n for n, words in _COUNTS.items() if re.fullmatch(words, said, re.I)), 0)


def _letters(tokens: Sequence[Token], count: int) -> tuple[int, int] | None:
    """Where so many letters stand, in one or one by one; a word only if little else is said."""
    if len(tokens) > _MOST_WORDS:
        return None
    for first in range(len(tokens) - count + 1):
        run = tokens[first : first + count]
        if all(len(token.text) == 1 and token.text.isalpha() for token in run):
            return run[0].start, run[-1].end
    words = [
        token
        for token in tokens
        if len(token.text) == count and token.text.isalpha() and not is_month(token.text)
    ]
    shouted = [token for token in words if token.text.isupper()]
    strange = [token for token in words if not is_ordinary(token.text)]
    few = [token for token in words if len(tokens) <= _FEW_WORDS and token is tokens[-1]]
    quiet = any(token.text.islower() for token in tokens) or len(tokens) == len(shouted)
    for found in (shouted if quiet or len(shouted) == 1 else [], strange, few):
        if found and not is_never_a_name(found[0].text):
            return found[0].start, found[0].end
    return None
