"""The last four digits of a card: with a name and a shop they are enough to ask for more."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer

_LAST_FOUR = (
    r"(?:last[ ](?:4|four)(?:[ ](?:digits?|numbers?))?"
    r"|letzten?[ ](?:4|vier)[ ](?:ziffern|stellen|zahlen|nummern)"
    r"|[úu]ltimos[ ](?:4|cuatro|quatro)[ ](?:d[íi]gitos|n[úu]meros)"
    r"|(?:4|quatre)[ ]derniers[ ](?:chiffres|num[ée]ros)|ultime[ ](?:4|quattro)[ ](?:cifre)"
    r"|laatste[ ](?:4|vier)[ ](?:cijfers|nummers|getallen))"
)
_IS = r"(?:is|are|was|were|ist|sind|lauten|son|es|est|sont|sono|[èeé]|zijn|s[ãa]o)"
_CARD = (
    r"(?:cards?|visa|master[ ]?card|amex|american express|maestro|debit|credit|discover|tarjeta"
    r"|carte|(?:kredit|bank)?karte|carta|cart[ãa]o|(?:bank|krediet)?kaart)"
)


class CardLastFourRecognizer(ShapeRecognizer):
    """Finds "card ending 4242", "last four digits are 4242" and "**** 4242"."""

    ENTITY = "CREDIT_CARD"
    SOURCE = "pattern:card_last_four"
    NEEDS_DIGIT = True
    TRIGGERS = (
        "end",
        "last",
        "termin",
        "letzt",
        "ltimos",
        "dernier",
        "ultime",
        "laatste",
        "acaba",
        "fini",
        "eindig",
        "*",
        "x",
        "•",
        "·",
        "card",
        "visa",
        "master",
        "amex",
        "..",
        "…",
    )
    SHAPES = (
        Shape(
            name="ending",
            regex=re.compile(
                rf"(?<!\w){_CARD}[^\n\d]{{0,30}}?\b(?:ending|ends|end|finishing|finishes"
                r"|endet|endend|termina(?:da|ta|nte)?|acaba(?:da)?|finisce|(?:se )?termine"
                r"|terminant|finissant|eindigt|eindigend)(?:[ ](?:in|with|on|auf|mit|en|em|con|par"
                r"|op|per))?"
                r"[ \t]{0,2}[:#-]?[ \t]{0,2}(?P<value>\d{4,5})(?![\w%]"
                r"|[.,/-]\d)",
                re.I,
            ),
            score=0.85,
        ),
        Shape(
            name="at the end",
            regex=re.compile(
                rf"(?<!\w){_CARD}[ ](?:number[ ])?(?:with|mit|avec|con|met|com)[ ]"
                r"(?P<value>\d{4})[ ](?:at the end|as (?:the )?last|am ende|[àa] la fin"
                r"|al final|alla fine|aan het eind|no final)(?!\w)",
                re.I,
            ),
            score=0.8,
        ),
        Shape(
            name="last four",
            regex=re.compile(
                rf"(?<!\w){_LAST_FOUR}(?:[ ](?:of|on|in|de|da|del|della|du|van|von|der|do)[ ]"
                rf"(?:[a-zà-ÿ]{{1,12}}[ ]){{0,3}}?{_CARD})?"
                rf"(?:[ ]{_IS})?[ \t]{{0,2}}[:#=-]?[ \t]{{0,2}}(?P<value>\d{{4}})"
                r"(?![\w%]|[.,/-]\d)",
                re.I,
            ),
            score=0.85,
        ),
        Shape(
            name="ending before the card",
            regex=re.compile(
                r"(?<!\w)(?:ending|ends|endet)(?:[ ](?:in|with|on|auf))?[ ]"
                rf"(?P<value>\d{{4}})(?=[^\n\d.!?]{{1,20}}(?<!\w){_CARD}(?!\w))",
                re.I,
            ),
            score=0.8,
        ),
        Shape(
            name="dots before it",
            regex=re.compile(
                rf"(?<!\w)(?:{_CARD}|bancontact|girocard|paypal|iban"
                rf"|sepa)[ ]{{0,2}}[(]?(?:\.{{2,6}}|…|[x#*]|-(?!19"
                rf"|20))[ ]?(?P<value>\d{{4}})"
                r"(?![\w%]|[.,/-]\d)",
                re.I,
            ),
            score=0.8,
        ),
        Shape(
            name="brand beside it",
            regex=re.compile(
                r"(?<!\w)(?:visa|master[ ]?card|amex|maestro)(?:[ ]card)?[ ]"
                r"(?P<value>(?!(?:19|20)\d\d)\d{4})(?![\w%€$£]|[.,/-]\d|[ ]\d|[ ](?:points?|euros?"
                r"|dollars|people|times|gold|platinum))",
                re.I,
            ),
            score=0.6,
        ),
        Shape(
            name="starred in the middle",
            regex=re.compile(
                r"(?<![\w*•·])(?P<value>\d{1,6}(?:[ -]?\d{1,4})?[ -]?"
                r"(?:[*x•·#]{2,12}[ -]?){1,4}\d{2,4})"
                r"(?![\w%]|[.,/-]\d)",
                re.I,
            ),
            score=0.85,
        ),
        Shape(
            name="masked number",
            regex=re.compile(
                r"(?<![\w*•·])(?:[*x•·]{2,12}[ -]?){1,3}(?P<value>\d{4})(?![\w%]|[.,/-]\d)", re.I
            ),
            score=0.85,
        ),
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Four stars or more stand for digits; two are a size ("10xx20")."""
        if (
            shape.name == "starred in the middle"
            and len(re.findall(r"[*x•·#]", match[0], re.I)) < 4
        ):
            return 0.0
        return shape.score
