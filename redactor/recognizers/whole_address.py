"""Whole web addresses; `strict` masks them, where `standard` masks their telling parts."""

import re
from collections.abc import Iterator

from redactor.recognizers.base import Shape, ShapeRecognizer, Span, trimmed_end

_URL = re.compile(r"(?<![\w@])(?:[a-z][a-z0-9+.-]{1,15}://|www\.)[^\s<>\"']{3,2000}", re.IGNORECASE)
_UNSURE = 0.3
"""Below what `standard` asks of a URL, which keeps readable what points to nobody."""


class WholeAddressRecognizer(ShapeRecognizer):
    """Finds "https://www.shop.example/cart" from its scheme to its end."""

    ENTITY = "URL"
    SOURCE = "pattern:whole_address"
    LONG = True
    SHAPES = (Shape(name="address", regex=_URL, score=_UNSURE),)

    def find(self, text: str) -> Iterator[Span]:
        """Yield each address without the punctuation of the sentence around it."""
        for match in _URL.finditer(text):
            end = trimmed_end(text, *match.span())
            yield Span(start=match.start(), end=end, score=_UNSURE, shape="address")
