"""Letters said by their names in Italian, Spanish and Portuguese: "effe erre di, emme zeta gi"."""

import re

from redactor.dictation import COUNTED
from redactor.vocabulary import listed

_SURE = listed(
    "effe acca elle emme enne erre kappa ics ipsilon zeta efe hache jota eme ene eñe uve equis agá"
    " xis dáblio ípsilon"
)
_OTHERS = listed(
    "a bi ci di e gi i o pi cu esse ti u vu be ce de ge ka ele pe ese te ye bê cê dê gê cá pê quê"
    " tê vê zê"
)
_NAMES = "|".join([*_SURE, *_OTHERS, r"doppia vu", r"vu doppia", r"i griega", r"doble uve"])
_ATOM = rf"(?:{_NAMES}|{'|'.join(COUNTED)}|\d{{1,4}}|[a-z])(?!\w)"
_RUN = re.compile(rf"(?<![\w'’]){_ATOM}(?:[ ,.-]{{1,3}}{_ATOM}){{2,20}}+", re.IGNORECASE)
_IS_SURE = re.compile(rf"(?<!\w)(?:{'|'.join(_SURE)})(?!\w)", re.IGNORECASE)
_IS_JOINED = re.compile(r"(?<!\w)[aeiouy](?!\w)|[,.-]")
"""Small words that may stand between two names of letters: "da zeta a acca"."""
_LEAST_SURE = 2


def find_letter_names(text: str) -> list[tuple[int, int]]:
    """Return where three letters and more are said one after the other, two of them surely."""
    if len(_IS_SURE.findall(text)) < _LEAST_SURE:
        return []
    return [
        run.span()
        for run in _RUN.finditer(text)
        if len(_IS_SURE.findall(run.group())) >= _LEAST_SURE
        and len(_IS_JOINED.sub(" ", run.group()).split()) > _LEAST_SURE
    ]
