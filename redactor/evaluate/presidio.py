"""Stock Presidio as something to measure: its default recognizers, on our model or on rules alone.

Each message by itself, as English, at Presidio's own threshold, which is 0: everything found
counts. Where the choice was ours it was made in Presidio's favour: it gets every entity the model
knows, words for its context to go by (our pipeline has no lemmatizer), and the reserved domains of
the chats, which it would not take for e-mail addresses. Importing this module loads Presidio.
"""

from collections.abc import Iterator, Sequence
from importlib.metadata import version

import spacy
import tldextract
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry, RecognizerResult
from presidio_analyzer import predefined_recognizers as stock
from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine
from spacy.language import Language
from spacy.tokens import Doc

from redactor.conversation import Session
from redactor.evaluate.engines import Answer, Found

DEFAULTS = (
    stock.CreditCardRecognizer,
    stock.CryptoRecognizer,
    stock.DateRecognizer,
    stock.EmailRecognizer,
    stock.IbanRecognizer,
    stock.IpRecognizer,
    stock.MacAddressRecognizer,
    stock.MedicalLicenseRecognizer,
    stock.NhsRecognizer,
    stock.PhoneRecognizer,
    stock.UrlRecognizer,
    stock.UsBankRecognizer,
    stock.UsItinRecognizer,
    stock.UsLicenseRecognizer,
    stock.UsPassportRecognizer,
    stock.UsSsnRecognizer,
    stock.UuidRecognizer,
)
"""What `AnalyzerEngine()` has for English. It seeks its classes by name, and would take ours of the
same name where both are loaded; so they are named here."""

RESERVED = ("example", "test", "invalid", "localhost")
"""Top-level domains nobody can register (RFC 2606), those of the chats."""

NAMES = {"UUID": "SECRET", "EMAIL": "EMAIL_ADDRESS", "ID": "ID_DOCUMENT"}
"""Presidio's names for entities where ours differ."""

_SAME = ("ORGANIZATION", "STREET_ADDRESS")
"""What our model says and Presidio's configuration for models has no line for."""

_LEMMAS = "lower_case_lemmas"
_VERSION = f"presidio-analyzer {version('presidio-analyzer')}"


class StockPresidio:
    """Presidio's analyzer around a spaCy pipeline."""

    uses_identity = False

    def __init__(self, name: str, nlp: Language, *, version: str) -> None:
        self.name = name
        self.version = version
        engine = _Loaded(nlp)
        registry = RecognizerRegistry(
            [_OfflineEmail() if each is stock.EmailRecognizer else each() for each in DEFAULTS]
        )
        registry.add_nlp_recognizer(engine)
        self._analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine)

    def answer(self, sessions: Sequence[Session]) -> Iterator[Answer]:
        """Yield an answer per session, in their order."""
        for session in sessions:
            yield Answer(messages=tuple(self._find(each.text) for each in session.messages))

    def _find(self, text: str) -> tuple[Found, ...]:
        results = self._analyzer.analyze(text, language="en")
        return tuple(
            Found(
                start=each.start,
                end=each.end,
                entity=NAMES.get(each.entity_type, each.entity_type),
                source=f"presidio:{each.entity_type.lower()}",
            )
            for each in _resolve(results)
        )


def on_our_model() -> StockPresidio:
    """Presidio with this project's language model in place of its own."""
    from redactor import ner

    return StockPresidio("Presidio, same model", ner.load(), version=f"{_VERSION}, {ner.MODEL}")


def on_rules() -> StockPresidio:
    """Presidio without a language model."""
    return StockPresidio("Presidio, rules alone", spacy.blank("en"), version=_VERSION)


class _Loaded(SpacyNlpEngine):
    """Presidio's spaCy engine around a pipeline that is already there."""

    def __init__(self, nlp: Language) -> None:
        mapping = NerModelConfiguration().model_to_presidio_entity_mapping or {}
        super().__init__(
            ner_model_configuration=NerModelConfiguration(
                model_to_presidio_entity_mapping={**mapping, **{same: same for same in _SAME}}
            )
        )
        nlp.add_pipe(_LEMMAS)
        self.nlp = {"en": nlp}  # type: ignore[assignment]  # declared as None there


class _OfflineEmail(stock.EmailRecognizer):
    """Presidio's own, with the list of domains that came with tldextract; it fetches nothing."""

    _domains = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=(), extra_suffixes=RESERVED)

    def validate_result(self, pattern_text: str) -> bool:
        return bool(self._domains(pattern_text).fqdn)


@Language.component(_LEMMAS)
def _lower_case_lemmas(doc: Doc) -> Doc:
    for token in doc:
        token.lemma_ = token.text.lower()
    return doc


def _resolve(results: Sequence[RecognizerResult]) -> Iterator[RecognizerResult]:
    """Yield what Presidio's anonymizer would mask: the wider, and of two as wide the surer."""
    surest: dict[tuple[int, int], RecognizerResult] = {}
    for each in sorted(results, key=lambda result: (-result.score, result.entity_type)):
        surest.setdefault((each.start, each.end), each)
    for each in surest.values():
        if not any(other.contains(each) for other in surest.values() if other is not each):
            yield each
