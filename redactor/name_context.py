"""Whether a word that is also a name is a name here: `will` or `Will`."""

import re
from collections.abc import Sequence

from redactor.turns import Token
from redactor.vocabulary import words_of

_BEFORE_A_NAME = re.compile(
    r"(?:\b(?:hi|hello|hey|hiya|dear|mr|mrs|ms|miss|mister|dr|this is|i'?m|i am|name is|name'?s"
    r"|called|call me|named|ask(?:ed)? for|speak(?:ing)? (?:to|with)|spoke (?:to|with)"
    r"|talk(?:ed|ing)? (?:to|with)|banned|kicked|blocked|muted|married|texted|emailed|messaged"
    r"|phoned|colleague|agent|cc|sincerely|regards|wishes|cheers)\.?[,:]?\s+"
    r"|\s-+\s?|^-+\s?|\n)$",
    re.IGNORECASE,
)
_THANKED = re.compile(r"\b(?:thanks|thank you|thx|ty|bye|ok|okay|sorry|yes|no)[,!]?\s+$", re.I)
_WINDOW = 60
_OF_TIME = re.compile(
    r"(?:\b(?:in|since|until|till|by|last|next|this|of|on|every|from|to|early|late|mid|before|after"
    r"|during|around)|\d(?:st|nd|rd|th)?|,)[ -]$",
    re.IGNORECASE,
)
_TIMES = words_of("times")
_IS_KIN = re.compile(
    r"\s+(?:is|was)(?: also)? (?:my|our|his|her|the) (?:\w+ )?(?:sister|brother|wife|husband|mother"
    r"|father|mom|mum|dad|son|daughter|boss|friend|partner|colleague|manager|assistant|neighbou?r)",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s*(?:$|[.,!?;:)\n-])")
_STARTS_A_SENTENCE = re.compile(r"(?:^|[.!?\n:;]['\"]?)\s*[-*>\"'(]*$")


def says_name(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Return whether the context of `tokens[index]` says that it is a name."""
    token = tokens[index]
    before = text[max(0, token.start - _WINDOW) : token.start]
    after = text[token.end : token.end + _WINDOW]
    if len(tokens) == 1:
        return "?" not in after
    if token.key in _TIMES and (_OF_TIME.search(before) or re.match(r"\s*\d", after)):
        return False
    if _BEFORE_A_NAME.search(before[-40:]):
        return not _is_verb(token, after)
    capital = token.text[:1].isupper() and not _shouts(tokens)
    if _THANKED.search(before[-20:]):
        return capital or bool(_CLOSED.match(after) and not _is_verb(token, after))
    if _IS_KIN.match(after):
        return True
    if not capital:
        return False
    return not _STARTS_A_SENTENCE.search(before) or bool(re.match(r"'s\b|,", after))


def _is_verb(token: Token, after: str) -> bool:
    """Whether a lower-case word goes on like a verb: "hi, will you"."""
    return token.text.islower() and bool(
        re.match(
            r"\s+(?:you|i|it|this|that|the|a|my|me|do|be|not|we|they|there|for|to)\b", after, re.I
        )
    )


def _shouts(tokens: Sequence[Token]) -> bool:
    """Whether nearly every word begins with a capital, so that capitals say nothing."""
    words = [token for token in tokens if token.text[0].isalpha() and len(token.text) > 2]
    capitals = sum(token.text[0].isupper() for token in words)
    return len(words) > 2 and capitals * 4 >= len(words) * 3
