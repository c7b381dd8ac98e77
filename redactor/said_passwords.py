"""A password goes on as long as its letters, digits and signs are told in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from redactor.spans import Span

_SECRETS = frozenset({"PASSWORD", "SECRET"})
_AND = (
    r"(?:,? ?(?:(?:and|then|with|plus|followed by|und|dann|mit|et|puis|avec|y|luego|con|e|poi|dan"
    r"|met|depois|com)[ ]){0,2}(?:(?:an?|the|eine?[mnr]?|une?|una|um|uma|een)[ ])?| )"
)
_CASE = (
    r"(?:capital|caps?|upper ?case|lower ?case|big|small|gro(?:ß|ss)(?:es|em|buchstabe)?"
    r"|kleine[sm]?|majuscule|minuscule|may[úu]scul[ao]|min[úu]scul[ao]|maiuscol[ao]|minuscol[ao]|mai[úu]scul[ao]"
    r"|hoofdletter|kleine letter)"
)
_SIGN = (
    r"(?:(?:two|three|double|[23]|zwei|drei|deux|trois|dos|tres|due|tre|twee|drie|dois|duas) )?"
    r"(?:bang|exclamation(?: (?:mark|point))?s?|question mark|hash(?:tag| sign)?|pound sign"
    r"|dollar(?: sign)?|percent(?: sign)?|ampersand|asterisk|star|underscore|hyphen|dash|full stop"
    r"|dot|at sign|plus sign|ausrufe?zeichen|fragezeichen|raute|sternchen|unterstrich|bindestrich"
    r"|point d['’](?:exclamation|interrogation)|di[èe]se|tiret(?: du bas)?|[ée]toile"
    r"|(?:signo de )?(?:exclamaci[óo]n|interrogaci[óo]n)|almohadilla|gui[óo]n(?: bajo)?|asterisco"
    r"|punto (?:esclamativo|interrogativo)|cancelletto|trattino(?: basso)?|uitroepteken|vraagteken"
    r"|hekje|sterretje|streepje|ponto de (?:exclama[çc][ãa]o|interroga[çc][ãa]o)|cerquilha"
    r"|h[íi]fen|sublinhado)(?:e?s)?"
)
_SURE = rf"{_AND}(?:{_CASE} [a-z]|{_SIGN})(?![\w'’]| (?:of|for|out|hotel|review)(?!\w))"
_DIGITS = (
    r"(?:,? ?(?:and|then|und|dann|et|puis|y|luego|e|poi|en|dan|depois))? \d{1,6}(?![\w.,:/%]\w)"
)
_GOES_ON = re.compile(
    rf"(?:(?:{_DIGITS}){{0,2}}{_SURE})+(?:,? then \d{{1,6}}(?!\w))?", re.IGNORECASE
)
_LAST_WORD = re.compile(rf" {_CASE}$", re.IGNORECASE)
_LONGEST_CASE = 14


def find_said_passwords(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the passwords among `spans` with the signs that are told behind them.

    What has no letter is typed on a keypad, on which hash and star only end it.
    """
    for span in spans:
        if span.entity in _SECRETS and any(map(str.isalpha, text[span.start : span.end])):
            last = _LAST_WORD.search(text, max(span.start, span.end - _LONGEST_CASE), span.end)
            start = last.start() if last else span.end
            more = _GOES_ON.match(text, start)
            if more and more.end() > span.end:
                yield replace(span, end=more.end())
