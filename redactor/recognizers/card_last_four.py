"""The last four digits of a card: with a name and a shop they are enough to ask for more."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer

_CARD = (
    r"(?:cards?|visa|master[ ]?card|amex|american express|maestro|debit|credit|discover|tarjeta"
    r"|carte|(?:kredit|bank)?karte|carta|cart[ãa]o|(?:bank|krediet)?kaart)"
)


class CardLastFourRecognizer(ShapeRecognizer):
    """Finds "card ending 4242", "last four digits are 4242" and "**** 4242"."""

    ENTITY = "CREDIT_CARD"
    SOURCE = "pattern:card_last_four"
    NEEDS_DIGIT = True
    TRIGGERS = (
        "end",
        "last",
        "termin",
        "acaba",
        "fini",
        "eindig",
        "*",
        "x",
        "•",
        "·",
        "card",
        "visa",
        "master",
        "amex",
    )
    SHAPES = (
        Shape(
            name="ending",
            regex=re.compile(
                rf"(?<!\w){_CARD}[^\n\d]{{0,30}}?\b(?:ending|ends|end|finishing|finishes"
                r"|endet|endend|termina(?:da|ta|nte)?|acaba(?:da)?|finisce|(?:se )?termine"
                r"|finissant|eindigt|eindigend)(?:[ ](?:in|with|on|auf|mit|en|em|con|par|op|per))?"
                r"[ \t]{0,2}[:#-]?[ \t]{0,2}(?P<value>\d{4})(?![\w%]"
                r"|[.,/-]\d)",
                re.I,
            ),
            score=0.85,
        ),
        Shape(
            name="last four",
            regex=re.compile(
                r"(?<!\w)last[ ](?:4|four)(?:[ ](?:digits?|numbers?))?"
                rf"(?:[ ](?:of|on)[ ](?:my|the|your)?[ ]?(?:[a-z]{{1,12}}[ ]){{0,3}}?{_CARD})?"
                r"(?:[ ](?:is|are|was|were))?[ \t]{0,2}[:#=-]?[ \t]{0,2}(?P<value>\d{4})"
                r"(?![\w%]|[.,/-]\d)",
                re.I,
            ),
            score=0.85,
        ),
        Shape(
            name="masked number",
            regex=re.compile(
                r"(?<![\w*•·])(?:[*x•·]{2,12}[ -]?){1,3}(?P<value>\d{4})(?![\w%]|[.,/-]\d)", re.I
            ),
            score=0.85,
        ),
    )
