"""International bank account numbers, in any case and with any single separators.

Presidio's own reads capitals only and writes the text of a number it cannot check into the
log; this one knows how long each country's number is (SWIFT IBAN registry) and takes just that.
"""

import re
from collections.abc import Iterator

from redactor.recognizers.base import Shape, ShapeRecognizer, Span
from redactor.vocabulary import listed

_LENGTHS = {
    part[:2]: int(part[2:])
    for part in listed(
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22"
        " CY28 CZ24 DE22"
        " DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21"
        " HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27"
        " MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24"
        " RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22"
        " VG24 XK20 YE30"
    )
}
_LEAST_DIGITS = 8  # a sentence such as "is 86 degrees ..." passes the checksum once in 97
_START = re.compile(
    r"(?:(?<![A-Za-z0-9])|(?<=iban|IBAN|Iban))[A-Za-z]{2}[ -]?\d{2}(?=[ .-]?[A-Za-z0-9])"
)
_LEAST_UNPROVED = 12  # digits of a number that neither its sum nor the word IBAN proves
_GROUPS = re.compile(
    r"[A-Za-z]{2}[ -]?\d{2}(?:[ .-]?(?=[A-Za-z0-9]{0,4}\d|[A-Z]{4})[A-Za-z0-9]{1,30}+){1,9}(?!\w)"
)
_TRUNK = re.compile(r"[A-Za-z]{2}\d{2}")
_BODY = re.compile(r"[A-Za-z0-9](?:[ .-]?[A-Za-z0-9]){13,32}")


class IbanRecognizer(ShapeRecognizer):
    """Finds account numbers by country length and ISO 7064 checksum; else by length or name."""

    ENTITY = "IBAN_CODE"
    SOURCE = "pattern:iban"
    NEEDS_DIGIT = True
    SHAPES = (Shape(name="checksum", regex=_START, score=0.95),)

    def find(self, text: str) -> Iterator[Span]:
        """Yield numbers that check, and mistyped ones of the right length or behind "IBAN"."""
        for start in _START.finditer(text):
            length = _LENGTHS.get(start[0][:2].upper())
            body = _BODY.match(text, start.start())
            if length is None or body is None:
                continue
            named = "iban" in text[max(0, start.start() - 40) : start.start()].lower()
            end = _end_of(text, start.start(), body.end(), length)
            if end is None:
                groups = _GROUPS.match(text, start.start()) if named else None
                if groups and _digits(groups[0]) >= _LEAST_UNPROVED:
                    yield Span(start=groups.start(), end=groups.end(), score=0.7, shape="named")
                continue
            digits = _digits(text[start.start() : end])
            if digits >= _LEAST_DIGITS and _checks(text[start.start() : end]):
                yield Span(start=start.start(), end=end, score=0.95, shape="checksum")
            elif digits >= _LEAST_DIGITS and named:
                yield Span(start=start.start(), end=end, score=0.7, shape="named, no checksum")
            elif digits >= _LEAST_UNPROVED and _TRUNK.match(text, start.start()):
                yield Span(start=start.start(), end=end, score=0.55, shape="length, no checksum")


def _end_of(text: str, start: int, limit: int, length: int) -> int | None:
    """Return where the `length`-th letter or digit from `start` ends, if a word ends there."""
    seen = 0
    for place in range(start, limit):
        seen += text[place].isalnum()
        if seen == length:
            following = text[place + 1 : place + 2]
            return None if following.isalnum() else place + 1
    return None


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _checks(text: str) -> bool:
    """Compute the mod 97 checksum (ISO 7064)."""
    bare = "".join(character for character in text.upper() if character.isalnum())
    return int("".join(str(int(character, 36)) for character in bare[4:] + bare[:4])) % 97 == 1
