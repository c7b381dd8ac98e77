"""Order, invoice, booking, ticket and case numbers that somebody names as such."""

import re

from redactor.recognizers.announcement import Link, announced, believed, link_of
from redactor.recognizers.base import Shape, ShapeRecognizer
from redactor.recognizers.thing_numbers import is_of_a_thing
from redactor.vocabulary import listed

_ORDERS = (
    r"(?:orders?|bookings?|reservations?|deliver(?:y|ies)|returns?|refunds?|requests?"
    r"|transactions?|confirmations?|quotes?|quotations?|references?|prescriptions?|referrals?"
    r"|reports?|agreements?|jobs?|tags?|avoir|devis|dossier|vorgangs?|expediente|protocolos?|pratica"
    r"|rfq|vouchers?|parcels?|packages?|shipments?|dispatch|consignments?|complaints?|incidents?"
    r"|bestell(?:ung|ungs)?|auftrags?|rechnungs?|pedidos?|facturas?|commandes?|factures?"
    r"|ordine|fattura|bestelling|factuur|encomenda|fatura)"
)
_TICKETS = (
    r"(?:(?:help[ -]?desk|support)[ ])?(?:tickets?|cases?|invoices?|claims?|receipts?"
    r"|rma|refs?|po|so|pnr)"
)
_BOOKING = (
    r"(?:booking|reservation|confirmation|pnr|record)(?:[ \t]{0,2}"
    r"(?:code|ref|reference|number|locator|id|no\.?))?"
)


class OrderIdRecognizer(ShapeRecognizer):
    """Finds what follows "order number", "invoice", "ticket #" and their like."""

    ENTITY = "ORDER_ID"
    SOURCE = "pattern:order_id"
    TRIGGERS = listed(
        "order booking reserv deliver return refund request job transaction"
        " confirm quot refer"
        " report agreement tag avoir devis dossier vorgang expediente protocol pratica rfq"
        " prescri voucher parcel package shipment dispatch consign complaint incident bestell"
        " auftrag rechnung pedido factu commande ordine fattura encomenda fatura ticket case"
        " invoice claim receipt rma ref po so pnr record # inv- ord- tkt- req- inc- txn- cs- bk-"
        " res- -"
    )
    SHAPES = (
        Shape(name="order", regex=announced(_ORDERS), score=0.9),
        Shape(name="ticket", regex=announced(_TICKETS), score=0.9),
        Shape(
            name="prefixed",
            regex=re.compile(
                r"(?<![\w-])(?P<value>(?:INV|ORD|ORDER|RMA|TKT|TICKET|CASE|REQ|INC|TXN|SO|PO|CS"
                r"|REF|BK|RES)[-_][A-Z0-9-]{0,12}\d[A-Z0-9-]{0,16})(?!\w)",
                re.IGNORECASE,
            ),
            score=0.75,
        ),
        Shape(
            name="three, seven and seven digits",
            regex=re.compile(r"(?<![\w-])(?P<value>\d{3}-\d{7}-\d{7})(?![\w-])"),
            score=0.9,
        ),
        Shape(
            name="six letters of a booking",
            regex=re.compile(
                rf"(?<!\w)(?i:{_BOOKING})(?i:[ \t]{{0,2}}(?:is\b|was\b|[:=#-])){{0,2}}[ \t]{{0,2}}"
                r"(?P<value>[A-Z0-9]{6})(?!\w)"
            ),
            score=0.8,
        ),
        Shape(
            name="hash sign",
            regex=re.compile(r"(?<![\w&/#])#[ ]?(?P<value>[A-Z]{0,4}-?\d{4,18})(?!\w)", re.I),
            score=0.5,
        ),
        Shape(
            name="hash sign and mixed",
            regex=re.compile(
                r"(?<![\w&/#])#(?P<value>(?=[A-Z]{0,11}\d[A-Z]{0,11}\d|\d{1,11}[A-Z]{1,11}\d)"
                r"(?=\d{0,11}[A-Z]\d{0,11}[A-Z])"
                r"[A-Z0-9]{6,12})(?![\w-])"
            ),
            score=0.6,
        ),
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Ask more of a number the looser it is tied to its noun; an amount is none."""
        if is_of_a_thing(match.string, *match.span("value")):
            return 0.0
        if shape.name.startswith("hash") and _TAG.fullmatch(match["value"]):
            return 0.0
        if shape.name == "order":
            return believed(match, beside_digits=6) or _told_about(match)
        if shape.name == "ticket":
            return believed(match, beside_digits=5) or _told_about(match)
        return shape.score


_TAG = re.compile(r"[A-Z]{3,12}\d{1,4}|(?=\d{0,7}[A-F])[0-9A-F]{6}(?:[0-9A-F]{2})?")
"""A word and a year, or a colour: "#EURO2024", "#FF8800"."""
_ORDERING = re.compile(
    r"\b(?:to|i|we|you|they|can|could|will|would|please|just|and|or|in)[ ]$", re.IGNORECASE
)
_TOLD = re.compile(
    r"[ ]{0,99}(?:$|[.,;!?\n)]|(?:is|was|has|had|hasn['’]?t|isn['’]?t|wasn['’]?t|came|arrived"
    r"|shipped|says"
    r"|still|never|not|please|status|and|but|from|dated)\b|for[ ][$€£])",
    re.IGNORECASE,
)


def _told_about(match: re.Match[str]) -> float:
    """Believe four digits beside the noun when the sentence ends there or tells their story."""
    value = match["value"]
    if link_of(match) is not Link.BESIDE or not re.fullmatch(r"(?!(?:19|20)\d\d$)\d{4,5}", value):
        return 0.0
    before = match.string[max(0, match.start() - 10) : match.start()]
    told = _TOLD.match(match.string, match.end("value")) and not _ORDERING.search(before)
    return 0.6 if told else 0.0
