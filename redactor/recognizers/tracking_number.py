"""Tracking numbers of carriers: they lead to a name and a doorstep."""

import re

from redactor.recognizers.announcement import announced, digits_in
from redactor.recognizers.base import Shape, ShapeRecognizer, value_of


class TrackingNumberRecognizer(ShapeRecognizer):
    """Finds UPS, USPS, Royal Mail and other postal numbers, and what is called tracking."""

    ENTITY = "ORDER_ID"
    SOURCE = "pattern:tracking_number"
    NEEDS_DIGIT = True
    SHAPES = (
        Shape(
            name="announced",
            regex=announced(
                r"tracking|track|awb|air ?waybill|waybill|(?:fedex|ups|usps|dhl|dpd|hermes|evri"
                r"|gls)(?:[ ]tracking)?"
                r"|sendungs?|suivi|seguimiento",
                r"(?=[A-Za-z]{0,8}\d)[A-Za-z0-9]{4,34}"
                r"(?:[ -][A-Za-z0-9]{0,3}\d[A-Za-z0-9]{0,8}){0,6}(?!\w)",
            ),
            score=0.9,
        ),
        Shape(
            name="ups",
            regex=re.compile(r"(?<!\w)1Z ?(?:[0-9A-Z] ?){15}[0-9A-Z](?!\w)", re.I),
            score=0.95,
        ),
        Shape(
            name="postal union",
            regex=re.compile(r"(?<!\w)[A-Z]{2} ?\d{3} ?\d{3} ?\d{3} ?[A-Z]{2}(?!\w)"),
            score=0.85,
        ),
        Shape(
            name="usps",
            regex=re.compile(r"(?<![\w-])9[1-5]\d{2}(?: ?\d{4}){4}(?: ?\d{2})?(?![\w-])"),
            score=0.85,
        ),
        Shape(
            name="jd or tba",
            regex=re.compile(r"(?<!\w)(?:JD|JJD|TBA|H0|JVGL|GM)\d{10,18}(?!\w)"),
            score=0.85,
        ),
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Ask eight characters, half of them digits, of what is merely called tracking."""
        if shape.name != "announced":
            return shape.score
        value = value_of(match)
        return shape.score if len(value) >= 8 and digits_in(value) * 2 >= len(value) else 0.0
