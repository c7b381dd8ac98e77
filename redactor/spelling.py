"""Read what a writer spelled out: "five five five", "john at mail dot com", "S-A-R-A".

An alternative reading is another folded text with the same kind of map. It is made only when
a cheap trigger fires, and only what it rewrote counts as found in it.
"""

import re
from collections.abc import Callable, Iterator

from redactor.dictation import (
    COUNTED,
    REPEATS,
    TEENS,
    TENS,
    UNITS,
    Edit,
    dates,
    may_be_date,
    may_be_spelled,
    spelled,
)
from redactor.reading import Reading, same
from redactor.vocabulary import is_word

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
_STARRED = re.compile(r"(?<![\w*])[^\W\d_]+(?:(\*{1,2}|__?)[^\W\d_]{1,3}\1)[^\W\d_]+(?![\w*])")
_LISTED = re.compile(rf"\d,\s*(?:{'|'.join([*TEENS, *TENS])})", re.IGNORECASE)
_NUMBER_WORD = re.compile(r"[^\W\d_]+|\d+", re.IGNORECASE)
_ALSO_WORDS = {"one", "o", "un", "um", "uno", "een", "due", "sei", "sept", "null", "tres"}

_SINGLES = re.compile(
    r"(?<![\w@])[A-Za-z0-9](?:(?:[ ._*-]|[ ][.-][ ])(?:[A-Za-z0-9](?![\w])|@)){4,}+(?![\w@])"
)
_A_WORD_AFTER = re.compile(r"(?<=\d) [Ia]$")
_BETWEEN_SINGLES = re.compile(r"[ ]([.-])[ ]|[ ._*-]")
_MAYBE_SINGLES = re.compile(r"\b\w[ ._*-]\w[ ._*-]+\w[ ._*-]+\w")
_ODD_DIGITS = re.compile(
    r"(?<![\d*])\d{2,}+(?:-\d{2,}+)*(?:(?:[\s-]{0,2}[_*|~]{1,3}[\s-]{0,2}|\s+[-.]\s+)"
    r"\d{2,}+(?:-\d{2,}+)*)+"
)
_DIGIT = re.compile(r"\d")
_MAYBE_ODD_DIGITS = re.compile(r"\d[\s-]{0,2}[_*|~]|\d\s+[-.]\s+\d")

_MAIL_HOSTS = (
    r"g(?:oogle)?mail|y(?:ahoo|mail)|hotmail|outlook|live|msn|icloud|me|mac|aol|gmx|"
    r"proton(?:mail)?|zoho|mail|email|fastmail|yandex|hey|comcast|verizon|btinternet"
)
_AT = re.compile(
    r"\s*[\[({<]\s*(?:at|ät|a|@|arroba)\s*[\])}>]\s*"
    r"|,?\s+(?:(?:then )?(?:the )?(?:at[ -](?:sign|symbol)|(?:sign|symbol) at)(?:,? then)?,?"
    r"|at|ät|klammeraffe"
    r"|arr?oba|arobase|a(?:rr)?obas|chiocc?iola|apenstaartje)\s+|\s*@\s*",
    re.IGNORECASE,
)
_SPOKEN_DOT = (
    r"\s*[\[({<]\s*(?:dot|punkt|point|punto|ponto|punt|\.)\s*[\])}>]\s*"
    r"|,?\s+(?:dot|full stop|point|punkt|punto|punt|ponto),?\s+|\s\.\s"
)
_DOT = rf"(?:{_SPOKEN_DOT}|\s?\.\s?(?=(?:com?|net|org|edu|info|io|uk|de|example)\b)|\.)"
_MARK = (
    r"underscore|under score|dash|hyphen|minus|plus|unterstrich|bindestrich|gui[oó]n(?: bajo)?"
    r"|tiret(?: du bas)?|trattino(?: basso)?|streepje|h[ií]fen|underline"
)
_JOIN = rf"(?:{_SPOKEN_DOT}|\.|\s+(?:{_MARK})\s+)"
_LOCAL = re.compile(rf"(?<![\w@.+-])[\w+-]+(?:{_JOIN}[\w+-]+){{0,4}}$", re.IGNORECASE)
_DASHED = (
    r"[a-z0-9-]+(?:\s+(?:hyphen|dash|bindestrich|gui[oó]n|tiret|trattino|h[ií]fen)\s+[a-z0-9-]+)?"
)
_HOST = re.compile(
    rf"{_DASHED}(?:{_DOT}[a-z0-9-]+){{0,3}}?{_DOT}[a-z]{{2,10}}(?![\w@])"
    r"(?:\s(?:dot|point|punkt|punto|punt|ponto)\s[a-z]{2,10}(?![\w@])){0,2}",
    re.IGNORECASE,
)
_SPOKEN_AT = (
    *(
        " at ",
        " ät ",
        " arroba ",
        " aroba ",
        " arobase ",
        " arobas ",
        " chiocciola ",
        " apenstaartje ",
    ),
    *(" klammeraffe ", " at-sign ", " chiociola "),
)
_FOREIGN_AT = frozenset(_SPOKEN_AT[2:])
_LOCAL_WINDOW = 80
_CALLS = re.compile(r"message|msg|dm|ping|follow|tag|add|auf|with|from|to|and|for|by", re.I)
_MAYBE_BRACKETED = re.compile(r"[\[({<]\s*(?:at|ät|a\s*[\])}>]|arroba)")
_SURELY_SPOKEN = re.compile(
    r"[\[({<]|\s@|@\s|\b(?:dot|full stop|point|punkt|punto|punt|ponto|underscore)\b", re.IGNORECASE
)
_NO_HOST = re.compile(r"(?:the|an?|this|that|my|your|our|which|what)\b(?!-)", re.IGNORECASE)
_SPOKEN_HOST = re.compile(r"[\[({<]|\s(?:dot|punkt|point|punto|ponto|punt)\s|\w\.\w", re.IGNORECASE)
_ENGLISH_HOST = re.compile(r"[.\[({<]|\b(?:dot|full stop)\b", re.IGNORECASE)
_KNOWN_HOST = re.compile(rf"^(?:{_MAIL_HOSTS})\b", re.IGNORECASE)
_UNDERSCORES = re.compile(r"under|unter|.* ba|.*line")


