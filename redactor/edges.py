"""Where a value begins and ends in what the model names: without the words beside it.

Only words go that say by themselves that they are no part of it; in doubt a word stays.
"""

import re

from redactor.number_words import NUMBER_WORD
from redactor.reading import key
from redactor.vocabulary import (
    is_forename,
    is_never_a_name,
    is_ordinary,
    listed,
    phrases_of,
    words_of,
)

_FILLER_AFTER = re.compile(
    r"(?<=[^\W\d_]{2}),? (?:u|q|ja|hun|lol|lmao|haha|k{3,}|smth|summat|btw|pls|plz|thx)$"
)
_HONORED = re.compile(r"(?<=[^\W\d_]{3})(?:-(?:san|sama|sensei)| (?:Sie|Ihnen))$")
"""How somebody is spoken to, behind the name: "Aya-san"."""
_PARTICLE_AFTER = re.compile(r"(?<=[a-z]{2}) (?:po|minn|mín)$")
_LAST_WORD = re.compile(r"(?<=\w)(?P<gap>[ ,]+)(?P<word>[^\W\d_]{2,})$")
_FIRST_WORD = re.compile(r"(?P<word>[^\W\d_]{1,12}(?:['’](?:m|re|s))?)[:,]?[ ]+(?=\S)")
_SAID_BEFORE = re.compile(r"(?P<word>[a-zß-ÿ]{3,}) (?=[A-ZÀ-Þ])")
_INTO_STREETS = frozenset(
    listed("at to from is are and but near behind we i it we're i'm it's not now still only")
)
"""What leads to an address and begins none; "in", "an" and "on" begin some."""
_IN_A_STREET = re.compile(
    r"(?:in|an|auf|bei|von|aan|op|van|bij)[ ](?:de[rnm]?|das|het)[ ]"
    r"(?=[A-ZÄÖÜ][\w-]*(?:straße|strasse|str\.|gasse|allee|platz|weg|straat|gracht|laan|plein|kade"
    r"|singel|dijk)\b)"
    r"|(?:dans|en|in|na|nella|sur|à|de|del)[ ](?:(?:la|le|el|los)[ ])?"
    r"(?=(?:rue|avenue|place|impasse|calle|avenida|plaza|rua|travessa|praça|via|piazza|corso)[ ])"
)
"""What leads to a street that ends, or begins, with its word: "in der [Lindenstraße 4]"."""
_AFTER_STREETS = frozenset(listed("since full comma space stop question please"))
_HANDLE = re.compile(r"\S*@[\w-]+(?:\.[\w-]+)+|(?<!\S)@\w{3,}")
_HELLO = re.compile(r"(?P<word>[^\W\d_]{2,10})[ ,!]{1,2}(?=[A-ZÀ-Þ])")
_HELLOS = frozenset(
    listed("moin hei hej hoi hola hallo ciao bonjour salut servus tack takk kiitos obrigado")
    + listed("obrigada gracias grazie merci danke dziekuje dzieki hiya hello hey thanks")
)
"""What a name stands behind, and nobody is called."""
_LABELS = "|".join(sorted(map(re.escape, phrases_of("number_labels")), key=len, reverse=True))
_LABEL_BEFORE = re.compile(rf"(?:{_LABELS}|tel)\b\.?[ ]?[:#]?[ ]?(?=\S*\d)", re.IGNORECASE)
_CODE_LABEL = re.compile(r"(?:post ?code|zip(?: code)?|eircode|plz|cep)[ ]?:?[ ]", re.IGNORECASE)
_LABELLED = frozenset(
    {"ORDER_ID", "ACCOUNT_ID", "ID_DOCUMENT", "SECRET", "POSTAL_CODE", "PHONE_NUMBER"}
)
_SIGN_BEFORE = re.compile(
    r"(?:slash|dash|hyphen|bindestrich|tiret|guion|guión|trattino|streepje|hífen)[ ]+(?=\d)", re.I
)
_PHONE_BEFORE = re.compile(r"(?:T|M|P|F|Ph|PH|Mob)[.:]?[ ](?=[+(]?\d[\d ().-]{5})")
_WORD_BEHIND = re.compile(r"(?<=\w),? (?P<word>[a-zß-ÿ]{1,8})$")
_DIGITS_LAST = re.compile(r"(?:\d[ .-]{0,2}){6,40}$")
_SMALL = frozenset(listed("i q o n"))
"""What a sentence goes on with behind a number, and no letter of one."""
_LIKE_DIGITS = frozenset(listed("for to too won ate oh see be are you why at as"))


