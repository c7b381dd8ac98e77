"""Find what messages show: the language model over each chat, recognizers over each message.

Offsets are of the texts given. What the recognizers found is remembered for texts seen before
(greetings, canned answers, messages of a session that comes again): a bounded memo inside this
process, which holds unmasked text in memory as the messages themselves do, and nowhere else.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from redactor.edges import bare
from redactor.memo import Memo
from redactor.names import SAID
from redactor.number_words import MONTH, NUMBER_WORD
from redactor.recognizers.base import SOURCE_KEY
from redactor.recognizers.needs import NOTHING as NO_NEEDS
from redactor.recognizers.needs import Index, glance
from redactor.recognizers.thing_numbers import is_of_a_thing
from redactor.said import Named, Said
from redactor.spans import Span
from redactor.turns import tokens_of
from redactor.vocabulary import is_forename, is_word, is_word_abroad, phrases_of

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer, RecognizerResult

CHUNK = 4_000
"""Longer texts are analysed in pieces of this many characters..."""

OVERLAP = 300
"""...of which each repeats this many of the one before, so that no value is cut in two."""

_DECIMALS = re.compile(r"\d+(?:[.,]\d+)+")
_CODE = re.compile(r"[A-Z]{1,5}-?\d{1,12}")
_SAID_SMALL = frozenset({"anak", "po", "hun", "chur", "q", "u"})
"""What names may be spelled like as well: no name in lower case."""
_NUMBERED = frozenset(
    {"ORDER_ID", "ACCOUNT_ID", "ID_DOCUMENT", "IBAN_CODE", "SECRET", "POSTAL_CODE"}
)
_OF_THINGS = frozenset({"ORDER_ID", "ACCOUNT_ID", "ID_DOCUMENT", "SECRET", "PHONE_NUMBER"})
"""What the number of a part, a model or a flight may be taken for."""
_WHAT_IS_ASKED = frozenset(phrases_of("number_labels"))
_PRICE = re.compile(r"[€$£¥₹₱₫₩]\s?[\d.,]+|[\d.,]+\s?(?:[€$£¥₹₱₫₩]|zł|kr\.?|chf|eur|usd|gbp)", re.I)
_READING = re.compile(r"\d{1,3}(?:[ .]\d{3})*,\d{1,2}|\d{1,3}(?:,\d{3})+\.\d{1,2}")
_VERSION = re.compile(r"v?\d{1,3}\.\d{1,2}\.\d{1,2}")
_DECIMAL = re.compile(r"\d{1,4}[.,]\d{1,2}")
_FOUR_PARTS = re.compile(r"(?=.*(?<!\d)\d(?!\d))\d{1,3}(?:\.\d{1,4}){3}")
"""A network address or a version: four parts, one of them of a single digit."""
_ARTICLES = frozenset({"art", "artt"})
_NUMBER_AFTER = re.compile(r"\.?\s?\d")
_HOST = re.compile(r"(?:https?://|www\.)[^@]*$", re.IGNORECASE)
_LEAST_PHONE_DIGITS = 3
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_BIRTH = re.compile(
    r"birth|\bborn|\bb\.|dob\b|d\.o\.b|gebo?r|\bgeb|jahrgang|nac[ií]|naci[md]|nasc|na[iî]ss|\bn[ée]e?\b"
    r"|\bnat[oa]\b|\bage|\bold\b",
    re.IGNORECASE,
)
_FEW_WORDS = 3
_MESSAGES_BEFORE = 2
"""How many messages may say what a year is of."""
_NO_ARTIFACTS: Any = None  # the recognizers need no language model


class Detector(Protocol):
    """Finds personal data in single texts."""

    model: str

    def find(self, chats: Sequence[Sequence[Said]]) -> list[list[tuple[Span, ...]]]:
        """Return what is found in each message of each of `chats`, in their order."""
        ...

    def find_shapes(self, text: str) -> tuple[Span, ...]:
        """Return what the recognizers alone find in `text`: no model, no memo."""
        ...


class Reader(Protocol):
    """A language model that reads whole chats."""

    def find(self, chat: Sequence[Said]) -> list[list[Named]]:
        """Return what it names in each message."""
        ...


class TextDetector:
    """A language model, or none, and recognizers, with a memo of `remember` texts."""

    def __init__(
        self,
        reader: Reader | None,
        recognizers: "Sequence[EntityRecognizer]",
        *,
        model: str,
        remember: int = 4_096,
    ) -> None:
        self.model = model
        self._reader = reader
        self._recognizers = tuple(recognizers)
        self._needs = Index([getattr(each, "least", (NO_NEEDS,)) for each in recognizers])
        self._source = f"model:{model.partition('@')[0]}"
        self._memo = Memo[str, tuple[Span, ...]](remember)

    def find(self, chats: Sequence[Sequence[Said]]) -> list[list[tuple[Span, ...]]]:
        """Return what is found in each message of each of `chats`, in their order."""
        return [
            [
                (*spans, *self._remembered(text))
                for (_, text), spans in zip(chat, self._find_with_model(chat), strict=True)
            ]
            for chat in chats
        ]

    def _remembered(self, text: str) -> tuple[Span, ...]:
        """What the recognizers find, from memory where the text was seen before."""
        if len(text) > CHUNK:
            return self.find_shapes(text)
        return self._memo.of(text, self.find_shapes)

    def find_shapes(self, text: str) -> tuple[Span, ...]:
        """Return what the recognizers alone find in `text`: no model, no memo."""
        spans: dict[Span, None] = {}
        for offset, piece in _pieces(text):
            for number in self._needs.met_by(glance(piece)):
                recognizer = self._recognizers[number]
                for result in recognizer.analyze(piece, [], _NO_ARTIFACTS):
                    spans[_span(result, recognizer, offset)] = None
        return tuple(spans)

    def _find_with_model(self, chat: Sequence[Said]) -> list[list[Span]]:
        """What the model finds in each message, without what cannot be."""
        if self._reader is None:
            return [[] for _ in chat]
        return [
            [span for each in named if (span := self._span_of(each, chat, index))]
            for index, named in enumerate(self._reader.find(chat))
        ]

    def _span_of(self, named: Named, chat: Sequence[Said], index: int) -> Span | None:
        """What is named in a message of `chat`, unless it cannot be what the model says."""
        text, label = chat[index].text, named.label
        first, last = bare(text[named.start : named.end], label)
        start, end = named.start + first, named.start + last
        value = text[start:end]
        before = [text for _, text in chat[max(0, index - _MESSAGES_BEFORE) : index]]
        if (
            not _is_plausible(value, label)
            or _is_any_year(value, label, text, before)
            or _is_article(value, text[end:])
            or (label in _OF_THINGS and is_of_a_thing(text, start, end))
        ):
            return None
        return Span(start=start, end=end, entity=label, score=named.score, source=self._source)


def _is_plausible(text: str, entity: str) -> bool:
    """Whether what the model names may be what it says.

    Ordinary lower-case words are no name, nor are codes, decimals, versions, greetings and
    fillers; a number has digits or words for them.
    """
    if not _may_be_number(text, entity):
        return False
    if entity == "STREET_ADDRESS" and (_DECIMALS.fullmatch(text) or _PRICE.fullmatch(text)):
        return False
    if entity == "PERSON" and (
        text == "I" or text in _SAID_SMALL or _CODE.fullmatch(text) or _is_said(text)
    ):
        return False
    if entity == "STREET_ADDRESS" and text.islower() and text.isalpha() and is_word(text):
        return False
    if entity != "PERSON" or not text.islower():
        return True
    return any(is_forename(word) or not _is_ordinary(word) for word in text.split())


def _is_ordinary(word: str) -> bool:
    """Whether it is a word of a language known here."""
    return is_word(word) or is_word_abroad(word)


def _is_label(text: str) -> bool:
    """Whether it is only what a number is asked for by: "CPF:"."""
    return text.lower().rstrip(".:") in _WHAT_IS_ASKED


def _is_said(text: str) -> bool:
    """Whether all of it is thanks, greetings and fillers, or what a number is asked for by."""
    if _is_label(text):
        return True
    words = [token.key for token in tokens_of(text)]
    return " ".join(words) in SAID or (bool(words) and all(word in SAID for word in words))


def _is_any_year(value: str, entity: str, text: str, before: Sequence[str]) -> bool:
    """Whether a year stands in a sentence that speaks of no birth: "a 1974 roof"."""
    if entity != "DATE_OF_BIRTH" or not _YEAR.fullmatch(value) or len(text.split()) <= _FEW_WORDS:
        return False
    return not _OF_BIRTH.search(" ".join([*before, text]))


def _is_article(text: str, after: str) -> bool:
    """Whether it is an article of law, and nobody called Art: "Art. 17 GDPR"."""
    return text.lower().rstrip(".") in _ARTICLES and _NUMBER_AFTER.match(after) is not None


def _may_be_number(text: str, entity: str) -> bool:
    """Whether a date, an age, a phone or another number has what makes it one; all else may be."""
    digits = sum(map(str.isdigit, text))
    counts = bool(digits or NUMBER_WORD.search(text))
    match entity:
        case "DATE_OF_BIRTH":
            return counts or bool(MONTH.search(text))
        case "AGE":
            return counts
        case "PHONE_NUMBER" if _FOUR_PARTS.fullmatch(text):
            return False
        case "PHONE_NUMBER":
            return digits >= _LEAST_PHONE_DIGITS or (bool(NUMBER_WORD.search(text)))
        case "EMAIL_ADDRESS":
            return not (text.isalpha() and is_word(text)) and not _HOST.match(text)
    if entity not in _NUMBERED:
        return True
    if (
        _PRICE.fullmatch(text)
        or _READING.fullmatch(text)
        or text.lower().rstrip(".:") in _WHAT_IS_ASKED
    ):
        return False
    if _FOUR_PARTS.fullmatch(text) or _DECIMAL.fullmatch(text):
        return False
    if entity != "ID_DOCUMENT" and _VERSION.fullmatch(text):
        return False
    return counts or entity == "SECRET" or not (text.isalpha() and len(text) > 3 and is_word(text))


def _span(result: "RecognizerResult", recognizer: "EntityRecognizer", offset: int) -> Span:
    metadata = result.recognition_metadata or {}
    source = metadata.get(SOURCE_KEY) or getattr(recognizer, "SOURCE", None)
    return Span(
        start=offset + result.start,
        end=offset + result.end,
        entity=result.entity_type,
        score=result.score,
        source=str(source or f"pattern:{result.entity_type.lower()}"),
    )


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, piece) with cuts at blanks where there are any."""
    start = 0
    while len(text) - start > CHUNK:
        cut = text.rfind(" ", start + CHUNK - OVERLAP, start + CHUNK)
        end = cut if cut > 0 else start + CHUNK
        yield start, text[start:end]
        start = max(text.rfind(" ", end - OVERLAP, end - OVERLAP // 2) + 1, end - OVERLAP)
    yield start, text[start:]
