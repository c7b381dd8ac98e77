"""Read what a writer spelled out: "five five five", "john at mail dot com", "S-A-R-A".

An alternative reading is another folded text with the same kind of map. It is made only when
a cheap trigger fires, and only what it rewrote counts as found in it.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from redactor.counting import counted, may_be_counted
from redactor.dictation import (
    COUNTED,
    MONTH_OR_STROKE,
    REPEATS,
    SPELLED,
    TEENS,
    TENS,
    UNITS,
    Edit,
    dates,
    may_be_date,
    spelled,
)
from redactor.reading import Reading, same
from redactor.sought import Sought
from redactor.spoken_mails import MAIL_SIGN, mails
from redactor.spoken_signs import SAID_SIGN, may_be_signed, signed

_NUMBER = rf"(?:{'|'.join([*COUNTED, *REPEATS, 'hundred'])}|\d+)"
_NUMBERS = re.compile(
    rf"\b{_NUMBER}(?:[\s,.\-]{{1,4}}{_NUMBER})+\b(?! and\b| thousand\b)", re.IGNORECASE
)
_UNIT_WORD = "zero|one|two|three|four|five|six|seven|eight|nine"
_GLUED = re.compile(
    rf"(?<![\w@./])(?=[a-z\s-]*\d)"
    rf"(?:(?:{_UNIT_WORD}|oh(?=\d)|\d)(?:[ -](?=\d|{_UNIT_WORD}))?){{5,}}(?![\w@])",
    re.IGNORECASE,
)
_MAYBE_GLUED = re.compile(rf"(?:{_UNIT_WORD})\d|\d(?:{_UNIT_WORD})")
_STAR = re.compile(r"\*")
_STARRED = re.compile(r"(?<![\w*])[^\W\d_]+(?:(\*{1,2}|__?)[^\W\d_]{1,3}\1)[^\W\d_]+(?![\w*])")
_LISTED = re.compile(rf"\d,\s*(?:{'|'.join([*TEENS, *TENS])})", re.IGNORECASE)
_COUNTED = re.compile(rf"(?<!\w)(?:{'|'.join(COUNTED)})(?!\w)|one")
_A_LETTER = re.compile(r"[^\W\d_]")
_NUMBER_WORD = re.compile(r"[^\W\d_]+|\d+", re.IGNORECASE)
_ALSO_WORDS = {"one", "o", "un", "um", "uno", "een", "due", "sei", "sept", "null", "tres"}

_SINGLES = re.compile(
    r"(?<![\w@])(?<!\w['’])"
    r"[A-Za-z0-9](?:(?:[ ._*-]|[ ][.-][ ])(?:[A-Za-z0-9](?![\w])|@)){4,}+(?![\w@])"
)
_WORDS_FOLLOW = re.compile(r"[ ,]+[^\W\d_]{2}")
_A_WORD_AFTER = re.compile(r"(?<=\d)(?: [iIaoq])+$")
_BETWEEN_SINGLES = re.compile(r"[ ]([.-])[ ]|[ ._*-]")
_MAYBE_SINGLES = re.compile(r"\b\w[ ._*-]\w[ ._*-]+\w[ ._*-]+\w")
_ODD_DIGITS = re.compile(
    r"(?<![\d*])\d{2,}+(?:-\d{2,}+)*(?:(?:[\s-]{0,2}[_*|~]{1,3}[\s-]{0,2}|\s+[-.]\s+)"
    r"\d{2,}+(?:-\d{2,}+)*)+"
)
_MAYBE_ODD_DIGITS = re.compile(r"\d[\s-]{0,2}[_*|~]|\d\s+[-.]\s+(?:\d|oo)")
_LETTERED = re.compile(
    r"(?<![\w@./-])(?:\d[\doO]*|[oO]{2,}[\doO]*|[oO]\d[\doO]*)"
    r"(?:(?:[ ]?[-./][ ]?|[ ])(?:\d[\doO]*|[oO]{2,}[\doO]*|[oO]\d[\doO]*)){0,12}+(?![\w@])"
)
_MAYBE_LETTERED = re.compile(r"\do|o\d|\d[ -]+oo")
_LEAST_OF_LETTERED = 4
_DEFANGED = re.compile(
    r"(?<!\w)(?P<scheme>hxxp)(?=s?(?:\[?:\]?|\[:))|(?<=\w)\[(?P<sign>:|://|/|@|\.)\](?=[\w/])"
    r"|(?<=\w)[ ]?[\[({][ ]?(?:dot|punkt|point|punto|ponto)[ ]?[\])}][ ]?(?=\w)"
    r"|(?<=\d)[({]\.[)}](?=\d)",
    re.IGNORECASE,
)
_MAYBE_DEFANGED = re.compile(r"hxxp|[\[({][ ]?(?:[:@/.]|dot|punkt|point|punto|ponto)")


def find_alternative(reading: Reading) -> Reading | None:
    """Return the reading with everything spelled out put together, or None if nothing is."""
    return _alternative(reading.text)


@lru_cache(maxsize=1024)
def _alternative(text: str) -> Reading | None:
    """As above of a folded text; the last texts are remembered, since chats grow."""
    passes = _worthwhile(text)
    if not passes:
        return None
    current = same(text)
    for edits in passes:
        current = _apply(current, list(edits(current.text)))
    return current if current.changed else None


def _worthwhile(text: str) -> list[Callable[[str], Iterator[Edit]]]:
    """Return the passes whose cheap trigger fires on `text`."""
    sought = _SOUGHT.places(text)
    lower = text.lower() if sought else ""
    return [_PASSES[place][2] for place in sought if _PASSES[place][1](text, lower)]


def _apply(reading: Reading, edits: list[Edit]) -> Reading:
    """Rewrite `reading`; each new character stands for the whole stretch it replaces."""
    if not edits:
        return reading
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    changed: list[tuple[int, int]] = []
    position = 0
    length = 0

    def keep(until: int) -> None:
        nonlocal length
        shift = length - position
        parts.append(reading.text[position:until])
        starts.extend(reading.starts[position:until])
        ends.extend(reading.ends[position:until])
        changed.extend(
            (max(start, position) + shift, min(end, until) + shift)
            for start, end in reading.changed
            if start < until and position < end
        )
        length += until - position

    for start, end, new in edits:
        keep(start)
        first, last = reading.original(start, end)
        parts.append(new)
        starts.extend([first] * len(new))
        ends.extend([last] * len(new))
        changed.append((length, length + len(new)))
        length += len(new)
        position = end
    keep(len(reading.text))
    return Reading("".join(parts), starts, ends, tuple(changed))


def _singles(text: str) -> Iterator[Edit]:
    for match in _SINGLES.finditer(text):
        run = match.group()
        if _WORDS_FOLLOW.match(text, match.end()):
            run = _A_WORD_AFTER.sub("", run)  # "4 4 7 1 I believe"
        joined = _BETWEEN_SINGLES.sub(lambda between: between[1] or "", run)
        yield match.start(), match.start() + len(run), joined


def _odd_digits(text: str) -> Iterator[Edit]:
    for match in _ODD_DIGITS.finditer(text):
        yield match.start(), match.end(), re.sub(r"\D", "", match.group())


def _lettered(text: str) -> Iterator[Edit]:
    """Yield numbers with a letter O for a nought: "o77oo 9oo123"."""
    for match in _LETTERED.finditer(text):
        run = match.group()
        digits, size = sum(map(str.isdigit, run)), sum(map(str.isalnum, run))
        if size > digits >= _LEAST_OF_LETTERED and digits * 3 > size:
            yield match.start(), match.end(), re.sub(r"[oO]", "0", run)


def _defanged(text: str) -> Iterator[Edit]:
    """Yield addresses that were made harmless as they were: "hxxps://a[.]example"."""
    for match in _DEFANGED.finditer(text):
        yield match.start(), match.end(), (match["scheme"] and "http") or match["sign"] or "."


def _glued(text: str) -> Iterator[Edit]:
    """Yield digits in words written with others as one: "four0two five5five"."""
    for match in _GLUED.finditer(text):
        words = re.findall(rf"\d|{_UNIT_WORD}|oh", match.group().lower())
        if _MAYBE_GLUED.search(match.group().lower()):
            yield match.start(), match.end(), _digits(words)


def _starred(text: str) -> Iterator[Edit]:
    """Yield words of which a letter is stressed by stars: "ksen**I**ya"."""
    for match in _STARRED.finditer(text):
        yield match.start(), match.end(), re.sub(r"[*_]", "", match.group())


def _numbers(text: str) -> Iterator[Edit]:
    for match in _NUMBERS.finditer(text):
        words = _NUMBER_WORD.findall(match.group().lower())
        digits = _digits(words)
        if _LISTED.search(match.group()):
            continue
        if len(digits) >= 3 and sum(word in COUNTED for word in words) >= 2:
            yield match.start(), match.end(), digits


def _digits(words: list[str]) -> str:
    """Return the digits that `words` say one after the other."""
    digits = ""
    repeat = 1
    after_tens = False
    for word in words:
        if word in REPEATS:
            repeat = REPEATS[word]
            continue
        if word in TENS:
            digits += TENS[word] + "0"
        elif word in UNITS and after_tens and word not in {"zero", "oh", "o"}:
            digits = digits[:-1] + UNITS[word]
        elif word == "hundred":
            digits += "00"
        else:
            digits += (UNITS.get(word) or TEENS.get(word) or word) * repeat
        after_tens = word in TENS
        repeat = 1
    return digits


def _says_numbers(lower: str) -> bool:
    numbers = COUNTED.keys() & lower.replace(",", " ").replace("-", " ").split()
    return bool(numbers - _ALSO_WORDS) or len(numbers) > 2 or lower.count("one") > 2


_Pass = tuple[re.Pattern[str], Callable[[str, str], bool], Callable[[str], Iterator[Edit]]]


def _where(trigger: re.Pattern[str], edits: Callable[[str], Iterator[Edit]]) -> _Pass:
    """The pass for texts that hold, in lower case, what `trigger` matches."""
    return trigger, lambda _, lower: trigger.search(lower) is not None, edits


_PASSES: tuple[_Pass, ...] = (
    (_MAYBE_SINGLES, lambda text, _: _MAYBE_SINGLES.search(text) is not None, _singles),
    _where(_MAYBE_LETTERED, _lettered),
    _where(_MAYBE_ODD_DIGITS, _odd_digits),
    _where(_MAYBE_GLUED, _glued),
    _where(_STAR, _starred),
    (_A_LETTER, lambda _, lower: may_be_counted(lower), counted),
    (SAID_SIGN, lambda _, lower: may_be_signed(lower), signed),
    (MONTH_OR_STROKE, lambda _, lower: may_be_date(lower), dates),
    _where(SPELLED, spelled),
    (_COUNTED, lambda _, lower: _says_numbers(lower), _numbers),
    _where(MAIL_SIGN, mails),
    _where(_MAYBE_DEFANGED, _defanged),
)
"""What must stand in a text, when a pass is worth its time, and the pass, in their order."""

_SOUGHT = Sought(*(least for least, _, _ in _PASSES))
