"""Which words are words and which are forenames: the difference between `will` and `Will`.

`words.txt` holds words that people write in lower case; a name that stands there (Will, Grace,
Mark) is taken for a name only where the context says so. `never_names.txt` holds words no one
is called, even in answer to "your name?". `brands.txt` holds makers that are called like people,
`famous.txt` people and figures of whom everybody has heard, by their whole names.
`forenames.txt` holds forenames of 106 countries, `forenames_more.txt` and `short_forms.txt` more
of them and what people are called for short; `words_abroad.txt` holds words of six other
languages, `word_names.txt` words that are surely a name after "I am". `surnames.txt`
and `towns.txt` hold the words of names of families and towns that are no ordinary words.
`recipe.py` says where they come from. `makers.txt` holds makers of machines, whose models look
like numbers of orders. The lists named `company_…` tell the company a visitor belongs to: what
such names end in, and the words that stand before them; the others say what stands around a name.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files

from redactor.reading import key

_ENDINGS = re.compile(r"(?:n't|'?s|es|d|ed|ing|ly|est|y)$")
_DOER = re.compile(r"ers?$")


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the words of the list `name` of this package, in lower case."""
    return frozenset(files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8").split())


@cache
def phrases_of(name: str) -> tuple[str, ...]:
    """Return the lines of the list `name` of this package, as they are written."""
    text = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for each in text.splitlines() if (line := each.strip()))


def listed(text: str) -> tuple[str, ...]:
    """Return the words of a list that is written as one text, so that it can be read."""
    return tuple(text.split())


@cache
def keys_of(name: str) -> frozenset[str]:
    """Return the lines of the list `name` of this package, for comparing."""
    return frozenset(map(key, phrases_of(name)))


@cache
def _brands() -> frozenset[str]:
    """The makers that are called like people, and the famous, letters only."""
    return frozenset(map(_letters, (*phrases_of("brands"), *phrases_of("famous"))))


def is_brand(name: str) -> bool:
    """Whether `name` (lower case, no accents) is a maker called like a person, or a famous one."""
    return _letters(name) in _brands()


def _letters(text: str) -> str:
    return text if text.isalpha() else "".join(filter(str.isalpha, text))


def _stems(word: str) -> tuple[str, ...]:
    stem = _ENDINGS.sub("", word)
    return (word, stem, stem + "e", stem + "y", stem[:-1]) if stem != word else (word,)


@lru_cache(maxsize=16_384)
def is_word(token: str) -> bool:
    """Whether `token` (any case) is an ordinary word, or one with an ending."""
    lower = token.lower()
    words = words_of("words")
    if lower in words or lower in words_of("never_names"):
        return True
    return len(lower) > 4 and any(stem in words for stem in _stems(lower) if len(stem) > 3)


@lru_cache(maxsize=16_384)
def may_be_word(token: str) -> bool:
    """Whether `token` is an ordinary word, or what one who does something is called: turner."""
    return is_word(token) or is_word(_DOER.sub("", token)) or is_word(_DOER.sub("e", token))


def is_forename(token: str) -> bool:
    """Whether `token` (any case, plain letters) is a known forename."""
    return token.lower() in _forenames()


def is_word_abroad(token: str) -> bool:
    """Whether `token` (any case, plain letters) is an ordinary word of six other languages."""
    return token.lower() in words_of("words_abroad")


def is_ordinary(word: str) -> bool:
    """Whether `word`, however written, is an ordinary word of English or of six other languages."""
    return is_word(word) or is_word_abroad(key(word))


@cache
def _forenames() -> frozenset[str]:
    return words_of("forenames") | words_of("forenames_more") | words_of("short_forms")


WORD, FORENAME, SURNAME, TOWN = 1, 2, 4, 8
KINDS = 16
"""Sums of those four."""


@lru_cache(maxsize=16_384)
def kinds_of(word: str) -> int:
    """What `word`, however written, is known to be: an ordinary word, a name, one of a town."""
    plain = key(word)
    return (
        WORD * is_ordinary(word)
        + FORENAME * (plain in _forenames() or word.lower() in _forenames())
        + SURNAME * (plain in words_of("surnames"))
        + TOWN * (plain in words_of("towns"))
    )


def is_never_a_name(token: str) -> bool:
    """Whether `token` (any case) is a word no one is called."""
    return token.lower() in words_of("never_names")
