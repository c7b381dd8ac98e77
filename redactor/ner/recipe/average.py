"""Step `average`: the mean of this network and of its twin, where there is one.

Networks that start from the same weights and learn from like data lie close together, and what
lies half way between two is surer than either (Wortsman and others, "Model soups", 2022).
`WORK/twin` holds the `trained/` of a run with another seed; without it, `averaged/` is `trained/`.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from typing import Any

from redactor.ner.recipe.steps import Run

NETWORK = "network.pt"


class NetworksDiffer(ValueError):
    """Two networks that have no mean: their parts, or the sizes of these, are not the same."""

    def __init__(self) -> None:
        super().__init__("the networks in trained/ and twin/ are not of the same make")


def mean(networks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The mean of each part over the networks; NetworksDiffer where they are of another make."""
    first = networks[0]
    makes = {tuple((part, tuple(each[part].shape)) for part in sorted(each)) for each in networks}
    if len(makes) > 1:
        raise NetworksDiffer
    return {part: sum(each[part] for each in networks) / len(networks) for part in first}


def average(run: Run) -> None:
    """Write `averaged/`; NetworksDiffer where the twin had other tags or sizes."""
    import torch

    trained, twin, out = (run.work / name for name in ("trained", "twin", "averaged"))
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(trained, out)
    if not twin.exists():
        return
    tags, others = ((folder / "tags.json").read_text() for folder in (trained, twin))
    if tags != others:
        raise NetworksDiffer
    networks = [torch.load(folder / NETWORK, weights_only=True) for folder in (trained, twin)]
    torch.save(mean(networks), out / NETWORK)
