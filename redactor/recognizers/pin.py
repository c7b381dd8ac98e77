"""Personal identification numbers: four to eight digits named as a PIN."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer


class PinRecognizer(ShapeRecognizer):
    """Finds the digits after "pin"; a PIN code of an Indian address is a postal code."""

    ENTITY = "SECRET"
    SOURCE = "pattern:pin"
    NEEDS_DIGIT = True
    TRIGGERS = ("pin", "puk")
    SHAPES = (
        Shape(
            name="pin",
            regex=re.compile(
                r"(?<![\w#])(?:pins?|puk|pin[ -]?(?:number|no\.?|nr\.?|code))"
                r"(?:(?:[ \t]{1,2}(?!is\b|was\b)[a-z'’]{1,12}){0,4}?(?:[ \t]{1,2}(?:is|was|to|ist"
                r"|war"
                r"|lautet|est|es|era|[èeé])\b(?:[ ](?:still|now|just|always)\b)?|(?=:))|['’]s)?"
                r"[ \t]{0,2}(?:[:=#?-][ \t]{0,2}){0,2}[\"'“(*]?"
                r"(?P<value>\d{4}[ -]\d{4}|\d{4,8}|\d{2}[ -]\d{2}|\d(?:[ -]\d){3})"
                r"(?![\w%]|[.,:/]\d)",
                re.I,
            ),
            score=0.9,
        ),
    )
