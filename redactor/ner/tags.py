"""The tags words get, and how scores of tags become spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[Any]

__all__ = ["LABELS", "TAGS", "Marked", "decode"]

LABELS = ("PERSON", "LOCATION", "ORGANIZATION", "STREET_ADDRESS")

TAGS = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BI"))
"""`O` outside, `B-` begins a span, `I-` goes on with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A run of words, `last` included, its label, and how sure the network is, 0 to 1."""

    first: int
    last: int
    label: str
    score: float


def _may_follow(before: int, after: int) -> bool:
    """Whether the tag `after` may stand behind `before`: `I-X` only behind `B-X` or `I-X`."""
    inside = after > 0 and after % 2 == 0
    return not inside or before in {after, after - 1}


def _best(scores: Scores) -> list[int]:
    """The likeliest tags that make sense together (Viterbi; seldom needed, so plain)."""
    tags = range(scores.shape[1])
    best = [score if _may_follow(0, tag) else -1e9 for tag, score in enumerate(scores[0].tolist())]
    back: list[list[int]] = []
    for row in scores[1:].tolist():
        origin = [
            max((t for t in tags if _may_follow(t, tag)), key=best.__getitem__) for tag in tags
        ]
        best = [best[origin[tag]] + row[tag] for tag in tags]
        back.append(origin)
    path = [max(tags, key=best.__getitem__)]
    for origin in reversed(back):
        path.append(origin[path[-1]])
    return path[::-1]


def decode(scores: Scores) -> list[Marked]:
    """Spans of words from scores, words by tags; the score is the mean chance of its label."""
    import numpy as np

    path = scores.argmax(axis=1).tolist()
    if not any(path):
        return []
    if not all(_may_follow(*pair) for pair in zip([0, *path], path, strict=False)):
        path = _best(scores)
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    marked: list[Marked] = []
    first = 0
    for index, tag in enumerate(path):
        after = path[index + 1] if index + 1 < len(path) else 0
        first = index if tag % 2 else first
        if tag and (after == 0 or after % 2):
            kind = (tag - 1) // 2
            both = chances[first : index + 1, 1 + 2 * kind : 3 + 2 * kind].sum(axis=1)
            found = Marked(first=first, last=index, label=LABELS[kind], score=float(both.mean()))
            marked.append(found)
    return marked
