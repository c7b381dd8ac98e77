"""Names that are things, pets and bots in this chat: "a car we call Nelson", "my dog Bailey"."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from redactor.conversation import Role
from redactor.names import is_capitalised, is_surely_a_name
from redactor.pets import PET
from redactor.reading import key
from redactor.sought import Sought
from redactor.turns import Turn

_NAME = r"[^\W\d_][\w'’-]+"
_CALLED = re.compile(
    r"(?<!\w)(?i:patterns?|sheets?|styles?|models?|themes?|fonts?|editions?|songs?|books?|films?"
    r"|movies?|games?|plays?|albums?|series|courses?|methods?|products?|ranges?|collections?|tabs?"
    r"|tables?|templates?|plans?|wines?|dolls?|boats?|ships?|scents?|recipes?|episodes?|shows?)"
    rf"[ ][\"'“„«](?P<name>{_NAME})[\"'”“»]"
)
_CALLS_IT = (
    r"(?:,? (?:called|named|namens|heißt|qui s['’]appelle|s['’]appelle|se llama|llamad[oa]"
    r"|si chiama|chiamat[oa]|heet|chamad[oa]|se chama)|,| is called|['’]?s name is)"
)
_OF_A_PET = re.compile(
    rf"(?<!\w){PET}{_CALLS_IT}? (?P<name>(?!and|is|was|has|who|the|my|on|in|mit|und|en|y|e|et)"
    rf"{_NAME})(?![\w'’-]| (?:said|says|told|will|can|wants))"
)
_OWN = (
    r"(?:our|my|the|her|his|their|un|una|il|la|der|die|mein|meine|unser|unsere|mon|ma|notre|mi"
    r"|nuestr[oa]|il mio|la mia|onze|mijn|o meu|a minha|o nosso)"
)
_IS_A_PET = re.compile(
    rf"(?<!\w)(?:(?:[Ii]s|if|was) (?P<asked>{_NAME}) an?"
    rf"|(?P<name>{_NAME})(?:(?:['’]s| is| was|, is) (?:an?|{_OWN})|,? {_OWN}|,)) (?:[a-z]+ )?{PET}"
    r"(?!\w| (?:sitter|walker|owner|lover|minder|groomer|lady|man|person|people))"
)
_NICKNAMED = re.compile(
    r"(?<!\w)(?:an?|the|that|one) (?:\w+ )?(?:pillar|car|van|bike|boat|tree|plant|sofa|robot|hoover"
    r"|vacuum|printer|machine|oven|mower|statue|doll|teddy|guitar|piano|house|cottage|shed|caravan"
    rf"|tractor|server|laptop) (?:that |which )?(?:we|i|they|everyone) calls? (?P<name>{_NAME})"
    r"|(?:die heet bij ons|d(?:en|ie|as) nennen wir|qu['’]on appelle|l[oa] chiamiamo"
    rf"|l[oa] llamamos) (?P<other>{_NAME}(?: {_NAME})?)"
    r"|(?<!\w)(?i:alexa|siri|robot|roomba|vacuum|assistant|device|speaker) (?:now )?answers to"
    rf" (?P<asked>{_NAME})"
)
_A_BOT = re.compile(
    r"(?<!\w)(?i:i['’]?m|i am|this is|my name is|ich bin|mein name ist|soy|me llamo|sono|mi chiamo"
    r"|sou|me chamo|je suis|je m['’]appelle|ik ben|mijn naam is)(?: (?:a|o|la|el|il|der|die|de))?"
    r" (?P<name>[^\W\d_a-z][\w'’-]+)"
)
_THINGS = Sought(_CALLED, _OF_A_PET, _IS_A_PET, _NICKNAMED)


def find_things(texts: Iterable[str]) -> frozenset[str]:
    """Return, for comparing, the words that `texts` use as the names of things and pets."""
    return frozenset().union(*map(_things_in, texts))


@lru_cache(maxsize=1024)
def _things_in(text: str) -> frozenset[str]:
    """As above of one text; the last texts are remembered, since chats grow."""
    return frozenset(
        word
        for shape in _THINGS.that_may_match(text)
        for match in shape.finditer(text)
        for word in _words(match)
    )


def find_bots(turns: Iterable[Turn]) -> frozenset[str]:
    """Return, for comparing, the names that bots give themselves: those of products."""
    return frozenset(
        key(match["name"])
        for turn in turns
        if turn.message.role is Role.BOT
        for match in _A_BOT.finditer(turn.text)
    )


def _words(match: re.Match[str]) -> Iterator[str]:
    for name in ("name", "asked", "other"):
        for word in (match.groupdict().get(name) or "").split():
            if is_capitalised(word) or is_surely_a_name(word):
                yield key(word)
