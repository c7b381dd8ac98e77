"""The company a visitor belongs to or speaks for, by what is said around its name.

After a lead ("I work for") whatever is written as a name is one; after a hint ("from", "we are")
a legal form, a word that companies end in or the model has to say so, too; a legal form alone
needs neither. What the agents named first is their company, not the visitor's.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter

from redactor.company_leads import ARTICLES, hints_at, last_words_of_leads, leads_to
from redactor.names import is_capitalised
from redactor.reading import key
from redactor.reasons import VISITOR_COMPANY
from redactor.sought import Sought
from redactor.spans import Span
from redactor.turns import Token, Turn
from redactor.vocabulary import is_forename, is_never_a_name, is_word, phrases_of, words_of

SCORE = 0.8
_CAPITAL = (
    r"(?:[^\W\da-zß-ÿ_][\w&'’+-]*(?:\.[\w&'’+-]+)*(?:(?:(?<!\w{4})|(?<=Bros))\.)?"
    r"|\d[\w&'’+-]*[^\W\d_][\w&'’]*)"
)
"""A full stop ends a word of more than three letters, and what follows it is another sentence."""
_JOINS = (
    r"(?:&|\+|and|of|the|for|in|n|de|du|des|del|della|di|da|do|dos|la|le|les|el|van|von|der|den"
    r"|und|et|y|e|en|on)"
)
_NAME = re.compile(rf"{_CAPITAL}(?:[ ](?:{_JOINS}[ ]){{0,2}}{_CAPITAL}|[ ][&+][ ][a-z]\w+){{0,6}}")
_SMALL = re.compile(r"[^\W\d_][\w'’&-]*(?:[ ](?:[^\W\d_][\w'’&-]*|&)){0,4}")
_LONG_FORMS, _SHORT_FORMS = (
    "|".join(re.escape(form).replace(r"\.", r"\.? ?") for form in sorted(forms, key=len)[::-1])
    for forms in (phrases_of("company_forms"), phrases_of("company_forms_short"))
)
_FORMS = rf"(?:{_LONG_FORMS}|(?=(?-i:[A-Z]))(?:{_SHORT_FORMS}))\.?"
_FORM = re.compile(rf"[ ,]{{1,2}}{_FORMS}(?![\w'’])", re.IGNORECASE)
_IS_FORM = re.compile(_FORMS, re.IGNORECASE)
_HERE = re.compile(r"(?:['’]s)?,? (?:here|speaking|calling|again)\b", re.IGNORECASE)
_ACCOUNT = re.compile(r"(?:['’]s?)? account\b", re.IGNORECASE)
_SAINT = re.compile(r"(?:St|Saint)\.? ", re.IGNORECASE)
"""Schools, churches and clinics are called "St. Brendan's"."""
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu)['’]")
_WE = re.compile(r",? we\b")
_AND_ANOTHER = re.compile(r"(?<=\w) (?:and|und|et|y|e|en) (?P<name>[^\W\d_a-z]\w+)$")
_LONGEST_FORM = 24
_JOINED = re.compile(r" (?:and|in|on|en|y|e|et|und)\b(?! Co\b)")
"""Quern LLP, in Norwich."""
_GOES_ON = re.compile(r" [a-z]")
"""At Quern Mills, and Tomás teaches."""
_OUR, _NOUN = (
    "|".join(map(re.escape, phrases_of(name))) for name in ("possessives", "company_nouns")
)
_OURS = re.compile(
    rf",? (?:is|ist|est|es|[éè]) (?:{_OUR})(?: \w+)? (?:{_NOUN})(?!\w)", re.IGNORECASE
)
_YOURS = re.compile(
    r"\b(?:your|ihre?[mn]?|votre|su|uw|il suo|seu) (?:(?:current|new|old) )?"
    r"(?:(?:employer|arbeitgeber|employeur|empleador|werkgever|datore di lavoro|empregador)"
    r"(?:,| is called| is| called|:| ist| est| es| [èé])? "
    r"|(?:company|workplace|firm|business|organi[sz]ation|firma|entreprise|empresa|bedrijf|azienda)"
    r"(?:,| is called| is| called) )"
    r"|\b(?:registered|company|business|trading|workspace|firm|firmen|employer)"
    r"[ -]?name(?: on (?:the )?(?:account|invoice))?(?: is| ist|:)?(?: still| noch| now)? ",
    re.IGNORECASE,
)
_ON_FILE = re.compile(
    rf"(?<!\w)(?:(?i:name|account|holder|customer|client|registered to|billed to|under))[ :]{{1,2}}"
    rf"(?P<filed>{_NAME.pattern})(?=[.,;)\n]|\s*$)"
    rf"|(?:^|[.!\n] ?)(?P<planned>{_NAME.pattern}) (?:is|has been)"
    r" (?:(?:now|still|already|moved|upgraded|downgraded) ){0,2}(?:on|to) (?:the|our) [A-Z]\w+"
    r" (?:plan|tier|tariff|package)(?!\w)"
)
"""A customer that is a company, as the agent says: "Quern & Holt is now on the Pro plan"."""
_PLACES_OF_WORK = re.compile(
    r"(?:\b(?:(?:to|at|from|for)(?: the| our)?|my|present|current|new|old)"
    r" (?:work(?:place)?|employer|firm|office)"
    r"(?! (?:from|on|at|for|with))[\w' ]{0,24}"
    r"|(?:^|[.!?,] ?)(?:work|the (?:office|surgery|clinic|school|shop|salon|practice)"
    r"|my (?:shop|salon|school|surgery|clinic|practice|business|company|studio))(?: is [a-z]+)?"
    r"|\b(?:auf (?:der )?arbeit|in die arbeit|zur arbeit|ins b[üu]ro|mein(?:em|en)? arbeitgeber"
    r"|au (?:travail|bureau)|mon employeur|al (?:trabajo|lavoro)|en el trabajo|mi empresa"
    r"|in ufficio|op (?:het|mijn) werk|mijn werkgever|(?:no|ao|para o) trabalho))"
    r"[.!?:] ",
    re.IGNORECASE,
)
_IN_A_PLACE = re.compile(r"(?<=\w) (?:on|in|en) (?!the\b)")
_CLOSES = re.compile(
    r"\s*(?:$|[.,;!?)\n]|(?:on|in|at|near|next|opposite|an|am|rue|calle|via|op)\b)"
    r"|[’']s? |\s(?:do|does|did|don|doesn|has|have|is|are|wei(?:ß|ss))[ n'’]"
)
_SOUGHT = Sought(_YOURS, _ON_FILE)
_AT_WORK = Sought(_PLACES_OF_WORK)
_ENDS = frozenset(map(key, words_of("company_words")))


def find_companies(
    turns: Sequence[Turn], seen: Mapping[int, Sequence[Span]]
) -> Iterator[tuple[int, Span]]:
    """Yield (index of the turn, span) for each company that a visitor belongs to or speaks for."""
    theirs = ""
    for turn in turns:
        if turn.by_company:
            theirs += f" {turn.key}"
            for start, end in sorted({*_of_the_reader(turn), *_on_file(turn)}):
                yield turn.index, _span(start, end)
        elif turn.by_visitor:
            named = [span for span in seen.get(turn.index, ()) if span.entity == "ORGANIZATION"]
            for start, end in (
                *_with_capitals(turn, named, theirs),
                *_in_lower_case(turn),
                *_behind_a_place_of_work(turn, theirs),
            ):
                yield turn.index, _span(start, end)


def _behind_a_place_of_work(turn: Turn, theirs: str) -> Iterator[tuple[int, int]]:
    """Yield what a sentence on the place of work is followed by: "to work. Quern Tile"."""
    for match in _PLACES_OF_WORK.finditer(turn.text) if _AT_WORK.places(turn.text) else ():
        name = _NAME.match(turn.text, match.end())
        if not name or key(name.group()) in theirs:
            continue
        place = _IN_A_PLACE.search(turn.text, *name.span())
        start, end = _bounds(turn.text, name.start(), place.start() if place else name.end())
        several = " " in turn.text[start:end] and not _is_somebody(turn.text[start:end])
        if several and _CLOSES.match(turn.text, end):
            yield start, end


def _is_somebody(name: str) -> bool:
    """Whether it begins with a forename, and with nothing that companies end in."""
    return is_forename(key(name.split()[0])) and not (_is_company(name) or _has_a_form(name))


def _with_capitals(turn: Turn, named: Sequence[Span], theirs: str) -> Iterator[tuple[int, int]]:
    text = turn.text
    for match in () if text.isupper() else _NAME.finditer(text):
        if _is_only_a_word(match, named):
            continue
        start, end = _bounds(text, *match.span())
        index = bisect_left(turn.tokens, start, key=attrgetter("start"))
        if end - start < 2 or index == len(turn.tokens):
            continue
        if (lead := _behind_a_lead(turn, index, end)) is not None:
            if not _is_ordinary(text[lead:end]):
                yield lead, end
            continue
        name = text[start:end]
        if key(name) in theirs:
            continue
        if _OURS.match(text, end) and not _is_ordinary(name):
            yield start, end
            continue
        told = _is_company(name) or any(one.overlaps(start, end) for one in named)
        if _has_a_form(name) or (told and _is_meant(turn, index, end)):
            yield start, end


def _is_only_a_word(match: re.Match[str], named: Sequence[Span]) -> bool:
    """Whether one ordinary word, no legal form behind it, is all that begins with a capital."""
    word = match.group()
    return (
        word.isalpha()
        and _is_ordinary(word)
        and not any(one.overlaps(*match.span()) for one in named)
        and not _FORM.match(match.string, match.end())
    )


def _of_the_reader(turn: Turn) -> Iterator[tuple[int, int]]:
    """Yield the company that an agent names as the visitor's: "Your employer, Quern Mills"."""
    for match in _YOURS.finditer(turn.text) if _SOUGHT.places(turn.text) else ():
        if name := _NAME.match(turn.text, match.end()):
            start, end = _bounds(turn.text, *name.span())
            if not _is_ordinary(turn.text[start:end]):
                yield start, end


