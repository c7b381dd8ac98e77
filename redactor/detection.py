"""Find what a message shows by itself: the language model once over a batch, then recognizers.

Offsets are of the texts given. What was found is remembered for texts seen before (greetings,
canned answers, messages of a session that comes again): a bounded memo inside this process,
which holds unmasked text in memory as the messages themselves do, and nowhere else.
"""

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from redactor.recognizers.base import SOURCE_KEY
from redactor.spans import Span
from redactor.vocabulary import is_forename, is_word

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer, RecognizerResult
    from spacy.language import Language

CHUNK = 4_000
"""Longer texts are analysed in pieces of this many characters..."""

OVERLAP = 300
"""...of which each repeats this many of the one before, so that no value is cut in two."""

MODEL_SCORE = 0.85
"""What a pipeline names without saying how sure it is has this score."""

_DECIMALS = re.compile(r"\d+(?:[.,]\d+)+")
_CODE = re.compile(r"[A-Z]{1,5}-?\d{1,12}")
_GREETING = re.compile(
    r"(?:buon(?:giorno|asera)|ciao|mahalo|aloha|kia ora|diolch|dzi[eę]kuj[eę]|dzie[nń] dobry|moin"
    r"|servus|genau|jawohl|guten (?:tag|morgen|abend)|danke|merci|bonjour|hola|gracias|obrigad[oa]"
    r"|bom dia|boa (?:tarde|noite)|goede(?:morgen|middag|navond)|dank je(?: wel)?|ch[aà]o)[.,! ]*",
    re.IGNORECASE,
)
_BATCH = 64
_NO_ARTIFACTS: Any = None  # the recognizers need no language model


class Detector(Protocol):
    """Finds personal data in single texts."""

    model: str

    def find(self, texts: Sequence[str]) -> list[tuple[Span, ...]]:
        """Return what is found in each of `texts`, in their order."""
        ...

    def find_shapes(self, text: str) -> tuple[Span, ...]:
        """Return what the recognizers alone find in `text`: no model, no memo."""
        ...


class TextDetector:
    """The project's model and recognizers, with a memo of `remember` texts."""

    def __init__(
        self,
        nlp: "Language",
        recognizers: "Sequence[EntityRecognizer]",
        *,
        model: str,
        remember: int = 4_096,
    ) -> None:
        self.model = model
        self._nlp = nlp
        self._recognizers = tuple(recognizers)
        self._source = f"model:{model.partition('@')[0]}"
        self._remember = remember
        self._memo: OrderedDict[str, tuple[Span, ...]] = OrderedDict()

    def find(self, texts: Sequence[str]) -> list[tuple[Span, ...]]:
        """Return what is found in each of `texts`, in their order."""
        found = {text: self._memo[text] for text in texts if text in self._memo}
        fresh = [text for text in dict.fromkeys(texts) if text not in found]
        for text, spans in zip(fresh, self._find_with_model(fresh), strict=True):
            found[text] = (*spans, *self.find_shapes(text))
        self._keep(found)
        return [found[text] for text in texts]

    def find_shapes(self, text: str) -> tuple[Span, ...]:
        """Return what the recognizers alone find in `text`: no model, no memo."""
        spans: dict[Span, None] = {}
        for offset, piece in _pieces(text):
            for recognizer in self._recognizers:
                for result in recognizer.analyze(piece, [], _NO_ARTIFACTS):
                    spans[_span(result, recognizer, offset)] = None
        return tuple(spans)

    def _find_with_model(self, texts: Sequence[str]) -> list[list[Span]]:
        pieces = [
            (piece, (index, offset))
            for index, text in enumerate(texts)
            for offset, piece in _pieces(text)
            if any(map(str.isalpha, piece))
        ]
        found: list[list[Span]] = [[] for _ in texts]
        if not pieces:
            return found
        with self._nlp.memory_zone():
            for doc, (index, offset) in self._nlp.pipe(pieces, as_tuples=True, batch_size=_BATCH):
                found[index] += [
                    Span(
                        start=offset + entity.start_char,
                        end=offset + entity.end_char,
                        entity=entity.label_,
                        score=float(getattr(entity._, "score", MODEL_SCORE)),
                        source=self._source,
                    )
                    for entity in doc.ents
                    if _is_plausible(entity.text, entity.label_)
                ]
        return found

    def _keep(self, found: dict[str, tuple[Span, ...]]) -> None:
        for text, spans in found.items():
            if len(text) <= CHUNK:
                self._memo[text] = spans
                self._memo.move_to_end(text)
        while len(self._memo) > self._remember:
            self._memo.popitem(last=False)


def _is_plausible(text: str, entity: str) -> bool:
    """Whether what the model names may be a name.

    Ordinary lower-case words are none, nor are codes, decimals, versions and greetings.
    """
    if entity == "STREET_ADDRESS" and _DECIMALS.fullmatch(text):
        return False
    if entity == "PERSON" and (_CODE.fullmatch(text) or _GREETING.fullmatch(text)):
        return False
    if entity != "PERSON" or not text.islower():
        return True
    return any(is_forename(word) or not is_word(word) for word in text.split())


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