def bare(text: str, entity: str) -> tuple[int, int]:
    """Return where in `text`, which the model names `entity`, the value begins and ends."""
    if entity == "PERSON":
        hello = _HELLO.match(text)
        start = hello.end() if hello and _is_hello(hello["word"]) else 0
        return start, start + len(_name(text[start:]))
    if " " not in text:
        return 0, len(text)
    if entity == "STREET_ADDRESS":
        return _street(text)
    if entity == "ORGANIZATION":
        said = _SAID_BEFORE.match(text)
        return (said.end() if said and said["word"] not in words_of("particles") else 0), len(text)
    if entity in {"EMAIL_ADDRESS", "USERNAME"}:
        return _handle(text)
    return _number(text, entity) if entity in _LABELLED else (0, len(text))


def _is_hello(word: str) -> bool:
    return key(word) in _HELLOS and not is_forename(key(word))


def _name(text: str) -> str:
    """What is left without fillers and what a person does: "Holly hun", "Mark signed"."""
    text = _HONORED.sub("", _FILLER_AFTER.sub("", text))
    if not text[0].isupper():
        return text
    text = _PARTICLE_AFTER.sub("", text)
    while (last := _LAST_WORD.search(text)) and _goes_on_behind_a_name(last["word"]):
        text = text[: last.start()]
    return text


def _goes_on_behind_a_name(word: str) -> bool:
    if not word.islower():
        return False
    if word in words_of("particles"):
        return True
    return is_ordinary(word) and not is_forename(word)


def _street(text: str) -> tuple[int, int]:
    start, end = 0, len(text)
    while (first := _FIRST_WORD.match(text, start)) and first["word"].lower() in _INTO_STREETS:
        start = first.end()
    if inside := _IN_A_STREET.match(text, start):
        start = inside.end()
    while (last := _LAST_WORD.search(text, start, end)) and _is_behind_a_street(last["word"]):
        end = last.start()
    return start, end


def _is_behind_a_street(word: str) -> bool:
    return word.lower() in _AFTER_STREETS or (word.islower() and is_never_a_name(word))


def _number(text: str, entity: str) -> tuple[int, int]:
    """Where a number stands without its label, the sign before it and what is said behind it."""
    start, end = 0, len(text)
    code = (_CODE_LABEL,) if entity == "POSTAL_CODE" else ()
    for before in (_LABEL_BEFORE, *code, _SIGN_BEFORE, _PHONE_BEFORE):
        if label := before.match(text, start):
            start = label.end()
    while (last := _WORD_BEHIND.search(text, start, end)) and _is_behind_a_number(last["word"]):
        end = last.start()
    return (start, end) if _DIGITS_LAST.search(text, start, end) else (start, len(text))


def _is_behind_a_number(word: str) -> bool:
    said = word in _SMALL or (is_never_a_name(word) and word not in _LIKE_DIGITS)
    return said and not NUMBER_WORD.search(word)


def _handle(text: str) -> tuple[int, int]:
    """Where a whole handle or address stands among words that are said of it, if one does."""
    found = _HANDLE.search(text)
    if not found:
        return 0, len(text)
    around = [*text[: found.start()].split(), *text[found.end() :].split()]
    if not all(map(_is_said, around)):
        return 0, len(text)
    return found.span()


def _is_said(word: str) -> bool:
    plain = word.strip(",;:").lower()
    known = is_ordinary(plain) or is_never_a_name(plain) or plain in _SMALL
    return known and plain not in words_of("spoken_signs")