def _on_file(turn: Turn) -> Iterator[tuple[int, int]]:
    """Yield the company that an agent names as the customer: "name Quern Ventures"."""
    for match in _ON_FILE.finditer(turn.text) if _SOUGHT.places(turn.text) else ():
        name = match[match.lastgroup or ""]
        strange = not all(is_word(word) for word in name.split() if word[0].isalpha())
        if strange and (_is_company(name) or _has_a_form(name)):
            yield match.span(match.lastgroup or "")


def _behind_a_lead(turn: Turn, index: int, end: int) -> int | None:
    """Return where the name begins that a lead, perhaps with capitals of its own, stands before."""
    start = None
    for place in range(index, len(turn.tokens)):
        token = turn.tokens[place]
        if token.start >= end:
            break
        if is_capitalised(token.text) and leads_to(turn.text, turn.tokens, place):
            start = token.start
    return start


def _is_meant(turn: Turn, index: int, end: int) -> bool:
    """Whether a company is the visitor's: "we are X", "X here", "the X account", "at X we"."""
    text = turn.text
    if hints_at(text, turn.tokens, index) or _HERE.match(text, end) or _ACCOUNT.match(text, end):
        return True
    return bool(index and turn.tokens[index - 1].key == "at" and _WE.match(text, end))


def _in_lower_case(turn: Turn) -> Iterator[tuple[int, int]]:
    """Yield what follows a lead up to the word that companies end in, or one strange word."""
    leads = last_words_of_leads()
    for index, (before, token) in enumerate(pairwise(turn.tokens), start=1):
        if before.key not in leads or not token.text.islower() or _ELIDED.match(token.text):
            continue  # "c'est", "d'abord"
        if not leads_to(turn.text, turn.tokens, index):
            continue
        name = _SMALL.match(turn.text, token.start)
        size = _size_of_small(name[0], after=before) if name else 0
        if size:
            yield token.start, token.start + size


