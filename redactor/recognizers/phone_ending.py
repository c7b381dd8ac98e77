"""The end of a telephone number, by which somebody is told which one is meant."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer

_PHONE = (
    r"(?:(?:tele)?phones?|numbers?|mobiles?|cells?|landline|handy(?:nummer)?|(?:telefon|ruf|mobil)"
    r"?nummer|telefon|tel[ée]fono|m[óo]vil|celular|cellulare|portable|t[ée]l[ée]phone|num[ée]ro"
    r"|n[úu]mero|numero|telefone|telem[óo]vel|telefoon(?:nummer)?|mobiel|nummer|same|one)"
)
_ENDING = (
    r"(?:ending|ends?|finishing|finishes|endet|endend|termina(?:ndo|do|to|nte)?|acaba(?:do|ndo)?"
    r"|finisce|(?:se )?termine|(?:se )?finit|finissant|eindigt|eindigend)"
    r"(?:[ ](?:in|with|on|auf|mit|en|em|con|par|op|per))?"
)


class PhoneEndingRecognizer(ShapeRecognizer):
    """Finds "the number ending in 0173" in the languages of the engine."""

    ENTITY = "PHONE_NUMBER"
    SOURCE = "pattern:phone_ending"
    NEEDS_DIGIT = True
    TRIGGERS = ("end", "fini", "termin", "acaba", "eindig")
    SHAPES = (
        Shape(
            name="number ending",
            regex=re.compile(
                rf"(?<!\w){_PHONE}(?!\w)[^\n\d.;!?]{{0,30}}?(?<!\w){_ENDING}[ \t]{{0,2}}[:#-]?"
                r"[ \t]{0,2}(?P<value>\d{3,5}|\d\d(?:[ -]\d\d)?)(?![\w%€$£]|[.,/:-]\d"
                r"|[ ](?:days?|hours?|min|weeks?|months?|years?|[ap]m|euro|o['’]clock"
                r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
                re.IGNORECASE,
            ),
            score=0.7,
        ),
    )
