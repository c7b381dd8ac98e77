"""Days and times told from today or by name; `standard` keeps them, `strict` masks them."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer
from redactor.vocabulary import listed

_WEEKDAYS = (
    *listed("monday tuesday wednesday thursday friday saturday sunday"),
    *listed("montag dienstag mittwoch donnerstag freitag samstag sonntag"),
    *listed("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    *listed("lunes martes miércoles jueves viernes sábado"),
    *listed("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"),
    *listed("lunedì martedì mercoledì giovedì venerdì"),
)
_MONTHS = listed(
    "january february march april may june july august september october november december"
)
_SURE_MONTHS = listed("january february july september october november december")
_UNIT = r"(?:days?|weeks?|fortnights?|months?|years?|decades?|hours?|hrs?|minutes?|mins?)"
_COUNT = (
    r"(?:\d{1,3}(?:\.5)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:a[ ])?(?:couple(?:[ ]of)?|few|several)|half[ ]an?)"
)
_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight)"
_PART = (
    r"(?:[ ](?:early|late|morning|afternoon|evening|night|noon|lunchtime))?"
    r"(?:[ ](?:at|around|before|after|by|um|om)[ ]"
    rf"(?:{_HOUR}|\d{{1,2}}(?:[:.h]\d\d)?(?:[ ]?[ap]\.?m\b\.?)?))?"
)
_BESIDE = (
    r"(?:last|next|this|past|coming|previous|every|each|on|in|since|until|till|by|from|during|of"
    r"|before|after|early|late|mid|end[ ]of|start[ ]of)"
)


def _one_of(*several: str) -> str:
    return "(?:" + "|".join(sorted(several, key=len, reverse=True)) + ")"


class RelativeDateRecognizer(ShapeRecognizer):
    """Finds "yesterday", "last Tuesday", "two weeks ago", "in May", "since 2015", "for 3 days"."""

    ENTITY = "DATE_TIME"
    SOURCE = "pattern:relative_date"
    SHAPES = (
        Shape(
            name="weekday",
            regex=re.compile(
                rf"(?<![\w-])(?:(?:last|next|this|every)[ ])?{_one_of(*_WEEKDAYS)}s?"
                rf"{_PART}(?![\w-])",
                re.I,
            ),
            score=0.7,
        ),
        Shape(
            name="today and around",
            regex=re.compile(
                r"(?<![\w-])(?:(?:the[ ]day[ ](?:before|after)[ ])?(?:yesterday|tomorrow)"
                r"|today|tonight|tmrw|tmrow|2morrow|last[ ]night|midnight|noon|heute|gestern|demain"
                r"|hier[ ]soir|ayer|domani|ieri|gisteren|amanhã|ontem)" + _PART + r"(?![\w-])",
                re.I,
            ),
            score=0.6,
        ),
        Shape(
            name="period",
            regex=re.compile(
                r"(?<![\w-])(?:last|next|this|past|coming|previous)[ ](?:week(?:end)?|month|year"
                r"|quarter|spring|summer|autumn|fall|winter|morning|afternoon|evening|christmas"
                r"|easter)(?![\w-])",
                re.I,
            ),
            score=0.6,
        ),
        Shape(
            name="so long ago",
            regex=re.compile(
                rf"(?<![\w.,$€£-]){_COUNT}[ -]{_UNIT}[ -]"
                r"(?:ago|later|earlier|from[ ]now|old)(?!\w)",
                re.I,
            ),
            score=0.6,
        ),
        Shape(
            name="for so long",
            regex=re.compile(
                r"(?<![\w-])(?:for|in|within|since|after|over|during)[ ](?:the[ ]"
                rf"(?:past|last|next)[ ])?(?P<value>{_COUNT}[ ]{_UNIT})(?![\w-])",
                re.I,
            ),
            score=0.5,
        ),
        Shape(
            name="month",
            regex=re.compile(
                rf"(?<![\w-]){_BESIDE}[ ](?P<value>(?i:{_one_of(*_MONTHS)}))(?![\w-])"
            ),
            score=0.6,
        ),
        Shape(
            name="month by itself",
            regex=re.compile(rf"(?<![\w-])(?i:{_one_of(*_SURE_MONTHS)})(?![\w-])"),
            score=0.55,
        ),
        Shape(
            name="year",
            regex=re.compile(
                r"(?<![\w-])(?:in|since|until|till|from|by|of|year)[ ](?:early[ ]|late[ ])?"
                r"(?P<value>(?:19|20)\d\d)(?![\w%/:-]|[.,]\d|[ ](?:euros?|dollars|pounds|people))",
                re.I,
            ),
            score=0.5,
        ),
    )
