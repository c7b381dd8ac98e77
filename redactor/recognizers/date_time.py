"""Ordinary dates and times of day; `standard` keeps them, `strict` masks them."""

import re

from redactor.recognizers import date_shapes
from redactor.recognizers.base import Shape, ShapeRecognizer

_CLOCK = r"(?:[01]?\d|2[0-3])"


class DateTimeRecognizer(ShapeRecognizer):
    """Finds dates that name a day or month, and clock times; "yesterday" is no date."""

    ENTITY = "DATE_TIME"
    SOURCE = "pattern:date_time"
    SHAPES = (
        Shape(
            name="timestamp",
            regex=re.compile(
                rf"(?<![\w/.-]){date_shapes.ISO_DAY}[T ]{_CLOCK}:[0-5]\d"
                rf"(?::[0-5]\d(?:[.,]\d{{1,9}})?)?"
                r"(?:[ ]?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?(?![\w:])",
                re.I,
            ),
            score=0.9,
        ),
        Shape(
            name="year first",
            regex=re.compile(rf"(?<![\w/.-]){date_shapes.ISO}(?![\w/-]|\.\d)"),
            score=0.85,
        ),
        Shape(
            name="numbers",
            regex=re.compile(rf"(?<![\w/.$€£#-]){date_shapes.NUMERIC}(?!\w)"),
            score=0.8,
        ),
        Shape(
            name="month by name",
            regex=re.compile(
                rf"(?<![\w/.-]){date_shapes.WITH_MONTH_NAME}(?!\w|%|[ ](?:people|percent|items"
                rf"|days)\b)",
                re.I,
            ),
            score=0.8,
        ),
        Shape(
            name="in words",
            regex=re.compile(rf"(?<!\w){date_shapes.SPOKEN}(?!\w)", re.I),
            score=0.75,
        ),
        Shape(
            name="clock",
            regex=re.compile(
                rf"(?<![\w:.,/$€£-])(?:{_CLOCK}(?:[:.h][0-5]\d(?::[0-5]\d)?)?[ ]?(?:a\.?m\b\.?"
                rf"|p\.?m\b\.?|uhr\b|o['’]clock\b)"
                rf"|{_CLOCK}:[0-5]\d(?::[0-5]\d)?)(?![\w:]|[.,-]\d)",
                re.I,
            ),
            score=0.7,
        ),
        Shape(
            name="day and month",
            regex=re.compile(
                rf"(?<!\w)(?:on|by|since|until|till|from|before|after|dated?|for|due|le|am"
                rf"|el)[ ](?:the[ ])?"
                rf"(?P<value>{date_shapes.DAY}[/.]{date_shapes.DAY})\.?(?![\w/%]|[.:-]\d)",
                re.I,
            ),
            score=0.6,
        ),
    )
    TRIGGERS = (*"0123456789", "first", "second", "third", "th ", "th,", "fifth")
