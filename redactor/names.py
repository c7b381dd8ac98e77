"""Which words of a message may be somebody's name: plausible, not proven."""

import re
from collections.abc import Iterator, Sequence

from redactor.pets import is_name_of_a_pet
from redactor.sought import Sought
from redactor.turns import Token, tokens_in, tokens_of
from redactor.vocabulary import (
    is_forename,
    is_never_a_name,
    is_word,
    is_word_abroad,
    keys_of,
    words_of,
)

_PARTICLES = words_of("particles")
INSIDE_NAMES = frozenset(
    {"de", "da", "do", "dos", "das", "del", "della", "di", "van", "von", "der", "den", "ter", "la"}
)
"""The particles that a name with capitals goes on behind, wherever it stands."""

SAID = keys_of("said_in_chats")
"""Thanks, greetings and fillers of other languages and of chat, which no one is called."""

_WORD_NAMES = words_of("word_names")
NAME_WORDS = _WORD_NAMES | words_of("words_called")
"""Words that are names as well, where what stands around says so."""

_ENDEARMENTS = words_of("endearments")
_LEGAL_FORMS = words_of("legal_forms")
_MOST_TOKENS = 5
_WINDOW = 80
_SHORT_FORM = re.compile(r"[^\W\d_]|[b-df-hj-np-tv-xz]{2}", re.IGNORECASE)
_BETWEEN_RUNS = re.compile(r"[\s,]+(?:and )?")
_JOINERS = re.compile(r"[ .'’-]{1,2}")
_ENDS_A_NAME = re.compile(
    r"\s*(?:$|[,;.!?\n()/|–—-]|(?:and|but|from|here|with|at|as|my|the|i|is|or|on|of|in|for|it|its"
    r"|speaking|by the way|btw|please|pls|thanks|thank|again|:|c/o)\b)",
    re.IGNORECASE,
)
_PUT = (
    r"(?:(?:just |pls |please |can you )?(?:put|use|write|say|make it|change it to) (?=[^\W\d_]))?"
)
"""How an answer says what is to be written: "put Sharon"."""
_IN_CARE_OF = "/o"

_SHORTENED = re.compile(r"['’](?:re|ve|ll)$")
"""A verb behind its pronoun, which nobody is called: "we're"."""
_LEAD = (
    r"(?:(?:ok|okay|sure|yes|yeah|yep|yup|ya|yeh|yh|ja|oui|sí|sim|isso|of course|certainly|hi"
    r"|hello|hey|hiya|oh|ah|sorry"
    r"|well|um+|uh+|so|please|thanks|thank you|no problem|alright|fine|right|good \w+|there)\b"
    r"[\s,.!:-]*)*"
)
_STRONG = (
    r"(?:my (?:(?:full|first|last|given|middle|real|legal|sur) ?)*name(?:'?s| is| was|:| =)?"
    r"|(?:the|full|first|last) name(?:'?s| is|:)?|name(?:'?s| is|:)|i go by|(?:you can |just |pls "
    r"|please )?call me|surname(?:'?s| is|:)?|mine(?:'s| is))"
)
_WEAK = r"(?:i'?m|i am|this is|it'?s|it is|that'?s|that would be|its me|it'?s me|speaking[,:]?)"
_SAID_STRONGLY = re.compile(
    rf"\b{_STRONG}[\s:,\"'-]{{1,3}}(?:(?:literally|actually|really|simply|just|still|now)\s)?",
    re.IGNORECASE,
)
_OF_NAMES = re.compile(r"surnames?(?:(?<=s)|,) ?$", re.IGNORECASE)
_SAID_WEAKLY = re.compile(rf"(?<!\w){_WEAK}[\s:,]{{1,2}}", re.IGNORECASE)
_ANSWER_LEAD = re.compile(
    rf"{_LEAD}{_PUT}(?:(?:{_STRONG}|{_WEAK}(?!\w))[\s:,\"'-]*)?", re.IGNORECASE
)
_KIN_FIRST = re.compile(
    r"(?:(?:i'?m |i am )?(?:his|her|the|their|a) )?(?:son|daughter|wife|husband|mother|mum|mom"
    r"|father|dad|sister|brother|partner|spouse|fianc[eé]e?|neighbou?r|friend|carer|assistant|owner)"
    r"\s*[,:–-]\s*",
    re.IGNORECASE,
)
"""What somebody is to the one spoken of, before the own name: "son, Emyr"."""
_ASKS = re.compile(r"(?:will|may|can|mark|chase|grant|bill|pat|sue) (?:i|you|we|it|they|he|she)\b")
_NO_LINK = re.compile(r"name $", re.IGNORECASE)
_SHORT_VERB = 4
_DONE = re.compile(
    r"\w+(?:ed|elt|ong|ing|ble|ly)\s+(?:on|in|by|at|as|with|from|to|too|and|when|because)\b"
)
_PRONOUNCED = re.compile(
    r"(?:said|spel(?:t|led)|written|pronounced) (?:like|as|with|without)\b", re.I
)
_HERE = re.compile(r"\s+here\b(?! (?:is|are))", re.IGNORECASE)
_GREETED = re.compile(
    r"(?:^|[.!?\n,]\s*)(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening)"
    r"|thanks|thank you|thx|ty|bye|goodbye|welcome|sorry|ok|okay|sure|great)(?: (?:again|so much"
    r"|very much|a lot))?[ ,]{1,2}(?:(?:mr|mrs|ms|miss|dr)\.? )?",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:(?:thanks|thank you|thx|regards|wishes|cheers|sincerely|yours|best|love|rgds)"
    r"[,!. ]*[\n-]\s*|\n\s*-+\s*|\s-{1,2}\s?|(?:regards|wishes|cheers|sincerely),? +)",
    re.IGNORECASE,
)


