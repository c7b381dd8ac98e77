"""The tags words get, and how scores of tags become spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[Any]

__all__ = ["LABELS", "NAMED", "TAGS", "Marked", "decode"]

NAMED = ("PERSON", "LOCATION", "ORGANIZATION", "STREET_ADDRESS")
"""Labels that public sets mark as well."""

LABELS = (
    *NAMED,
    *("POSTAL_CODE", "PHONE_NUMBER", "EMAIL_ADDRESS", "USERNAME", "PASSWORD", "SECRET"),
    *("ACCOUNT_ID", "ORDER_ID", "CREDIT_CARD", "IBAN_CODE", "ID_DOCUMENT"),
    *("DATE_OF_BIRTH", "AGE"),
)

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
    """The likeliest tags that make sense together (Viterbi); of equals the first."""
    import numpy as np

    begins, insides = np.arange(1, scores.shape[1], 2), np.arange(2, scores.shape[1], 2)
    rows = scores.astype(np.float64)
    best = rows[0].copy()
    best[2::2] = -1e9
    back = []
    for row in rows[1:]:
        origin = np.full(len(row), best.argmax())
        origin[2::2] = np.where(best[1::2] >= best[2::2], begins, insides)
        best = best[origin] + row
        back.append(origin)
    path = [int(best.argmax())]
    for origin in reversed(back):
        path.append(int(origin[path[-1]]))
    return path[::-1]


def decode(scores: Scores, messages: Sequence[tuple[int, int]]) -> list[list[Marked]]:
    """Spans of words in each message, from the scores of the words of all by tags.

    `messages` holds the first word of each and the one after its last. How sure a span is, is the
    mean chance of its label.
    """
    path = scores.argmax(axis=1).tolist()
    if not any(path):
        return [[] for _ in messages]
    chances = _chances(scores)
    return [
        _marked(_sensible(path[begin:after], scores[begin:after]), begin, chances)
        if any(path[begin:after])
        else []
        for begin, after in messages
    ]


def _sensible(path: list[int], scores: Scores) -> list[int]:
    """The path of likeliest tags, or if they make no sense together, the likeliest that do."""
    fits = all(_may_follow(*pair) for pair in pairwise([0, *path]))
    return path if fits else _best(scores)


def _marked(path: Sequence[int], begin: int, chances: Scores) -> list[Marked]:
    """The spans of a message whose words from `begin` on have the tags of `path`."""
    marked: list[Marked] = []
    first = begin
    for index, (tag, after) in enumerate(pairwise([*path, 0]), begin):
        first = index if tag % 2 else first
        if tag and (after == 0 or after % 2):
            kind = (tag - 1) // 2
            alone = first == index  # a mean takes its time
            score = float(
                chances[index, kind] if alone else chances[first : index + 1, kind].mean()
            )
            marked.append(Marked(first=first, last=index, label=LABELS[kind], score=score))
    return marked


def _chances(scores: Scores) -> Scores:
    """The chance of each label for each word: of both its tags together."""
    import numpy as np

    each = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: Scores = (each[:, 1::2] + each[:, 2::2]) / each.sum(axis=1, keepdims=True)
    return chances
