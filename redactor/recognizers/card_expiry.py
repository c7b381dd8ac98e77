"""When a card expires: part of what a shop needs to charge it."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer

_MONTH_YEAR = (
    r"(?:0?[1-9]|1[0-2])[ ]{0,2}[/.\-–][ ]{0,2}(?:20)?[2-4]\d|(?:0[1-9]|1[0-2])[ ]?(?:20)?[2-4]\d"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?[ ,/-]{1,2}(?:20)?[2-4]\d"
)


class CardExpiryRecognizer(ShapeRecognizer):
    """Finds "exp 04/27" where a card is spoken of, and month and year behind a card number."""

    ENTITY = "CREDIT_CARD"
    SOURCE = "pattern:card_expiry"
    NEEDS_DIGIT = True
    SHAPES = (
        Shape(
            name="exp and date",
            regex=re.compile(
                r"(?<!\w)(?:exp|expiry|expire[sd]?|expiring|expiration|good thru|good through"
                r"|valid (?:thru|through|until|till|to)|gültig bis|caduca|scade)\.?"
                r"(?:[ ](?:date|month))?(?:[ ](?:is|on|in|of|at|are))?[ \t]{0,2}[:=#-]?[ \t]{0,2}"
                rf"(?P<value>{_MONTH_YEAR})(?![\w/]|[.-]\d)",
                re.I,
            ),
            score=0.85,
        ),
        Shape(
            name="behind the number",
            regex=re.compile(
                r"\d{4}[ ,;-]{1,3}(?:and )?(?P<value>(?:0[1-9]|1[0-2])/(?:20)?[2-4]\d)"
                r"(?![\w/]|[.-]\d)",
                re.I,
            ),
            score=0.8,
        ),
    )

    _TALK = re.compile(
        r"(?<!\w)(?:card|visa|master|amex|debit|credit|cvv|cvc|maestro|ending)|(?:\d[ .-]?){13,19}",
        re.I,
    )

    _GOODS = re.compile(
        r"(?<!\w)(?:batch|lot|best before|use by|bbe|jar|tin|milk|food|pack|packet|box|bottle"
        r"|tablets?|cream|vitamins?|medicine|vaccine|voucher|coupon|promo|discount|offer|licen[cs]e|warranty"
        r"|subscription|plan|charge)(?!\w)",
        re.I,
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """A date that expires without a card in sight may be that of a voucher or a passport."""
        if self._TALK.search(match.string):
            return shape.score
        return 0.2 if self._GOODS.search(match.string) else 0.45
