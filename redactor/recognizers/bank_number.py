"""Which bank and which account: sort codes, bank codes and what stands beside them."""

import re

from redactor.recognizers.announcement import announced
from redactor.recognizers.base import Shape, ShapeRecognizer

_SORT = r"\d{2}(?P<gap>[- ]?)\d{2}(?P=gap)\d{2}"
_END = r"(?![\w%]|[.,:/-]\d)"


class BankNumberRecognizer(ShapeRecognizer):
    """Finds sort codes, BSB, BLZ and transit numbers by name, and an account beside a sort code."""

    ENTITY = "ACCOUNT_ID"
    SOURCE = "pattern:bank_number"
    NEEDS_DIGIT = True
    SHAPES = (
        Shape(
            name="sort code",
            regex=announced(r"sort(?:[ -]?code)?|s/?c", r"\d{2}[- ]?\d{2}[- ]?\d{2}(?!\d)"),
            score=0.85,
        ),
        Shape(
            name="sort code before its name",
            regex=re.compile(rf"(?<![\w.,-])(?P<value>{_SORT})(?=[ ]{{0,2}}[(]?sort)", re.I),
            score=0.85,
        ),
        Shape(
            name="sort code and account",
            regex=re.compile(r"(?<![\w.,-])(?P<value>\d{2}-\d{2}-\d{2}[ ,/]{1,3}\d{8})" + _END),
            score=0.8,
        ),
        Shape(
            name="bank code",
            regex=re.compile(
                r"(?<!\w)(?:bsb|blz|bankleitzahl|transit|institution|branch[ ]code|routing|rtn)"
                r"(?:[ ](?:number|no\.?|code|nr\.?))?(?:[ ](?:is|ist|was))?[ \t]{0,2}[:=#]?[ ]{0,2}"
                rf"(?P<value>\d{{3}}[ -]?\d{{3}}(?:[ ]?\d{{2,3}})?|\d{{5}}|\d{{3}}){_END}",
                re.I,
            ),
            score=0.8,
        ),
        Shape(
            name="french account",
            regex=re.compile(
                r"(?<!\w)rib[ :]{1,3}(?P<value>\d{5}[ ]?\d{5}[ ]?[A-Z0-9]{11}[ ]?\d{2})(?!\w)", re.I
            ),
            score=0.85,
        ),
        Shape(
            name="spanish account",
            regex=re.compile(r"(?<![\w.,-])(?P<value>\d{4}[ -]\d{4}[ -]\d{2}[ -]\d{10})" + _END),
            score=0.8,
        ),
    )
