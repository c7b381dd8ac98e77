"""Words that are said to be names: "june is my wifes name", "la piccola Ginevra"."""

import re
from collections.abc import Iterator

from redactor.names import NAME_WORDS, is_surely_a_name, may_be_name
from redactor.reading import key
from redactor.sought import Sought
from redactor.vocabulary import is_ordinary, is_word, keys_of, words_of

_NOT_CALLED = keys_of("not_called")
_NOT_OF_A_CHILD = _NOT_CALLED | keys_of("kin")
_OF_NAMES = words_of("said_of_names")
_NAME_IS = re.compile(
    r"(?<!\w)(?:his|her|their|my|the (?:kid|boy|girl|lad|guy|woman|man|lady|baby|driver)'?s)"
    r" (?:first |last |real |actual |full )?(?:sur)?name(?:'?s|(?:'?s)? is| was)"
    r"(?: (?:literally|actually|just|really|also|apparently|only))?"
    r" (?P<name>[a-z]{3,12})(?=[\s)]*(?:$|[.,!;)\n]))",
    re.IGNORECASE,
)
_IS_A_NAME = re.compile(
    r"(?:^|[.!?,;\n]|(?<!\w)(?:and|but|yes|yeah|yep|no|cos|because|since)) *"
    r"(?P<name>[^\W\d_]{3,15}) (?:is|was|really is|actually is) (?:really |actually |literally )?"
    r"(?:my|our|his|her|their|the) (?:[a-z]{2,12}['’]?s? )?(?:real |full |actual |legal |given )?"
    r"(?:(?:sur|first |last |middle |maiden |family |nick)?name)(?!\w)",
    re.IGNORECASE,
)
_WRITTEN_ON = re.compile(
    r"(?<!\w)name (?:on|in) (?:the|my|that|our) (?:card|account|booking|order|passport|ticket|tag"
    r"|box|label|invoice|policy|file|letter|parcel|bill|list|form|prescription)"
    r"(?:'?s|'?s? is| was| reads| says|:) [\"'“]?(?P<name>[^\W\d_]{2,15}(?: [^\W\d_]{2,15}){1,2}?)"
    r"(?=[\"'”]?\s*(?:$|[.,!;)\n]"
    r"| (?:pls|plz|please|dont|don't|lol|thanks|thx|btw|but|and|so)(?!\w)))",
    re.IGNORECASE,
)
_LITTLE_ONE = re.compile(
    r"(?<!\w)(?:(?i:der kleine|die kleine|unser kleiner|unsere kleine|mein kleiner|meine kleine"
    r"|il piccol(?:in)?o|la piccol(?:in)?a|le petit|la petite|el peque(?:ñ[oa])?|la peque(?:ña)?"
    r"|o pequeno|a pequena|de kleine|the little one|the baby|the youngest|the eldest|the toddler)"
    r"(?P<comma>,)? (?P<name>[^\W\d_a-zß-ÿ][^\W\d_]{1,14})(?![\w'’-])"
    r"|(?:that|the|our|my|wee|lil|little) baby (?P<baby>[a-z]{3,12})(?![\w'’-]))"
)
_CLOSED = re.compile(r"\s*(?:$|[,.!?;)\n\"”])| (?:they|he|she|but|and|or|cos|because)(?!\w)")
_SOUGHT = Sought(_NAME_IS, _IS_A_NAME, _WRITTEN_ON, _LITTLE_ONE)

_Found = Iterator[tuple[int, int]]


def find_in_passing(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, how) for every name that `text` drops in one of these ways."""
    for shape in _SOUGHT.that_may_match(text):
        for match in shape.finditer(text):
            for start, end in _NAMED[shape](text, match):
                yield start, end, "greeted"


def _name_is(text: str, match: re.Match[str]) -> _Found:  # noqa: ARG001
    """An ordinary word that is said to be a name: "her name's literally wren"."""
    name = match["name"].lower()
    if name not in _OF_NAMES and may_be_name(name) and not _is_like_a_state(name):
        yield match.span("name")


def _is_a_name(text: str, match: re.Match[str]) -> _Found:  # noqa: ARG001
    """A word that is said to be somebody's name: "june is my wifes name"."""
    if may_be_name(match["name"]) and key(match["name"]) not in _OF_NAMES | _NOT_CALLED:
        yield match.span("name")


def _written_on(text: str, match: re.Match[str]) -> _Found:  # noqa: ARG001
    """What is written on a card or a tag, whatever the words: "name on the card is river stone"."""
    if all(map(may_be_name, match["name"].split())):
        yield match.span("name")


def _little_one(text: str, match: re.Match[str]) -> _Found:
    """What the little one is called: "la piccola Ginevra", "der Kleine, Lasse"."""
    if baby := match["baby"]:
        if key(baby) in NAME_WORDS or is_surely_a_name(baby):
            yield match.span("baby")
        return
    name = match["name"]
    apart = match["comma"] and _CLOSED.match(text, match.end("name"))
    said = is_word(name) if apart else is_ordinary(name)
    strange = not said and may_be_name(name) and key(name) not in _NOT_OF_A_CHILD
    if is_surely_a_name(key(name)) or (match["comma"] and strange):
        yield match.span("name")


_NAMED = {
    _NAME_IS: _name_is,
    _IS_A_NAME: _is_a_name,
    _WRITTEN_ON: _written_on,
    _LITTLE_ONE: _little_one,
}


def _is_like_a_state(word: str) -> bool:
    """Whether a word says how a name is: spelled, missing, different."""
    return word.endswith(("ed", "ing", "ly", "ble", "ous", "ent", "ic", "lt", "ong", "ish", "al"))
