"""Answers to the questions that stand in for a password."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer, value_of
from redactor.vocabulary import listed

_QUESTIONS = (
    r"(?:mother['’]?s?[ ]maiden[ ]name|maiden[ ]name|(?:first|childhood"
    r"|favou?rite)[ ]pet(?:['’]?s)?(?:[ ]name)?"
    r"|pet['’]?s[ ]name|name[ ]of[ ](?:my|your|the)[ ](?:first[ ])?(?:pet|school|teacher|dog|cat)"
    r"|(?:first|primary|elementary|high)[ ]school(?:[ ]name)?|(?:city|town"
    r"|place)[ ](?:of[ ]birth|(?:i|you)[ ](?:was|were)[ ]born(?:[ ]in)?)"
    r"|(?:security|secret|memorable)[ ](?:answer|word|phrase|place|name|question(?:[ ]answer)?)"
    r"|answer[ ](?:to|for)[ ](?:the|my|your)?[ ]?(?:security|secret)[ ]question|safe[ ]?word"
    r"|childhood[ ](?:nickname|friend|street)|favou?rite[ ](?:teacher|colou?r|food|movie|film"
    r"|book|team)"
    r"|street[ ](?:i|you)[ ]grew[ ]up[ ](?:on|in)|first[ ]car)"
)


class SecurityAnswerRecognizer(ShapeRecognizer):
    """Finds what follows "mother's maiden name is", "security answer:" and their like."""

    ENTITY = "SECRET"
    SOURCE = "pattern:security_answer"
    TRIGGERS = (
        "maiden",
        "pet",
        "school",
        "birth",
        "born",
        "security",
        "secret",
        "memorable",
        "safe",
        "childhood",
        "favo",
        "grew up",
        "first car",
        "name of",
        "answer",
    )
    SHAPES = (
        Shape(
            name="answer",
            regex=re.compile(
                rf"(?<!\w){_QUESTIONS}(?:[ \t]{{0,2}}(?:[:=]|->)|[ ](?:is|was)|['’]s)[ \t]{{1,3}}"
                r"[\"'“‘(]?(?:an?[ ]"
                r"|the[ ])?(?P<value>[^\W\d_][\w'’-]{1,30}(?:[ ](?-i:[A-Z0-9])[\w'’-]{0,30}){0,3})",
                re.I,
            ),
            score=0.85,
        ),
    )
    _NOT_ANSWERS = frozenset(
        listed(
            "wrong incorrect not correct required needed the this that what it its it's"
            " being blank"
            " invalid asked asking missing never still also case a an to so very too"
            " first mother mothers mother's favourite favorite which who where your name"
        )
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Refuse words that only go on with the sentence."""
        if value_of(match).split()[0].lower() in self._NOT_ANSWERS:
            return 0.0
        return (
            0.35
            if _SMALL_TALK.match(match[0]) and not _SIGN_IN.search(match.string)
            else shape.score
        )


_SMALL_TALK = re.compile(r"favo|city|town|place|first car|high|primary|element|first school", re.I)
_SIGN_IN = re.compile(r"security|secret|memorable|verif|question|recover", re.I)
