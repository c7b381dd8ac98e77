"""Stretches of a message, and what becomes of stretches that overlap.

A found character never survives because two findings disagreed: what overlaps is joined, and
the surest, widest one names the whole.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

ADDRESS_PARTS = frozenset({"STREET_ADDRESS", "POSTAL_CODE", "LOCATION"})
"""Entities that, written one after the other, are one address."""

_GAPS = {
    **dict.fromkeys(ADDRESS_PARTS, frozenset(" ,\n\t.")),
    "PERSON": frozenset(" "),
    "DATE_OF_BIRTH": frozenset(" "),
    "SECRET": frozenset(" "),
}
_LONGEST_GAP = 3
_NEAR = 24
_SENTENCE_ENDS = re.compile(r"[.?!]\s|\n\s*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Somebody's data at `start:end` (not empty), with `source` saying who thinks so.

    Spans that mean the same share a label; an empty `means` is worked out from the text.
    """

    start: int
    end: int
    entity: str
    score: float
    source: str
    means: str = ""

    def overlaps(self, start: int, end: int) -> bool:
        """Whether this span shares a character with `start:end`."""
        return self.start < end and start < self.end


def join(spans: Iterable[Span], *, yielding: Set[Span] = frozenset()) -> list[Span]:
    """Return disjoint spans in order that cover exactly what `spans` cover.

    Those of `yielding` name nothing that another one could name.
    """
    return [_named(group, yielding) for group in _groups(sorted(spans, key=_place))]


def join_neighbours(
    spans: Sequence[Span], text: str, *, alike: Callable[[Span, Span], bool]
) -> list[Span]:
    """Join spans of one address or one person that only blanks and commas keep apart.

    `spans` are disjoint and in order; `alike` says whether two spans of one entity mean the
    same person.
    """
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and _beside(last, span, text) and alike(last, span):
            joined[-1] = replace(_better(last, span), start=last.start, end=max(last.end, span.end))
        else:
            joined.append(span)
    return joined


def held(spans: Iterable[Span], holders: Iterable[Span]) -> set[Span]:
    """Return those of `spans` that lie in a longer one of `holders`."""
    inside: set[Span] = set()
    widest: Span | None = None
    waiting = sorted(holders, key=lambda span: (span.start, -span.end), reverse=True)
    for span in sorted(spans, key=_place):
        while waiting and waiting[-1].start <= span.start:
            holder = waiting.pop()
            widest = holder if not widest or holder.end > widest.end else widest
        if widest and span.end <= widest.end and _weight(widest)[0] > _weight(span)[0]:
            inside.add(span)
    return inside


def trim(span: Span, text: str) -> Span | None:
    """Return `span` without blanks at its edges, or None if nothing else is in it."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    return span if (start, end) == (span.start, span.end) else replace(span, start=start, end=end)


def is_beside(span: Span, others: Iterable[Span], text: str) -> bool:
    """Whether one of `others` overlaps `span` or only blanks and commas stand between."""
    return any(
        other is not span
        and (
            other.overlaps(span.start, span.end)
            or _is_gap(text, *sorted((span, other), key=_place))
        )
        for other in others
    )


def is_near(span: Span, others: Iterable[Span], text: str) -> bool:
    """Whether one of `others` overlaps `span`, or stands a few words away in the same sentence."""
    for other in others:
        left, right = sorted((span, other), key=_place)
        gap = text[left.end : right.start]
        if other is not span and len(gap) <= _NEAR and not _SENTENCE_ENDS.search(gap):
            return True
    return False


def _weight(span: Span) -> tuple[int, float]:
    return span.end - span.start, span.score


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _groups(spans: Sequence[Span]) -> Iterator[list[Span]]:
    group: list[Span] = []
    end = -1
    for span in spans:
        if group and span.start >= end:
            yield group
            group = []
        group.append(span)
        end = max(end, span.end) if len(group) > 1 else span.end
    if group:
        yield group


def _named(group: list[Span], yielding: Set[Span]) -> Span:
    if len(group) == 1:
        return group[0]
    naming = [span for span in group if span not in yielding] or group
    best = naming[0]
    for span in naming[1:]:
        best = _better(best, span)
    means = best.means
    if not means:
        knowing = [span for span in group if span.means and span.entity == best.entity]
        means = max(knowing, key=_weight, default=best).means
    start, end = group[0].start, max(span.end for span in group)
    same = (start, end, means) == (best.start, best.end, best.means)
    return best if same else replace(best, start=start, end=end, means=means)


def _better(one: Span, other: Span) -> Span:
    """Return the one that names the whole: the wider by far, else the surer, else the wider."""
    width, other_width = one.end - one.start, other.end - other.start
    if width >= 2 * other_width:
        return one
    if other_width >= 2 * width:
        return other
    return other if (other.score, other_width) > (one.score, width) else one


def _beside(left: Span, right: Span, text: str) -> bool:
    same_family = left.entity == right.entity or {left.entity, right.entity} <= ADDRESS_PARTS
    return same_family and left.entity in _GAPS and _is_gap(text, left, right)


def _is_gap(text: str, left: Span, right: Span) -> bool:
    gap = text[left.end : right.start]
    allowed = _GAPS.get(left.entity, _GAPS["LOCATION"])
    return len(gap) <= _LONGEST_GAP and set(gap) <= allowed
