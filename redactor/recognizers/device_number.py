"""Numbers of a device or its card, after their names in seven languages: IMEI, serial, ICCID."""

import re

from redactor.recognizers.announcement import Link, announced, digits_in, link_of
from redactor.recognizers.base import Shape, ShapeRecognizer, value_of

_NUMBERS = (
    r"(?:imei|meid|imsi|iccid|esn|eid|udid|sim(?:[ -]?card)?|serial(?:[ ]on[ ]the[ ](?:back|box"
    r"|label|bottom|sticker|side))?|seriennr\.?|seriennummer"
    r"|geräte-?(?:nummer|id)|num[ée]ro[ ]de[ ]s[ée]rie|n[º°][ ]?(?:de[ ])?s[ée]rie"
    r"|n[úu]mero[ ]de[ ]s[ée]rie|numero[ ]di[ ]serie|matricola|serienummer|device|s/n"
    r"|(?-i:SN)(?=[ \t]{0,2}[:#=]|[ ][A-Z0-9]{8}))[ ]?\d?"
)
_VALUE = (
    r"(?=[A-Za-z-]{0,9}\d)[A-Za-z0-9][A-Za-z0-9/-]{1,39}(?![\w@%]|[.,]\d)"
    r"(?:[ ](?=[A-Za-z]{0,3}\d)[A-Za-z0-9]{1,8}(?![\w.,]\d|\w)){0,6}"
    r"|\d{1,4}(?:[ -]\d{1,6}){2,6}(?![\w%])"
)


class DeviceNumberRecognizer(ShapeRecognizer):
    """Finds what follows "IMEI", "serial number", "S/N", "Seriennummer" and their like."""

    ENTITY = "ACCOUNT_ID"
    SOURCE = "pattern:device_number"
    NEEDS_DIGIT = True
    TRIGGERS = (
        "imei",
        "meid",
        "imsi",
        "iccid",
        "esn",
        "eid",
        "udid",
        "sim",
        "seri",
        "séri",
        "gerät",
        "matricola",
        "device",
        "s/n",
        "sn",
    )
    SHAPES = (Shape(name="device", regex=announced(_NUMBERS, _VALUE), score=0.85),)

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Ask four digits, or letters and two; beside the bare noun eight characters."""
        value = value_of(match)
        digits = digits_in(value)
        mixed = digits >= 2 and len(value) >= 6 and not value.islower()
        if not (digits >= 4 or mixed):
            return 0.0
        if link_of(match) in (Link.BESIDE, Link.SAID):
            return shape.score if len(value) >= 8 else 0.0
        return shape.score
