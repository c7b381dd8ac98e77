"""The three or four digits on the back of a card."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer


class CardSecurityCodeRecognizer(ShapeRecognizer):
    """Finds the digits after "cvv", "security code" or "digits on the back"."""

    ENTITY = "SECRET"
    SOURCE = "pattern:card_security_code"
    NEEDS_DIGIT = True
    SHAPES = (
        Shape(
            name="code",
            regex=re.compile(
                r"(?<![a-z])(?:cvv2?|karten(?:prüfnummer|prüfziffer)|cvc2?|cvn|csc|cv2|cid"
                r"|(?:card[ ])?(?:security|verification)"
                r"[ ](?:code|number|no\.?|digits)|prüfnummer|prüfziffer|sicherheitscode"
                r"|cryptogramme)(?:[ \t]{0,2}(?:code|number|no\.?|#|\([^)\n]{0,20}\)))?"
                r"(?:[ \t]{1,2}(?!is\b|was\b)[a-z'’]{1,12}){0,5}?"
                r"(?:[ \t]{1,2}(?:is|was|ist|est|es|[èeé])\b|['’]s)?[\"']?[ \t]{0,2}"
                r"(?:[:=#?–-][ \t]{0,2}){0,2}[\"'“(*]?"
                r"(?P<value>\d{3,4}|\d(?: \d){2,3})(?![\w%]|[.,:/-]\d|[ -]\d{2,4})",
                re.I,
            ),
            score=0.95,
        ),
        Shape(
            name="behind number and expiry",
            regex=re.compile(
                r"\d{4}[ ,;/-]{1,3}(?:exp(?:iry|ires|\.)?[ :]{0,2})?(?:0[1-9]|1[0-2])[/-]"
                r"(?:20)?[2-4]\d[ ,;/-]{1,3}"
                r"(?P<value>\d{3,4})(?![\w%]|[.,:/-]\d)"
            ),
            score=0.85,
        ),
        Shape(
            name="what stands on the back, in other languages",
            regex=re.compile(
                r"(?<!\w)(?:c[óo]digo de (?:seguridad|segurança)|code de s[ée]curit[ée]"
                r"|codice di sicurezza|(?:be)?veiligheidscode|beveiligingscode|prüfcode"
                r"|(?:d[íi]gitos|n[úu]meros?|c[óo]digo|chiffres|num[ée]ro|code|ziffern|zahl(?:en)?"
                r"|nummer|cijfers|cifre|numer[oi]|codice|celui|ceux|quell[oi]|el|los|os?|die|de|das"
                r"|ones?|digits)"
                r"[ ](?:on[ ]the[ ]back|(?:de[ ])?(?:atr[áa]s|detr[áa]s)|del[ ]reverso"
                r"|(?:au|du)[ ](?:dos|verso)|(?:de[ ])?derri[èe]re"
                r"|hinten(?:[ ]drauf)?|(?:auf|von)[ ]der[ ]rückseite|(?:di[ ])?dietro|sul[ ]retro"
                r"|de[ ]trás|(?:do|no)[ ]verso|achterop|op[ ]de[ ]achterkant))"
                r"(?:[ ](?:is|are|es|son|ist|sind|lauten?|est|sont|[èeé]|sono|s[ãa]o|zijn))?"
                r"[ \t]{0,2}[:=]?[ \t]{0,2}"
                r"(?P<value>\d{3,4})"
                r"(?=[\s\"')]*(?:$|[\n,;!?]|\.(?!\d)|[ ](?:y|e|und|et|en|and)[ ]))",
                re.IGNORECASE,
            ),
            score=0.9,
        ),
        Shape(
            name="digits on the back",
            regex=re.compile(
                r"(?<!\w)(?:(?:3|4|three|four|last)[ ]digits?|number|code)[ ](?:on|at"
                r"|from)[ ]the[ ]back"
                r"(?:[ ]of[ ](?:the|my)[ ]card)?(?:[ ](?:is|are|was))?[ \t]{0,2}[:=-]?[ \t]{0,2}"
                r"(?P<value>\d{3,4})(?![\w%]|[.,:/-]\d)",
                re.I,
            ),
            score=0.9,
        ),
    )
