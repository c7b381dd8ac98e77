"""Notice a language the engine does not know: what it cannot read it cannot mask.

Known are English, whose dialogue the engine follows, and the languages in which the model and
the recognizers were taught names, places and numbers. Judged by what is left open in the
visitor's messages after masking, so that names, numbers and addresses do not count: mostly
unknown words, or letters of another script.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib import import_module

from redactor.masking import Masked
from redactor.spans import Span
from redactor.vocabulary import is_forename, is_word

REASON = "unknown_language"
"""The reason with which such a session fails closed."""

_TAUGHT = ("de", "es", "fr", "it", "nl", "pt")
_LEAST_WORDS = 20
_LEAST_KNOWN = 0.3
_FEW_WORDS = 5
_HALF_KNOWN = 0.4
_MOST_STRANGE_LETTERS = 5
_WORD = re.compile(r"[^\W\d_]{2,}")


def is_foreign(text: str, spans: Iterable[Span]) -> bool:
    """Return whether what `spans` leave of one message is mostly in no known language.

    Too little to swear by, so such a message is masked by `strict`.
    """
    words = _words("".join(_outside(text, spans)))
    return len(words) >= _FEW_WORDS and _share_known(words) < _HALF_KNOWN


def is_unknown(messages: Iterable[Masked]) -> bool:
    """Return whether what is left open of a visitor's messages is in no known language."""
    words: list[str] = []
    strange = 0
    for message in messages:
        text = _open(message)
        words += _words(text)
        if not text.isascii():
            strange += sum(letter.isalpha() and not _is_latin(letter) for letter in text)
    if strange > _MOST_STRANGE_LETTERS:
        return True
    if len(words) < _LEAST_WORDS:
        return False
    return _share_known(words) < _LEAST_KNOWN


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("'", "").replace("’", ""))


def _share_known(words: Sequence[str]) -> float:
    return sum(map(_is_known, words)) / len(words)


def _outside(text: str, spans: Iterable[Span]) -> Iterator[str]:
    at = 0
    for span in sorted(spans, key=lambda span: span.start):
        yield text[at : span.start]
        at = max(at, span.end)
    yield text[at:]


def _is_known(word: str) -> bool:
    return is_word(word) or is_forename(word) or word.lower() in _small_words()


@cache
def _small_words() -> frozenset[str]:
    """Return the small words of the taught languages, as spaCy lists them."""
    lists = [import_module(f"spacy.lang.{name}.stop_words") for name in _TAUGHT]
    return frozenset(word for each in lists for word in each.STOP_WORDS)


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
