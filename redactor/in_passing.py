"""Names in passing: what somebody goes by, an initial and a surname, a word that does something.

`will` is a verb and `hope` a noun; who "says", "rang" or is thanked is called so.
"""

import re
from collections.abc import Iterator

from redactor.names import (
    INSIDE_NAMES,
    NAME_WORDS,
    is_capitalised,
    is_surely_a_name,
    may_be_name,
    run_at,
)
from redactor.reading import key
from redactor.sought import Sought
from redactor.turns import Token
from redactor.vocabulary import (
    is_brand,
    is_forename,
    is_ordinary,
    is_word,
    is_word_abroad,
    keys_of,
    words_of,
)

_TIMES = words_of("times") | {"summer", "autumn", "winter", "spring"}
_NOT_CALLED = keys_of("not_called")
_NOT_OF_A_CHILD = _NOT_CALLED | keys_of("kin")
_OF_NAMES = words_of("said_of_names")
_WORD = r"[^\W\d_]{2,12}"
_GOES_BY = re.compile(
    r"(?<!\w)(?:goes by|go(?:es)? as|introduced (?:him|her)self as|calls? (?:him|her|them)self"
    r"|only (?:ever )?said|signs (?:off )?as"
    r"|(?:everyone|everybody|people|they|we|the kids|mates|friends) calls? (?:him|her|me|them)"
    r"|tell (?:him|her|them)|(?:lo|la|le|me) llaman|todos (?:lo|la|me) llaman|chamam (?:ele|ela) de"
    r"|on l['’]appelle|tout le monde l['’]appelle|lo chiamano|la chiamano|tutti (?:lo|la) chiamano"
    r"|alle nennen (?:ihn|sie|mich)|iedereen noemt (?:hem|haar|me)|noemen (?:hem|haar))"
    r"[ :\"'“]{1,3}(?=\w)",
    re.IGNORECASE,
)
_NAME_IS = re.compile(
    r"(?<!\w)(?:his|her|their|my|the (?:kid|boy|girl|lad|guy|woman|man|lady|baby|driver)'?s)"
    r" (?:first |last |real |actual |full )?(?:sur)?name(?:'?s|(?:'?s)? is| was)"
    r"(?: (?:literally|actually|just|really|also|apparently|only))?"
    r" (?P<name>[a-z]{3,12})(?=[\s)]*(?:$|[.,!;)\n]))",
    re.IGNORECASE,
)
_IS_A_NAME = re.compile(
    r"(?:^|[.!?,;\n]|(?<!\w)(?:and|but|yes|yeah|yep|no|cos|because|since)) *"
    r"(?P<name>[^\W\d_]{3,15}) (?:is|was|really is|actually is) (?:really |actually |literally )?"
    r"(?:my|our|his|her|their|the) (?:[a-z]{2,12}['’]?s? )?(?:real |full |actual |legal |given )?"
    r"(?:(?:sur|first |last |middle |maiden |family |nick)?name)(?!\w)",
    re.IGNORECASE,
)
_SPELT_LIKE = re.compile(
    r"(?<!\w)(?:name|surname|forename|called|nombre|prénom|vorname|nachname|nome|naam)"
    r" (?:(?:is|es|ist|est) )?(?:spelt |spelled )?(?:just )?(?:like|as in|wie in|comme|como)"
    r"(?: (?:the|a|el|la|le|der|die|das))? (?P<name>[^\W\d_]{3,15})(?!\w)",
    re.IGNORECASE,
)
_WRITTEN_ON = re.compile(
    r"(?<!\w)name (?:on|in) (?:the|my|that|our) (?:card|account|booking|order|passport|ticket|tag"
    r"|box|label|invoice|policy|file|letter|parcel|bill|list|form|prescription)"
    r"(?:'?s|'?s? is| was| reads| says|:) [\"'“]?(?P<name>[^\W\d_]{2,15}(?: [^\W\d_]{2,15}){1,2}?)"
    r"(?=[\"'”]?\s*(?:$|[.,!;)\n]"
    r"| (?:pls|plz|please|dont|don't|lol|thanks|thx|btw|but|and|so)(?!\w)))",
    re.IGNORECASE,
)
_LITTLE_ONE = re.compile(
    r"(?<!\w)(?:(?i:der kleine|die kleine|unser kleiner|unsere kleine|mein kleiner|meine kleine"
    r"|il piccol(?:in)?o|la piccol(?:in)?a|le petit|la petite|el peque(?:ñ[oa])?|la peque(?:ña)?"
    r"|o pequeno|a pequena|de kleine|the little one|the baby|the youngest|the eldest|the toddler)"
    r"(?P<comma>,)? (?P<name>[^\W\d_a-zß-ÿ][^\W\d_]{1,14})(?![\w'’-])"
    r"|(?:that|the|our|my|wee|lil|little) baby (?P<baby>[a-z]{3,12})(?![\w'’-]))"
)
_BUSY = re.compile(
    r"(?:^|[.!?\n] *|(?<!\w)(?:and|but|cos|because|if|when) )(?P<name>[a-z]{4,14})"
    r" (?:puts?|says?|said|has|had|is|was|does|did|lives?|works?|got|gets|goes|went|came|comes"
    r"|keeps?|kept|left|leaves|calls?|called|needs?|knows?|knew|told|tells|thinks?"
    r"|wants?|asked|picks?|owns|never|always|just|also|only|will|can|cant|won't|wont|doesn't|didnt)"
    r"(?!\w)"
)
_INITIALED = re.compile(
    r"(?<![\w.'’&-])(?:[A-Z]\. ?){1,3}"
    r"(?P<name>[A-ZÀ-Þ][a-zß-ÿ]{2,}(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?)(?![\w@]|\.\w)"
)
_OF_NOBODY = re.compile(
    r"(?<!\w)(?:vitamin|plan|option|part|section|type|grade|class|hepatitis|group|block|line"
    r"|zone|gate|door|row|exhibit|appendix|annex|schedule|bin|letters?|an?|the|and|or) $",
    re.IGNORECASE,
)
_IN_A_SENTENCE = re.compile(r"[a-zß-ÿ,:] $")
_DOES = re.compile(
    rf"(?<![\w'’@.-])(?P<name>{_WORD})(?: (?:also|just|then|already|even|never))?"
    r" (?:says|said|told|tells|thinks|thought|reckons|wants|wanted|asked|asks|rang|texted|emailed"
    r"|messaged|phoned|replied|promised|insists|swears|lives|teaches|speaks|booked"
    r"|(?:will|can|could|should) (?:need|call|ring|send|let|explain|confirm|collect|fetch|sign)"
    r"|(?P<being>(?:is|was) (?:my|our|his|her|their|the one)))(?!\w)",
    re.IGNORECASE,
)
_DONE_TO = re.compile(
    r"(?<!\w)(?:sent|asked|told|met|texted|emailed|phoned|rang|thanked|thank|paid|ask|tell|banned"
    rf"|married|spoke (?:to|with)|talked to|waiting for|works? with) (?P<name>{_WORD})"
    r"(?= (?:to|and|about|that|if|for|who|in|from|at|on|already|yesterday|today)(?!\w)"
    r"|[.,!?]|\s*$)",
    re.IGNORECASE,
)
_BOOKED_WITH = re.compile(
    r"(?<!\w)(?:appointment|appt|appoint|haircut|booked(?: in)?|session|lesson|consult(?:ation)?"
    rf"|check-?up|slot|interview|viewing)s? (?:is |was )?(?:w/ ?|w |with )(?P<name>{_WORD})"
    r"(?=\s*(?:$|[.,!?;)\n])| (?:on|at|for|tomorrow|today|next|this|and|but|was|is)(?!\w))",
    re.IGNORECASE,
)
_THANKED = re.compile(
    r"(?:^|[.!?\n] *)(?:ok|okay|thanks|thank you|thx|ty|cheers|great|perfect|sorry),? "
    rf"(?P<name>{_WORD}),?"
    r" (?:thanks|thank you|thx|ty|cheers|bye|ok|many thanks)(?!\w)",
    re.IGNORECASE,
)
_SURNAMED = re.compile(
    r"(?<![\w'’@.-])(?P<name>(?P<first>[A-Z][a-z]{2,11}) [A-Z][a-z]{2,})"
    r"(?= (?:in|from|at|of) (?:the )?[a-z]|'s | (?:said|says|called|rang|told))"
)
_A_THING_BEFORE = re.compile(
    r"(?<!\w)(?:the|a|an|this|that|my|your|our|his|her|their|its|no|some|any|every|in|by|of|last"
    r"|next|since|until|till|to|i|you|we|they|he|she|it|which|what|who|not) $",
    re.IGNORECASE,
)
_AT_WORK = re.compile(r"(?<!\w)(?:(?:night|day|head|hotel|hall) porter|(?:stone|brick) mason)$")
"""What somebody is and is not called: "the night porter will", but "the plumber mason will"."""
_STARTS = re.compile(r"(?:^|[.!?\n:;]['\"]?)\s*$")
_CLOSED = re.compile(r"\s*(?:$|[,.!?;)\n\"”])| (?:they|he|she|but|and|or|cos|because)(?!\w)")
_SOUGHT = Sought(
    *(_GOES_BY, _NAME_IS, _INITIALED, _DOES, _DONE_TO, _BOOKED_WITH, _THANKED, _SURNAMED),
    *(_IS_A_NAME, _SPELT_LIKE, _WRITTEN_ON, _LITTLE_ONE, _BUSY),
)
_SHORTEST = 3

