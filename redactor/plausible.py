"""Whether what the language model names may be what it says: values that are none, words around.

A model errs on words it never saw; what stands beside them often says what they are.
"""

import re

from redactor.names import SAID
from redactor.number_words import MONTH, NUMBER_WORD
from redactor.reading import key
from redactor.recognizers.thing_numbers import is_of_a_thing
from redactor.told_otherwise import is_told_otherwise
from redactor.turns import tokens_of
from redactor.vocabulary import is_forename, is_word, is_word_abroad, keys_of, phrases_of, words_of

_NOT_CALLED = frozenset(
    {"anak", "po", "hun", "chur", "q", "u", "I", "MIL", "FIL", "SIL", "BIL"}
    | {"Sie", "Ihnen", "Ihre", "Ihr"}
)
"""What names may be spelled like as well: no name as it is written here."""
_NUMBERED = frozenset(
    {"ORDER_ID", "ACCOUNT_ID", "ID_DOCUMENT", "IBAN_CODE", "SECRET", "POSTAL_CODE"}
)
_OF_THINGS = frozenset({"ORDER_ID", "ACCOUNT_ID", "ID_DOCUMENT", "SECRET", "PHONE_NUMBER"})
"""What the number of a part, a model or a flight may be taken for."""
_WHAT_IS_ASKED = frozenset(phrases_of("number_labels"))
_FOUR_PARTS = re.compile(r"(?=.*(?<!\d)\d(?!\d))\d{1,3}(?:\.\d{1,4}){3}")
"""A network address or a version: four parts, one of them of a single digit."""
_HOST = re.compile(
    r"(?:https?://|www\.|(?:imap|smtp|pop3?|mail|mx|webmail|ftp|ns|exchange|autodiscover)\d?\.\w)"
    r"[^@\s]*$",
    re.IGNORECASE,
)
_LEAST_PHONE_DIGITS = 3
_LEAST_FOLDED = 4
"""Of shorter words an accent makes another: "zé"."""


def is_plausible(text: str, start: int, end: int, entity: str) -> bool:
    """Whether `text[start:end]` may be an `entity`."""
    value = text[start:end]
    return (
        _may_be(value, entity)
        and not (entity in _OF_THINGS and is_of_a_thing(text, start, end))
        and not is_told_otherwise(text, start, end, entity)
    )


def _may_be(text: str, entity: str) -> bool:
    """Whether a value by itself may be what the model says.

    Ordinary lower-case words are no name, nor are greetings and fillers; a number has digits or
    words for them.
    """
    if not _may_be_number(text, entity):
        return False
    if entity == "PERSON" and (text in _NOT_CALLED or _is_said(text) or _is_of_a_maker(text)):
        return False
    if entity == "USERNAME" and not is_word(text) and _is_said_small(text):
        return False
    if entity == "STREET_ADDRESS" and _is_no_street(text):
        return False
    if entity != "PERSON" or not text.islower():
        return True
    return any(is_forename(word) or not _is_ordinary(word) for word in text.split())


def _is_of_a_maker(text: str) -> bool:
    """Whether it is a maker and its product: "Miele Triflex"."""
    maker, _, product = text.partition(" ")
    return maker.lower() in words_of("makers") and bool(product) and not is_forename(product)


def _is_no_street(text: str) -> bool:
    """Whether it is one ordinary word."""
    return text.islower() and text.isalpha() and is_word(text)


def _is_ordinary(word: str) -> bool:
    """Whether it is a word of a language known here."""
    plain = key(word) if len(word) >= _LEAST_FOLDED else word
    return is_word(word) or is_word_abroad(plain) or plain in keys_of("not_called")


def _is_label(text: str) -> bool:
    """Whether it is only what a number is asked for by: "CPF:"."""
    return text.lower().rstrip(".:") in _WHAT_IS_ASKED


def _is_said(text: str) -> bool:
    """Whether all of it is thanks, greetings and fillers, or what a number is asked for by."""
    if _is_label(text):
        return True
    words = [token.key for token in tokens_of(text)]
    return " ".join(words) in SAID or (bool(words) and all(word in SAID for word in words))


def _may_be_number(text: str, entity: str) -> bool:
    """Whether a date, an age, a phone or another number has what makes it one; all else may be."""
    match entity:
        case "DATE_OF_BIRTH":
            return _counts(text) or bool(MONTH.search(text))
        case "AGE":
            return _counts(text)
        case "PHONE_NUMBER" if _FOUR_PARTS.fullmatch(text):
            return False
        case "PHONE_NUMBER":
            digits = sum(map(str.isdigit, text))
            return digits >= _LEAST_PHONE_DIGITS or bool(NUMBER_WORD.search(text))
        case "EMAIL_ADDRESS":
            return not _is_said_small(text) and not _HOST.match(text)
    if entity not in _NUMBERED:
        return True
    if _is_label(text) or _FOUR_PARTS.fullmatch(text):
        return False
    return entity == "SECRET" or _counts(text) or not _is_said_small(text)


def _counts(text: str) -> bool:
    """Whether it has a digit or a word for a number."""
    return any(map(str.isdigit, text)) or bool(NUMBER_WORD.search(text))


def _is_said_small(text: str) -> bool:
    """Whether it is an ordinary word, of whatever language known here."""
    said = is_word(text) or (text.islower() and is_word_abroad(key(text)))
    return said and text.isalpha() and len(text) > 3
