"""The shape of an answer to "your name?": who it names, without what is only said beside it."""

from redactor.names import SAID, find_answer
from redactor.said_beside import EXCLAMATION, SAID_ABROAD
from redactor.turns import tokens_in
from redactor.vocabulary import is_forename, is_ordinary, phrases_of, words_of

_KIN = frozenset(phrases_of("kin"))
_KINS_OWNERS = frozenset(phrases_of("kins_owners")) | words_of("possessives")


def find_names(text: str) -> list[tuple[int, int]]:
    """Names, but no yes, no or thanks of another language, and no kin without a name."""
    places = [_without_said(text, start, end) for start, end in find_answer(text)]
    return [
        (start, end)
        for start, end in places
        if start < end
        and not SAID_ABROAD.match(text[start:end])
        and not _is_kin(text[start:end])
        and not (EXCLAMATION.fullmatch(text[start:end]) and text[end:].strip(" .!"))
    ]


def _without_said(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without what is only said before it: "hay nako jepoy"."""
    first = start
    for token in tokens_in(text, start, end):
        small = token.text.islower()
        if is_forename(token.key) and len(token.key) > 2:
            break
        if token.key in SAID and (small or len(token.key) > 3):
            first = token.end
        elif not is_ordinary(token.text) or not small:
            break
    return end - len(text[first:end].lstrip(" .,'-’")), end


def _is_kin(text: str) -> bool:
    """Whether it says no more than what somebody is to another: "mummy", "meu sogro"."""
    owner, _, rest = text.lower().partition(" ")
    if owner in _KINS_OWNERS and rest:
        return rest in _KIN
    return text.islower() and text in _KIN and not is_forename(text)
