"""Passwords that are mentioned on the way: "i use rex2011 for everything", "reset it to X9!"."""

import re
from collections.abc import Iterator

from redactor.recognizers.base import Shape, ShapeRecognizer, Span, trimmed_end
from redactor.vocabulary import listed

_TALK = re.compile(
    r"(?<!\w)(?:pass(?:word|code|phrase|wort)?s?|pwd?s?|pword|log(?:ged|ging)?[ -]?(?:in|on|into)"
    r"|login"
    r"|sign(?:ed|ing)?[ -]?in|locked[ ]out|credentials?|kennwort|contrase[ñn]a|mot de passe|mdp"
    r"|wachtwoord|senha|wi-?fi|wlan)(?!\w)",
    re.IGNORECASE,
)
_VALUE = r"[\"'“‘(*]{0,2}(?P<value>[^\s\"“”(),;:/<>@]{5,40})"
_THINGS = re.compile(
    r"(?:windows|wi-?fi|win|office|microsoft|ms|mac(?:os|book)?|ios|iphone|ipad|ipod|android"
    r"|galaxy|pixel"
    r"|chrome|firefox|safari|edge|opera|ie|internet|version|ver|v|php|python|java|node|web|html"
    r"|css|utf"
    r"|mp|usb|cat|hd|room|flat|unit|apt|suite|gate|level|tier|plan|line|ps|xbox|rtx|gtx|ubuntu"
    r"|debian"
    r"|outlook|excel|word|photoshop|sql|oracle|http|ipv|wpa|base|sha|aes|md|rs|usd|eur|gbp|us|au|ca"
    r"|option|section|article|chapter|step|page|part|route|bus|train|flight|model|item|order|code|q|fy|nov|dec|jan|feb|mar"
    r"|apr"
    r"|may|jun|jul|aug|sep|oct|at|from|until|till|since|for|to|in|of|day|week|size)[-_ ]?\d+\S*",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"(?:[A-Z]{0,3}[$€£])?[+#-]?\d[\d.,]*[a-z%€$£]{0,9}(?:-\d*[a-z]*)?", re.IGNORECASE
)
_MODEL = re.compile(r"[A-Z]{1,4}-?\d{1,5}[A-Z]{0,3}")
_LOOSE = ("used everywhere", "tried", "set to", "wi-fi")
_SIGNS = frozenset("!$*^%&#?+=~")
_NOT_OURS = frozenset(
    listed(
        "boarding bus season train ski day game press guest visitor rail travel museum monthly"
        " annual"
        " weekly battle hall mountain interrail eurail tourist parking backstage city metro transit"
        " entry all free hiking lift event festival weekend access year student"
    )
)


