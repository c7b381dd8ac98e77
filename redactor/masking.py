"""Mask: labels in the place of values, and nothing else changed but forged labels."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import EngineResult, OperatorConfig, PIIEntity, RecognizerResult
from presidio_anonymizer.operators import OperatorType

from redactor.conversation import Action, Finding, Mask
from redactor.label_operator import NAME, ConversationLabel
from redactor.labels import Labels, find_forged
from redactor.policy import Decision, Policy
from redactor.reading import read
from redactor.spans import Span, join, join_neighbours

_BRACKETS = {"[": "(", "]": ")"}
_NAMING = frozenset({"ORGANIZATION", "LOCATION"})
_DATING = frozenset({"DATE_TIME", "AGE"})
"""What is masked whole where a part of it is, for the rest would tell the part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A masked text with its marks, and the findings they stand for, both in order."""

    text: str
    findings: tuple[Finding, ...]
    masks: tuple[Mask, ...]


class Masker:
    """Masks the messages of one conversation; the spans it is given are of the original text."""

    def __init__(self, policy: Policy, labels: Labels) -> None:
        self._policy = policy
        self._labels = labels
        self._partial = frozenset(
            entity for entity, rule in policy.rules.items() if rule.action is Action.PARTIAL
        )
        self._engine = _engine()
        self._operators = {
            "DEFAULT": OperatorConfig(NAME, {"labels": labels, "partial": self._partial})
        }

    def mask(self, text: str, decisions: Sequence[Decision]) -> Masked:
        """Return `text` with what is decided to be masked masked, forged labels escaped."""
        text = _escape(text)
        if not decisions:
            return Masked(text=text, findings=(), masks=())
        wanted = [d.span for d in decisions if d.action is not Action.KEEP]
        kept = [d.span for d in decisions if d.action is Action.KEEP]
        yielding = {span for span in wanted if self._policy.always_keeps(span.entity)}
        masked = self._resolve(text, [*wanted, *_told_in_part(kept, wanted)], yielding)
        kept = [
            span
            for span in join(kept)
            if not any(span.overlaps(other.start, other.end) for other in masked)
        ]
        findings = [self._finding(span, text) for span in masked]
        findings += [_finding(span, "", Action.KEEP) for span in kept]
        new_text, masks = self._anonymize(text, masked)
        return Masked(
            text=new_text,
            findings=tuple(sorted(findings, key=lambda finding: finding.start)),
            masks=masks,
        )

    def _resolve(self, text: str, spans: Sequence[Span], yielding: Set[Span]) -> list[Span]:
        def alike(left: Span, right: Span) -> bool:
            return left.entity != "PERSON" or self._label(left, text) == self._label(right, text)

        return join_neighbours(join(spans, yielding=yielding), text, alike=alike)

    def _label(self, span: Span, text: str) -> str:
        return self._labels.assign(span, text[span.start : span.end])

    def _finding(self, span: Span, text: str) -> Finding:
        action = Action.PARTIAL if span.entity in self._partial else Action.MASK
        return _finding(span, self._label(span, text), action)

    def _anonymize(self, text: str, spans: Sequence[Span]) -> tuple[str, tuple[Mask, ...]]:
        if not spans:
            return text, ()
        result = self._engine.replace(text, spans, self._operators)
        items = sorted(result.items, key=lambda item: item.start)
        masks = tuple(
            Mask(
                start=item.start,
                end=item.end,
                entity=span.entity,
                score=span.score,
                label=self._label(span, text),
                source=span.source,
            )
            for item, span in zip(items, spans, strict=True)
        )
        return result.text, masks


def _told_in_part(kept: Sequence[Span], wanted: Sequence[Span]) -> Iterator[Span]:
    """Yield those of `kept` of which a part is masked: "[PERSON] Fresh Farms", "19-[BIRTH]"."""
    for span in kept if wanted else ():
        if span.entity in _NAMING or span.entity in _DATING:
            part = next((each for each in wanted if each.overlaps(span.start, span.end)), None)
            if part:
                yield span if span.entity in _NAMING else replace(span, entity=part.entity)


def _finding(span: Span, label: str, action: Action) -> Finding:
    return Finding(
        start=span.start,
        end=span.end,
        entity=span.entity,
        score=span.score,
        label=label,
        source=span.source,
        action=action,
    )


def _escape(text: str) -> str:
    """Turn the brackets of what looks like a label round, so that no label can be forged."""
    if "[" not in text and text.isascii():
        return text
    reading = read(text)
    forged = find_forged(reading.text)
    if not forged:
        return text
    letters = list(text)
    for start, end in forged:
        first, _ = reading.original(start, end)
        letters[first] = _BRACKETS[reading.text[start]]
    return "".join(letters)


class _Engine(AnonymizerEngine):
    """Presidio's anonymizer, which need not look for conflicts: our spans are apart."""

    def replace(
        self, text: str, spans: Sequence[Span], operators: dict[str, OperatorConfig]
    ) -> EngineResult:
        """Return `text` with the operator's word in the place of each of `spans`."""
        entities: list[PIIEntity] = [
            RecognizerResult(
                entity_type=span.entity, start=span.start, end=span.end, score=span.score
            )
            for span in spans
        ]
        return self._operate(text, entities, operators, OperatorType.Anonymize)


@cache
def _engine() -> _Engine:
    engine = _Engine()  # type: ignore[no-untyped-call]
    engine.add_anonymizer(ConversationLabel)
    return engine
