"""Postal codes: by shape where the shape is telling, beside a place or its name elsewhere."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer, value_of
from redactor.recognizers.thing_numbers import is_of_a_thing
from redactor.vocabulary import is_never_a_name

_STATES = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA"
    r"|PR|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])"
)
_STATE_NAMES = (
    r"(?:alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida"
    r"|georgia|hawaii|idaho|illinois|indiana|iowa|kansas"
    r"|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri"
    r"|montana|nebraska|nevada|new[ ]hampshire"
    r"|new[ ]jersey|new[ ]mexico|new[ ]york|north[ ]carolina|north[ ]dakota|ohio|oklahoma"
    r"|oregon|pennsylvania|rhode[ ]island|south[ ]carolina"
    r"|south[ ]dakota|tennessee|texas|utah|vermont|virginia|washington|west[ ]virginia"
    r"|wisconsin|wyoming|d\.?c\.?)"
)
_WORDS = (
    r"(?:zip(?:[ -]?codes?)?|post(?:al)?[ -]?codes?|postcode|pin[ ]?code|eircode|plz"
    r"|postleitzahl|code[ ]postal|c[óo]digo[ ]postal|cap|cep|cp|postnummer)"
)
_LINK = r"(?:[ \t]{1,2}(?:of|for|is|was|in|here|my|the|code)\b){0,4}[ \t]{0,2}[:=#?-]?[ \t]{0,2}"
_CITY = r"[A-ZÄÖÜÀ-Þ][\w'’.-]{2,24}"
_GB = (
    r"(?:GIR[ ]?0AA|[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9](?:[0-9]|[ABEHMNPRV-Y])?"
    r"|[0-9][A-HJKPS-UW])[ ]{0,2}[0-9][ABD-HJLNP-UW-Z]{2})"
)
_AREA = re.compile(
    r"(?:A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE"
    r"|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?"
    r"|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE|GIR)\d",
    re.IGNORECASE,
)
"""With what British codes begin."""
_SIZED = re.compile(
    r"[A-Za-z]{1,2}\d{1,2}[ ]{1,2}\d(?:(?i:gb|tb|xl)|st|nd|rd|th|hr|hp|lb|ft|pt|ah|ds|hd|ph)"
)
"""A chip and its memory, a grade and a count, as well: "M4 8GB", "c1 2nd"."""
_BEHIND_AN_ARTICLE = re.compile(
    r"(?<!\w)(?:the|an?|this|that|mac|macbook|air|mini|pro|chip|apple|ipad)[ ]$",
    re.IGNORECASE,
)
_ENDS_LIKE_A_MODEL = re.compile(r"/A(?!\w)")
"""What is left of "MW443LL/A"; "/London" is a town."""
_COUNTED = re.compile(
    r"\d{4}[ ]?(?:HD|IU|VA|DP|XL|CC|KW|MW|KJ|LX|LM|FT|LB|OZ|ML|PX|MP|PT|ID|OK|KR|RM|KC|CL)"
)
"""An amount with its unit, as well as a Dutch code."""
_CITY_AFTER = re.compile(rf"[ ]({_CITY})")
_HOUSE_BEFORE = re.compile(r"(?:\d[A-Za-z]?[ ]|[,;][ ]|\n|(?<!\w)(?:op|in|te)[ ])$")
_YEAR = re.compile(r"[ ](?:19|20)\d\d$")


class PostalCodeRecognizer(ShapeRecognizer):
    """Finds British, Canadian, Irish and Dutch codes by shape, digits only beside a place."""

    ENTITY = "POSTAL_CODE"
    SOURCE = "pattern:postal_code"
    NEEDS_DIGIT = True
    SHAPES = (
        Shape(
            name="named",
            regex=re.compile(
                rf"(?<!\w){_WORDS}{_LINK}(?P<value>\d{{5}}(?:-\d{{4}})?|\d{{4}}[ ]?[A-Z]{{2}}"
                rf"|\d{{2,5}}[ -]\d{{2,4}}|\d{{4,6}}|[A-Z]\d[A-Z\d]{{0,2}}[ ]?\d[A-Z]{{1,2}}\d?"
                rf"|[A-Z]{{1,2}}\d[A-Z\d]?(?:[ ]?\d[A-Z]{{2}})?)(?![\w%]|[.,:]\d)",
                re.I,
            ),
            score=0.9,
        ),
        Shape(
            name="behind a state",
            regex=re.compile(
                rf"(?<!\w)(?:{_STATES}"
                rf"|{_STATE_NAMES.replace('(?:', '(?i:', 1)})\.?,?[ ]{{1,2}}"
                rf"(?P<value>\d{{5}}(?:-\d{{4}})?)(?![\w%]"
                rf"|[.,:-]\d)"
            ),
            score=0.85,
        ),
        Shape(
            name="behind a state in lower case",
            regex=re.compile(
                rf"(?<!\w)[a-z]{{3,20}},?[ ](?!in\b|or\b|me\b|hi\b|ok\b|oh\b|id\b|de\b|la\b"
                rf"|co\b|pa\b|ma\b|al\b|as\b){_STATES}[ ](?P<value>\d{{5}})(?![\w%]|[.,:-]\d)",
                re.I,
            ),
            score=0.6,
        ),
        Shape(
            name="zip and four",
            regex=re.compile(r"(?<![\w.,$€£#/-])(?P<value>\d{5}-\d{4})(?![\w-])"),
            score=0.6,
        ),
        Shape(name="british", regex=re.compile(rf"(?<![\w-])(?P<value>{_GB})(?![\w-])"), score=0.8),
        Shape(
            name="british in lower case",
            regex=re.compile(rf"(?<![\w#-])(?P<value>{_GB})(?![\w-])", re.I),
            score=0.55,
        ),
        Shape(
            name="canadian",
            regex=re.compile(
                r"(?<![\w-])(?P<value>[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]"
                r"[ -]?\d[ABCEGHJ-NPRSTV-Z]\d)(?![\w-])",
                re.I,
            ),
            score=0.75,
        ),
        Shape(
            name="irish",
            regex=re.compile(
                r"(?<![\w-])(?P<value>(?:[AC-FHKNPRTV-Y]\d{2}"
                r"|D6W)[ ][0-9AC-FHKNPRTV-Y]{4})(?![\w-])"
            ),
            score=0.6,
        ),
        Shape(
            name="dutch",
            regex=re.compile(
                rf"(?<![\w.,$€£#/-])(?P<value>[1-9]\d{{3}}[ ]?(?!SA|SD|SS|AM|PM|GB|MB|KM|KB|KG"
                rf"|CM|MM|MG|HZ|HP|BC|AD|US|EU|UK|TV|PC|XP)[A-Z]{{2}})(?=[ ,]{{1,3}}{_CITY}"
                rf"|[ ]?$|[.\n])"
            ),
            score=0.6,
        ),
        Shape(
            name="digits before a city",
            regex=re.compile(
                rf"(?:(?<=,[ ])|(?<=\n)|^|(?<=\d[ ])|(?<=\d\w[ ])|(?<!\w)(?:[DFIE]|DE|FR|IT|ES"
                rf"|AT|CH|BE)-|(?<=\bin[ ]))(?P<value>(?:0[1-9]"
                rf"|[1-9]\d)\d{{3}})[ ](?={_CITY}(?:[ -/]{_CITY}){{0,2}}[ ]*(?:$|[.,;\n(]))"
            ),
            score=0.6,
        ),
        Shape(
            name="four digits before a city",
            regex=re.compile(
                rf"(?:(?<=\d,[ ])|(?<=\d\w,[ ])|(?<=\d\n)|(?<!\w)(?:A|B|CH|AT|BE|DK|L"
                rf"|NO)-)(?P<value>[1-9]\d{{3}})[ ](?={_CITY}[ ]*(?:$|[.,;\n(]))"
            ),
            score=0.6,
        ),
        Shape(
            name="portuguese or polish",
            regex=re.compile(
                rf"(?<![\w.,$€£#/-])(?P<value>\d{{4}}-\d{{3}}"
                rf"|\d{{2}}-\d{{3}})[ ](?={_CITY}[ ]*(?:$|[.,;\n]))"
            ),
            score=0.65,
        ),
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Doubt what numbers of things, chips, sizes and amounts are written like, unless named."""
        value = value_of(match)
        start, end = match.span("value")
        if shape.name == "named":
            return shape.score
        if is_of_a_thing(match.string, start, end):
            return 0.0
        if value.isalnum() and _ENDS_LIKE_A_MODEL.match(match.string, end):
            return 0.0
        if shape.name.startswith("british"):
            return _british(shape, match)
        counted = _COUNTED.fullmatch(value) or (shape.name == "irish" and _YEAR.search(value))
        if counted and not _is_of_a_house(match):
            return 0.3
        if shape.name == "canadian" and value.isalnum():
            return shape.score if value.isupper() else 0.45
        if shape.name.endswith("city") and _is_said_after(match):
            return 0.0
        return shape.score


def _british(shape: Shape, match: re.Match[str]) -> float:
    """Without a space it is as well a model number, unless it begins as codes do."""
    value = value_of(match)
    if _SIZED.fullmatch(value) and (not _AREA.match(value) or _has_an_article(match)):
        return 0.3
    if " " in value:
        return shape.score
    short = shape.name == "british in lower case" and len(value) < 6
    return shape.score if _AREA.match(value) and not short else 0.3


def _has_an_article(match: re.Match[str]) -> bool:
    start = match.start("value")
    return _BEHIND_AN_ARTICLE.search(match.string, max(0, start - 9), start) is not None


def _is_said_after(match: re.Match[str]) -> bool:
    """Whether thanks or another such word stands where a city should."""
    city = _CITY_AFTER.match(match.string, match.end("value"))
    return city is not None and is_never_a_name(city[1])


def _is_of_a_house(match: re.Match[str]) -> bool:
    """Whether a city stands behind it, or a house or a line before it."""
    text, (start, end) = match.string, match.span("value")
    if re.match(r"[ ,]{1,3}[A-ZÀ-Þ]", text[end : end + 4]):
        return True
    return _HOUSE_BEFORE.search(text, max(0, start - 4), start) is not None
