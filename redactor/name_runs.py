"""Runs of words that stand like a name: with capitals, with a known forename, or strange."""

import re
from collections.abc import Iterator, Sequence

from redactor.names import INSIDE_NAMES, is_capitalised, is_surely_a_name, run_at
from redactor.turns import Token
from redactor.vocabulary import is_forename, is_word, is_word_abroad, keys_of

_NOT_CALLED = keys_of("not_called")
_CLOSED = re.compile(r"\s*(?:$|[,.!?;\n)])")
_SAYABLE = re.compile(r"[^\W\d_]*[aeiouyáéíóúäöüàèìòùâêîôûãõëï][^\W\d_]*")
_SHORTEST_SHOUTED = 4

GOES_ON = re.compile(
    r"\s*(?:$|[,.!?;)\n])|\s+(?:had|has|is|was|will|wants|said|says|paid|got|told|came|bought|and|n|who"
    r"|im|in|und|aus|vom|ist|hat|war|van|uit|y|e|et|en|de|da|di|von|du)\b",
    re.IGNORECASE,
)
"""What a sentence goes on with behind the name of somebody."""


def capitalised_run(text: str, start: int) -> list[Token]:
    """The words with a capital, none of them ordinary, that begin at `start`."""
    run: list[Token] = []
    for token in run_at(text, start):
        if not stands_as_name(token) and not (run and token.key in INSIDE_NAMES):
            break
        run.append(token)
    while run and run[-1].key in INSIDE_NAMES:
        run.pop()
    return run


def sure_run(text: str, start: int) -> list[Token]:
    """The words at `start`, in whatever case, of which the first is surely a forename."""
    run = run_at(text, start)
    if not run or not is_surely_a_name(run[0].key):
        return []
    return run[: 1 + sum(1 for _ in _more(run[1:]))]


def closed_run(text: str, start: int) -> list[Token]:
    """The strange words at `start` with which the sentence ends: "ik heet jolijn"."""
    run = run_at(text, start)
    known = [token for token in run if is_said(token) and token.key not in INSIDE_NAMES]
    return run if run and not known and _CLOSED.match(text, run[-1].end) else []


def _more(run: Sequence[Token]) -> Iterator[Token]:
    """The words that may go on with a name, up to the first that is ordinary."""
    for token in run:
        if is_said(token) and token.key not in INSIDE_NAMES:
            return
        yield token


def is_said(token: Token) -> bool:
    """Whether a word is an ordinary one of a language known here, or what nobody is called."""
    small = len(token.text) == 1 and token.text.islower()
    known = small or is_word(token.text) or is_word_abroad(token.key)
    return known or token.key in _NOT_CALLED or not _SAYABLE.fullmatch(token.text)


def stands_as_name(token: Token) -> bool:
    """Whether a word has a capital and is none, or also a forename; letters alone are no name."""
    known = not is_word(token.text) or is_forename(token.key)
    letters = token.text.isupper() and len(token.text) < _SHORTEST_SHOUTED
    return is_capitalised(token.text) and len(token.text) > 1 and known and not letters
