"""Bars: a small plot as plain SVG, zero-based, labelled on the line. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 720
_LABEL = 200
_NUMBER = 64
_DIGIT = 7
_ROW = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its words and its number, and where it is drawn."""

    words: str
    count: int
    shown: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A plot whose title is the question it answers."""

    question: str
    said: str
    width: int
    height: int
    bars: tuple[Bar, ...]


def lying(question: str, counts: Sequence[tuple[str, int]]) -> Bars:
    """Bars from left to right, one below the other, with words before and numbers behind."""
    most = max((count for _, count in counts), default=0) or 1
    room = WIDTH - _LABEL - _NUMBER
    return Bars(
        question=question,
        said=", ".join(f"{words} {count:,}" for words, count in counts),
        width=WIDTH,
        height=_ROW * max(1, len(counts)),
        bars=tuple(
            Bar(
                words=words,
                count=count,
                shown=f"{count:,}",
                x=_LABEL,
                y=_ROW * row + 4,
                width=round(room * count / most),
                height=_ROW - 8,
            )
            for row, (words, count) in enumerate(counts)
        ),
    )


def standing(question: str, counts: Sequence[tuple[str, int]], *, height: int = 140) -> Bars:
    """Bars side by side in time, with their numbers; where room is short, the highest alone."""
    most = max((count for _, count in counts), default=0) or 1
    step = WIDTH / max(1, len(counts))
    widest = max((len(f"{count:,}") for _, count in counts), default=1)
    fits = step >= _DIGIT * widest + 6
    room = height - 36
    return Bars(
        question=question,
        said=", ".join(f"{words} {count:,}" for words, count in counts),
        width=WIDTH,
        height=height,
        bars=tuple(
            Bar(
                words=words,
                count=count,
                shown=f"{count:,}" if count and (fits or count == most) else "",
                x=round(step * place) + 1,
                y=18 + room - round(room * count / most),
                width=max(1, round(step) - 2),
                height=round(room * count / most),
            )
            for place, (words, count) in enumerate(counts)
        ),
    )
