"""The labels of one conversation: `[PERSON_1]`, `[EMAIL_1]`, `[AGENT_1]`.

The same value has the same label all through a conversation, whatever its form. Labels are
counted anew in every conversation, so nothing links one to another.
"""

import re

from redactor.identity_values import meaning
from redactor.known_person import People, name_words
from redactor.reading import key
from redactor.spans import Span

AGENT = "AGENT"
"""The word for the company's own people, whose entity is PERSON."""

WORDS = {
    "PERSON": "PERSON",
    "EMAIL_ADDRESS": "EMAIL",
    "PHONE_NUMBER": "PHONE",
    "STREET_ADDRESS": "ADDRESS",
    "POSTAL_CODE": "POSTCODE",
    "LOCATION": "PLACE",
    "ORGANIZATION": "COMPANY",
    "CREDIT_CARD": "CARD",
    "IBAN_CODE": "IBAN",
    "US_BANK_NUMBER": "BANK_ACCOUNT",
    "ABA_ROUTING_NUMBER": "BANK_ROUTING",
    "CRYPTO": "WALLET",
    "IP_ADDRESS": "IP",
    "MAC_ADDRESS": "DEVICE",
    "URL": "LINK",
    "DATE_TIME": "DATE",
    "DATE_OF_BIRTH": "BIRTH_DATE",
    "AGE": "AGE",
    "NRP": "GROUP",
    "TITLE": "TITLE",
    "SPECIAL_CATEGORY": "SENSITIVE",
    "USERNAME": "USERNAME",
    "PASSWORD": "PASSWORD",
    "SECRET": "SECRET",
    "ACCOUNT_ID": "ACCOUNT",
    "ORDER_ID": "ORDER",
    "ID_DOCUMENT": "ID_NUMBER",
    "MEDICAL_LICENSE": "LICENCE",
    "US_SSN": "SSN",
}
"""Entity to the word in its label; an entity that is not here is a national number: ID_NUMBER."""

NATIONAL = "ID_NUMBER"
REPORTED = "REPORTED"
"""The word, and the entity, of a value that a reviewer reported without saying what it is."""
_PHONE = WORDS["PHONE_NUMBER"]
_PHONE_TAIL = 7
_EVERY = "|".join(sorted({*WORDS.values(), AGENT, NATIONAL, REPORTED}))
LABEL = re.compile(rf"\[(?:{_EVERY})_\d+\]")
"""A label as it is written: what somebody else writes like one is escaped."""
_FORGED = re.compile(
    rf"\[(?=\s*(?:{_EVERY})[\s_-]*\d+\s*\])",
    re.IGNORECASE,
)


def is_agent(label: str) -> bool:
    """Whether a label stands for one of the company's own people."""
    return label.startswith(f"[{AGENT}_")


def word_of(entity: str) -> str:
    """Return the word in the labels of `entity`."""
    return REPORTED if entity == REPORTED else WORDS.get(entity, NATIONAL)


class Labels:
    """Gives each value its label, in order of appearance."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._labels: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}
        self._assigned: dict[tuple[str, str], str] = {}
        self._phones: dict[str, list[tuple[str, str]]] = {}

    def assign(self, span: Span, text: str) -> str:
        """Return the label of `span`, whose original text is `text`, and remember it."""
        label = self._assigned.get((span.entity, text))
        if label is None:
            label = self.of(span.entity, span.means or self._meaning(span.entity, text))
            self._assigned[span.entity, text] = label
        return label

    def assigned(self, entity: str, text: str) -> str:
        """Return the label that `assign` gave; KeyError if it never did."""
        return self._assigned[entity, text]

    def of(self, entity: str, means: str) -> str:
        """Return the label of what `means` something, counting on if it is new."""
        word = AGENT if entity == "PERSON" and means.startswith("agent:") else word_of(entity)
        known = self._find(word, means)
        if known:
            return known
        self._counts[word] = self._counts.get(word, 0) + 1
        label = f"[{word}_{self._counts[word]}]"
        self._labels[word, means] = label
        if word == _PHONE and (digits := _significant(means)):
            self._phones.setdefault(digits[-_PHONE_TAIL:], []).append((digits, label))
        return label

    def _find(self, word: str, means: str) -> str | None:
        known = self._labels.get((word, means))
        if known or word != _PHONE:
            return known
        digits = _significant(means)
        for other, label in self._phones.get(digits[-_PHONE_TAIL:], ()):
            if digits.endswith(other) or other.endswith(digits):
                return label
        return None

    def _meaning(self, entity: str, text: str) -> str:
        if entity == "PERSON":
            words = name_words(text)
            return self._people.who(words) or "person " + " ".join(words or [key(text)])
        return meaning(entity, text) or f"{entity} {text}"


def _significant(means: str) -> str:
    """Return the digits of a telephone that are dialled from anywhere; none if they are too few."""
    digits = means.rpartition(":")[2].lstrip("0")
    return digits if len(digits) >= _PHONE_TAIL else ""


def find_forged(folded: str) -> list[tuple[int, int]]:
    """Return where the brackets stand of what looks like a label in a folded text."""
    return [
        place
        for match in _FORGED.finditer(folded)
        for place in ((match.start(), match.end()), _closing(folded, match.end()))
    ]


def _closing(text: str, start: int) -> tuple[int, int]:
    end = text.index("]", start)
    return end, end + 1
