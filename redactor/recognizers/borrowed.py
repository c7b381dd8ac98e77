"""Presidio's own recognizers, let in on terms.

Presidio gives a bare run of nine digits a small score and counts on words around it to raise
that. Here a number that its shape or checksum does not prove needs such a word beside it or is
no finding at all, and what is found carries the score and source the terms give it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from presidio_analyzer import LocalRecognizer, PatternRecognizer, RecognizerResult

from redactor.recognizers.base import Span, found
from redactor.recognizers.needs import all_of
from redactor.recognizers.regex_needs import needs

_BEFORE, _AFTER = 80, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms one of Presidio's recognizers serves here.

    `words`: one must stand near the value (none: the shape tells enough). `shapes`: the only
    patterns of Presidio's that are let in, by name (none: all). `unless`: not right behind these.
    `capitals`: a value with small letters is none (Presidio matches in any case).
    `nobodys`: a regex of whole values that point to nobody.
    `trigger`: a cheap regex; where it finds nothing, Presidio is not asked.
    """

    recognizer: type[PatternRecognizer]
    source: str
    score: float
    words: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    capitals: bool = False
    nobodys: str = ""
    trigger: str = r"\d"


class BorrowedRecognizer(LocalRecognizer):
    """One of Presidio's recognizers; needs no language model and ignores Presidio's scores."""

    def __init__(self, terms: Terms, *, language: str = "en") -> None:
        known = terms.recognizer.PATTERNS  # type: ignore[attr-defined]  # each predefined one has it
        chosen = [pattern for pattern in known if not terms.shapes or pattern.name in terms.shapes]
        if len({pattern.name for pattern in chosen}) < len(terms.shapes):
            raise ValueError(f"{terms.recognizer.__name__} has no such shapes: {terms.shapes}")
        # patterns are shared class attributes in Presidio; the compiled regex is the same for all
        self._inner = terms.recognizer(patterns=chosen, supported_language=language)  # type: ignore[call-arg]
        self._inner.analyze("", self._inner.supported_entities, None)  # compiles its regexes now
        self._terms = terms
        self._trigger = re.compile(terms.trigger)
        self._words = _beside(terms.words)
        self._unless = re.compile(
            rf"(?<!\w)(?:{'|'.join(terms.unless)})[ :=]{{0,2}}$", re.IGNORECASE
        )
        beside = [self._words] if self._words else []
        proofs = [needs(regex.pattern, regex.flags) for regex in (self._trigger, *beside)]
        self.least = tuple(
            all_of([needs(pattern.regex, re.IGNORECASE, alone=True), *proofs]) for pattern in chosen
        )
        self.ENTITY: str = self._inner.supported_entities[0]
        self.SOURCE: str = f"pattern:{terms.source}"
        super().__init__(
            supported_entities=[self.ENTITY],
            name=terms.recognizer.__name__,
            supported_language=language,
        )

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self,
        text: str,
        entities: Sequence[str],
        nlp_artifacts: Any = None,  # noqa: ARG002 (Presidio's signature)
    ) -> list[RecognizerResult]:
        """Return Presidio's findings that keep the terms, with the score the terms give."""
        if entities and self.ENTITY not in entities:
            return []
        if not self._trigger.search(text) or (self._words and not self._words.search(text)):
            return []
        spans = {
            (result.start, result.end): str(result.analysis_explanation.pattern_name)
            for result in self._inner.analyze(text, [self.ENTITY], None)
            if result.score > 0 and self._kept(text, result.start, result.end)
        }
        return [
            found(
                self,
                self.ENTITY,
                self.SOURCE,
                Span(start=start, end=end, score=self._terms.score, shape=shape),
            )
            for (start, end), shape in spans.items()
        ]

    def _kept(self, text: str, start: int, end: int) -> bool:
        """Say whether the value stands alone, beside its word and behind none of `unless`."""
        if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
            return False
        value = text[start:end]
        if _inside_number(text, start, end) or (self._terms.capitals and value != value.upper()):
            return False
        if self._terms.nobodys and re.fullmatch(self._terms.nobodys, value):
            return False
        if self._terms.unless and self._unless.search(text[max(0, start - 20) : start]):
            return False
        if not self._words:
            return True
        around = text[max(0, start - _BEFORE) : start] + " \n " + text[end : end + _AFTER]
        return self._words.search(around) is not None


def _beside(words: tuple[str, ...]) -> re.Pattern[str] | None:
    if not words:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})", re.IGNORECASE)


def _inside_number(text: str, start: int, end: int) -> bool:
    """Say whether digits go on behind a dot or hyphen on either side ("1.2.3.4.5")."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return bool(re.match(r"\d[.-]$", before) or re.match(r"[.-]\d$", after))