_Found = Iterator[tuple[int, int]]


def find_in_passing(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, how) for every name that `text` drops in one of these ways."""
    for shape in _SOUGHT.that_may_match(text):
        for match in shape.finditer(text):
            for start, end in _NAMED[shape](text, match):
                yield start, end, "greeted"


def _gone_by(text: str, match: re.Match[str]) -> _Found:
    """What somebody goes by: "everyone calls him Tosh", "he only ever said jay"."""
    run = run_at(text, match.end())[:2]
    known = [token for token in run if _is_said(token) and token.key not in INSIDE_NAMES]
    if run and not known and (is_capitalised(run[0].text) or _CLOSED.match(text, run[-1].end)):
        yield run[0].start, run[-1].end


def _name_is(text: str, match: re.Match[str]) -> _Found:  # noqa: ARG001
    """An ordinary word that is said to be a name: "her name's literally wren"."""
    name = match["name"].lower()
    if name not in _OF_NAMES and may_be_name(name) and not _is_like_a_state(name):
        yield match.span("name")


def _initialed(text: str, match: re.Match[str]) -> _Found:
    """An initial and a surname: "Wallet of R. Novák", "client is P. Marsh, who"."""
    name = match["name"]
    if not may_be_name(name):
        return
    start = match.start()
    inside = _IN_A_SENTENCE.search(text, max(0, start - 2), start) is not None
    inside = inside and not _OF_NOBODY.search(text, max(0, start - 12), start)
    if not is_ordinary(name) or (inside and _CLOSED.match(text, match.end())):
        yield match.span()


def _is_a_name(text: str, match: re.Match[str]) -> _Found:  # noqa: ARG001
    """A word that is said to be somebody's name: "june is my wifes name"."""
    if may_be_name(match["name"]) and key(match["name"]) not in _OF_NAMES | _NOT_CALLED:
        yield match.span("name")


