"""Dates of birth: a date where somebody speaks of being born."""

import re

from redactor.recognizers import date_shapes
from redactor.recognizers.base import Shape, ShapeRecognizer

_NOUNS = (
    r"(?:d\.?[ ]?o\.?[ ]?b\.?|date[ ]of[ ]birth|birth[ -]?date|birth[ -]?day|b-?day|birth|born"
    r"|geboren|geburtsdatum"
    r"|geburtstag|geb\.|n[ée]e?|n[ée]e?[ ]le|date[ ]de[ ]naissance|fecha[ ]de[ ]nacimiento"
    r"|nac[ií][óo]?|nacid[oa]|naci[óo]|nasceu|nascid[oa]|nacque|data[ ]di[ ]nascita"
    r"|had[ ](?:a|our|my|the|her)[ ](?:baby|son|daughter|boy|girl|twins|child)"
    r"|turn(?:ed|s|ing)?[ ]\d{1,3}|nat[oa]|geboortedatum|data[ ]de[ ]nascimento|nasci)"
)
_LINK = (
    r"(?:[ ]{0,2}\([^()\n]{0,20}\))?(?:[ \t]{1,2}(?:is|was|are|will be|on|in|the|am|le|el|il|il"
    r"|op|em|ist|es|est|and it['’]?s)"
    r"\b){0,3}[ \t]{0,2}(?:[:=#?–-]|\n){0,2}[ \t\n]{0,2}[\"'(]?"
)
_DATE = rf"(?:{date_shapes.ANY}|{date_shapes.SPACED}|{date_shapes.COMPACT})"
_FEASTS = (
    r"(?:(?:christmas|boxing|new year['’]?s?|valentine['’]?s?|leap"
    r"|independence|st\.? patrick['’]?s?)"
    r" (?:day|eve)|halloween|heiligabend|silvester|neujahr|no[ëe]l|navidad|nochebuena|natale"
    r"|capodanno|santo stefano|natal|kerstmis|eerste kerstdag|oudejaarsdag)"
)
"""Days of the year that have a name of their own."""


class DateOfBirthRecognizer(ShapeRecognizer):
    """Finds "born 3 May 1988", "dob: 03/05/1988", "birthday is the third of May"."""

    ENTITY = "DATE_OF_BIRTH"
    SOURCE = "pattern:date_of_birth"
    TRIGGERS = (
        "dob",
        "d.o",
        "d o",
        "birth",
        "born",
        "b-day",
        "bday",
        "geb",
        "née",
        "né ",
        "naiss",
        "naci",
        "nasc",
        "nato",
        "nata",
        "turn",
        "had ",
        "b.",
    )
    SHAPES = (
        Shape(
            name="announced date",
            regex=re.compile(rf"(?<!\w){_NOUNS}{_LINK}(?P<value>{_DATE})", re.I),
            score=0.95,
        ),
        Shape(
            name="date, then the noun",
            regex=re.compile(
                rf"(?<![\w/.-])(?P<value>{_DATE})[ ,]{{0,2}}(?:\(|is[ ]|was[ ]|[–-][ ])?(?:my"
                rf"|his|her|their)?"
                r"[ ]?(?:d\.?o\.?b|date[ ]of[ ]birth|birth[ ]?day|birth[ ]?date)(?!\w)",
                re.I,
            ),
            score=0.9,
        ),
        Shape(
            name="feast",
            regex=re.compile(
                r"(?<!\w)(?:born|birthday is|geboren|nat[oa]|n[ée]e?|nacid[oa]|naci[óo]|nascid[oa])"
                r"(?:[ ](?:on|an|am|op|a|à|le|el|em|de|no|dia|d[íi]a|jour)){0,2}[ ]"
                rf"(?P<value>{_FEASTS})(?!\w)",
                re.I,
            ),
            score=0.8,
        ),
        Shape(
            name="year of birth",
            regex=re.compile(
                r"(?<!\w)(?:(?:born|b\.|birth|geboren|nacid[oa]|nat[oa]|n[ée]e?)(?:[ ](?:in|en|nel"
                r"|im|year))?|year of birth|birth ?year)"
                r"(?:[ ](?:is|was"
                r"|in))?[ \t]{0,2}:?[ \t]{1,2}(?:the[ ](?:year[ ])?)?(?P<value>(?:19|20)\d\d"
                r"|['’]\d\d)(?![\w/.-]?\d)",
                re.I,
            ),
            score=0.75,
        ),
    )
