"""Bars: a small plot as plain SVG, zero-based, labelled on the line. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 720
_DIGIT = 7
_ROW = 20
_NUMBERS = 26


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
    """Bars from left to right, each in a line of its own between its words and its number."""
    most = max((count for _, count in counts), default=0) or 1
    return Bars(
        question=question,
        said=", ".join(f"{words} {count:,}" for words, count in counts),
        width=WIDTH,
        height=_ROW,
        bars=tuple(
            Bar(
                words=words,
                count=count,
                shown=f"{count:,}",
                x=0,
                y=0,
                width=round(WIDTH * count / most),
                height=_ROW,
            )
            for words, count in counts
        ),
    )


def standing(question: str, counts: Sequence[tuple[str, int]], *, height: int = 156) -> Bars:
    """Bars side by side in time, with their numbers; where room is short, the highest alone."""
    most = max((count for _, count in counts), default=0) or 1
    step = WIDTH / max(1, len(counts))
    widest = max((len(f"{count:,}") for _, count in counts), default=1)
    fits = step >= _DIGIT * widest + 6
    room = height - 2 * _NUMBERS
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
                y=_NUMBERS + room - round(room * count / most),
                width=max(1, round(step) - 2),
                height=round(room * count / most),
            )
            for place, (words, count) in enumerate(counts)
        ),
    )