def _spelt_like(text: str, match: re.Match[str]) -> _Found:  # noqa: ARG001
    """A name that is spelt like a word: "first name like hope, you know"."""
    name = match["name"]
    if key(name) in NAME_WORDS or is_forename(key(name)):
        yield match.span("name")


def _written_on(text: str, match: re.Match[str]) -> _Found:  # noqa: ARG001
    """What is written on a card or a tag, whatever the words: "name on the card is river stone"."""
    if all(map(may_be_name, match["name"].split())):
        yield match.span("name")


def _little_one(text: str, match: re.Match[str]) -> _Found:
    """What the little one is called: "la piccola Ginevra", "der Kleine, Lasse"."""
    if baby := match["baby"]:
        if key(baby) in NAME_WORDS or is_surely_a_name(baby):
            yield match.span("baby")
        return
    name = match["name"]
    apart = match["comma"] and _CLOSED.match(text, match.end("name"))
    said = is_word(name) if apart else is_ordinary(name)
    strange = not said and may_be_name(name) and key(name) not in _NOT_OF_A_CHILD
    if is_surely_a_name(key(name)) or (match["comma"] and strange):
        yield match.span("name")


def _busy(text: str, match: re.Match[str]) -> _Found:  # noqa: ARG001
    """Who does something at the start of a sentence, in small letters: "grzegorz keeps"."""
    name = key(match["name"])
    if is_surely_a_name(name) and not is_brand(name):
        yield match.span("name")


