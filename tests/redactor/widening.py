"""Spans of a text, and what their neighbours make of them."""

from redactor import Message, Role
from redactor.neighbours import find_beside
from redactor.spans import Span
from redactor.turns import Turn


def turn_of(text: str, index: int = 0) -> Turn:
    return Turn.of(index, Message(text=text, role=Role.VISITOR))


def span_of(text: str, value: str, entity: str) -> Span:
    start = text.index(value)
    return Span(start=start, end=start + len(value), entity=entity, score=0.9, source="model:x")


def widened(text: str, *values: tuple[str, str]) -> set[tuple[str, str]]:
    spans = [span_of(text, value, entity) for value, entity in values]
    found = find_beside([turn_of(text)], {0: spans})
    return {(text[span.start : span.end], span.entity) for _, span in found}
