"""Who is named beside kin: "my brother Tavish", "Koldo mi marido"."""

import re
from collections.abc import Iterator, Sequence

from redactor.name_runs import GOES_ON, is_said, stands_as_name
from redactor.names import is_capitalised, is_surely_a_name, may_be_name, run_at
from redactor.turns import Token
from redactor.vocabulary import is_forename, is_word, keys_of

_OWNERS = keys_of("kins_owners")
_ENGLISH_OWNERS = frozenset({"my", "our", "his", "her", "their", "ur", "your", "me"})
_KIN = keys_of("kin")
_BEING = frozenset(
    {"am", "im", "i'm", "is", "its", "it's", "bin", "ben", "soy", "sono", "sou", "suis"}
)
_BESIDE = re.compile(r",? |, ?| \(")
_APART = re.compile(
    r", (?:and |who )?(?:is|was|has|had|will|can|needs?|wants?|lives|works|does|hat|ist|war|kann"
    r"|braucht|est|a|était|peut|veut|es|está|tiene|puede|quiere|è|ha|era|può|vuole|é|tem|pode|quer"
    r"|heeft|kan|wil)(?!\w)",
    re.IGNORECASE,
)
"""What is said of somebody whose kin stands between commas: "Bel, my wife, is"."""
_STANDS_BEFORE = (
    keys_of("not_called")
    | keys_of("said_in_chats")
    | frozenset({"alors", "allora", "bien", "bon", "bueno", "gut", "nein", "non", "si", "sim"})
)
_AGES = frozenset(
    {"big", "little", "older", "younger", "late", "ex", "eldest", "step", "baby", "twin", "old"}
    | {"youngest", "oldest", "other", "elderly", "dear", "new", "best", "former"}
)
_LIKE_A_VERB = re.compile(
    r".*(?:ed|ing|ly|rd|ou|ar|er|ir|mos|ando|endo|t|en|te|lich|ig|[óéí]|ère|ette|etta|dijo|hizo"
    r"|uvo|ava|ía|aba|iu|eu)"
)
_SHORTEST = 3
_TWO = 2
_NO_INITIALS = frozenset(
    {"cv", "dj", "dr", "er", "eu", "gp", "hr", "id", "ip", "it", "mp", "ok", "pa", "pc", "pe"}
    | {"ps", "pt", "tv", "uk", "us"}
)
"""Two letters that kin may be beside and are not called by: "my dad ID"."""


def find_kin(
    text: str, tokens: Sequence[Token], first: int, end: int
) -> Iterator[tuple[int, int, str]]:
    """What kin is called: "my brother Tavish", "mein mann holger"."""
    owner = _owner_of(tokens, first)
    if owner < 0:
        return
    abroad = tokens[owner].key not in _ENGLISH_OWNERS
    run = run_at(text, tokens[end].start)[:1]
    if not run or run[0].key in _KIN:
        return
    if (
        is_surely_a_name(run[0].key)
        or stands_as_name(run[0])
        or _is_two_letters(text, run[0])
        or _is_kins_name(text, run[0], abroad=abroad)
    ):
        yield run[0].start, run[-1].end, "greeted"


def _is_two_letters(text: str, token: Token) -> bool:
    """Whether kin are called by two letters: "her son TJ"."""
    letters = len(token.text) == _TWO and token.text.isupper() and not text.isupper()
    return letters and token.key not in _NO_INITIALS and bool(GOES_ON.match(text, token.end))


def find_before_kin(
    text: str, tokens: Sequence[Token], first: int, end: int
) -> Iterator[tuple[int, int, str]]:
    """Who is said to be kin at once: "Koldo mi marido", "i am sanket his son"."""
    name = _owner_of(tokens, first) - 1
    if name < 0 or not _BESIDE.fullmatch(text[tokens[name].end : tokens[name + 1].start]):
        return
    token = tokens[name]
    told = name > 0 and tokens[name - 1].key in _BEING
    strange = told and not is_said(token) and len(token.text) >= _SHORTEST
    apart = text.startswith(",", token.end) and _APART.match(text, tokens[end - 1].end)
    if (
        strange
        or (is_capitalised(token.text) and is_surely_a_name(token.key))
        or _is_shown(token)
        or (apart and _may_stand_apart(token))
    ):
        yield token.start, token.end, "greeted"


def _may_stand_apart(token: Token) -> bool:
    """Whether somebody may be called so: "Bel" and "Grace", but not "Sorry" or "Vale"."""
    known = is_word(token.text) and not is_forename(token.key)
    named = is_capitalised(token.text) and not known and may_be_name(token.text)
    return named and token.key not in _STANDS_BEFORE


def _is_shown(token: Token) -> bool:
    """Whether a word with a capital is none of any language: "Koldo"."""
    return stands_as_name(token) and not is_said(token)


def _owner_of(tokens: Sequence[Token], first: int) -> int:
    """Return which word says whose kin the word at `first` is, or -1: "my [little] brother"."""
    owner = first - 1
    if owner > 0 and tokens[owner].key in _AGES:
        owner -= 1
    if owner < 0:
        return -1
    return owner if tokens[owner].key in _OWNERS or _two_words(tokens, owner) in _OWNERS else -1


def _two_words(tokens: Sequence[Token], last: int) -> str:
    return f"{tokens[last - 1].key} {tokens[last].key}" if last else ""


def _is_kins_name(text: str, token: Token, *, abroad: bool) -> bool:
    """Whether a strange word in lower case is what kin is called: "minha esposa gislaine"."""
    word = token.text
    if len(word) < _SHORTEST or not word.islower() or is_said(token):
        return False
    verb = _LIKE_A_VERB.fullmatch(word) if abroad else word.endswith(("ed", "ing", "ly", "rd"))
    return not verb and bool(GOES_ON.match(text, token.end))
