"""Codes of doors, gates, alarms, lockers and key safes: who reads one can walk in."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer, value_of

_PLACE = (
    r"(?:alarm|burglar[ ]alarm|gate|(?:front[ ]|back[ ]|side[ ])?door|entry|entrance|building|lobby"
    r"|lockers?|lock[ -]?box|key[ -]?safe|key[ -]?box|key[ -]?pad|pad[ -]?lock|safe|vault|garage"
    r"|buzzer|intercom"
    r"|barrier|parking|car[ ]park|key|padlock|stereo|radio|elevator|lift|shed"
    r"|cabin|cottage|apartment|flat|house|office|gym|callbox)"
)
_NAMED = (
    rf"(?:{_PLACE}[ \t]{{1,2}}(?:\d{{1,4}}[ ])?(?:access[ ])?(?:codes?|combination|combo|pin"
    rf"|number)"
    r"|key[ -]?safe|padlock|lock[ -]?box|key[ -]?box|buzzer(?:[ ]code)?"
    r"|(?:safe[ ])?(?:combination|combo)"
    rf"|code[ ](?:for|to|of|on)[ ](?:the|my|our)[ ]{_PLACE}"
    r"|code[ ](?:für|zu|van|von)[ ](?:die|das|den|dem|der|de|het)[ ](?:haus|wohnungs)?(?:tür|tor"
    r"|garage|alarm|deur|voordeur|poort|kluis)"
    r"|code[ ](?:tür|tor|garage|alarm|deur|poort)|schlüssel(?:box|safe|tresor)|interphone"
    r"|citofono(?:[ ]codice)?"
    r"|digicode|code[ ](?:du[ ]portail|de[ ]la[ ]porte|d['’](?:entr[ée]e|acc[èe]s|immeuble)"
    r"|de[ ]l['’](?:immeuble|alarme|entr[ée]e)|portail|immeuble|porte|alarme)"
    r"|(?:haus)?(?:tür|tuer|tor|alarm|zugangs|eingangs|schlüsselsafe|schlüsseltresor|tresor)-?code"
    r"|c[óo]digo[ ](?:de[ ](?:la[ ])?|del[ ]|d[ao][ ])(?:puerta|portal|entrada|alarma|acceso|acesso"
    r"|garaje|porta|port[ãa]o|alarme|pr[ée]dio|garagem|cofre)"
    r"|codice[ ](?:del[ ]|della[ ]|dell['’]|di[ ])?(?:cancello|portone|porta|allarme|antifurto"
    r"|accesso|ingresso)"
    r"|(?:voor)?deurcode|poortcode|toegangscode|alarmcode|sleutelkluis(?:code)?|kluiscode)"
)
_IS = (
    r"(?:[ \t]{1,2}(?:is|was|ist|war|lautet|est|es|era|[èeé])(?!\w)|[ ]c['’]est)"
    r"(?:[ ](?:still|now|always))?"
)
_LINK = (
    rf"(?:[ ](?:for|at|to|on|of)(?:[ ][a-z'’]{{1,12}}){{1,3}}?)?(?:{_IS})?[ \t]{{0,2}}"
    r"(?:[:=#(–,-][ \t]{0,2}){0,2}[\"'“*]?"
)
_CODE = (
    r"(?P<value>[#*]?(?:\d{2}[ -]\d{2}(?:[ -]\d{2})?|\d{1,2}[ ]?-[ ]?\d{1,2}[ ]?-[ ]?\d{1,2}"
    r"|[A-Z]{0,2}\d{3,8}[A-Z]?|\d{1,3}[A-Z]\d{1,4}|\d(?:[ -]\d){3,5})[#*]?)"
    r"(?!\w|[%€$£]|[.,:/-]\d|[ ](?:euros?|dollars|pounds|floors?|units|people|%|€|hours?|days?))"
)


class PlaceCodeRecognizer(ShapeRecognizer):
    """Finds "gate code 4412#", "keysafe is 1985", "Türcode: 4412" and "digicode 44A12"."""

    ENTITY = "SECRET"
    SOURCE = "pattern:place_code"
    NEEDS_DIGIT = True
    TRIGGERS = (
        "code",
        "código",
        "interphone",
        "citofono",
        "schlüssel",
        "codigo",
        "codice",
        "combination",
        "combo",
        "safe",
        "box",
        "buzzer",
        "pin",
        "number",
        "gate",
        "door",
        "alarm",
        "lock",
        "radio",
        "stereo",
        "sleutelkluis",
    )
    SHAPES = (
        Shape(
            name="code of a place",
            regex=re.compile(rf"(?<![\w-]){_NAMED}{_LINK}{_CODE}", re.I),
            score=0.85,
        ),
        Shape(
            name="value for a place",
            regex=re.compile(
                r"(?<![\w.,:#$€£-])(?P<value>[#*]?\d{4,6}[#*]?)[ ](?:for|opens|unlocks"
                r"|gets you (?:in|through))"
                rf"[ ](?:the|my|our)[ ](?:front[ ]|back[ ]|side[ ])?{_PLACE}(?!\w)",
                re.I,
            ),
            score=0.7,
        ),
        Shape(
            name="place and sign",
            regex=re.compile(
                rf"(?<![\w-])(?:gate|door|alarm|locker|safe|keypad|garage)[ \t]{{0,2}}:[ \t]{{0,2}}"
                rf"{_CODE}",
                re.I,
            ),
            score=0.75,
        ),
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """A number of a door or building names a house, not a secret; three digits are few."""
        before = match.string[max(0, match.start() - 20) : match.start()]
        if shape.name == "value for a place" and _PAID.search(before):
            return 0.0
        noun = match[0].lower()
        number = re.match(
            r"(?:\w+[ ])?(?:door|building|house|flat|apartment|office|gate|entrance|entry)"
            r"s?[ ]number",
            noun,
        )
        few = sum(map(str.isdigit, value_of(match))) < 3
        return 0.0 if number or few else shape.score


_PAID = re.compile(
    r"(?:paid|pay|spent|costs?|charged?|quoted|of|for|about|around)[ ]$", re.IGNORECASE
)
