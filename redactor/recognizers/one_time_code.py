"""One-time codes, PINs and card codes: short digits that open a door."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer

_CODES = (
    r"(?:(?:verification|security|access|confirmation|one[ -]?time|login|log-in|sign[ -]?in|sms"
    r"|authentication|auth|activation|2fa|mfa|two[ -]?factor|recovery|backup|unlock|door|gate|entry"
    r"|reset|authori[sz]ation|validation|text|email|temporary)[ \t]{1,2}(?:pass)?(?:codes?"
    r"|pins?|number|password|key)"
    r"|otp|t?otp code|2fa|passcode|mtan|tan|bestätigungscode|code de v[ée]rification"
    r"|c[óo]digo de verificaci[óo]n|codice di verifica|verificatiecode)"
)
_IS = (
    r"(?:[ \t]{1,2}(?!is\b|was\b)[a-z'’]{1,12}){0,4}?(?:[ \t]{1,2}(?:is|was|ist|lautet|est|es|era"
    r"|[èeé])\b|[ ]c['’]est|['’]s)"
)
_LINK = (
    rf"(?:[ \t]{{0,2}}(?:[:=#–-]|->|\?|\n)[ \t\n]{{0,2}}|{_IS}[ \t]{{0,2}}:?[ \t]{{1,2}}"
    rf"|[ \t]{{1,2}})"
)
_OTHER_CODES = (
    r"[ \t](?:postal|fiscal|promo|sconto|d['’]?erreur|erreur|errore?|produit|article|pays"
    r"|de[ ](?:erro|descuento|desconto|barras|producto|produto|[áa]rea|pa[íi]s|r[ée]duction|promo))"
)
_DIGITS = (
    r"[\"'“‘(*]?(?P<value>(?:[A-Z]{1,3}-)?\d{3,4}[ -]\d{3,4}"
    r"|(?:[A-Z]{1,3}-)?\d{4,10})(?![\w%]|[.,:/-]\d)"
)


class OneTimeCodeRecognizer(ShapeRecognizer):
    """Finds the digits after "the code is", "OTP", "verification code:" and their like."""

    ENTITY = "SECRET"
    SOURCE = "pattern:one_time_code"
    NEEDS_DIGIT = True
    TRIGGERS = (
        "code",
        "otp",
        "2fa",
        "mfa",
        "tan",
        "says",
        "said",
        "shows",
        "reads",
        "pin",
        "password",
        "number",
        "key",
        "código",
        "codigo",
        "codice",
    )
    SHAPES = (
        Shape(
            name="kind of code",
            regex=re.compile(rf"(?<!\w){_CODES}{_LINK}{_DIGITS}", re.I),
            score=0.9,
        ),
        Shape(
            name="the code",
            regex=re.compile(
                r"(?<!\w)(?<!post )(?<!zip )(?<!postal )(?<!sort )(?<!error )(?<!promo )"
                r"(?<!area )(?<!country )(?<!discount )(?<!coupon )(?<!bar )(?<!product )"
                r"(?<!status )(?<!exit )(?<!dress )(?<!item )(?<!swift )(?<!dial )(?<!qr )"
                rf"(?:code|c[óo]digo|codice)(?!{_OTHER_CODES})(?:(?:[ \t]{{0,2}}[:=]"
                rf"|{_IS})[ \t]{{0,2}}:?|(?=[ ]\d{{6}}))"
                rf"[ \t]{{0,2}}{_DIGITS}",
                re.I,
            ),
            score=0.75,
        ),
        Shape(
            name="value before noun",
            regex=re.compile(
                r"(?<![\w.,:#$€£-])(?P<value>\d{3}[ -]\d{3}|\d{4,8})[ \t]{1,2}is[ \t]{1,2}"
                r"(?:your|my|the)[ \t](?:[\w-]{1,15}[ \t]){0,3}"
                r"(?:code|otp|pin|passcode)(?!\w)",
                re.I,
            ),
            score=0.9,
        ),
        Shape(
            name="list of codes",
            regex=re.compile(
                r"(?<!\w)(?:backup|recovery|emergency|scratch)[ ]codes?[ ]{0,2}:?[ \n]{1,3}"
                r"(?P<value>(?:[A-Z0-9]{4,5}[ -]?[A-Z0-9]{4,5}[ ,;/\n]{1,3}){1,15}"
                r"[A-Z0-9]{4,5}[ -]?[A-Z0-9]{4,5})(?!\w)"
            ),
            score=0.9,
        ),
        Shape(
            name="said by a message",
            regex=re.compile(
                r"(?<!\w)(?:authenticator|text|sms|message)(?:[ ]app)?[ ](?:says|said|shows"
                r"|reads)[ ](?P<value>\d{3}[ -]?\d{3})(?![\w%€$£]|[.,:/-]\d)",
                re.I,
            ),
            score=0.7,
        ),
        Shape(
            name="six digits it says",
            regex=re.compile(
                r"(?<!\w)it[ ](?:says|said|shows)[ ](?P<value>\d{6})"
                r"(?=[ ]{0,2}(?:$|[.,;!?\n])(?!\d))",
                re.I,
            ),
            score=0.6,
        ),
        Shape(
            name="value as the code",
            regex=re.compile(
                r"(?<![\w.,:#$€£-])(?P<value>\d{3}[ -]\d{3}|\d{4,8})[ ](?:as|for)[ ](?:the|my|your"
                r"|a)"
                r"[ ](?:[\w-]{1,15}[ ]){0,2}(?:code|otp|pin|passcode)(?!\w)",
                re.I,
            ),
            score=0.8,
        ),
        Shape(
            name="letters and digits",
            regex=re.compile(
                rf"(?<!\w)(?i:{_CODES})(?:[ \t]{{0,2}}[:=]|[ \t]is|[ \t]was)[ \t]{{0,2}}"
                r"(?P<value>(?=[A-Z-]{0,9}\d)[A-Z0-9]{3,10}(?:-[A-Z0-9]{2,10}){0,4})(?!\w)"
            ),
            score=0.85,
        ),
    )
