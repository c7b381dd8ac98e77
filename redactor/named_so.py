"""Names that are said to be names: "Blue. yes thats her name", "the nurse was called Gift"."""

import re
from collections.abc import Iterator

from redactor.names import NAME_WORDS, is_surely_a_name, may_be_name
from redactor.reading import key
from redactor.sought import Sought
from redactor.vocabulary import is_brand, is_ordinary, keys_of, words_of

_SAID_OF = words_of("said_of_names") | keys_of("not_called") | keys_of("kin")
_THATS_NAME = re.compile(
    r"(?<![\w'’@.-])(?:(?P<place>in|at|of) )?(?P<name>[^\W\d_]{2,12})[.,!]? [(-]{0,2}"
    r"(?:(?:yes|yeah|yep|lol|haha|no joke),? )?"
    r"(?:that'?s|that is|yes it'?s|it really is) (?:really |actually |honestly )?"
    r"(?:my|her|his|their|our) (?:real |actual |full |legal |given |maiden |sur)?name(?!\w)",
    re.IGNORECASE,
)
_ROLE_CALLED = re.compile(
    r"(?<!\w)(?:nurse|doctor|midwife|teacher|lady|man|woman|guy|girl|boy|lad|driver|courier|rider"
    r"|agent|manager|rep|colleague|engineer|technician|plumber|builder|receptionist|cashier|clerk"
    r"|carer|sitter|cleaner|neighbour|neighbor|friend|person|someone|somebody)"
    r"(?: (?:was|is|who is|who was)|['’]s)? (?:called|named) (?P<name>[^\W\d_a-z]\w{1,14})(?!\w)"
)
_ARE_YOU = re.compile(
    r"(?:^|[.!?\n] ?)(?:hi |hello |hey )?(?:are|r) (?:u|you) "
    r"(?P<name>[^\W\d_]{2,12})[ ?.!]*(?:$|\n)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?<!\w)(?i:firma|signature|unterschrift|handtekening|assinatura)"
    r"(?: (?:reads|says|is|lautet|ist|dice|lit|est|es|[èé]|luidt|diz))?:? [\"'“„«]"
    r"(?P<name>[^\W\d_a-z][\w'’.-]{1,20}(?: [^\W\d_a-z][\w'’-]{1,20}){0,2})[\"'”“»]",
)
_WITH_ARTICLE = re.compile(
    r"(?<![\w'’-])(?:der|die|dem|den|vom|beim|zur) (?P<name>[^\W\d_A-Z][^\W\d_]{2,11})"
    r"(?= (?:hat|hatte|ist|war|holt|kommt|kam|sagt|sagte|meint|meinte|wohnt|macht|weiß"
    r"|will|kann)(?!\w)"
    r"|\s*(?:$|[.,!?;)\n]))"
)
_SOUGHT = Sought(_THATS_NAME, _ROLE_CALLED, _ARE_YOU, _SIGNATURE, _WITH_ARTICLE)


def find_named_so(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, how) for every word of `text` that is said to be a name."""
    for shape in _SOUGHT.that_may_match(text):
        for match in shape.finditer(text):
            if match.groupdict().get("place") and not _is_asked_for(match["name"]):
                continue  # "the man at reception, that's his name"
            if _IS_NAME[shape](match["name"]):
                yield *match.span("name"), "greeted"


def _is_no_kin(name: str) -> bool:
    return may_be_name(name) and key(name) not in _SAID_OF


def _is_no_day(name: str) -> bool:
    return may_be_name(name) and key(name) not in words_of("times")


def _is_asked_for(name: str) -> bool:
    """Whether it is a name, or a word that is one: "are u wren"."""
    return key(name) in NAME_WORDS or is_surely_a_name(key(name))


def _is_sure(name: str) -> bool:
    """Whether it is a forename that is nothing else: "der kalle holt"."""
    plain = key(name)
    return is_surely_a_name(plain) and not is_brand(plain) and plain not in _SAID_OF


def _is_strange(name: str) -> bool:
    return not is_ordinary(name.split()[0])


_IS_NAME = {
    _THATS_NAME: _is_no_kin,
    _ROLE_CALLED: _is_no_day,
    _ARE_YOU: _is_asked_for,
    _SIGNATURE: _is_strange,
    _WITH_ARTICLE: _is_sure,
}
