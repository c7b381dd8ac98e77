"""Names that are things, pets and bots in this chat: "the Oscar chair", "my dog Bailey"."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from redactor.conversation import Role
from redactor.names import is_capitalised, is_surely_a_name
from redactor.pets import ITS_NAME, PET
from redactor.reading import key
from redactor.sought import Sought
from redactor.turns import Turn
from redactor.vocabulary import is_never_a_name

_NAME = r"[^\W\d_][\w'’-]+"
_ARTICLE = r"(?<!\w)(?i:the|an?|another|both|these|those|two|three|four)[ ]"
_OF_A_THING = re.compile(
    rf"{_ARTICLE}(?P<name>[^\W\d_a-z]\w+)"
    r"(?:[ ](?P<noun>[a-z]{3,})(?!\w)|[ ][A-Z]{0,3}\d{2,4}(?!\w))"
)
_TITLED = re.compile(
    rf"{_ARTICLE}(?:Lady|Big|Little|Saint|St\.?|MV|MS|SS|Mini)[ ](?P<name>{_NAME})"
)
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
_NAMED_AFTER = re.compile(
    rf"{ITS_NAME}name(?:['’]?s| is) (?P<name>[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)?)"
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
_TIER = re.compile(
    r"(?<!\w)(?P<name>[^\W\d_a-z][\w'’-]+) (?:members|membership|tier|status|edition|bundle|hub"
    r"|cookbooks?|crackers|cakes|pizza|mattress|printers?|cream|shampoo|apps?|plug-?ins?|extensions?"
    r"|add-?ons?|skins?|boss|voucher)(?!\w)"
    r"|(?<!\w)(?P<asked>[^\W\d_a-z][\w'’-]+) (?:\d{1,3}\.){1,3}\d{1,5}(?![\w.])"
    r"|(?<!\w)[Ll]og(?:ged|ging)? in(?: ?to| on) (?P<other>[^\W\d_]\w{2,})(?![\w'’-]| [A-Z])"
)
_OR_THE_OTHER = re.compile(
    r"(?<!\w)(?:the|The) (?P<name>[^\W\d_a-z]\w+ [^\W\d_a-z]\w+) or (?:the|an?)"
    r" (?P<other>[^\W\d_a-z]\w+(?: [^\W\d_a-z]\w+)?)"
)
_A_BOT = re.compile(
    r"(?<!\w)(?i:i['’]?m|i am|this is|my name is|ich bin|mein name ist|soy|me llamo|sono|mi chiamo"
    r"|sou|me chamo|je suis|je m['’]appelle|ik ben|mijn naam is)(?: (?:a|o|la|el|il|der|die|de))?"
    r" (?P<name>[^\W\d_a-z][\w'’-]+)"
)
_OF_PEOPLE = re.compile(
    r"accounts?|family|families|booking|order|household|reservation|ticket|profile|file|lady|guy"
    r"|girl|boy|woman|man|person|couple|team|party|wedding|estate|contract|policy|case|kids|twins"
    r"|deliver(?:y|ies)|repairs?|refunds?|invoices?|shipments?|appointments?|visits?|calls?|e?mails?"
    r"|complaints?|claims?|jobs?|projects?|house|flat|property|residence|home|funeral|party|birthday"
    r"|membership|subscription|payments?|returns?|requests?|quotes?|meeting|interview|application"
    r"|tonight|today|tomorrow|yesterday|here|again|already|both"
    r"|brothers|sisters|address|parcel|package|name|surname|one|who|whom|whose|will|would|said|told|wants|needs|signed|called|came"
)
_THINGS = Sought(
    *(_OF_A_THING, _TITLED, _CALLED, _OF_A_PET, _IS_A_PET),
    *(_NICKNAMED, _TIER, _OR_THE_OTHER, _NAMED_AFTER),
)


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
        if not _is_of_people(match.groupdict().get("noun") or "")
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


def _is_of_people(noun: str) -> bool:
    return bool(noun) and (_OF_PEOPLE.fullmatch(noun) is not None or is_never_a_name(noun))
