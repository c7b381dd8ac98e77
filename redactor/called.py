"""Names by what is said around them: a title, what kin somebody is, a greeting of other languages.

`names.py` knows how English introduces, greets and signs.
"""

import re
from collections.abc import Iterator, Sequence

from redactor.kin import find_before_kin, find_kin
from redactor.name_runs import GOES_ON, capitalised_run, closed_run, is_said, sure_run
from redactor.names import is_capitalised, is_surely_a_name, may_be_name, run_at
from redactor.phrases import Phrases
from redactor.reading import key
from redactor.sought import Sought
from redactor.turns import Token, tokens_of
from redactor.vocabulary import (
    is_brand,
    is_never_a_name,
    is_word,
    keys_of,
    phrases_of,
)

_LEADS = Phrases(
    "greetings_abroad",
    "given_abroad",
    "introduced_abroad",
    "in_the_name_of",
    "handed_to",
    "asked_abroad",
    "signed_abroad",
    "kin",
)
_GERMAN = frozenset({"ich", "hier", "da"})
_TO_ALL = keys_of("greeted_all")
_PETS = frozenset(phrases_of("pets"))
_ENDEARMENTS = keys_of("endearments_abroad")
_NOT_CALLED = keys_of("not_called")
_CAPITALISED = r"(?-i:[^\W\d_a-zß-ÿ])[\w'’-]+"
_TITLED = re.compile(
    r"(?<![\w@.])(?:(?:mr|mrs|ms|miss|mx|mister|dr|prof|mstr|rev)\b\.?|sir|herr[n]?|frau|fam(?:ilie|\.)"
    r"|señor(?:a|ita)?|sra?\.|srta\.|doña|(?-i:Seu)|monsieur|madame|mme|mlle|m\.|signor[ae]?"
    r"|sig\.(?:ra)?|dott\.(?:ssa)?|dottor(?:e|essa)|doctora?|dra?\.|mevr(?:ouw|\.)|meneer|dhr\."
    r"|(?-i:Pani?))(?: (?:dr|prof)\.)? (?=[^\W\d_])",
    re.IGNORECASE,
)
_TITLES = frozenset({"mme", "frau", "herr", "sra", "mevr", "fam", "familie", "sig", "mevrouw"})
_THINGS = re.compile("|".join(map(re.escape, phrases_of("titled_things"))), re.IGNORECASE)
_FROM_A_DESK = re.compile(
    rf"(?:^|[.!?,]\s*)(?P<name>{_CAPITALISED}) (?:here )?(?:vom|von der|from(?: the)?|at the|in|du"
    r"|au|aux|de l['’a ]+|del|dal(?:la)?|van(?: de| het)?|do|da) ?(?:[\w-]+ ){0,2}?"
    r"(?i:support|\w*service|\w*support|desk|help ?desk|assistance|\w*team|billing|claims"
    r"|warranties|kundendienst|klantenservice|soporte|atenci[óo]n|assistenza|atendimento|\w+stelle"
    r"|\w+abteilung|dispatch|reception|bookings|accounts|sales|office)(?!\w)"
)
_VOCATIVE = re.compile(
    rf"(?:^|(?<=\s))(?P<before>[a-zß-ÿ]+), (?P<name>{_CAPITALISED})(?=[.!?]|, [a-z]|\s*$)"
    rf"|(?<=[^\W\d_]{{2}}), (?P<welcomed>{_CAPITALISED})!"
)
_STARTS = re.compile(r"(?:^|[.!?\n,;])[\s\"'*-]*$")
_CLOSED = re.compile(r"\s*(?:$|[,.!?;\n)])")
_ENDS_ALL = re.compile(r"[\s.!,x)-]*$|\s*\n")
_GAP = re.compile(r"[ :,\n(/\"'“-]{1,3}")
_LIKE_A_THING = re.compile(
    r".*(?:er|or|ist|ant|ian|tion|ment|ess|mate|ings?|tor|"
    r"stick|tag|box|spot|[dtkp]s|pad|top|book|phone|card|dge)",
    re.IGNORECASE,
)
_ANSWERING = re.compile(
    r"(?<!\w)(?:my|our) (?P<name>[a-z]{3,12}) (?:will|can|could|is gonna|is going to) (?:just )?"
    r"(?:fetch|collect|pick|come|pop|ring|call|answer|sign|let|meet|grab|bring)\b"
    r"|(?<!\w)(?:ask|asking|asked) for (?P<asked>[a-z]{3,6})(?=\s*(?:$|[,.!?;)]|at the\b))"
    r"|(?<!\w)(?:bell|buzzer|doorbell|intercom|klingel(?:schild)?|sonnette|campanello|citofono"
    r"|timbre|interfone|deurbel) (?:says|reads|at|marked|labelled|with|bei|steht|sagt|dice|de|di"
    r"|au nom de)"
    rf"(?: auf)? [\"'“]?(?P<bell>[^\W\d_][\w'’-]+)(?=\s*(?:$|[,.!?;)\n\"”]))"
    r"|(?<!\w)(?:o motorista|o entregador|motorista|entregador|el repartidor|repartidor|le livreur"
    r"|livreur|der fahrer|fahrer|il fattorino|fattorino|il corriere|corriere|bezorger|rider"
    rf"|el t[ée]cnico|o t[ée]cnico) (?P<worker>{_CAPITALISED})"
    rf"|(?:^|[.!?,\n\"“]\s*)(?P<kissing>{_CAPITALISED}) x{{1,5}}(?=[\s\"”']*(?:$|\n))",
    re.IGNORECASE,
)
_CALLING = Sought(_VOCATIVE, _TITLED, _ANSWERING, _FROM_A_DESK)
_MISTERS = frozenset({"mr", "mrs"})
_NOT_SURNAMES = frozenset(
    {"driver", "postman", "right", "wrong", "perfect", "nice", "guy", "manager", "boss", "grumpy"}
    | {"delivery", "customer", "big", "smart", "clever", "happy", "angry", "technician", "fix"}
)
_ANEW = re.compile(
    r",? (?:no|sorry|i mean|or|wait),? (?:(?:mr|mrs|ms) )?(?P<name>[^\W\d_]{4,})", re.I
)
_ALIKE = 3
_SHORTEST = 3


