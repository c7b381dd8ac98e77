"""JSON Web Tokens: three base64url parts of which the first opens a JSON object."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer


class JsonWebTokenRecognizer(ShapeRecognizer):
    """Finds signed and unsigned tokens (RFC 7519), also when the last part was cut off."""

    ENTITY = "SECRET"
    SOURCE = "pattern:json_web_token"
    LONG = True
    TRIGGERS = ("eyj",)
    SHAPES = (
        Shape(
            name="token",
            regex=re.compile(
                r"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{2,}"
                r"(?:\.[A-Za-z0-9_-]*){0,3}"
            ),
            score=0.97,
        ),
        Shape(
            name="cut token",
            regex=re.compile(r"(?<![A-Za-z0-9_.-])eyJ[A-Za-z0-9_-]{17,}(?![\w.])"),
            score=0.8,
        ),
    )