class PasswordInPassingRecognizer(ShapeRecognizer):
    """Finds mixed tokens where somebody tells what they use, tried or set; no product names."""

    ENTITY = "PASSWORD"
    SOURCE = "pattern:password_in_passing"
    NEEDS_DIGIT = True
    SHAPES = (
        Shape(
            name="pass beside value",
            regex=re.compile(
                rf"(?<![\w-])(?:(?P<kind>[a-z]{{2,12}})[ ])?pass(?:[ ](?:is|was))?[ ]{_VALUE}", re.I
            ),
            score=0.7,
        ),
        Shape(
            name="used everywhere",
            regex=re.compile(
                rf"(?<!\w)i(?:[ ](?:always|just|still|usually|only"
                rf"|normally)){{0,2}}[ ]used?[ ]{_VALUE}[\"'”)]?"
                r"[ ](?:for|on|in|with)[ ](?:everything|all|every|most|everywhere|any|my|other"
                r"|a lot)"
                r"(?!\w)|(?<!\w)i(?:[ ](?:just|still))?[ ](?:always|usually|normally)[ ]use[ ]"
                r"(?P<always>[A-Za-z]{3,20}\d{2,6}[!?.*$#]{0,3})(?!\w)|(?<!\w)i[ ]use[ ]"
                r"(?P<where>[A-Za-z]{3,20}\d{2,6}[!?.*$#]{0,3})[ ]everywhere",
                re.I,
            ),
            score=0.7,
        ),
        Shape(
            name="set to",
            regex=re.compile(
                r"(?<!\w)(?:set|changed?|resett?|updated?|switched|put|made)(?:[ ](?:it|that|mine"
                r"|this|them"
                rf"|both))?(?:[ ]back)?[ ](?:to|as)[ ]{_VALUE}",
                re.I,
            ),
            score=0.7,
        ),
        Shape(
            name="tried",
            regex=re.compile(
                r"(?<!\w)(?:i(?:['’]?ve)?(?:[ ](?:have|already|also|even|always|just"
                r"|still)){0,2}[ ]"
                r"(?:tr(?:y|ied)|use[ds]?|typed?(?:[ ]in)?|enter(?:ed)?|put(?:[ ]in)?"
                r"|keep[ ](?:typing|entering|using|trying))|it(?:['’]?s"
                r"|[ ]was"
                rf"|[ ]is|[ ]used to be)|or(?:[ ]maybe)?|and|should be|must be"
                rf"|works with)[ ]{_VALUE}",
                re.I,
            ),
            score=0.65,
        ),
        Shape(
            name="behind the noun",
            regex=re.compile(
                r"(?<!\w)(?:password|passwort|pwd?|pass|contrase[ñn]a|mdp|wachtwoord|senha"
                r"|kennwort)"
                rf"(?:,?[ ][a-z'’]{{1,12}}){{0,8}}(?:[ ]?[,:;–-]|[ ](?:use|used|like|with|still"
                rf"|again))[ ]{_VALUE}",
                re.I,
            ),
            score=0.65,
        ),
        Shape(
            name="a new one behind a colon",
            regex=re.compile(
                r"(?<!\w)(?:temp(?:orary|or[äa]re[snm]?|oraire|oral|oranea|or[áa]ria)?|new|one-?time"
                r"|provisional|provisoire|provisori[ao]|tijdelijke?)[ ](?:one|password|passwort"
                r"|login|access|code)[^.:?!\n]{0,90}:[ ]"
                rf"{_VALUE}",
                re.I,
            ),
            score=0.7,
        ),
        Shape(
            name="used as the password",
            regex=re.compile(
                rf"(?<!\w)(?:use|enter|type|try)[ ]{_VALUE}[\"'”]?[ ](?:as|for)[ ](?:the|my|your"
                rf"|a)[ ]"
                r"(?:new[ ]|temp(?:orary)?[ ])?(?:password|pw|pwd|passcode|login)(?!\w)",
                re.I,
            ),
            score=0.75,
        ),
        Shape(
            name="wi-fi",
            regex=re.compile(
                r"(?<![\w-])(?:wi-?fi|wlan|wpa2?|ssid)(?:[ ](?:code|key|pw|pwd|pass|clave"
                r"|schlüssel))?"
                rf"(?:[ ](?:is|was|ist|est|es|[èeé])(?!\w)|[ ]?[:=]|(?<=code)|(?<=key)|(?<=pw)"
                rf"|(?<=pwd)|(?<=pass)|(?<=clave)|(?<=schlüssel))[ ]{_VALUE}",
                re.I,
            ),
            score=0.7,
        ),
        Shape(
            name="letters, digits and signs",
            regex=re.compile(
                r"(?<![^\s\"'“(])(?=[A-Za-z]{0,20}[!$*^])"
                r"(?P<value>[A-Za-z]{2,20}[!$*^][A-Za-z0-9!$*^]{2,20})"
                r"(?![^\s\"'”).,?])"
            ),
            score=0.5,
        ),
    )

    def find(self, text: str) -> Iterator[Span]:
        """Yield tokens of letters and digits; the loosest shapes want talk of signing in."""
        talk: bool | None = None
        for shape in self.shapes_for(text):
            for match in shape.regex.finditer(text):
                start, end = match.span(match.lastgroup or "value")
                end = _end_of(text, start, end)
                if not _is_mixed(text[start:end]) or _is_ticket(match):
                    continue
                if shape.name in _LOOSE and _MODEL.fullmatch(text[start:end]):
                    continue
                if shape.name in ("tried", "set to") and not _has_sign(text[start:end]):
                    talk = _TALK.search(text) is not None if talk is None else talk
                    if not talk:
                        continue
                if (
                    shape.name == "tried"
                    and not _has_sign(text[start:end])
                    and not _plain(text[start:end])
                ):
                    continue
                yield Span(start=start, end=end, score=shape.score, shape=shape.name)


def _is_ticket(match: re.Match[str]) -> bool:
    kind = match.groupdict().get("kind")
    return bool(kind and kind.lower() in _NOT_OURS)


def _end_of(text: str, start: int, end: int) -> int:
    """Drop the sentence's punctuation, but keep the signs that many passwords end with."""
    kept = trimmed_end(text, start, end)
    while kept < end and text[kept] in "!*":
        kept += 1
    return kept


def _is_mixed(value: str) -> bool:
    """Say whether letters and digits stand together in no product, amount, time or address."""
    letters = sum(map(str.isalpha, value))
    if len(value) < 5 or letters < 2 or not any(map(str.isdigit, value)):
        return False
    return not (
        _THINGS.fullmatch(value) or _MEASURE.fullmatch(value) or "." in value or "://" in value
    )


def _has_sign(value: str) -> bool:
    """Say whether a sign stands inside or closes a token that has digits."""
    return any(sign in _SIGNS for sign in value)


def _plain(value: str) -> bool:
    """Say whether a token is letters and then digits: rex2011."""
    return re.fullmatch(r"[A-Za-z]{3,20}[-_]?\d{1,6}", value) is not None
