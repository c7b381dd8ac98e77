"""Customer, member, policy and account numbers that somebody names as such."""

import re

from redactor.recognizers.announcement import announced, believed
from redactor.recognizers.base import Shape, ShapeRecognizer
from redactor.vocabulary import listed

_ACCOUNTS = (
    r"(?:accounts?|accnt|acct|acc|a/c|customer|cust|client|members?|memberships?|policy|policies"
    r"|clubs?|badges?|lockers?"
    r"|subscribers?|subscriptions?|contracts?|loyalty|rewards?|flyer|mileage|patients?|employee"
    r"|staff|student|payroll|vendor|merchant|partner|meter|installation|insurance|enrol(?:l)?ment"
    r"|group|card[ ]?holder|library[ ]card|loyalty[ ]card|gift[ ]card"
    r"|kunden|konto|vertrags|mitglieds|versicherungs|klant|cliente|compte|cuenta|conto|conta"
    r"|ag[êe]ncia|filiale|sucursal|sort code|donors?|supporters?|tenants?|workspace"
    r"|players?|gamer|summoner|rider|driver|device|support|asset(?:[ ]tag)?|serial|profile"
    r"|contrat|contrato|contratto|abonn[ée]e?|socio|polizza|p[óo]liza)"
)


class AccountIdRecognizer(ShapeRecognizer):
    """Finds what follows "account number", "customer no.", "member id" and their like."""

    ENTITY = "ACCOUNT_ID"
    SOURCE = "pattern:account_id"
    NEEDS_DIGIT = True
    TRIGGERS = listed(
        "acc a/c cust client member policy policies subscri contract loyalty"
        " reward flyer"
        " mileage patient employee staff student payroll vendor merchant partner meter"
        " installation insurance enrol group holder card kunden"
        " konto vertrag mitglied versicher klant compte cuenta conto conta contrat abonn socio"
        " poliz póliz agência agencia filiale sucursal sort donor supporter tenant workspace"
        " branch player gamer summoner rider driver device support asset serial profile"
        " club badge locker"
    )
    SHAPES = (
        Shape(name="account", regex=announced(_ACCOUNTS), score=0.9),
        Shape(
            name="branch",
            regex=re.compile(
                r"(?<!\w)(?:ag[êe]ncia|filiale|sucursal|guichet|branch|sort[ -]?code)"
                r"(?:[ ](?:n[ºo°.]{1,2}|code|number|is))?[ ]?:?[ ]?(?P<value>\d{3,6})"
                r"(?![\w%]|[.,:/-]\d|[ ]\d)",
                re.IGNORECASE,
            ),
            score=0.7,
        ),
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Ask more of a number the looser it is tied to its noun."""
        if shape.name != "account":
            return shape.score
        return believed(match, beside_digits=5) or (0.6 if _PADDED.match(match["value"]) else 0.0)


_PADDED = re.compile(r"0\d{2,3}(?!\d)")
"""A short number that begins with a nought counts nothing: "employee 0071"."""
