"""Identifiers: what a person is found by, brought to one form however it was written.

An e-mail address without its tag, the end of a phone number, a name without case, accents and
order, an account number without its dashes. What is too short or too common to point to one
person gives no form at all.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from models.worded import WordedEnum
from redactor.reading import key, read
from redactor.spelling import find_alternative

PHONE_DIGITS = 9
"""A phone number is told by its last nine digits: with and without country code and trunk zero."""

_END_DIGITS = 7
_SHORTEST_NUMBER = 5
_SHORTEST_USERNAME = 4
_LONGEST = 320
_MOST_WORDS = 8
_EXTENSION = re.compile(r"(?:ext\.?|extension|x|#|durchwahl|poste)\s*\d{1,6}\s*$", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"@]+@[^\s<>()\[\],;:\"@]+")
_DOTLESS = frozenset({"gmail.com", "googlemail.com"})
_TITLES = frozenset(
    {
        *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "madam", "jr", "phd", "md", "esq"),
        *("herr", "frau", "m", "mme", "mlle", "monsieur", "madame", "sr", "sra", "srta", "don"),
        *("dona", "signor", "signora", "sig", "dhr", "mevr"),
    }
)
_NOBODY = frozenset(
    {
        *("visitor", "guest", "anonymous", "unknown", "user", "customer", "client", "test"),
        *("admin", "support", "none", "null"),
    }
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,5}")
_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class IdentifierKind(WordedEnum):
    """What an identifier is."""

    EMAIL = "email", "E-mail address"
    PHONE = "phone", "Phone number"
    PHONE_END = "phone_end", "End of a phone number"
    NAME = "name", "Full name"
    NUMBER = "number", "Customer, account or order number"
    USERNAME = "username", "Username"


TELLING = frozenset({IdentifierKind.EMAIL, IdentifierKind.PHONE, IdentifierKind.NUMBER})
"""What points to one person by itself; the others must be confirmed by somebody."""

KINDS_OF_ENTITIES = {
    "PERSON": IdentifierKind.NAME,
    "EMAIL_ADDRESS": IdentifierKind.EMAIL,
    "PHONE_NUMBER": IdentifierKind.PHONE,
    "USERNAME": IdentifierKind.USERNAME,
    "ACCOUNT_ID": IdentifierKind.NUMBER,
    "ORDER_ID": IdentifierKind.NUMBER,
}
"""What a masked value of this entity identifies a person by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A value somebody can be found by: in memory only, never written in clear.

    `about` says that it is the visitor's own as far as the vendor knows; otherwise it was
    said in the chat, by or of whomever.
    """

    kind: IdentifierKind
    value: str
    about: bool = True

    def __repr__(self) -> str:
        return f"Identifier({self.kind})"


Form = tuple[IdentifierKind, str]


def forms_of(kind: IdentifierKind, value: str) -> tuple[Form, ...]:
    """The forms in which a value is sought: none where it points to nobody in particular."""
    plain = _plain(value[:_LONGEST])
    match kind:
        case IdentifierKind.EMAIL:
            return tuple((kind, form) for form in _email(plain))
        case IdentifierKind.PHONE | IdentifierKind.PHONE_END:
            return _phone(plain)
        case IdentifierKind.NAME:
            return _name(plain)
        case IdentifierKind.NUMBER:
            return _squashed(kind, plain, _SHORTEST_NUMBER, digits=True)
        case IdentifierKind.USERNAME:
            return _squashed(kind, plain, _SHORTEST_USERNAME, digits=False)


def _plain(value: str) -> str:
    """The value without odd letters, spelled-out signs and digits."""
    reading = read(value)
    return (find_alternative(reading) or reading).text


def _email(value: str) -> tuple[str, ...]:
    found = _ADDRESS.search(value.casefold().removeprefix("mailto:"))
    if not found:
        return ()
    local, _, domain = found.group().strip(".").partition("@")
    local = local.partition("+")[0]
    if domain in _DOTLESS:
        local, domain = local.replace(".", ""), "gmail.com"
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError:
        domain = key(domain)
    return (f"{local}@{domain}",) if local and domain else ()


def _phone(value: str) -> tuple[Form, ...]:
    digits = "".join(letter for letter in _EXTENSION.sub("", value) if letter.isdecimal())
    if len(digits) < _END_DIGITS or len(set(digits)) < 3:
        return ()
    whole = (IdentifierKind.PHONE, digits[-PHONE_DIGITS:])
    end = (IdentifierKind.PHONE_END, digits[-_END_DIGITS:])
    return (whole, end) if len(digits) > _END_DIGITS else (end,)


def _name(value: str) -> tuple[Form, ...]:
    """Two words or more, in any order; of three and more also the first with the last.

    A script without spaces writes a whole name as one word.
    """
    if _UNSPACED.fullmatch(value.strip()):
        return ((IdentifierKind.NAME, value.strip()),)
    words = [word for word in map(_word, _WORDS.findall(value)) if word]
    words = [word for word in words if word not in _TITLES]
    long = [word for word in words if len(word) > 1]
    if len(long) < 2 or len(words) > _MOST_WORDS or not _NOBODY.isdisjoint(words):
        return ()
    name = (IdentifierKind.NAME, " ".join(sorted(long)))
    if len(long) == 2:
        return (name,)
    ends = {long[0], long[-1]} if "," not in value else {long[0], long[1]}
    return (name, (IdentifierKind.NAME, " ".join(sorted(ends)))) if len(ends) == 2 else (name,)


def _word(word: str) -> str:
    return "".join(letter for letter in key(word) if letter.isalpha())


def _squashed(kind: IdentifierKind, value: str, least: int, *, digits: bool) -> tuple[Form, ...]:
    squashed = "".join(letter for letter in key(value) if letter.isalnum())
    telling = any(map(str.isdecimal, squashed)) if digits else squashed not in _NOBODY
    alike = all(left == right for left, right in pairwise(squashed))
    return ((kind, squashed),) if len(squashed) >= least and telling and not alike else ()