def find_called(text: str, tokens: Sequence[Token] | None = None) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, how) for every name that `text` gives or calls in one of these ways."""
    tokens = tokens_of(text) if tokens is None else tokens
    sought = _CALLING.that_may_match(text)
    if _VOCATIVE in sought:
        yield from _spoken_to(text)
    if _TITLED in sought:
        yield from _titled(text)
    for name, first, end in _LEADS.find(text, tokens):
        if name == "kin":
            yield from find_before_kin(text, tokens, first, end)
        if end < len(tokens) and _GAP.fullmatch(text[tokens[end - 1].end : tokens[end].start]):
            yield from _BEHIND[name](text, tokens, first, end)
    if _ANSWERING in sought:
        yield from _answering(text)
    for match in _FROM_A_DESK.finditer(text) if _FROM_A_DESK in sought else ():
        if not is_word(match["name"]) and may_be_name(match["name"]):
            yield *match.span("name"), "introduced"


_Found = Iterator[tuple[int, int, str]]


def _spoken_to(text: str) -> _Found:
    """Who is called in the middle of a sentence."""
    for match in _VOCATIVE.finditer(text):
        how = match.lastgroup or ""
        if is_surely_a_name(match[how]) and match["before"] not in _PETS:
            yield *match.span(how), "greeted"


def _titled(text: str) -> _Found:
    """Who is called by a title."""
    for match in _TITLED.finditer(text):
        run = capitalised_run(text, match.end()) or _strange_run(text, match)
        if run and not _THINGS.match(text, match.start()):
            yield run[0].start, run[-1].end, "greeted"
            yield from _corrected(text, run[-1])


def _greeted(text: str, tokens: Sequence[Token], first: int, end: int) -> _Found:
    """Who is greeted at the start of a sentence: "Bonjour Loïc,", "danke conny"."""
    if not _STARTS.search(text[max(0, tokens[first].start - 8) : tokens[first].start]):
        return
    run = capitalised_run(text, tokens[end].start) or sure_run(text, tokens[end].start)
    if not run or (run[0].text.islower() and run[0].key in _ENDEARMENTS):
        return
    if run[0].key not in _TO_ALL and _CLOSED.match(text, run[-1].end):
        yield run[0].start, run[-1].end, "greeted"


def _given(text: str, tokens: Sequence[Token], first: int, end: int) -> _Found:  # noqa: ARG001
    """The name behind "je m'appelle", in whatever case."""
    at = tokens[end].start
    if run := capitalised_run(text, at) or sure_run(text, at) or closed_run(text, at):
        yield run[0].start, run[-1].end, "introduced"


def _introduced(text: str, tokens: Sequence[Token], first: int, end: int) -> _Found:
    """The name behind "ich bin", "soy", "hier ist der", if it surely is one."""
    starts = _STARTS.search(text[max(0, tokens[first].start - 8) : tokens[first].start])
    greeted = first and tokens[first - 1].key in _HELLOS
    if not starts and not greeted:
        return
    run = sure_run(text, tokens[end].start)
    if not run and tokens[first].key not in _GERMAN:  # where every noun has a capital
        run = [each for each in capitalised_run(text, tokens[end].start) if not is_said(each)]
    if run and (is_capitalised(run[0].text) or GOES_ON.match(text, run[-1].end)):
        yield run[0].start, run[-1].end, "introduced"


def _in_the_name_of(text: str, tokens: Sequence[Token], first: int, end: int) -> _Found:
    at = tokens[end].start
    run = capitalised_run(text, at)
    if not run and tokens[first].text != "nee":  # Dutch for "no"
        run = sure_run(text, at)
    if run:
        yield run[0].start, run[-1].end, "greeted"


def _handed_to(text: str, tokens: Sequence[Token], first: int, end: int) -> _Found:  # noqa: ARG001
    """Who has a parcel, or is asked: "übergeben an Zschoche", "chiedi a totò"."""
    run = capitalised_run(text, tokens[end].start) or sure_run(text, tokens[end].start)
    if run and not any(map(is_said, run)) and not is_brand("".join(token.key for token in run)):
        yield run[0].start, run[-1].end, "greeted"


def _signed(text: str, tokens: Sequence[Token], first: int, end: int) -> _Found:  # noqa: ARG001
    """The name a message ends with, behind "lg", "groetjes", "saludos"."""
    run = run_at(text, tokens[end].start)
    while run and run[0].key in _TITLES:
        run = run[1:]
    known = [token for token in run if not is_said(token)]
    if run and len(known) == len(run) and _ENDS_ALL.match(text, run[-1].end):
        yield run[0].start, run[-1].end, "signed"


_HELLOS = frozenset(
    {"hallo", "hola", "ciao", "hoi", "oi", "ola", "moin", "bonjour", "buongiorno", "hi"}
)
_BEHIND = {
    "greetings_abroad": _greeted,
    "given_abroad": _given,
    "introduced_abroad": _introduced,
    "in_the_name_of": _in_the_name_of,
    "handed_to": _handed_to,
    "asked_abroad": _handed_to,
    "signed_abroad": _signed,
    "kin": find_kin,
}


def _answering(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield who fetches, who is asked for, whose bell it is, who drives, who signs with a kiss."""
    for match in _ANSWERING.finditer(text):
        how = match.lastgroup or ""
        name = match[how]
        thing = name.islower() or how == "bell"
        if is_word(name) or not may_be_name(name) or key(name) in _NOT_CALLED:
            continue
        if not (thing and _LIKE_A_THING.fullmatch(name)):
            yield *match.span(how), "greeted"


def _strange_run(text: str, title: re.Match[str]) -> list[Token]:
    """The one strange word in lower case behind a title: "die frau lindqvist", "old mr frost"."""
    run = run_at(text, title.end())[:1]
    said = run and is_said(run[0]) and not _is_surnamed(title, run[0])
    like = run and (said or len(run[0].text) < _SHORTEST)
    return [] if like or not title.group().strip(" .").isalpha() else run


def _is_surnamed(title: re.Match[str], token: Token) -> bool:
    """Whether an ordinary word behind `mr` is a surname, as no one else is called mister."""
    if title.group().strip(" .").lower() not in _MISTERS or token.key in _NOT_SURNAMES:
        return False
    return token.key not in _NOT_CALLED and not is_never_a_name(token.text)


def _corrected(text: str, last: Token) -> Iterator[tuple[int, int, str]]:
    """The name said anew: "mrs pinky no pinkerton"."""
    anew = _ANEW.match(text, last.end)
    if anew and key(anew["name"])[:_ALIKE] == last.key[:_ALIKE]:
        yield *anew.span("name"), "greeted"