def is_capitalised(word: str) -> bool:
    """Whether `word` starts with a capital letter."""
    return word[:1].isupper()


def is_strange(word: str) -> bool:
    """Whether `word` is no ordinary word, nor one that no one is called."""
    return len(word) > 1 and not is_word(word) and not is_never_a_name(word)


def is_surely_a_name(word: str) -> bool:
    """Whether `word`, in any case, is a forename and no ordinary word."""
    return is_forename(word) and not is_word(word) and not is_word_abroad(word)


def may_be_name(word: str) -> bool:
    """Whether someone might be called `word`."""
    if is_never_a_name(word) or _SHORTENED.search(word):
        return False
    return not any(letter.isdigit() for letter in word)


def find_answer(text: str) -> list[tuple[int, int]]:
    """Return where the answer to "your name?" stands in `text`, or nothing."""
    lead = _ANSWER_LEAD.match(text)
    start = lead.end() if lead else 0
    if kin := _KIN_FIRST.match(text, start):
        start = kin.end()
    found = []
    for run in _runs(text, start):
        closed = _ENDS_A_NAME.match(text, run[-1].end)
        asks = is_word(run[0].text) and _ASKS.match(text, run[0].start)
        if not closed or asks or not _is_plausible_answer(run):
            break
        found.append((run[0].start, run[-1].end))
    return found


