"""The mean of two networks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from redactor.ner.recipe.average import NetworksDiffer, average, mean
from redactor.ner.recipe.steps import Run


def test_each_part_is_the_mean_over_the_networks() -> None:
    one = {"head": np.array([1.0, 2.0]), "layer": np.array([[0.0]])}
    other = {"head": np.array([3.0, 6.0]), "layer": np.array([[1.0]])}
    found = mean([one, other])
    assert found["head"].tolist() == [2.0, 4.0]
    assert found["layer"].tolist() == [[0.5]]
    assert mean([one])["head"].tolist() == [1.0, 2.0]


@pytest.mark.parametrize("other", [{"head": np.zeros(3)}, {"tail": np.zeros(2)}, {}])
def test_networks_of_another_make_have_no_mean(other: dict[str, np.ndarray]) -> None:
    with pytest.raises(NetworksDiffer):
        mean([{"head": np.zeros(2)}, other])


def test_with_a_twin_the_mean_goes_on_and_without_one_this_one(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    run = Run(corpora=tmp_path, work=tmp_path, out=tmp_path)
    for name, weight in (("trained", 1.0), ("twin", 3.0)):
        folder = tmp_path / name
        folder.mkdir()
        torch.save({"head": torch.tensor([weight])}, folder / "network.pt")
        (folder / "tags.json").write_text('["O"]')
    average(run)
    assert torch.load(tmp_path / "averaged/network.pt")["head"].tolist() == [2.0]
    (tmp_path / "twin/tags.json").write_text('["O", "B-PERSON"]')
    with pytest.raises(NetworksDiffer):
        average(run)
    (tmp_path / "twin").rename(tmp_path / "aside")
    average(run)
    assert torch.load(tmp_path / "averaged/network.pt")["head"].tolist() == [1.0]
