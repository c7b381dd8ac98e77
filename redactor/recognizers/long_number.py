"""Long bare numbers: whatever a run of nine digits is, it was given to somebody."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer


class LongNumberRecognizer(ShapeRecognizer):
    """Finds runs of nine or more digits that are no amount, code or version of a thing."""

    ENTITY = "ACCOUNT_ID"
    SOURCE = "pattern:long_number"
    NEEDS_DIGIT = True
    SHAPES = (
        Shape(
            name="bare digits",
            regex=re.compile(r"(?<![\w.,:/$€£¥#+-])(?P<value>\d{9,30})(?![\w%]|[.,:/-]\d)"),
            score=0.45,
        ),
    )
    _NOT_A_PERSONS = re.compile(
        r"(?:error|err|code|version|build|model|sku|isbn|ean|upc|asin|part|item|product|article"
        r"|artikel|kb|bytes|timestamp|epoch|approximately|about|usd|eur|gbp|rs\.?|inr)"
        r"(?:[ ](?:number|no\.?|code|id))?(?:[ ](?:is|of))?[ :=#]{0,3}$",
        re.IGNORECASE,
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Refuse numbers of things on sale, of errors and of amounts."""
        before = match.string[max(0, match.start() - 30) : match.start()]
        return 0.0 if self._NOT_A_PERSONS.search(before) else shape.score
