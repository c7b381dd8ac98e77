"""Titles before a name: Dr., Mrs, Herr, Madame."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer
from redactor.vocabulary import listed

_NAME = (
    r"(?=[ ]{1,2}(?:[A-Z]\.?[ ]){0,2}(?:(?:van|von|de|der|den|di|da|la|le|el|al|bin"
    r"|o['’])[ ]?){0,2}[A-ZÀ-Þ][\w'’-])"
)


class TitleRecognizer(ShapeRecognizer):
    """Finds the title alone, where a name follows it."""

    ENTITY = "TITLE"
    SOURCE = "pattern:title"
    SHAPES = (
        Shape(
            name="title and name",
            regex=re.compile(
                r"(?<!\w)(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Professor|Doctor|Sir|Dame|Lord|Lady|Madam"
                r"|Mme|Mlle|Rev|Reverend"
                r"|Fr|Capt|Captain|Sgt|Lt|Col|Gen|Maj|Hon|Judge|Herr|Frau|Monsieur|Madame"
                r"|Mademoiselle|Señora?|Señorita"
                r"|Sra?|Srta|Signora?|Sig|Dott|Dhr|Mevr|Mevrouw|Meneer|Dona|Don|Doña|Sen|Gov|MR"
                r"|MRS|MS|DR)\b\.?" + _NAME
            ),
            score=0.8,
        ),
        Shape(
            name="title and lower-case name",
            regex=re.compile(
                r"(?<!\w)(?:(?:mr|mrs|mx|dr|prof|herr|frau)\.?|ms\.)(?=[ ]{1,2}(?!pepper\b"
                r"|appointment|office|visit|drive\b"
                r"|name|who|that|the\b|and\b|or\b|is\b|in\b|for\b|on\b|at\b)[a-z][\w'’-]{1,30})",
                re.I,
            ),
            score=0.6,
        ),
    )
    TRIGGERS = listed(
        "mr ms mx miss dr prof doctor sir dame lord lady madam mme mlle rev fr"
        " capt sgt lt col"
        " gen maj hon judge her mon señ sr sig dott dhr mev meneer don sen gov"
    )
