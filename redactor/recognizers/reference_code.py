"""Codes a firm gives to a matter of somebody's: letters, digits and the signs between them."""

import re

from redactor.recognizers.announcement import digits_in
from redactor.recognizers.base import Shape, ShapeRecognizer, value_of
from redactor.recognizers.thing_numbers import is_of_a_thing
from redactor.vocabulary import is_word

_NOBODYS = (
    r"(?:ERR|ERROR|HTTP|HTTPS|SQL|SAML|PAY|EXC|SIG|ORA|CVE|CWE|KB|BUG|ISO|DIN|EN|IEC|IEEE|ANSI"
    r"|ASTM|NF"
    r"|UNE|RFC|UTF|SHA|MD|AES|RSA|DES|USB|WPA|DDR|RTX|GTX|RX|HDMI|COVID|FY|CY|USD|EUR|GBP|CHF|AUD"
    r"|CAD|NZD|DD|MM|YYYY|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|UTC|GMT|AM|PM|LOT|SKU|ART"
    r"|ISBN|EAN|UPC|MPN|TEL|FAX|MOB|CELL|PH|V)"
)
_YEAR = re.compile(r"[A-Z]{1,5}[-/](?:19|20)\d\d")
_GROUPED = re.compile(r"[A-Z]{1,5}(?:[-/]\d{1,12}){1,4}(?:[-/][A-Z]{1,3})?")
_STAMP = re.compile(r"\d{8}T\d{4,6}Z?")
_THING_BEFORE = re.compile(
    r"(?<!\w)(?:models?|modell[eo]?|mod[eè]les?|sku|parts?|articles?|artikel|art|art[íi]culo|types?"
    r"|typ|tipo|items?|products?|produkt|isbn|ean|upc|asin|errors?|fehler(?:code)?|erreur|fout"
    r"(?:code)?|errore|exception|fail(?:s|ed|ing)?|crash(?:es|ed)?|throws?|versions?|build|firmware"
    r"|leaflets?|adapt[eo]rs?|filters?|brochures?|catalog(?:ue)?s?|manuals?|spares?|guides?|forms?"
    r"|belts?|blades?|pumps?|valves?|kits?|sets?|cartridges?|batter(?:y|ies)|flights?|motors?"
    r"|drivers?|timeouts?|warnings?|alarms?|faults?|sheets?|standards?|norms?|norma|fits?|plate|editions?|printers?|routers?|modules?|courses?|pcs|pieces|st[üu]ck|stk)"
    r"(?:[ ](?:numbers?|num|no\.?|nr\.?|codes?|names?|id))?(?:[ ](?:is|says|was|with|of|on|the|to"
    r"|and))*[^\w\n]{0,3}$",
    re.IGNORECASE,
)
_THING_AFTER = re.compile(
    r"[ ,:(]{0,3}(?:(?:at|for|costs?)[ ])?(?:[$€£¥][ ]?\d|\d[\d.,]{0,40}[ ]?(?:€|eur\b|kr\b)"
    r"|(?:errors?|exception|fehler"
    r"|cartridges?|batter(?:y|ies)|adapters?|chargers?|cables?|printers?|routers?|models?"
    r"|standards?|editions?"
    r"|certifi|in stock|out of stock|fits)\b)",
    re.IGNORECASE,
)


class ReferenceCodeRecognizer(ShapeRecognizer):
    """Finds "TR-40917", "FW/30122/CA", "4KPLX0071230", "ws_88f21c"; no error, nothing for sale."""

    ENTITY = "ORDER_ID"
    SOURCE = "pattern:reference_code"
    NEEDS_DIGIT = True
    SHAPES = (
        Shape(
            name="letters, sign, digits",
            regex=re.compile(
                rf"(?<![\w@.&/=#%-])(?!{_NOBODYS}[-/])(?P<value>[A-Z]{{1,5}}\d?[-/]"
                r"(?:[A-Z0-9]{1,12}[-/]){0,4}[A-Z0-9]{1,12})(?![\w@%]|[-/.:][\w/])"
            ),
            score=0.6,
        ),
        Shape(
            name="long and mixed",
            regex=re.compile(
                r"(?<![\w@.&/=#%-])(?P<value>(?=[0-9]{0,18}[A-Z])[A-Z0-9]{11,20})"
                r"(?![\w@%]|[-/.:][\w/])"
            ),
            score=0.55,
        ),
        Shape(
            name="letters, blank, digits",
            regex=re.compile(
                rf"(?<![\w@.&/=#%$€£-])"
                rf"(?!(?:{_NOBODYS}|NO|DDI|PO|NHS|REF|TRK|T|F|M|P|E|S|N|W|X|A|I)[ ])"
                r"(?P<value>[A-Z]{1,3}[ ](?:\d{3,4}(?:[ ]\d{3,4}){1,3}|\d{7,10})"
                r"|[A-Z]{2,3}[ ]\d{6}|[A-Z]{4,6}[ ]\d{5,8}|[A-Z]{2,5}[ ]\d{3,6}[-/]\d{3,6})"
                r"(?![\w@%]|[-/.,:]\w)"
            ),
            score=0.5,
        ),
        Shape(
            name="small letters, line, mixed",
            regex=re.compile(
                r"(?<![\w@.&/=#%-])(?P<value>[a-z]{1,5}_(?!v\d)(?=[a-z]{0,20}\d{1,20}[a-z])"
                r"[a-z0-9]{4,24})(?![\w@%(=]|[-/.:][\w/])"
            ),
            score=0.55,
        ),
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Ask for digits enough; refuse years, time stamps, things on sale and errors."""
        value = value_of(match)
        digits = digits_in(value)
        if shape.name == "letters, blank, digits":
            letters = value.partition(" ")[0]
            plausible = digits >= 6 or (len(letters) > 3 and digits >= 5)
            plausible = plausible and not (len(letters) > 3 and is_word(letters))
        elif shape.name == "small letters, line, mixed":
            plausible = digits >= 2
        elif shape.name == "long and mixed":
            plausible = digits >= 7 and not _STAMP.fullmatch(value)
        else:
            plausible = _is_code(value, digits)
        if not plausible or _THING_AFTER.match(match.string, match.end("value")):
            return 0.0
        if value.startswith("XXX"):  # somebody starred it
            return 0.0
        start = match.start("value")
        before = match.string[max(0, start - 40) : start]
        if _THING_BEFORE.search(before) or is_of_a_thing(match.string, *match.span("value")):
            return 0.0
        return shape.score


def _is_code(value: str, digits: int) -> bool:
    """Tell a code from a year, a quarter, a size or the name of a model."""
    if _YEAR.fullmatch(value):
        return False
    groups = re.split("[-/]", value)
    if len(groups) == 2 and not _GROUPED.fullmatch(value):
        return False
    return digits >= (5 if len(groups[0]) == 1 or len(groups) == 2 else 4)
