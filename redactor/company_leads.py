"""Whether the words before a name say that it is the company somebody belongs to or speaks for."""

from collections.abc import Sequence
from functools import cache

from redactor.reading import key
from redactor.turns import Token, tokens_of
from redactor.vocabulary import phrases_of, words_of

ARTICLES = frozenset({"the", "a", "an", "our", "my", "la", "el", "le", "die", "der", "de", "het"})
_LINKS = frozenset(
    {
        "is",
        "called",
        "named",
        "ist",
        "est",
        "es",
        "e",
        "heißt",
        "heisst",
        "heet",
        "appelle",
        "chiama",
        "c'est",
        "c’est",
        "it's",
        "dat's",
    }
    | {"chama", "llama", "s", "se", "si", "it", "name", "was"}
)
_A = frozenset(
    {"a", "an", "this", "the", "one", "ein", "eine", "un", "une", "una", "um", "uma", "een"}
)
_NAMING = frozenset({"called", "named", "namens"})
_OF_THINGS = frozenset({"teacher", "driver", "nurse", "engineer", "buyer", "chef"})
"""Who is one "of" a subject, not of a company."""
_AT = frozenset({"at", "bei", "chez", "presso", "bij"})
_I_AM = frozenset({"i'm", "im", "he", "hes", "she", "shes", "bin", "suis", "sono", "ben", "sou"})
_AM = frozenset({"am", "is", "was", "ist", "est", "es", "è", "é", "e"})
_WHO = frozenset({"i", "he", "she", "who", "er", "sie", "il", "elle", "hij", "zij", "lui", "lei"})
_MOST_OF_A_JOB = 3
_LEADS = ("company_leads", "belonging", "company_nouns")
_MOST_BETWEEN = 4
_MOST_OF_A_PHRASE = 6
_IN_A_SENTENCE = frozenset(" ,:;\"“'’«(&-–")


@cache
def _phrases(*names: str) -> frozenset[tuple[str, ...]]:
    """The phrases of the lists `names` as keys of their words."""
    lines = (line for name in names for line in phrases_of(name))
    return frozenset(tuple(token.key for token in tokens_of(line)) for line in lines)


@cache
def _keys(name: str) -> frozenset[str]:
    return frozenset(map(key, words_of(name)))


def leads_to(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether "i work for", "our company is", "owner of" stands before the token at `index`."""
    if not index or tokens[index - 1].key not in last_words_of_leads():
        return False
    if _ends_of_leads().isdisjoint(token.key for token in tokens[max(0, index - 2) : index]):
        return False  # "the" by itself
    words = _before(text, tokens, index)
    for end in {len(words), len(words) - (bool(words) and words[-1] in ARTICLES)}:
        said = words[:end]
        if (
            _ends_with(said, "company_leads")
            or _has_a_role(said)
            or _is_ours(said)
            or _works_there(said)
            or _has_a_job(said)
        ):
            return True
    return False


def hints_at(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether "we are", "this is Jo from" or "please bill" stands before the token at `index`."""
    words = _before(text, tokens, index)
    for end in {len(words), len(words) - (bool(words) and words[-1] in ARTICLES)}:
        said = words[:end]
        if _ends_with(said, "speaking_as") or _ends_with(said, "company_uses"):
            return True
        if _ends_with(said, "belonging") and _speaks(said):
            return True
        if _ends_with(said, "company_roles") and text[tokens[index - 1].end] == ",":
            return True
    return False


def _before(text: str, tokens: Sequence[Token], index: int) -> list[str]:
    """The last words of the sentence before `index`, folded."""
    words: list[str] = []
    following = tokens[index].start
    for token in reversed(tokens[max(0, index - 2 * _MOST_OF_A_PHRASE) : index]):
        gap = text[token.end : following]
        if not _IN_A_SENTENCE.issuperset(gap.removeprefix("'s").removeprefix("’s")):
            break
        words.append(token.key)
        following = token.start
    return words[::-1]


def _ends_with(words: Sequence[str], name: str) -> bool:
    phrases = _phrases(name)
    if not words or words[-1] not in _last_words(name):
        return False
    most = min(len(words), _MOST_OF_A_PHRASE)
    return any(tuple(words[len(words) - size :]) in phrases for size in range(1, most + 1))


@cache
def _last_words(name: str) -> frozenset[str]:
    return frozenset(phrase[-1] for phrase in _phrases(name))


@cache
def last_words_of_leads() -> frozenset[str]:
    """The words of which one stands before a name that something leads to."""
    return ARTICLES | _LINKS.union(*map(_last_words, _LEADS))


@cache
def _ends_of_leads() -> frozenset[str]:
    """The words that a lead ends with, articles behind it left out."""
    return _LINKS.union(_AT, *map(_last_words, _LEADS))


def _has_a_role(words: Sequence[str]) -> bool:
    """Whether it ends with "owner of", "teacher at"."""
    return (
        bool(words)
        and (words[-1],) in _phrases("belonging")
        and _ends_with(words[:-1], "company_roles")
        and not (words[-1] == "of" and words[-2] in _OF_THINGS)
    )


def _works_there(words: Sequence[str]) -> bool:
    """Whether it ends with "teaches grade 7 at", "i clean the offices at"."""
    if not words or words[-1] not in _AT:
        return False
    return not _keys("work_verbs").isdisjoint(words[-1 - _MOST_OF_A_PHRASE : -1])


def _has_a_job(words: Sequence[str]) -> bool:
    """Whether it ends with "i'm a radiographer at", "she is an apprentice cook at"."""
    if not words or words[-1] not in _AT:
        return False
    for size in range(1, _MOST_OF_A_JOB + 1):
        job, before = words[-1 - size : -1], words[: -1 - size]
        if len(job) < size or not _keys("no_jobs").isdisjoint(job):
            return False
        if words[-1] == "at":
            if not before or before[-1] not in ("a", "an"):
                continue
            before = before[:-1]
        if _says_who(before):
            return True
    return False


def _says_who(words: Sequence[str]) -> bool:
    """Whether it ends with "i'm", "she is", "my wife is"."""
    if words and words[-1] in _I_AM:
        return True
    return len(words) > 1 and words[-1] in _AM and (words[-2] in _WHO or words[-2] in _keys("kin"))


def _is_ours(words: Sequence[str]) -> bool:
    """Whether it ends with "our company is", "my little shop", "a bakery called"."""
    end = len(words)
    while end and words[end - 1] in _LINKS:
        end -= 1
    if not end or not _ends_with(words[:end], "company_nouns"):
        return False
    before = set(words[max(0, end - 4) : end - 1])
    called = end < len(words) and not _NAMING.isdisjoint(words[end:])
    return bool(before & _keys("possessives")) or (called and bool(before & _A))


def _speaks(words: Sequence[str]) -> bool:
    """Whether somebody says who they are a few words before: "this is Jo from"."""
    least = max(0, len(words) - 1 - _MOST_BETWEEN)
    return any(_ends_with(words[:end], "speaking_as") for end in range(least + 1, len(words)))
