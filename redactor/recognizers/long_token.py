"""Long tokens nobody reads: twenty or more mixed letters and digits, UUIDs, hex strings."""

import math
import re
from collections import Counter
from itertools import pairwise

from redactor.recognizers.base import Shape, ShapeRecognizer, value_of

_BITS_PER_CHARACTER = 3.0


class LongTokenRecognizer(ShapeRecognizer):
    """Finds tokens of high entropy (Shannon, per character); file names and words are none."""

    ENTITY = "SECRET"
    SOURCE = "pattern:long_token"
    LONG = True
    NEEDS_DIGIT = True
    SHAPES = (
        Shape(
            name="uuid",
            regex=re.compile(
                r"(?<![\w-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])",
                re.I,
            ),
            score=0.6,
        ),
        Shape(
            name="mixed",
            regex=re.compile(
                r"(?<![\w./@%+=-])(?=[A-Za-z_-]{0,64}\d)(?=[\d_-]{0,64}[A-Za-z])"
                r"(?P<value>[A-Za-z0-9_-]{20,}+(?:[+/][A-Za-z0-9_+/-]++)?={0,2})(?![\w@]"
                r"|\.\w)"
            ),
            score=0.6,
        ),
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Believe a token whose characters are spread evenly and whose parts are no words."""
        value = value_of(match)
        if _DIGEST.fullmatch(value) and _is_of_a_thing(match.string, match.start("value")):
            return 0.0
        if shape.name == "uuid":
            return shape.score
        if entropy(value) < _BITS_PER_CHARACTER or _WORDS.fullmatch(value):
            return 0.0
        return shape.score if _changes(value) >= 4 else 0.0


_DIGEST = re.compile(r"[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}", re.IGNORECASE)
_LONGEST_WORDS = 40
_OF_A_THING = re.compile(
    r"(?<!\w)(?:commit|md5(?:sum)?|sha-?\d{0,3}(?:sum)?|checksum|digest|etag|revision|rev|merge"
    r"|branch"
    r"|checkout|cherry-pick|reset --hard|build)(?:[ ](?:is|of|hash"
    r"|id))?[ \t]{0,3}[:=]?[ \t\"']{0,3}$",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"(?:[A-Za-z]?[a-z]{1,32}|[A-Z]{1,32}|\d{1,6})(?:[_-](?:[A-Za-z]?[a-z]{1,32}|[A-Z]{1,32}"
    r"|\d{1,6}|v\d)){1,16}"
)


def _is_of_a_thing(text: str, start: int) -> bool:
    """Whether the words before `start` say that a digest follows, which opens nothing."""
    return _OF_A_THING.search(text, max(0, start - _LONGEST_WORDS), start) is not None


def entropy(value: str) -> float:
    """Return Shannon's entropy of `value` in bits per character."""
    counts = Counter(value)
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values())


def _changes(value: str) -> int:
    """Count the places where a letter and a digit stand side by side."""
    pairs = pairwise(value)
    return sum(
        left.isdigit() != right.isdigit()
        for left, right in pairs
        if left.isalnum() and right.isalnum()
    )
