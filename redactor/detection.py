"""Find what messages show: the language model over each chat, recognizers over each message.

Offsets are of the texts given. What the recognizers found is remembered for texts seen before
(greetings, canned answers, messages of a session that comes again): a bounded memo inside this
process, which holds unmasked text in memory as the messages themselves do, and nowhere else.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from redactor.edges import bare
from redactor.memo import Memo
from redactor.plausible import is_plausible
from redactor.recognizers.base import SOURCE_KEY, ShapeRecognizer
from redactor.recognizers.need_index import Index, glance
from redactor.recognizers.needs import NOTHING as NO_NEEDS
from redactor.said import Named, Said
from redactor.spans import Span

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

CHUNK = 4_000
"""Longer texts are analysed in pieces of this many characters..."""

OVERLAP = 300
"""...of which each repeats this many of the one before, so that no value is cut in two;
whoever finds longer ones gets the whole text."""

_NO_ARTIFACTS: Any = None  # the recognizers need no language model


class Detector(Protocol):
    """Finds personal data in single texts; safe to share between threads."""

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
        long = [each for each in recognizers if getattr(each, "LONG", False)]
        self._all = _Finders(recognizers)
        self._long = _Finders(long)
        self._short = _Finders([each for each in recognizers if each not in long])
        self._source = f"model:{model.partition('@')[0]}"
        self._memo = Memo[str, tuple[Span, ...]](remember)
        self._lock = Lock()

    def find(self, chats: Sequence[Sequence[Said]]) -> list[list[tuple[Span, ...]]]:
        """Return what is found in each message of each of `chats`, in their order."""
        with self._lock:
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
        if len(text) <= CHUNK:
            return tuple(dict.fromkeys(self._all.find(text)))
        spans = dict.fromkeys(self._long.find(text))
        for offset, piece in _pieces(text):
            spans |= dict.fromkeys(self._short.find(piece, offset))
        return tuple(spans)

    def _find_with_model(self, chat: Sequence[Said]) -> list[list[Span]]:
        """What the model finds in each message, without what cannot be."""
        if self._reader is None:
            return [[] for _ in chat]
        return [
            [span for each in named if (span := self._span_of(each, chat[index].text))]
            for index, named in enumerate(self._reader.find(chat))
        ]

    def _span_of(self, named: Named, text: str) -> Span | None:
        """What is named in a message, unless it cannot be what the model says."""
        label = named.label
        first, last = bare(text[named.start : named.end], label)
        start, end = named.start + first, named.start + last
        if start == end or not is_plausible(text, start, end, label):
            return None
        return Span(start=start, end=end, entity=label, score=named.score, source=self._source)


class _Finders:
    """Recognizers, of which only those are asked that may find something."""

    def __init__(self, recognizers: "Sequence[EntityRecognizer]") -> None:
        self._ask = tuple(map(_finder, recognizers))
        self._needs = Index([getattr(each, "least", (NO_NEEDS,)) for each in recognizers])

    def find(self, text: str, offset: int = 0) -> Iterator[Span]:
        """Yield what they find in `text`, which stands at `offset`."""
        for number in self._needs.met_by(glance(text)):
            yield from self._ask[number](text, offset)


def _finder(recognizer: "EntityRecognizer") -> Callable[[str, int], Iterator[Span]]:
    """How to ask a recognizer: ours need not say in Presidio's words what they find."""
    if isinstance(recognizer, ShapeRecognizer):
        return partial(_own, recognizer)
    return partial(_others, recognizer)


def _own(recognizer: ShapeRecognizer, text: str, offset: int) -> Iterator[Span]:
    """Yield what a recognizer of ours finds."""
    for place in recognizer.places(text):
        yield Span(
            start=offset + place.start,
            end=offset + place.end,
            entity=recognizer.ENTITY,
            score=place.score,
            source=recognizer.source_of(place),
        )


def _others(recognizer: "EntityRecognizer", text: str, offset: int) -> Iterator[Span]:
    """Yield what any other of Presidio's kind finds."""
    for result in recognizer.analyze(text, [], _NO_ARTIFACTS):
        metadata = result.recognition_metadata or {}
        source = metadata.get(SOURCE_KEY) or getattr(recognizer, "SOURCE", None)
        yield Span(
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
