"""What every recognizer of ours is built on: shapes in, findings out.

A recognizer names its entity, its source and its shapes; the base does the rest. It runs a shape
only where the text holds what its regex needs and a trigger is there, and lets the recognizer
doubt each match before it becomes a finding.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from presidio_analyzer import AnalysisExplanation, LocalRecognizer, RecognizerResult

from redactor.recognizers.need_index import Index, glance
from redactor.recognizers.needs import all_of, any_of
from redactor.recognizers.regex_needs import literal, needs
from redactor.vocabulary import listed

SOURCE_KEY = "source"
"""Where `RecognizerResult.recognition_metadata` keeps the source of a finding."""

_DIGIT = re.compile(r"\d")
_TRAILING = " \t\n.,;:!?'\"”’»)]}>*"
_CLOSING = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One way a value is written: its group `value`, or the whole match where it has none."""

    name: str
    regex: re.Pattern[str]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A place in the text, how sure we are of it, and the shape that saw it."""

    start: int
    end: int
    score: float
    shape: str


class ShapeRecognizer(LocalRecognizer):
    """A recognizer of one entity, made of shapes; needs no language model and opens nothing.

    `TRIGGERS` are lower-case literals of which one must occur; `NEEDS_DIGIT` asks for a digit; what
    is `LONG` finds values longer than the pieces of a long text share, and gets all of it.
    A `find` of a recognizer's own looks for its `SHAPES` too: it is not asked where none may match.
    """

    ENTITY: ClassVar[str]
    SOURCE: ClassVar[str]
    SHAPES: ClassVar[tuple[Shape, ...]] = ()
    TRIGGERS: ClassVar[tuple[str, ...]] = ()
    NEEDS_DIGIT: ClassVar[bool] = False
    LONG: ClassVar[bool] = False

    def __init__(self, *, language: str = "en") -> None:
        super().__init__(
            supported_entities=[self.ENTITY],
            name=type(self).__name__,
            supported_language=language,
        )
        shapes = [needs(shape.regex.pattern, shape.regex.flags) for shape in self.SHAPES]
        triggers = any_of([literal(trigger) for trigger in self.TRIGGERS])
        asked = replace(triggers, digits=int(self.NEEDS_DIGIT))
        self.least = tuple(all_of([asked, each]) for each in shapes) or (asked,)
        self._index = Index([[each] for each in self.least])

    def load(self) -> None:
        """Nothing to load: shapes are compiled when the module is imported."""

    def analyze(
        self,
        text: str,
        entities: Sequence[str],
        nlp_artifacts: Any = None,  # noqa: ARG002 (Presidio's signature)
    ) -> list[RecognizerResult]:
        """Return the findings in `text`; `entities` empty means all of this recognizer's."""
        if entities and self.ENTITY not in entities:
            return []
        return [self._result(span) for span in self.places(text)]

    def places(self, text: str) -> list[Span]:
        """Return what `analyze` finds in `text`, before it is said in Presidio's words."""
        return widest(self.find(text)) if self.may_hold(text) else []

    def may_hold(self, text: str) -> bool:
        """Say cheaply whether the shapes are worth running on `text`."""
        if self.NEEDS_DIGIT and not _DIGIT.search(text):
            return False
        if not self.TRIGGERS:
            return True
        return any(map(text.lower().__contains__, self.TRIGGERS))

    def shapes_for(self, text: str) -> list[Shape]:
        """Return the shapes whose regex may match in `text`."""
        return [self.SHAPES[number] for number in self._index.met_by(glance(text))]

    def find(self, text: str) -> Iterator[Span]:
        """Yield a span for every match that `score` believes."""
        for shape in self.shapes_for(text):
            for match in shape.regex.finditer(text):
                start, end = _value_span(match)
                score = self.score(shape, match)
                if score > 0 and end > start:
                    yield Span(start=start, end=end, score=score, shape=shape.name)

    def score(self, shape: Shape, match: re.Match[str]) -> float:  # noqa: ARG002
        """Doubt one match: its score between 0 (nothing) and 1 (certain)."""
        return shape.score

    def source_of(self, span: Span) -> str:  # noqa: ARG002
        """Return the source of a finding at `span`."""
        return self.SOURCE

    def _result(self, span: Span) -> RecognizerResult:
        return found(self, self.ENTITY, self.source_of(span), span)


def widest(spans: Iterable[Span]) -> list[Span]:
    """Return the spans no other holds, each with the best score seen inside it, in order."""
    several = list(spans)
    if len(several) < 2:
        return several
    kept: list[Span] = []
    for span in sorted(several, key=lambda span: (span.start, -span.end, -span.score)):
        if kept and span.end <= kept[-1].end:
            if span.score > kept[-1].score:
                kept[-1] = replace(kept[-1], score=span.score)
        else:
            kept.append(span)
    return kept


def found(recognizer: LocalRecognizer, entity: str, source: str, span: Span) -> RecognizerResult:
    """Return the finding Presidio understands; it names recognizer, source and shape, no text."""
    name = str(recognizer.name)  # type: ignore[has-type]  # set in an untyped constructor
    return RecognizerResult(
        entity_type=entity,
        start=span.start,
        end=span.end,
        score=span.score,
        analysis_explanation=AnalysisExplanation(
            recognizer=name,
            original_score=span.score,
            pattern_name=span.shape,
            textual_explanation=f"{source} saw {span.shape}",
        ),
        recognition_metadata={
            RecognizerResult.RECOGNIZER_NAME_KEY: name,
            RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: recognizer.id,
            SOURCE_KEY: source,
        },
    )


def _value_span(match: re.Match[str]) -> tuple[int, int]:
    group: int | str = "value" if "value" in match.re.groupindex else 0
    return match.span(group)


def value_of(match: re.Match[str]) -> str:
    """Return the text a match stands for; it never leaves the process."""
    start, end = _value_span(match)
    return match.string[start:end]


def trimmed_end(text: str, start: int, end: int) -> int:
    """Return the end of `text[start:end]` without the punctuation of the sentence around it."""
    while end > start and text[end - 1] in _TRAILING:
        opening = _CLOSING.get(text[end - 1])
        if opening and opening in text[start : end - 1]:
            break
        end -= 1
    return end


def words(*alternatives: str) -> str:
    """Return a regex that matches one of the alternatives, longest first, as whole words."""
    ordered = sorted(listed(" ".join(alternatives)), key=len, reverse=True)
    return r"(?<!\w)(?:" + "|".join(re.escape(word) for word in ordered) + r")(?!\w)"
