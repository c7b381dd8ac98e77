"""Streets with a house number, flats and post boxes, as English speakers write them.

Strong words (street, avenue) are believed in lower case too; words that are ordinary English
as well (way, drive, close) need capitals, a unit, a postcode or talk of an address.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from redactor.recognizers.base import Shape, ShapeRecognizer, Span, trimmed_end
from redactor.vocabulary import listed

_STRONG = (
    r"street|st|avenue|ave|av|boulevard|blvd|road|rd|lane|ln|highway|hwy|parkway|pkwy|crescent"
    r"|cres|terrace"
    r"|turnpike|tpke|freeway|fwy|expressway|expy|esplanade|alley|aly|mews|cul-de-sac"
)
_WEAK = (
    r"drive|dr|court|ct|place|pl|square|sq|way|circle|cir|trail|trl|close|grove|gardens?|gdns"
    r"|hill|row|walk|plaza"
    r"|plz|quay|wharf|rise|view|park|green|loop|point|pt|crossing|xing|ridge|run|path|pike"
    r"|commons?|heights|hts|ter"
    r"|cove|bend|meadows?|vale|mount|field|fields|broadway|parade|pde|lodge|house|villas?"
    r"|cottages?|estate|manor|track"
)
_RARE = (
    r"loan|wynd|brae|vennel|croft|garth|chase|glade|mead|orchard|paddocks?|hollow|approach|dell"
    r"|coppice|copse|spinney|causeway|leas?|rigg|passage|strand|knoll|drove|dene|gait|byway"
)
"""What ends a street with capitals; in small letters it is too much else."""
_WORD = r"(?:\d{1,3}(?:st|nd|rd|th)|[^\W\d_][\w'’.-]{0,24})"
_CAPITAL = (
    r"(?:\d{1,3}(?:st|nd|rd|th)|(?:of|the|de|la|del|von|and)(?=[ ][A-ZÀ-Þ])"
    r"|[A-ZÀ-Þ][\w'’.-]{0,24})"
)
_NUMBER = (
    r"(?:(?:no|nr|number)\.?[ ]?)?\d{1,5}(?:[ ]?[A-Za-z](?![A-Za-z])|[ ]?[-–/][ ]?\d{1,5}"
    r"|[ ]1/2|½)?"
)
_COMPASS = (
    r"(?:(?:[NSns][EWew]?|[EWew])\.?|[Nn]orth(?:east|west)?|[Ss]outh(?:east|west)?|[Ee]ast|[Ww]est)"
)
_UNIT = (
    r"(?:(?i:apt|apartment|unit|suite|ste|flat|floor|fl|room|rm|bldg|building|lot|trailer|spc"
    r"|space|box)|#)"
    r"\.?[ ]{0,2}(?:no\.?[ ]?)?#?[ ]?(?:\d{1,5}[A-Za-z]?(?:-\w{1,4})?|[A-Za-z](?:-?\d{1,4})?)(?!\w)"
)
_FLOOR = r"\d{1,2}(?:st|nd|rd|th)[ ]floor"
_BARE_UNIT = r"[A-Za-z]\d{1,4}(?!\w)|(?-i:[B-HJ-Z])(?![\w'’.])"
_AFTER = (
    rf"(?:,?[ ]{_COMPASS}(?!\w))?"
    rf"(?:[ ]?[,;–-]?[ \n]{{1,2}}(?:{_UNIT}|{_FLOOR}|{_BARE_UNIT})){{0,2}}"
)
_STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA"
    r"|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])"
)
_TOWN = r"[^\W\d_][\w'’.-]{1,20}(?:[ -][^\W\d_][\w'’.-]{1,20}){0,2}"
_TAIL = (
    rf"(?:,?[ \n]{{1,2}}{_TOWN},?[ \n]{{1,2}}(?:(?:{_STATE}"
    rf"|[A-Z][a-z]{{3,12}}(?:[ ](?:of[ ])?[A-Z][a-z]{{3,10}})?),?[ ]{{1,2}}"
    r"\d{5}(?:-\d{4})?(?!\d)"
    r"|(?i:[A-Z]{1,2}\d[A-Z\d]?[ ]?\d[A-Z]{2})(?!\w))"
    r"|,[ ]{1,2}(?!(?-i:Thank|Please|Hi|Hello|Ok|And|But|My|The|It|I\b))"
    r"(?-i:[A-ZÀ-Þ][a-z'’-]{2,20}"
    r"(?:[ -][A-ZÀ-Þ][a-z'’-]{2,20}){0,2})(?=[ ]{0,2}(?:$|[.,;!?\n)]|and\b)))?"
)
_BEFORE = rf"(?:(?:{_UNIT}|{_FLOOR})[ ]?[,/-]?[ ]{{0,2}})?"
_START = r"(?<![\w$€£#:/-])(?<!\d\.)"

_TALK = re.compile(
    r"(?<!\w)(?:ad{1,2}res{1,2}|c/o|location|live|living|lives|located|moved|moving"
    r"|ship(?:ped|ping)?[ ](?:to|is)|deliver(?:ed|y)?[ ]to"
    r"|sent?[ ]to|house|home[ ]is|residence|reside|pick[ ]?(?:me[ ])?up|drop[ ]?(?:me[ ])?off"
    r"|property|premises"
    r"|billing|mail[ ](?:it[ ])?to|i['’]?m[ ]at|we['’]?re[ ]at|at|to|from)\b",
    re.IGNORECASE,
)
_NOT_STREETS = frozenset(
    listed(
        "a an the this that these those my your our his her their its any some all no more most"
        " less few many much other another each every same own in on at to from for of by with"
        " without and or but if than then so as is are was were be been am do does did has have"
        " had can could will would should may might must not star stars way ways lane lanes door"
        " doors story storey bed bedroom bedrooms bath seat seats seater minute minutes min mins"
        " hour hours hr hrs day days week weeks month months year years yr yrs second seconds"
        " times time mile miles km kms meter meters metre metres feet foot ft inch inches block"
        " blocks people person persons guests guest adults adult kids kid items item orders"
        " order pieces pcs units unit dollars dollar bucks euros pounds cents percent degrees kg"
        " lbs lb gb mb am pm oclock star-rated different new old big small separate off down up"
        " across along near around between over under past into onto about like just only even"
        " still also too very really quite per via cars car tickets ticket pizzas pizza tables"
        " table rooms nights night stops stop exits exit lights i you he she we they it me him"
        " us them who what when where which why how let see want need get got go going went come"
        " came take took make made put find found use used try tried call called wait waiting"
        " drive driving walk walking parking run running please thanks thank hi hello yes"
        " ok okay sorry don't can't i'm it's mph kmh options option choices reviews hundred"
        " thousand million x"
    )
)


class StreetAddressRecognizer(ShapeRecognizer):
    """Finds "221B Maple Street, Apt 4", "Flat 2, 9 Harbour Rd", "PO Box 12"."""

    ENTITY = "STREET_ADDRESS"
    SOURCE = "pattern:street_address"
    LONG = True
    NEEDS_DIGIT = True
    SHAPES = (
        Shape(
            name="capitals",
            regex=re.compile(
                rf"{_START}(?P<value>{_BEFORE}{_NUMBER},?[ ]{{1,2}}(?:{_COMPASS}[ ])?"
                rf"(?P<names>(?:{_CAPITAL}[ ]){{1,4}})"
                rf"(?:(?i:{_STRONG}|{_WEAK})|(?=[A-Z])(?i:{_RARE}))(?![\w'’])\.?{_AFTER}{_TAIL})"
            ),
            score=0.85,
        ),
        Shape(
            name="strong word",
            regex=re.compile(
                rf"{_START}(?P<value>{_BEFORE}{_NUMBER},?[ ]{{1,2}}(?:{_COMPASS}[ ])?"
                rf"(?P<names>(?:{_WORD}[ ]){{1,3}})"
                rf"(?:{_STRONG})(?![\w'’])\.?{_AFTER}{_TAIL})",
                re.I,
            ),
            score=0.7,
        ),
        Shape(
            name="weak word",
            regex=re.compile(
                rf"{_START}(?P<value>{_BEFORE}{_NUMBER},?[ ]{{1,2}}"
                rf"(?P<names>(?:{_WORD}[ ]){{1,3}})"
                rf"(?:{_WEAK})(?![\w'’])\.?(?P<after>{_AFTER}){_TAIL})",
                re.I,
            ),
            score=0.6,
        ),
        Shape(
            name="named place",
            regex=re.compile(
                rf"{_START}(?P<value>{_BEFORE}{_NUMBER}[ ](?:{_COMPASS}[ ])?"
                rf"(?:(?<=[NSEWnsewth.][ ])\d{{1,3}}(?:st|nd|rd|th)|The[ ](?:Avenue"
                rf"|Street|Mall|Green"
                rf"|Grove|Crescent|Drive|Close|Strand|Terrace|Lane)"
                rf"|Broadway|Piccadilly|Whitehall|Pall Mall|Cheapside|(?:(?i:county|state|farm"
                rf"|us|route|rural)[ ]){{1,2}}(?i:road|rd|route|rt|highway|hwy)[ ]\d{{1,4}}"
                rf"|(?:El[ ])?(?:Camino|Calle|Avenida|Paseo|Via"
                rf"|Rancho)[ ](?!for\b)[A-ZÀ-Þ]\w{{2,20}}"
                rf"(?:[ ][A-ZÀ-Þ]\w{{2,20}}){{0,2}}|The[ ]Alameda"
                rf"|(?:Avenue|Ave)\.?[ ](?:[A-Z]|of[ ]the[ ][A-Z]\w{{2,20}}))(?!\w){_AFTER}{_TAIL})"
            ),
            score=0.8,
        ),
        Shape(
            name="post box",
            regex=re.compile(
                r"(?<!\w)(?P<value>(?:p\.?[ ]?o\.?[ ]?|post[ ]?office[ ]|postal[ ]|locked[ ]"
                r"|private[ ])(?:box|bag)[ ]{0,2}#?[ ]?\d{1,7}(?!\w)"
                r"|postfach[ ]\d[\d ]{1,8}\d|(?:bo[îi]te[ ]postale|apartado(?:[ ]de[ ]correos)?"
                r"|casella[ ]postale|postbus)[ ]\d{1,7})",
                re.I,
            ),
            score=0.9,
        ),
        Shape(
            name="unit",
            regex=re.compile(
                r"(?<!\w)(?P<value>(?:apt|apartment|suite|ste|flat)\.?[ ]#?(?:\d{1,5}[A-Za-z]?"
                r"|[A-Z]\d{0,4})|(?<![\w&])#\d{2}-\d{2,4})"
                r"(?![\w%]|[.,:/]\d|[ ](?:for|of|people|rooms?|bed))",
                re.I,
            ),
            score=0.5,
        ),
    )

    def find(self, text: str) -> Iterator[Span]:
        """Yield addresses without the full stop of their sentence."""
        for span in super().find(text):
            yield replace(span, end=trimmed_end(text, span.start, span.end))

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Refuse names that are ordinary words; ask more of the weak words."""
        if "names" not in match.re.groupindex:
            return shape.score
        names = [name.lower().rstrip(".,") for name in match["names"].split()]
        if shape.name == "capitals":
            shouted = match["names"].isupper() and any(name in _IN_SENTENCES for name in names)
            measured = any(name in _UNITS_OF_MEASURE for name in names)
            return 0.0 if shouted or measured else shape.score
        if any(name in _NOT_STREETS for name in names) or _FOLLOWS.match(match.string, match.end()):
            return 0.0
        if shape.name == "strong word":
            return shape.score
        if match["after"]:
            return 0.7
        return (
            shape.score
            if _TALK.search(match.string[max(0, match.start() - 40) : match.start()])
            else 0.35
        )


_IN_SENTENCES = frozenset(
    listed(
        "i i'm you he she we they it but so if because when then was were will would can could"
        " did do does had has have am are not"
    )
)
"""What only a sentence in capitals has before a street's word: "83 BUT I WALK"."""
_UNITS_OF_MEASURE = frozenset(
    listed(
        "am pm bedroom bed star minute minutes days hours dollars people way hotel bonus audio"
        " music album backing sound race title fast running cd disc disk vinyl"
        " home car student personal business payday auto bridging secured mortgage"
    )
)
_FOLLOWS = re.compile(
    r"[ ](?:trip|food|view|lot|ticket|pass|from|away|price|sign|number of|test|map)",
    re.IGNORECASE,
)
