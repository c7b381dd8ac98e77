"""Payment card numbers, with whatever separators people put in and the slips they make."""

import re
from collections.abc import Iterator

from redactor.recognizers.base import Shape, ShapeRecognizer, Span

_CANDIDATE = re.compile(
    r"(?:(?<![\w.+])(?<![\d][-/])|(?<=visa)|(?<=card)|(?<=amex)|(?<=cc))"
    r"(?:\d(?:[ .\-–·_/]{0,2}\d){11,18}|\d{4}(?:, ?\d{4}){3})(?!\w|[.-]\d)",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"(?<!\w)(?:card|cc|visa|master|amex|american express|debit|credit|discover|maestro|diners"
    r"|jcb|karte|tarjeta|carte|carta|kaart|cart[ãa]o|pay|charge|pan\b)",
    re.IGNORECASE,
)
_BRANDS = re.compile(
    r"4\d{12}(?:\d{3}){0,2}$|5[0-5]\d{14}$|2[2-7]\d{14}$|3[47]\d{13}$|3(?:0[0-59]|[689]\d)\d{11}$"
    r"|(?:6011|65\d\d|64[4-9]\d)\d{12}$|35\d{14}$|(?:62|81)\d{14,17}$|(?:5[0678]|6\d)\d{10,17}$"
    r"|1\d{14}$|220[0-4]\d{12}$"
)
_GROUPED = re.compile(
    r"\d{4}\D{1,2}\d{4}\D{1,2}\d{4}\D{1,2}\d{1,7}$|\d{4}\D{1,2}\d{6}\D{1,2}\d{4,5}$"
)

_LEAST_OF_A_PART = 15  # digits


class CreditCardRecognizer(ShapeRecognizer):
    """Finds card numbers by brand and Luhn's sum; without the sum when a card is spoken of."""

    ENTITY = "CREDIT_CARD"
    SOURCE = "pattern:credit_card"
    NEEDS_DIGIT = True
    SHAPES = (Shape(name="card number", regex=_CANDIDATE, score=0.95),)

    def find(self, text: str) -> Iterator[Span]:
        """Yield the candidates; the score says which of brand, sum, grouping and talk agree."""
        talk: bool | None = None
        for match in _CANDIDATE.finditer(text):
            if proved := _proved(match[0]):
                start, end = (match.start() + place for place in proved)
                yield Span(start=start, end=end, score=0.95, shape="brand and checksum")
                continue
            digits = re.sub(r"\D", "", match[0])
            branded = _BRANDS.match(digits) is not None
            grouped = _GROUPED.match(match[0]) is not None
            if not branded and not grouped:
                continue
            talk = _TALK.search(text) is not None if talk is None else talk
            score, name = _unproved(branded=branded, grouped=grouped, talk=talk)
            if score:
                yield Span(start=match.start(), end=match.end(), score=score, shape=name)


def _proved(candidate: str) -> tuple[int, int] | None:
    """Return where brand and sum agree: in all of it, or in a part between two spaces or slashes.

    A part, such as the number before an expiry date, must be as long as most cards are.
    """
    starts = [0, *(match.end() for match in re.finditer(r"[\s/]+", candidate))]
    ends = [*(match.start() for match in re.finditer(r"[\s/]+", candidate)), len(candidate)]
    spans = [(start, end) for start in starts for end in ends if start < end]
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        digits = re.sub(r"\D", "", candidate[start:end])
        long_enough = len(digits) >= _LEAST_OF_A_PART or end - start == len(candidate)
        if long_enough and _BRANDS.match(digits) and luhn(digits):
            return start, end
    return None


def _unproved(*, branded: bool, grouped: bool, talk: bool) -> tuple[float, str]:
    """Score a number whose checksum fails: one mistyped digit leaves the rest readable."""
    if talk:
        return (0.7, "brand without checksum") if branded else (0.6, "groups and talk of a card")
    if branded and grouped:
        return 0.6, "brand and groups without checksum"
    return (0.45, "four groups of four") if grouped else (0.0, "")


def luhn(digits: str) -> bool:
    """Check Luhn's sum (ISO/IEC 7812-1, annex B) over a string of digits."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
