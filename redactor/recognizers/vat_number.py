"""Value added tax numbers of Europe with the country before them.

Shapes as the European Commission lists them (VIES, "VAT identification number structure"), with
those of Great Britain (HMRC, VAT Notice 725) and Switzerland (eCH-0097). One that stands after
"VAT" without its country is `id_document.py`'s.
"""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer, value_of

_STRUCTURES = (
    "AT U99999999",
    "BE 9999999999",
    "DE 999999999",
    "DK 99999999",
    "ES X9999999X",
    "FI 99999999",
    "FR XX999999999",
    "GB 999999999",
    "GB 999999999999",
    "IE 9X99999A",
    "IE 9999999AA",
    "IT 99999999999",
    "LU 99999999",
    "NL 999999999B99",
    "PL 9999999999",
    "PT 999999999",
    "SE 999999999999",
)
_SIGNS = {"9": r"\d", "X": "[A-Z0-9]", "A": "[A-W]"}


def _written(structure: str) -> str:
    country, _, rest = structure.partition(" ")
    return country + "".join(rf"[ .-]{{0,2}}{_SIGNS.get(sign, sign)}" for sign in rest)


_TAX = re.compile(
    r"(?<!\w)(?:vat|ust|uid|mwst|tva|iva|btw|tax|steuer|nif|cif|nip|mva|moms)", re.IGNORECASE
)
_DATED = re.compile(r"(?:19|20)\d\d[ .-]\d\d[ .-]\d\d$")
_THING = re.compile(
    r"(?<!\w)(?:models?|modell|sku|parts?|articles?|artikel|items?|products?|catalog(?:ue)?|error"
    r"|version|type)(?:[ ](?:numbers?|no\.?|nr\.?|codes?|is))*[ :#=]{0,3}$",
    re.IGNORECASE,
)


class VatNumberRecognizer(ShapeRecognizer):
    """Finds "FR 40 303 265 045", "NL004495445B01" and "CHE-123.456.788 MWST"."""

    ENTITY = "ID_DOCUMENT"
    SOURCE = "pattern:vat_number"
    NEEDS_DIGIT = True
    SHAPES = (
        Shape(
            name="country and number",
            regex=re.compile(
                rf"(?<![\w.-])(?P<value>{'|'.join(map(_written, _STRUCTURES))})(?![\w@]|[.-]\w)",
                re.I,
            ),
            score=0.7,
        ),
        Shape(
            name="swiss",
            regex=re.compile(
                r"(?<![\w-])(?P<value>CHE[ -]?\d{3}[. ]?\d{3}[. ]?\d{3})(?![\w-]|\.\d)", re.I
            ),
            score=0.8,
        ),
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """A tax word makes sure; without one ask for capitals and at most two gaps of one sign."""
        value, text = value_of(match), match.string
        before = text[max(0, match.start() - 60) : match.start()]
        if _TAX.search(before):
            return 0.85
        if _THING.search(before) or (shape.name == "country and number" and _is_loose(value)):
            return 0.0
        return shape.score


def _is_loose(value: str) -> bool:
    """Say whether `value` may as well be a word and some figures: "PT 15 minutes", "de 2 ..."."""
    return (
        not value[:2].isupper()
        or len(re.findall(r"[ .-]", value)) > 4
        or _DATED.search(value) is not None
    )