def find_introductions(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, how) for every name somebody gives or calls in `text`."""
    for place in _SOUGHT.places(text):
        opening, find = _INTRODUCING[place]
        yield from find(text, opening)


def _said_strongly(text: str, opening: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    for match in opening.finditer(text):
        run = run_at(text, match.end())
        if not run or _is_done_to_a_name(text, run):
            continue
        whole = len(run) > 1 and is_forename(run[0].text)
        if not whole and is_name_of_a_pet(text, match.start()):
            continue  # "My dog is. His name is Waffles"
        if _OF_NAMES.search(match.group()) and run[0].text.islower():
            continue  # "are the surnames sewn in?"
        if _is_sign(run[0]) and _NO_LINK.search(match.group()):
            continue  # "my first name dot last name"
        if _is_plausible_answer(run) or is_capitalised(run[0].text):
            yield run[0].start, run[-1].end, "introduced"


def _said_weakly(text: str, opening: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    for match in opening.finditer(text):
        run = run_at(text, match.end())
        if run and text[match.end() : run[0].start].strip():
            continue  # now it's "Sunday with Rosa"
        if run and _is_surely(run) and _ENDS_A_NAME.match(text, run[-1].end):
            yield run[0].start, run[-1].end, "introduced"


def _greeted_or_signed(text: str, opening: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    how = "greeted" if opening is _GREETED else "signed"
    for match in opening.finditer(text):
        run = run_at(text, match.end())
        if run and _is_called(text, run, at_end=how == "signed"):
            yield run[0].start, run[-1].end, how


def _is_done_to_a_name(text: str, run: Sequence[Token]) -> bool:
    """Whether a word says what became of a name: "my name is truncated on the card"."""
    if _PRONOUNCED.match(text, run[0].start):
        return True
    word = run[0].text
    done = len(run) == 1 and word.islower() and not is_forename(word) and len(word) > _SHORT_VERB
    return done and bool(_DONE.match(text, run[0].start))


def _between(text: str, start: int, left: Token, right: Token) -> str:
    """What stands between two words whose places count from `start`."""
    return text[start + left.end : start + right.start]


def _is_sign(token: Token) -> bool:
    """Whether it is a sign said in words: "dot"."""
    return token.text.islower() and token.text in words_of("spoken_signs")


def _names_here(text: str, opening: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    for match in opening.finditer(text):
        start = max(0, match.start() - _WINDOW)
        before = tokens_of(text[start : match.start()])[-2:]
        if len(before) > 1 and not _joins(before[0], _between(text, start, *before)):
            before = before[1:]  # "Mamma mia. Gino here"
        run = [token for token in before if _is_surely([token])]
        at_once = run and run[-1].end == match.start() - start
        if at_once and run == list(before[-len(run) :]):
            yield start + run[0].start, start + run[-1].end, "introduced"


_INTRODUCING = (
    (_SAID_STRONGLY, _said_strongly),
    (_SAID_WEAKLY, _said_weakly),
    (_GREETED, _greeted_or_signed),
    (_SIGNED, _greeted_or_signed),
    (_HERE, _names_here),
)
_SOUGHT = Sought(*(opening for opening, _ in _INTRODUCING))


def _runs(text: str, start: int) -> Iterator[list[Token]]:
    """Yield runs of words that may be a name, from `start` on, one after the other."""
    position = start
    while run := run_at(text, position):
        yield run
        gap = _BETWEEN_RUNS.match(text, run[-1].end)
        if not gap:
            return
        position = gap.end()


def run_at(text: str, start: int) -> list[Token]:
    """Return the longest run of name-like words that begins at `start`."""
    run: list[Token] = []
    for token in tokens_in(text, start, min(len(text), start + _WINDOW)):
        gap = text[run[-1].end if run else start : token.start]
        if (run and not _joins(run[-1], gap)) or (not run and gap.strip(" \"'")):
            break
        if not may_be_name(token.text) or (run and _breaks(token)):
            break
        if len(token.text) == 1 and text.startswith(_IN_CARE_OF, token.end):
            break  # "Sharon c/o Denise"
        run.append(token)
        if len(run) == _MOST_TOKENS:
            break
    while run and run[-1].key in _PARTICLES and len(run) > 1:
        run.pop()
    return [] if any(_is_legal_form(token) for token in run) else _without_a_desk(run)


def _without_a_desk(run: list[Token]) -> list[Token]:
    """A name with a capital without the small words behind it: "Sara [della reception]"."""
    for place, token in enumerate(run[:-1]):
        after = run[place + 1]
        small = after.text.islower() and after.key not in _PARTICLES
        if place and token.key in INSIDE_NAMES and small and is_capitalised(run[0].text):
            return run[:place]
    return run


def _joins(last: Token, gap: str) -> bool:
    """Whether a name goes on after `gap`; a full stop ends it but for initials and titles."""
    full_stop = gap.startswith(". ") and not _SHORT_FORM.fullmatch(last.text)
    return bool(_JOINERS.fullmatch(gap)) and not full_stop


def _is_legal_form(token: Token) -> bool:
    """Whether the run is a company's name: "Lee Ltd"."""
    return len(token.key) > 2 and token.key in _LEGAL_FORMS


def _breaks(token: Token) -> bool:
    """Whether `token` is where the sentence goes on after a name: "sara ordered"."""
    if token.key in _PARTICLES or is_capitalised(token.text):
        return False
    ordinary = is_word(token.text) or is_word_abroad(token.key)
    return ordinary and not is_forename(token.text)


def _is_plausible_answer(run: Sequence[Token]) -> bool:
    """Whether a run of words, asked for, is a name."""
    if any(is_surely_a_name(token.text) for token in run) or is_forename(run[0].text):
        return True
    strange = [token for token in run if not is_word(token.text) and token.key not in _PARTICLES]
    if all(is_capitalised(token.text) for token in run):
        return bool(strange)
    return len(strange) == len(run) and all(len(token.text) > 1 for token in run)


def _is_surely(run: Sequence[Token]) -> bool:
    """Whether a run of words is a name though nobody asked."""
    if is_surely_a_name(run[0].text) or (len(run) == 1 and run[0].key in _WORD_NAMES):
        return True
    if not all(is_capitalised(token.text) for token in run):
        return False
    if len(run) > 1:
        return any(not is_word(token.text) for token in run)
    return is_forename(run[0].text)


def _is_called(text: str, run: Sequence[Token], *, at_end: bool) -> bool:
    """Whether a run of words after a greeting or a goodbye is a name."""
    rest = text[run[-1].end : run[-1].end + _WINDOW].strip()
    if run[0].key in _ENDEARMENTS:
        return False
    if at_end and rest.strip(".!,"):
        return False
    if is_surely_a_name(run[0].text):
        return True
    closed = not rest or rest[0] in ",.!?-"
    return is_forename(run[0].text) and (closed or (is_capitalised(run[0].text) and not at_end))
