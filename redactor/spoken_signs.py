"""Read signs between figures and letters said one by one: "zero two dash a charlie" is 02-AC.

Hardware and network addresses, codes in groups; a run needs two signs, and one with dots four
groups of figures.
"""

import re
from collections.abc import Iterator

from redactor.dictation import ALPHABET, COUNTED, REPEATS, TENS, UNITS, Edit, number_of

_SIGNS = {
    "-": "dash|hyphen|minus|bindestrich|strich|tiret|gui[oó]n|trattino|streepje|h[ií]fen|tra[çc]o",
    ":": "colon|doppelpunkt|deux[- ]points|dos puntos|due punti|dubbele punt|dois pontos",
    ".": "dot|point|punkt|punto|punt|ponto",
}
_SIGN = rf"(?:{'|'.join(_SIGNS.values())})"
_ATOM = rf"(?:{ALPHABET}|{'|'.join([*COUNTED, *REPEATS])}|hundred|\d{{1,4}}|[a-np-z])(?!\w)"
_GROUP = rf"{_ATOM}(?:(?:[ ]|[ ]and[ ]){_ATOM}){{0,7}}+"
_RUN = re.compile(
    rf"(?<![\w'@.-]){_GROUP}(?:,?[ ]{_SIGN},?[ ]{_GROUP}){{2,12}}(?![\w'@])", re.IGNORECASE
)
_CUT = re.compile(rf",?[ ](?P<sign>{_SIGN}),?[ ]", re.IGNORECASE)
_DOTS = 3

SAID_SIGN = re.compile(rf"[ ]{_SIGN}[ ,]")
"""A sign that is said, in a lower-case text."""


def may_be_signed(lower: str) -> bool:
    """Whether signs may be said in a lower-case text."""
    return len(SAID_SIGN.findall(lower)) > 1


def signed(text: str) -> Iterator[Edit]:
    """Yield groups of letters and figures with the signs said between them as they are written."""
    for match in _RUN.finditer(text):
        groups = _CUT.split(match.group())
        signs = [_sign(said) for said in groups[1::2]]
        written = [_written(group) for group in groups[::2]]
        if len(set(signs)) > 1 or not any(group[:1].isdigit() for group in written):
            continue
        if signs[0] == "." and not (len(signs) == _DOTS and all(map(str.isdigit, written))):
            continue
        yield match.start(), match.end(), signs[0].join(written)


def _sign(said: str) -> str:
    return next(sign for sign, words in _SIGNS.items() if re.fullmatch(words, said, re.IGNORECASE))


def _written(group: str) -> str:
    """Return a group as it is written: digits of what counts, the first letter of the rest."""
    words = group.lower().split()
    if "hundred" in words:
        return str(number_of(group))
    written, repeat, before = "", 1, ""
    for word in words:
        if word in REPEATS:
            repeat = REPEATS[word]
            continue
        if before in TENS and word in UNITS:
            written = written[:-1]  # "forty two" is 42
        written += _character(word) * repeat
        repeat, before = 1, word
    return written


def _character(word: str) -> str:
    if word in TENS:
        return TENS[word] + "0"
    return COUNTED.get(word, word if word.isdigit() else word[0].upper())
