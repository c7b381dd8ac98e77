"""How well found spans match marked ones: strict, and by overlap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from redactor.ner.recipe.examples import NAMED, Span


@dataclass(slots=True)
class Tally:
    """Counts per label: marked, found, right (all the same), touched (overlap), under any label."""

    marked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    touched: Counter[str] = field(default_factory=Counter)
    any_label: Counter[str] = field(default_factory=Counter)

    def add(self, marked: Sequence[Span], found: Sequence[Span]) -> None:
        """Count one text."""
        for span in marked:
            self.marked[span[2]] += 1
            self.right[span[2]] += span in found
            self.touched[span[2]] += any(
                _overlap(span, other) and span[2] == other[2] for other in found
            )
            self.any_label[span[2]] += any(_overlap(span, other) for other in found)
        self.found.update(label for _, _, label in found)

    def figures(self, labels: Iterable[str] = NAMED) -> dict[str, dict[str, float]]:
        """Per label: strict precision, recall, F1; overlap recall with and without the label."""
        return {
            label: self._figures(label)
            for label in labels
            if self.marked[label] or self.found[label]
        }

    def _figures(self, label: str) -> dict[str, float]:
        marked, found, right = self.marked[label], self.found[label], self.right[label]
        return {
            "marked": marked,
            "found": found,
            "precision": _share(right, found),
            "recall": _share(right, marked),
            "f1": _share(2 * right, marked + found),
            "overlap_recall": _share(self.touched[label], marked),
            "any_label_recall": _share(self.any_label[label], marked),
        }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
