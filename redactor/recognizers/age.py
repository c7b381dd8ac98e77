"""Ages: the policy keeps them, but a child who says "I'm 14" must be noticed."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer
from redactor.vocabulary import listed

_ONES = listed("one two three four five six seven eight nine")
_TEENS = listed("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_SPELLED = (
    rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|{'|'.join(_ONES[3:])}"
)
_AGE = rf"(?P<value>(?:1[01]\d|[1-9]?\d)(?:\.5|½)?|{_SPELLED})"
_NUMBER_ENDS = r"(?![\w%]|[.,:/-]\d|[€$£])"
_PERSON = (
    r"(?:i['’]?m|i[ ]am|im|i['’]?ve[ ](?:just[ ])?turned|i[ ](?:just[ ])?turned|i['’]?ll[ ]be"
    r"|(?:he|she)(?:['’]?s|[ ]is)|(?:my|our|his|her)[ ](?:[a-z]{1,12}[ ])?(?:son|daughter|kid"
    r"|child|boy|girl"
    r"|brother|sister|mother|father|mom|mum|dad|wife|husband|partner|grand(?:ma|pa|mother"
    r"|father|son|daughter)"
    r"|niece|nephew|friend|boyfriend|girlfriend)(?:[ ]is|['’]s)|who[ ]is|turn(?:ed|ing|s))"
)
_SOFT = (
    r"(?:(?:only|just|about|almost|nearly|like|actually|over|under|currently|now|around"
    r"|already)[ ]){0,2}"
)
_STOP = (
    r"(?=[ \t]*(?:$|[.,;!?)\n…]|(?:and|but|so|now|btw|lol|from|who|with|already|going|turning"
    r"|soon|female|male"
    r"|[mf](?=[ ]*(?:$|[.,/]))|today|this[ ](?:year|month)|next[ ](?:year|month|week)"
    r"|in[ ](?:jan|feb|mar|apr|may|june|july|aug|sep|oct|nov|dec)"
    r"|years?|yrs?|too|if|because|cause|cuz|sorry|can|do|and|or)\b))"
)


class AgeRecognizer(ShapeRecognizer):
    """Finds "I'm 14", "34 years old", "aged 61"; never "14 days" or "I'm 5 minutes late"."""

    ENTITY = "AGE"
    SOURCE = "pattern:age"
    TRIGGERS = (*"0123456789", *_TEENS, *_TENS, *_ONES[3:])
    SHAPES = (
        Shape(
            name="years old",
            regex=re.compile(
                rf"(?<![\w.,$€£:/-]){_AGE}[ -]?(?:(?:years?|yrs?|yr|y)[ -]?(?:olds?\b|of[ ]age\b)"
                r"|y/?o(?!\w)|y\.o\.?(?!\w))",
                re.I,
            ),
            score=0.9,
        ),
        Shape(
            name="aged",
            regex=re.compile(
                rf"(?<!\w)(?:aged?|at[ ]the[ ]age[ ]of|age[ ]of|my[ ]age|alter|edad"
                rf"|[âa]ge)(?:[ ](?:is|of|was))?[ ]?[:=]?[ ]?{_SOFT}{_AGE}{_NUMBER_ENDS}"
                r"(?![ ]?(?:days?|weeks?|months?|minutes?|hours?)\b)",
                re.I,
            ),
            score=0.85,
        ),
        Shape(
            name="person is",
            regex=re.compile(rf"(?<!\w){_PERSON}[ ]{_SOFT}{_AGE}{_NUMBER_ENDS}{_STOP}", re.I),
            score=0.75,
        ),
        Shape(
            name="letter and age",
            regex=re.compile(r"(?<![\w/.-])[MFmf]/?(?P<value>[1-9]\d)(?![\w/-]|\.\d)"),
            score=0.45,
        ),
        Shape(
            name="age and letter",
            regex=re.compile(r"(?<![\w/.$€£,-])(?P<value>[1-9]\d)/?[MFmf](?![\w/-]|\.\d)"),
            score=0.45,
        ),
        Shape(
            name="in other languages",
            regex=re.compile(
                rf"(?<![\w.,$€£:/-]){_AGE}[ ](?:jahre[ ]alt|ans(?![ ]de)|años(?![ ]de)"
                rf"|anni(?![ ]di)|jaar[ ]oud|anos[ ]de[ ]idade)(?!\w)",
                re.I,
            ),
            score=0.7,
        ),
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Refuse ages nobody reaches."""
        value = match.groupdict().get("value") or ""
        return 0.0 if value.isdigit() and int(value) > 115 else shape.score
