"""Who is called by a title, whatever the word: "old mr frost", "mrs pinky no pinkerton"."""

import re
from collections.abc import Iterator

from redactor.names import INSIDE_NAMES, is_capitalised, run_at
from redactor.reading import key
from redactor.turns import Token
from redactor.vocabulary import (
    is_forename,
    is_never_a_name,
    is_word,
    is_word_abroad,
    keys_of,
    phrases_of,
)

_NOT_CALLED = keys_of("not_called")
_TITLED = re.compile(
    r"(?<![\w@.])(?:(?:mr|mrs|mister)\b\.?|herr[n]?|frau|señor(?:a|ita)?|monsieur|madame|mme"
    r"|signor[ae]?|meneer|mevr(?:ouw|\.))(?: (?:dr|prof)\.)? (?=[^\W\d_])",
    re.IGNORECASE,
)
_THINGS = re.compile("|".join(map(re.escape, phrases_of("titled_things"))), re.IGNORECASE)
_MISTERS = frozenset({"mr", "mrs"})
_NOT_SURNAMES = frozenset(
    {"driver", "postman", "right", "wrong", "perfect", "nice", "guy", "manager", "boss", "grumpy"}
    | {"delivery", "customer", "big", "smart", "clever", "happy", "angry", "technician", "fix"}
)
_ANEW = re.compile(
    r",? (?:no|sorry|i mean|or|wait),? (?:(?:mr|mrs|ms) )?(?P<name>[^\W\d_]{4,})", re.I
)
_SAYABLE = re.compile(r"[^\W\d_]*[aeiouyáéíóúäöüàèìòùâêîôûãõëï][^\W\d_]*")
_ALIKE = 3
_SHORTEST = 3
_SHORTEST_SHOUTED = 4


def find_titled(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, how) for everyone whom `text` calls by a title."""
    for match in _TITLED.finditer(text):
        run = _capitalised_run(text, match.end()) or _strange_run(text, match)
        if run and not _THINGS.match(text, match.start()):
            yield run[0].start, run[-1].end, "greeted"
            yield from _corrected(text, run[-1])


def _capitalised_run(text: str, start: int) -> list[Token]:
    """The words with a capital, none of them ordinary, that begin at `start`."""
    run: list[Token] = []
    for token in run_at(text, start):
        if not _stands_as_name(token) and not (run and token.key in INSIDE_NAMES):
            break
        run.append(token)
    while run and run[-1].key in INSIDE_NAMES:
        run.pop()
    return run


def _stands_as_name(token: Token) -> bool:
    """Whether a word has a capital and is none, or also a forename; letters alone are no name."""
    known = not is_word(token.text) or is_forename(token.key)
    letters = token.text.isupper() and len(token.text) < _SHORTEST_SHOUTED
    return is_capitalised(token.text) and len(token.text) > 1 and known and not letters


def _strange_run(text: str, title: re.Match[str]) -> list[Token]:
    """The one strange word in lower case behind a title: "die frau lindqvist", "old mr frost"."""
    run = run_at(text, title.end())[:1]
    said = run and _is_said(run[0]) and not _is_surnamed(title, run[0])
    like = run and (said or len(run[0].text) < _SHORTEST)
    return [] if like or not title.group().strip(" .").isalpha() else run


def _is_said(token: Token) -> bool:
    """Whether a word is an ordinary one of a language known here, or what nobody is called."""
    small = len(token.text) == 1 and token.text.islower()
    known = small or is_word(token.text) or is_word_abroad(token.key)
    return known or token.key in _NOT_CALLED or not _SAYABLE.fullmatch(token.text)


def _is_surnamed(title: re.Match[str], token: Token) -> bool:
    """Whether an ordinary word behind `mr` is a surname, as no one else is called mister."""
    if title.group().strip(" .").lower() not in _MISTERS or token.key in _NOT_SURNAMES:
        return False
    return token.key not in _NOT_CALLED and not is_never_a_name(token.text)


def _corrected(text: str, last: Token) -> Iterator[tuple[int, int, str]]:
    """The name said anew: "mrs pinky no pinkerton"."""
    anew = _ANEW.match(text, last.end)
    if anew and key(anew["name"])[:_ALIKE] == last.key[:_ALIKE]:
        yield *anew.span("name"), "greeted"
