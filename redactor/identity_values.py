"""What each field of an Identity gives to be sought: contacts, company, place, custom fields."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from redactor.clues import FOUND_SCORE, TOLD_SCORE, Clue
from redactor.conversation import Identity
from redactor.known_values import KnownValues
from redactor.reading import key, read, squashed
from redactor.spelling import find_alternative
from redactor.turns import tokens_of
from redactor.vocabulary import is_forename, is_word, words_of

_LEGAL = words_of("legal_forms")
_SHORT_PLACE = 4
_DESKS = "support|help|info|sales|hello|hi|contact|service|team|billing|care|orders?|no-?reply"
_SHORT_COMPANY = 5
_TELLING_PART = 6
_LONG_NUMBER = re.compile(rf"\d{{{_TELLING_PART - 1},}}")
_BETWEEN_PARTS = re.compile(r"[\s_.@-]+")
_INWARD = re.compile(r"\d[A-Za-z]{2}")
_NUMBERED = frozenset({"ORDER_ID", "ACCOUNT_ID", "ID_DOCUMENT", "SECRET"})
_FREE_MAIL = re.compile(
    r"(?:^|\.)(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|mac|aol|gmx|proton"
    r"(?:mail)?|zoho|mail|email|fastmail|yandex|hey|web|comcast|verizon|btinternet|example)\.",
    re.IGNORECASE,
)
_NAMING_KEY = re.compile(
    r"(?:^|_)(?:(?:first|last|full|sur|given|family|contact|customer|user)_?)?name$", re.IGNORECASE
)
_TELLING_KEY = re.compile(
    r"name|mail|phone|mobile|cell|fax|address|street|zip|post|account|customer|client|user|login"
    r"|order|invoice|ticket|member|ssn|social|dob|birth|passport|tax|vat|iban|card|licen[cs]e"
    r"|compan|employer|organi[sz]ation|(?:^|_)id$|token|session|ip$|device",
    re.IGNORECASE,
)
_NO_TELLING_KEY = re.compile(
    r"type|status|plan|tier|(?:^|_)count$|total|size|level|stage|segment|source|language|lang|currency"
    r"|browser|os$|product|version|created|updated|since|date$|(?:^|_)at$",
    re.IGNORECASE,
)
_TELLING_VALUE = re.compile(
    r"[^@\s]+@[^@\s]+|\+?(?:[\s().-]*\d){7,}[\s().-]*|[0-9a-f]{8}-[0-9a-f-]{27,}"
    r"|(?=\S*\d)(?=\S*[A-Za-z])[\w-]{6,}",
    re.IGNORECASE,
)
_ENTITY_OF_KEY = (
    ("EMAIL_ADDRESS", re.compile(r"mail", re.IGNORECASE)),
    ("PHONE_NUMBER", re.compile(r"phone|mobile|cell|fax", re.IGNORECASE)),
    ("ORDER_ID", re.compile(r"order|invoice|ticket", re.IGNORECASE)),
    ("USERNAME", re.compile(r"user|login", re.IGNORECASE)),
    ("POSTAL_CODE", re.compile(r"zip|post", re.IGNORECASE)),
    ("STREET_ADDRESS", re.compile(r"address|street", re.IGNORECASE)),
    ("DATE_OF_BIRTH", re.compile(r"dob|birth", re.IGNORECASE)),
    ("ORGANIZATION", re.compile(r"compan|employer|organi[sz]ation", re.IGNORECASE)),
    ("SECRET", re.compile(r"token|session|secret|password", re.IGNORECASE)),
    ("CREDIT_CARD", re.compile(r"card", re.IGNORECASE)),
)


FIELDS = {
    "name": "PERSON",
    "email": "EMAIL_ADDRESS",
    "phone": "PHONE_NUMBER",
    "company": "ORGANIZATION",
    "username": "USERNAME",
    "location": "LOCATION",
    "ip": "IP_ADDRESS",
    "page": "URL",
}
"""The fields of an Identity and what they are."""


def add_contact(values: KnownValues, identity: Identity, source: str) -> None:
    """Seek e-mail (whole, local part, company domain), phone, username, address and page."""
    for field in ("email", "phone", "username", "ip", "page"):
        entity = FIELDS[field]
        value: str = getattr(identity, field)
        if len(value) > 2:
            of = f"{source}:{field}" if ":" not in source else source
            single = is_word(value) if value.isalpha() else False
            values.add(
                value,
                Clue(
                    entity=entity,
                    means=meaning(entity, value),
                    source=of,
                    careful=single,
                    written=value,
                ),
            )
    for part in parts_of("USERNAME", identity.username):
        username = meaning("USERNAME", identity.username)
        of = f"{source}:username" if ":" not in source else source
        values.add(part, Clue(entity="USERNAME", means=username, source=of))
    local, _, domain = identity.email.partition("@")
    of = source if ":" in source else f"{source}:email"
    clue = Clue(entity="EMAIL_ADDRESS", means=meaning("EMAIL_ADDRESS", identity.email), source=of)
    if len(local) > 2 and not (local.isalpha() and is_word(local)):
        values.add(local, clue)
    if "." in domain and not _FREE_MAIL.search(domain):
        values.add(domain, Clue(entity="URL", means=meaning("URL", domain), source=of))


def add_company(values: KnownValues, company: str, source: str) -> None:
    """Seek a company by its name, with and without its legal form."""
    words = [token.text for token in tokens_of(company)]
    bare = _without_legal_form(words)
    means = meaning("ORGANIZATION", " ".join(bare))
    forms = [words, bare] if bare != words else [words]
    if len(bare) > 1 and len(bare[0]) > 4 and not is_word(bare[0]) and not is_forename(bare[0]):
        forms.append(bare[:1])
    for form in forms:
        written = " ".join(form)
        if len(written) > 1:
            careful = len(form) == 1 and (is_word(written) or len(written) < 3)
            values.add(
                written,
                Clue(
                    entity="ORGANIZATION",
                    means=means,
                    source=source,
                    score=FOUND_SCORE if source.startswith("known:") else TOLD_SCORE,
                    careful=careful,
                    written=written,
                ),
            )


def add_company_of(values: KnownValues, mail: str, source: str, theirs: str = "") -> None:
    """Seek the company that the domain of a visitor's e-mail names: `lee-widgets`, `leewidgets`.

    A domain whose desk is named in `theirs`, the folded words of the agents, is their own.
    """
    domain = mail.rpartition("@")[2].lower()
    label = domain.partition(".")[0]
    if len(label) < _SHORT_COMPANY or _FREE_MAIL.search(domain):
        return
    desk = rf"(?:{_DESKS})[\w.-]*@(?:[\w-]+\.)*{re.escape(domain)}"
    if domain in theirs and re.search(desk, theirs):
        return
    clue = Clue(
        entity="ORGANIZATION",
        means=meaning("ORGANIZATION", label),
        source=source,
        score=FOUND_SCORE,
        careful=is_word(label) or is_forename(label),
        written=label.capitalize(),
    )
    values.add_company(label, clue)


def add_host_of(values: KnownValues, mail: str, source: str, theirs: str) -> None:
    """Seek the host of a visitor's own e-mail, unless many have it or the agents name it."""
    domain = mail.rpartition("@")[2].lower().rstrip(".")
    if "." not in domain or _FREE_MAIL.search(domain) or domain in theirs:
        return
    if "@" in mail and len(domain.partition(".")[0]) >= _SHORT_COMPANY:
        means = meaning("URL", domain)
        values.add(domain, Clue(entity="URL", means=means, source=source, score=FOUND_SCORE))


