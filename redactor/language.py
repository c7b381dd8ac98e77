"""Notice a language the engine does not know: what it cannot read it cannot mask.

Judged by what is left open in the visitor's messages after masking, so that names, numbers and
addresses do not count: mostly unknown words, or letters of another script.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from redactor.masking import Masked
from redactor.vocabulary import is_forename, is_word

REASON = "unknown_language"
"""The reason with which such a session fails closed."""

_LEAST_WORDS = 20
_LEAST_KNOWN = 0.4
_MOST_STRANGE_LETTERS = 5
_WORD = re.compile(r"[^\W\d_]{2,}")


def is_unknown(messages: Iterable[Masked]) -> bool:
    """Return whether what is left open of a visitor's messages is in no known language."""
    words: list[str] = []
    strange = 0
    for message in messages:
        text = _open(message)
        words += _WORD.findall(text.replace("'", "").replace("’", ""))
        if not text.isascii():
            strange += sum(letter.isalpha() and not _is_latin(letter) for letter in text)
    if strange > _MOST_STRANGE_LETTERS:
        return True
    if len(words) < _LEAST_WORDS:
        return False
    known = sum(is_word(word) or is_forename(word) for word in words)
    return known < _LEAST_KNOWN * len(words)


def _open(message: Masked) -> str:
    """Return the text between the masks."""
    pieces, at = [], 0
    for mask in message.masks:
        pieces.append(message.text[at : mask.start])
        at = mask.end
    return " ".join([*pieces, message.text[at:]])


@lru_cache(maxsize=4_096)
def _is_latin(letter: str) -> bool:
    name = unicodedata.name(letter, "")
    plain = unicodedata.normalize("NFKC", letter)
    return plain.isascii() or name.startswith(("LATIN", "MICRO", "FEMININE", "MASCULINE"))
