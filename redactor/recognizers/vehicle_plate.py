"""Number plates of Europe and America, after the words that announce one in seven languages.

A plate by itself is no shape at all ("AB12 CDE" may be a part, "M-XY 77" a product); behind its
word one mixed token is enough, and groups where they are written the way some country does.
"""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer, value_of
from redactor.vocabulary import listed

_NOUNS = (
    r"(?:(?:number|licen[cs]e|registration|car|reg)[ ]plates?|plates?|(?:vehicle|car|van"
    r"|bike)[ ]reg"
    r"(?:istration)?|reg(?:istration)?(?:[ ](?:numbers?|no\.?|mark|plate))?|rego|tags?"
    r"|kfz-?kennzeichen|kennzeichen|nummernschild|plaque(?:[ ]d['’]immatriculation)?"
    r"|immatriculation|immatricul[ée]e?|matr[íi]cula|matriculad[oa]|placas?|targa|targat[oa]"
    r"|kenteken(?:plaat)?|nummerplaat)"
)
_LINK = (
    r"(?:[ \t]{1,2}(?:numbers?|num|no\.?|nr\.?|nummer|n[º°]|mark|is|was|are|ist|war|lautet|est|es"
    r"|era"
    r"|was|[èeé]|do|del|de|of|on|my|the|car|van|bike|auto|coche|carro|voiture|meu|mon|mein|mi"
    r"|says|it['’]?s|its)(?!\w)"
    r"|[ ]c['’]est(?!\w)){0,4}[ \t]{0,2}[ \t]{0,2}(?:[:=#,(-][ \t]{0,2}){0,2}[\"'“]?"
)
_SPOKEN = rf"(?<![\w-]){_NOUNS}(?![^\W\d_]){_LINK}"
_END = r"(?![\w@-]|[ .]\d)"
_CONSONANTS = "[BCDFGHJKLMNPRSTVWXYZ]"


def _shape(name: str, value: str, score: float, *, exact: bool = False) -> Shape:
    part = rf"(?-i:{value})" if exact else value
    return Shape(
        name=name, regex=re.compile(rf"{_SPOKEN}(?P<value>{part}){_END}", re.I), score=score
    )


class VehiclePlateRecognizer(ShapeRecognizer):
    """Finds "plate AB12 CDE", "Kennzeichen: B-MW 1234", "matrícula 1234 BCD" and their like."""

    ENTITY = "ID_DOCUMENT"
    SOURCE = "pattern:vehicle_plate"
    NEEDS_DIGIT = True
    TRIGGERS = (
        "plate",
        "reg",
        "tag",
        "kenn",
        "nummer",
        "plaque",
        "immatr",
        "matr",
        "plac",
        "targa",
        "kenteken",
    )
    SHAPES = (
        _shape("one token", r"(?=[A-Z]{0,4}\d)(?=\d{0,4}[A-Z])[A-Z0-9]{5,8}", 0.8),
        _shape(
            "american",
            r"[A-Z]{2,3}[ -]\d{2,4}|\d{3}[ -][A-Z]{2,3}|[A-Z]{3}[ -]\d{2}[A-Z]"
            r"|\d[A-Z]{3}[ -]?\d{3}",
            0.75,
            exact=True,
        ),
        _shape("american with hyphen", r"[A-Z]{2,3}-\d{2,4}[A-Z]?|\d{3}-[A-Z]{2,3}", 0.75),
        _shape("british", r"[A-Z]{2}\d{2}[ -][A-Z]{3}|[A-Z]{3}[ ]\d{1,3}[ ]?[A-Z]", 0.85),
        _shape("british before 2001", r"[A-Z]\d{1,3}[ -][A-Z]{3}", 0.85, exact=True),
        _shape("irish", r"\d{2,3}-[A-Z]{1,2}-\d{1,6}", 0.85),
        _shape("french or italian", r"[A-Z]{2}(?P<gap>[ -])\d{3}(?P=gap)[A-Z]{2}", 0.85),
        _shape(
            "spanish", rf"\d{{4}}[ -]?{_CONSONANTS}{{3}}|[A-Z]{{1,2}}-\d{{4}}-[A-Z]{{1,2}}", 0.85
        ),
        _shape(
            "dutch or portuguese",
            r"(?=[\d-]*[A-Z])(?=[A-Z-]*\d)(?:[A-Z]{1,3}|\d{1,3})"
            r"(?:-(?:[A-Z]{1,3}|\d{1,3})){2}",
            0.85,
        ),
        _shape(
            "portuguese with blanks",
            r"(?=[\d ]*[A-Z])(?:[A-Z]{2}|\d{2})(?:[ ](?:[A-Z]{2}"
            r"|\d{2})){2}",
            0.8,
            exact=True,
        ),
        _shape("german", r"[A-ZÄÖÜ]{1,3}[ :-]{1,2}[A-Z]{1,2}[ -]?[1-9]\d{0,3}[EH]?", 0.85),
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Small words and figures are a sentence: "immatriculation en avril 2024"."""
        parts = value_of(match).split()
        return 0.0 if any(part in _SMALL for part in parts) else shape.score


_SMALL = frozenset(
    listed(
        "a ab al am an and at av by da de del di do du e el em en es est et for from il im in is"
        " ist it"
        " km la le les mi my na no non o of on op or pm se so te the to um und van von was y zu"
    )
)