def parts_of(entity: str, value: str) -> Iterator[str]:
    """Yield the parts of a found value that tell of it alone."""
    if entity in _NUMBERED:
        yield from _LONG_NUMBER.findall(value) if any(map(str.isalpha, value)) else ()
        return
    words = [word for word in _BETWEEN_PARTS.split(value) if word]
    if entity == "USERNAME" and len(words) > 1:
        yield from (word for word in words if len(word) >= _TELLING_PART and not is_word(word))
    elif entity == "POSTAL_CODE" and len(words) == 2 and _INWARD.fullmatch(words[1]):
        yield words[0]


def _without_legal_form(words: list[str]) -> list[str]:
    bare = list(words)
    while len(bare) > 1 and key(bare[-1]) in _LEGAL:
        bare.pop()
    return bare


def meanings(identity: Identity) -> Iterator[tuple[str, str, str]]:
    """Yield (field, entity, meaning) for each field of `identity` that is known."""
    for field, entity in FIELDS.items():
        value: str = getattr(identity, field)
        if entity == "PERSON":
            told = "visitor" if tokens_of(value) else ""
        elif entity == "ORGANIZATION":
            words = [token.text for token in tokens_of(value)]
            told = meaning(entity, " ".join(_without_legal_form(words)))
        else:
            told = meaning(entity, value)
        if told:
            yield field, entity, told


def add_location(values: KnownValues, location: str) -> None:
    """Seek each part of the visitor's place: city, region, country."""
    for part in re.split(r"[,;/|()]", location):
        written = part.strip()
        if len(written) > 1:
            careful = is_word(written) or len(written) < _SHORT_PLACE
            values.add(
                written,
                Clue(
                    entity="LOCATION",
                    means=meaning("LOCATION", location),
                    source="identity:location",
                    careful=careful,
                    written=written,
                ),
            )


def add_custom(values: KnownValues, custom: Mapping[str, str]) -> Iterator[str]:
    """Seek custom fields that identify, by key or by shape; yield the values that are names."""
    for name, told in custom.items():
        value = str(told).strip()
        named = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
        if len(value) < 3 or _NO_TELLING_KEY.search(named):
            continue
        if _NAMING_KEY.search(named) and not re.search(r"company|user|plan|product", named):
            yield value
        elif _TELLING_VALUE.fullmatch(value) or (
            _TELLING_KEY.search(named) and not (value.isalpha() and is_word(value))
        ):
            entity = _entity_of(named, value)
            if entity == "ORGANIZATION":
                add_company(values, value, "identity:custom")
            else:
                values.add(
                    value,
                    Clue(entity=entity, means=meaning(entity, value), source="identity:custom"),
                )


def _entity_of(name: str, value: str) -> str:
    if "@" in value:
        return "EMAIL_ADDRESS"
    for entity, pattern in _ENTITY_OF_KEY:
        if pattern.search(name):
            return entity
    return "ACCOUNT_ID"


@lru_cache(maxsize=1024)
def meaning(entity: str, value: str) -> str:
    """Return what `value` means for labels: equal values mean the same however written."""
    reading = read(value)
    letters = squashed((find_alternative(reading) or reading).text)
    return f"{entity}:{letters}" if letters else ""
