"""Names of the company the visitor writes to: "Welcome to Aurelo", "thanks for calling Skerry".

They stand in its own words and are nobody's data.
"""

import re
from collections.abc import Iterable

from redactor.names import is_surely_a_name
from redactor.reading import key
from redactor.sought import Sought
from redactor.turns import Turn

_NAME = r"(?:the )?(?P<name>(?-i:[^\W\d_a-zß-ÿ])[\w'’&-]+(?: (?-i:[^\W\d_a-zß-ÿ])[\w'’&-]+){0,3})"
_WELCOMES = re.compile(
    r"(?<!\w)(?:welcome to|willkommen (?:bei|im|beim)|bienvenue (?:chez|[àa]|au|sur)"
    r"|bienvenid[oa]s? a(?:l)?|benvenut[oiae] (?:in|da|su|a|al|alla)|welkom bij"
    rf"|bem-?vind[oa]s? (?:[àa]o?|na|no)) {_NAME}",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?<!\w)(?:thanks|thank you|thx) for (?:contacting|calling|messaging|choosing|reaching out to"
    r"|writing to|using|visiting|shopping (?:with|at)|banking with|flying(?: with)?|booking with"
    r"|joining|ordering from|getting in touch with)"
    rf" {_NAME}"
    r"|(?<!\w)(?:gracias por (?:contactar|llamar|escribir)(?: con| a)?"
    r"|merci d['’]avoir (?:contact[ée]|choisi)|grazie per aver (?:contattato|scelto|chiamato)"
    r"|obrigad[oa] por (?:contactar|contatar|escolher)(?: a| o)?|bedankt voor het contacteren van"
    r"|danke,? dass sie) (?:la |el |l['’]|il )?"
    rf"{_NAME.replace('<name>', '<other>')}",
    re.IGNORECASE,
)
_WITH_US = re.compile(
    r"(?<!\w)(?:e-?mail|mail|phone|number|address|login|password|name)(?: address)?"
    rf" (?:you )?(?:used?|registered|have|gave) (?:with|for|on|at) {_NAME}",
    re.IGNORECASE,
)
_SHAPES = Sought(_WELCOMES, _THANKS, _WITH_US)


def find_vendors(turns: Iterable[Turn]) -> frozenset[str]:
    """Return, for comparing, the words of what the company calls itself; no forenames."""
    return frozenset(
        key(word)
        for turn in turns
        if turn.by_company
        for shape in _SHAPES.that_may_match(turn.text)
        for match in shape.finditer(turn.text)
        for word in match[match.lastgroup or 0].split()
        if not is_surely_a_name(key(word))
    )
