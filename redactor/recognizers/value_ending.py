"""The end of a number or code, by which somebody says which one is meant."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer
from redactor.vocabulary import listed

_ENDING = (
    r"(?:ending|ends?|finishing|finishes|end(?:et|end|ung|ziffern?|nummer)|termina(?:nte|ndo|do|da"
    r"|to|ta)?|acaba(?:ndo|do|da)?|finisce|finit|finissant|termin(?:e|ant)|eindig(?:t|end))"
)
_IN = r"(?:[ ](?:in|with|on|auf|mit|en|em|con|par|op|per|by|is|are|ist|lautet))?[ ]?[:#-]?[ ]?"
_AFTER = (
    r"(?![\w%€$£°]|[.,/:-]\d|[ ](?:days?|hours?|hrs?|min|weeks?|months?|years?|sec(?:ond)?s?|[ap]m"
    r"|uhr"
    r"|tage?n?|stunden|h"
    r"|euros?|eur|usd|pounds|dollars|o['’]clock|jours|d[íi]as|giorni|dagen|dias|times"
    r"|people"
    r"|points|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?!\w))"
)
_DIGITS = r"(?!(?:19|20)\d\d(?!\d))\d{3,6}|\d\d[ -]\d\d"
_CODE = r"(?-i:(?=[A-Z]{0,5}\d)(?=\d{0,5}[A-Z])[A-Z\d]{3,6})"
_HAS_A_TIME = re.compile(
    r"\b(?:sale|offer|auction|shift|event|party|class|course|lesson|meeting|match|game|season|term"
    r"|trial|promo(?:tion)?|contract|subscription|show|film|service|day|night|week|year|call|angebot"
    r"|aktion|vertrag|kurs|oferta|clase|contrato|turno|offre|cours|contrat|offerta|corso|aanbieding"
    r"|cursus|aula)s?(?: (?:that|which|normally|usually|only|now|always|die|que|che|qui))?[ ]$",
    re.IGNORECASE,
)


class ValueEndingRecognizer(ShapeRecognizer):
    """Finds "the account that ends in 4481", "Konto mit der Endung 4410", "mine ends in 41D"."""

    ENTITY = "ACCOUNT_ID"
    SOURCE = "pattern:value_ending"
    NEEDS_DIGIT = True
    TRIGGERS = listed("end eindig termin finisce finit finiss acaba finish")
    SHAPES = (
        Shape(
            name="ending",
            regex=re.compile(
                rf"(?<!\w){_ENDING}{_IN}[(\"“‘]?(?P<value>{_DIGITS}|{_CODE}){_AFTER}", re.IGNORECASE
            ),
            score=0.6,
        ),
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Refuse the end of what has a time: a sale, a shift, a season."""
        return 0.0 if _HAS_A_TIME.search(match.string, 0, match.start()) else shape.score