def _size_of_small(name: str, *, after: Token) -> int:
    """How much of lower-case words is the company's name; of ordinary words alone nothing."""
    words = list(re.finditer(r"\S+", name))
    strange = [not is_word(word[0]) and not _IS_FORM.fullmatch(word[0]) for word in words]
    for count, word in enumerate(words):
        if is_never_a_name(word[0]):
            break
        ends = key(word[0]) in _ENDS or _IS_FORM.fullmatch(word[0])
        if count and ends and (any(strange[:count]) or after.key not in ARTICLES):
            return word.end()
    alone = strange[0] and len(words[0][0]) > 2 and after.key not in ARTICLES
    return words[0].end() if alone else 0


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a name with its legal form begins and ends, without a lead in capitals."""
    words = list(re.finditer(r"\S+", text[start:end]))
    skip = 0
    while skip < len(words) - 1 and is_never_a_name(words[skip][0].strip("'’.,")):
        skip += 1
    start += words[skip].start()
    form = _FORM.search(text, start, end + _LONGEST_FORM)
    if form and form.start() <= end:  # "A/S", or "LLP in Norwich"
        cut = form.end() > end or _JOINED.match(text, form.end())
        end = form.end() if cut else end
    other = _AND_ANOTHER.search(text, start, end)
    if other and is_forename(key(other["name"])) and _GOES_ON.match(text, end):
        end = other.start()
    name = text[start:end]
    owner = name.endswith(("'s", "’s")) and not (_is_company(name[:-2]) or _SAINT.match(name))
    return start, end - 2 * owner


def _has_a_form(name: str) -> bool:
    """Whether it ends with a legal form; two letters are one only beside small ones: "Lee AG"."""
    first, *_, last = name, *name.split()
    return (
        first != last and bool(_IS_FORM.fullmatch(last)) and (len(last) > 2 or not name.isupper())
    )


def _is_company(name: str) -> bool:
    """Whether a name of several words ends as companies do: "Oakes Plumbing"."""
    words = [word.strip("'’.,") for word in name.split()]
    ends = len(words) > 1 and any(key(word) in _ENDS for word in (words[0], *words[-2:]))
    return ends or " & " in name


def _is_ordinary(name: str) -> bool:
    """Whether one ordinary word is all it says: "at Christmas"."""
    words = name.split()
    return len(words) == 1 and (is_word(words[0].strip("'’.,")) or len(words[0]) < 3)


def _span(start: int, end: int) -> Span:
    return Span(start=start, end=end, entity="ORGANIZATION", score=SCORE, source=VISITOR_COMPANY)
