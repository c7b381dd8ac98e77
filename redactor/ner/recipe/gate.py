"""Step `gate`: the packaged variant must not fall below the floors in `floors.json`."""

from __future__ import annotations

import json
from collections.abc import Sequence

from redactor.ner.recipe.steps import Run


class BelowFloor(Exception):
    """Figures that are too low, or a package that is too big."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        super().__init__("below the floor: " + "; ".join(words))


def gate(run: Run) -> None:
    """Raise BelowFloor when a figure of the packaged variant is below its floor.

    Figures of a sample are not held to it, only its size is.
    """
    floors = json.loads(run.path("code:floors.json").read_text(encoding="utf-8"))
    figures = json.loads((run.work / "figures.json").read_text(encoding="utf-8"))
    found = figures["variants"]["int8"]
    low = []
    if found["megabytes"] > floors["most_megabytes"]:
        low.append(f"{found['megabytes']:.1f} MB")
    if run.sample is None:
        for floor in floors["least"]:
            labels = found["slices"][floor["set"]][floor["case"]]["labels"]
            value = labels.get(floor["label"], {}).get(floor["figure"], 0.0)
            if value < floor["value"]:
                where = f"{floor['set']} {floor['case']} {floor['label']} {floor['figure']}"
                low.append(f"{where} {value:.2f} < {floor['value']:.2f}")
    if low:
        raise BelowFloor(low)
