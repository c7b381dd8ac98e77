"""United States social security numbers in their three groups.

Presidio's lets sample numbers such as 123-45-6789 pass; a visitor who types one may mean it.
"""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer
from redactor.recognizers.thing_numbers import is_of_a_thing


class UsSsnRecognizer(ShapeRecognizer):
    """Finds three, two and four digits with the same separator between them."""

    ENTITY = "US_SSN"
    SOURCE = "pattern:us_ssn"
    NEEDS_DIGIT = True
    SHAPES = (
        Shape(
            name="hyphens",
            regex=re.compile(r"(?<![\w.-])\d{3}[-–]\d{2}[-–]\d{4}(?![\w-]|\.\d)"),
            score=0.9,
        ),
        Shape(
            name="spaces or dots",
            regex=re.compile(r"(?<![\w.,$€£-])(?!000|666)\d{3}([ .])\d{2}\1\d{4}(?![\w-]|[. ]\d)"),
            score=0.6,
        ),
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """The number of an article may be written so."""
        return 0.0 if is_of_a_thing(match.string, *match.span()) else shape.score