def find_alternative(reading: Reading) -> Reading | None:
    """Return the reading with everything spelled out put together, or None if nothing is."""
    passes = _worthwhile(reading.text)
    if not passes:
        return None
    current = same(reading.text)
    for edits in passes:
        current = _apply(current, list(edits(current.text)))
    return current if current.changed else None


def _worthwhile(text: str) -> list[Callable[[str], Iterator[Edit]]]:
    """Return the passes whose cheap trigger fires on `text`."""
    lower, passes = text.lower(), list[Callable[[str], Iterator[Edit]]]()
    if _MAYBE_SINGLES.search(text):
        passes.append(_singles)
    digits = _DIGIT.search(text)
    if digits and _MAYBE_ODD_DIGITS.search(text):
        passes.append(_odd_digits)
    if digits and _MAYBE_GLUED.search(lower):
        passes.append(_glued)
    if "*" in text:
        passes.append(_starred)
    if may_be_date(lower):
        passes.append(dates)
    if may_be_spelled(lower):
        passes.append(spelled)
    counted = COUNTED.keys() & lower.replace(",", " ").replace("-", " ").split()
    if counted - _ALSO_WORDS or len(counted) > 2 or lower.count("one") > 2:
        passes.append(_numbers)
    if "@" in text or any(map(lower.__contains__, _SPOKEN_AT)) or _MAYBE_BRACKETED.search(lower):
        passes.append(_mails)
    return passes


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
        if text[match.end() :].strip():
            run = _A_WORD_AFTER.sub("", run)  # "4 4 7 1 I believe"
        joined = _BETWEEN_SINGLES.sub(lambda between: between[1] or "", run)
        yield match.start(), match.start() + len(run), joined


def _odd_digits(text: str) -> Iterator[Edit]:
    for match in _ODD_DIGITS.finditer(text):
        yield match.start(), match.end(), re.sub(r"\D", "", match.group())


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


def _mails(text: str) -> Iterator[Edit]:
    position = 0
    for at in _AT.finditer(text):
        host = _HOST.match(text, at.end())
        local = _LOCAL.search(text, max(position, at.start() - _LOCAL_WINDOW), at.start())
        if not (host and local and _is_mail(local.group(), at.group(), host.group())):
            continue
        if (following := _AT.match(text, host.end())) and _HOST.match(text, following.end()):
            continue  # "mail me at sara dot lee at ..."
        mail = f"{_spoken(local.group())}@{_spoken(host.group())}"
        if mail != text[local.start() : host.end()]:
            position = host.end()
            yield local.start(), position, mail


def _is_mail(local: str, at: str, host: str) -> bool:
    """Tell "john at gmail.com" from "look at example.com"."""
    if at.endswith("@") and at != "@" and _CALLS.fullmatch(local):
        return False  # "message @sara.lee"
    if _NO_HOST.match(host):
        return False  # "look at the full stop"
    if at.strip().lower() in {"(a)", "[a]"} and not _SPOKEN_HOST.search(host):
        return False  # "plan (a) please . it"
    if "@" in at or at.strip()[:1] in set("[({<") or "sign" in at.lower():
        return True
    if at.strip().lower() == "at" and is_word(local) and not _ENGLISH_HOST.search(host):
        return False  # "live at lake punt road"
    if _SURELY_SPOKEN.search(host) or re.search(r"[\d._+]", local):
        return True
    return bool(_KNOWN_HOST.match(host)) and not is_word(local)


def _spoken(text: str) -> str:
    text = re.sub(_DOT, ".", text, flags=re.IGNORECASE)
    return re.sub(
        rf"\s+({_MARK})\s+",
        lambda match: _mark(match[1].lower()),
        text,
        flags=re.IGNORECASE,
    )


def _mark(said: str) -> str:
    """Return the sign that a word says: "guión bajo" is an underscore."""
    if said == "plus":
        return "+"
    return "_" if _UNDERSCORES.match(said) else "-"
