"""Works, houses and ships that are called like people: "Tall Firs by Ann Sel", "Hotel Florian"."""

import re
from collections.abc import Iterable, Iterator

from redactor.sought import Sought
from redactor.vocabulary import is_forename, is_word

_WORD = r"[^\W\d_a-zß-ÿ][\w'’-]{0,24}"
_BY = re.compile(
    rf"(?P<start>^|[.!?\n][ ]?)?"
    rf"(?P<title>(?<!\w){_WORD}(?:(?: (?:of|the|and|in|to|a))? {_WORD}){{0,4}})"
    rf" by (?P<maker>{_WORD}(?: {_WORD}){{0,2}})"
)
_PLAYED = re.compile(rf"(?<!\w)(?P<title>{_WORD}(?: {_WORD})?) (?:is|was|will be|being) played by")
_HOUSE = re.compile(
    r"(?<!\w)(?:[Hh]otel|[Hh]ostel|[Pp]ension|Gasthof|Gasthaus|Restaurant|Ristorante|Pizzeria"
    r"|Trattoria|Caf[ée]|Bistro|Albergo|Hostal|Posada|Pousada|Auberge|[Vv]essel|MSC|MV|M/V|HMS"
    r"|SS|MS)(?: (?:MSC|MV|SS|MS))?"
    rf" (?P<title>{_WORD}(?: {_WORD})?)"
)
_DONE_BY = re.compile(
    r"(?<!\w)(?:was|were|been|be|being|is|sent|given|told|paid|booked|signed|made|taken"
    r"|referred|ordered|approved|mr|mrs|ms|dr|for|to)(?!\w)",
    re.IGNORECASE,
)
_OF_WORKS = re.compile(
    r"(?<!\w)(?:books?|novels?|reading|library|borrow\w*|on hold|a hold|reserv\w+ the|paperback"
    r"|hardback|audiobook|albums?|songs?|tracks?|playlist|vinyl|movies?|films?|board ?games?"
    r"|puzzles?|posters?|paintings?|patterns?|authors?|playing time|first dance)(?!\w)",
    re.IGNORECASE,
)
_BEFORE = 40
_SOUGHT = Sought(_BY, _PLAYED, _HOUSE)


def find_works(texts: Iterable[str]) -> list[list[tuple[int, int]]]:
    """Return, for each of `texts`, where works and makers, parts, houses and ships stand."""
    said = list(texts)
    found = [list(_in(text)) for text in said]
    if not any(match.re is _BY for matches in found for match in matches):
        return [[match.span("title") for match in matches] for matches in found]
    of_works = any(map(_OF_WORKS.search, said))
    return [list(_named(matches, of_works=of_works)) for matches in found]


def _in(text: str) -> Iterator[re.Match[str]]:
    for shape in _SOUGHT.that_may_match(text):
        yield from shape.finditer(text)


def _named(matches: Iterable[re.Match[str]], *, of_works: bool) -> Iterator[tuple[int, int]]:
    for match in matches:
        if match.re is not _BY:
            yield match.span("title")
        elif _is_a_work(match, of_works=of_works):
            yield match.span("title")
            yield match.span("maker")


def _is_a_work(match: re.Match[str], *, of_works: bool) -> bool:
    """Whether "Tall Firs by Ann Sel" is no deed of hers: nothing was signed or sent by her."""
    words = match["title"].split()
    if is_word(match["maker"].split()[0]) or match["maker"].isupper():
        return False  # "by Monday", "by DHL"
    if len(words) == 1 and match["start"] is not None and is_word(words[0]):
        return False  # "Delivery by Ann"
    if of_works:
        return True
    before = match.string[max(0, match.start("title") - _BEFORE) : match.start("title")]
    written = any(word.islower() for word in words)  # "The Moon of Ottery"
    named = not written and (any(map(is_forename, words)) or words[-1].endswith("ed"))
    return not named and not _DONE_BY.search(before)
