"""Which language a chat is written in, so that figures can be told apart by it.

Told from the small words of each language that no other one has, as spaCy lists them. Nobody has
to read a chat for it: the frozen ones stay unread.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module

NAMES = {
    "de": "german",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
}
"""The languages told apart, by their codes; a slice has the name."""

OTHER = "other language"
"""The slice of chats in none of them, or with too few words to tell."""

_LEAST_WORDS = 4
_WORD = re.compile(r"[^\W\d_]{2,}")


def language(texts: Iterable[str]) -> str:
    """The slice of a chat that is not, or not wholly, English: a value of `NAMES`, or `OTHER`."""
    words = (word.lower() for text in texts for word in _WORD.findall(text))
    counts = Counter(code for word in words if (code := _words().get(word)) in NAMES)
    code, count = next(iter(counts.most_common(1)), ("", 0))
    return NAMES[code] if count >= _LEAST_WORDS else OTHER


@cache
def _words() -> Mapping[str, str]:
    """The language of each small word that only one of them, English included, has."""
    lists = {code: import_module(f"spacy.lang.{code}.stop_words") for code in ("en", *NAMES)}
    pairs = [(word, code) for code, each in lists.items() for word in each.STOP_WORDS]
    times = Counter(word for word, _ in pairs)
    return {word: code for word, code in pairs if times[word] == 1}