def _doing(text: str, match: re.Match[str]) -> _Found:
    """A word that does what only people do: "will says", "Faith will need the list"."""
    start = match.start("name")
    if key(match["name"]) not in NAME_WORDS - _TIMES:
        return
    if _A_THING_BEFORE.search(text, max(0, start - 12), start):
        return
    if _AT_WORK.search(text, max(0, start - 8), match.end("name")):
        return
    starts = _STARTS.search(text, max(0, start - 8), start)
    if not (match["being"] and (match["name"].islower() or starts)):
        yield match.span("name")


def _done_to(text: str, match: re.Match[str]) -> _Found:  # noqa: ARG001
    """Who is sent, asked or met, if a word with a capital: "she sent Will to collect it"."""
    name = match["name"]
    if key(name) in NAME_WORDS - _TIMES and name[0].isupper() and not name.isupper():
        yield match.span("name")


def _thanked(text: str, match: re.Match[str]) -> _Found:  # noqa: ARG001
    """Who is thanked in the middle, or whom a visit is with: "ok joy thanks", "appt w hope"."""
    name = match["name"]
    if key(name) in NAME_WORDS or is_surely_a_name(name):
        yield match.span("name")


def _surnamed(text: str, match: re.Match[str]) -> _Found:
    """A word and a surname: "Will Power in facilities"."""
    if key(match["first"]) in NAME_WORDS - _TIMES and is_forename(match["first"]):
        last = match["name"].split()[1]
        if may_be_name(last) and not _is_shouted(text):
            yield match.span("name")


_NAMED = {
    _GOES_BY: _gone_by,
    _NAME_IS: _name_is,
    _INITIALED: _initialed,
    _DOES: _doing,
    _DONE_TO: _done_to,
    _BOOKED_WITH: _thanked,
    _THANKED: _thanked,
    _SURNAMED: _surnamed,
    _IS_A_NAME: _is_a_name,
    _SPELT_LIKE: _spelt_like,
    _WRITTEN_ON: _written_on,
    _LITTLE_ONE: _little_one,
    _BUSY: _busy,
}


def _is_said(token: Token) -> bool:
    """Whether a word is ordinary, or what nobody is called."""
    ordinary = is_word(token.text) or is_word_abroad(token.key)
    return token.key in _NOT_CALLED or (ordinary and not is_forename(token.key))


def _is_like_a_state(word: str) -> bool:
    """Whether a word says how a name is: spelled, missing, different."""
    return word.endswith(("ed", "ing", "ly", "ble", "ous", "ent", "ic", "lt", "ong", "ish", "al"))


def _is_shouted(text: str) -> bool:
    """Whether nearly every word has a capital, so that capitals say nothing."""
    words = [word for word in text.split() if word[0].isalpha() and len(word) > _SHORTEST - 1]
    return sum(word[0].isupper() for word in words) * 2 > len(words)
