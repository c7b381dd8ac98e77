"""E-mail addresses that are said, spaced or bracketed, and how they are written."""

import re
from collections.abc import Iterator

from redactor.dictation import Edit
from redactor.vocabulary import is_ordinary, is_word

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
_ONE_WORD = (
    r",? (?:all|alles|tutto|todo|tudo|tout)(?: in| as)? (?:one word|together|run together"
    r"|no spaces|zusammen|ein wort|attaccato|junto|una palabra|una parola|attaché|aan elkaar"
    r"|[ée]én woord|uma palavra)"
)
_AS_ONE = re.compile(
    rf"(?P<words>(?:[\w+-]{{1,20}} ){{0,2}}[\w+-]{{1,20}}){_ONE_WORD},?$", re.IGNORECASE
)
"""Words that are one before the at sign: "sam lee 70, all one word, at"."""
_HOST_AS_ONE = re.compile(
    rf"(?P<words>[a-z0-9-]{{1,20}}(?: [a-z0-9-]{{1,20}}){{1,4}}?)"
    rf"(?:{_ONE_WORD},?(?P<ending>(?:{_DOT}[a-z]{{2,10}}){{1,2}})"
    rf"|(?P<end>(?:{_DOT}[a-z]{{2,10}}){{1,2}}){_ONE_WORD})(?![\w@])",
    re.IGNORECASE,
)
"""Words that are one behind the at sign: "quill and daughters all one word dot example"."""
_INTO_MAILS = frozenset(
    {"is", "ist", "est", "è", "é", "its", "it's", "mail", "email", "e-mail", "address", "my", "to"}
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
_USUAL_HOST = re.compile(
    r"\.(?:com?|net|org|edu|gov|info|io|eu|uk|de|fr|es|it|nl|pt|be|ch|at|ie|ca|us|au|nz|in|br|mx|pl"
    r"|example|test|invalid|local)$",
    re.IGNORECASE,
)
_UNDERSCORES = re.compile(r"under|unter|.* ba|.*line")

MAIL_SIGN = re.compile("|".join(("@", *_SPOKEN_AT, _MAYBE_BRACKETED.pattern)))
"""What says an at sign, in a lower-case text."""


def mails(text: str) -> Iterator[Edit]:
    """Yield addresses as they are written: "sara dot lee at mail dot example"."""
    position = 0
    for at in _AT.finditer(text):
        host = _HOST.match(text, at.end())
        first = max(position, at.start() - _LOCAL_WINDOW)
        whole = _HOST_AS_ONE.match(text, at.end())
        if whole and (local := _LOCAL.search(text, first, at.start())):
            name = f"{whole['words']}{whole['ending'] or whole['end']}"
            if not _is_mail(local.group(), at.group(), name):
                continue  # "at the hotel all together . it was"
            position = whole.end()
            mail = f"{_spoken(local.group())}@{_spoken(name).replace(' ', '')}"
            yield local.start(), position, mail
            continue
        if host and (said := _AS_ONE.search(text[first : at.start()])):
            words = _without_lead(said["words"])
            position = host.end()
            start = first + said.end("words") - len(words)
            yield start, position, f"{words.replace(' ', '')}@{_spoken(host.group())}"
            continue
        local = _LOCAL.search(text, first, at.start())
        if not (host and local and _is_mail(local.group(), at.group(), host.group())):
            continue
        if (following := _AT.match(text, host.end())) and _HOST.match(text, following.end()):
            continue  # "mail me at sara dot lee at ..."
        mail = f"{_spoken(local.group())}@{_spoken(host.group())}"
        if mail != text[local.start() : host.end()]:
            position = host.end()
            yield local.start(), position, mail


def _without_lead(words: str) -> str:
    """The words behind the last that leads to an address: "it is [sam lee]"."""
    said = words.split(" ")
    lead = [place for place, word in enumerate(said[:-1]) if word.lower() in _INTO_MAILS]
    return " ".join(said[lead[-1] + 1 :] if lead else said)


def _is_mail(local: str, at: str, host: str) -> bool:
    """Tell "john at gmail.com" from "look at example.com"."""
    if at.endswith("@") and at != "@" and _calls(local, host):
        return False  # "message @sara.lee", "era @sara.lee"
    if _NO_HOST.match(host):
        return False  # "look at the full stop"
    if at.strip().lower() in {"(a)", "[a]"} and not _SPOKEN_HOST.search(host):
        return False  # "plan (a) please . it"
    if "@" in at or at.strip()[:1] in set("[({<") or "sign" in at.lower():
        return True
    if f" {at.strip().lower()} " in _FOREIGN_AT:
        return True  # nothing else is called so
    if at.strip().lower() == "at" and is_word(local) and not _ENGLISH_HOST.search(host):
        return False  # "live at lake punt road"
    if _SURELY_SPOKEN.search(host) or re.search(r"[\d._+]", local):
        return True
    return bool(_KNOWN_HOST.match(host)) and not is_word(local)


def _calls(word: str, host: str) -> bool:
    """Whether a word stands before a handle, and no mailbox before its host."""
    if _CALLS.fullmatch(word):
        return True
    return not _USUAL_HOST.search(host) and is_ordinary(word)


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
