"""A packaged model to go on from: its weights, and what a run that has one reads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import redactor.ner
from redactor.ner.recipe.__main__ import parse
from redactor.ner.recipe.base import OtherSize, weights_of
from redactor.ner.recipe.package import begun
from redactor.ner.recipe.rows import Numbers
from redactor.ner.recipe.steps import Run, Step, do

SIZES = {
    "encoder.embeddings.word_embeddings.weight": (2, 2),
    "encoder.encoder.layer.0.output.dense.weight": (2, 3),
    "head.bias": (2,),
}


def packaged() -> dict[str, Numbers]:
    dense = "layers.0.output.dense.weight_Transposed"
    return {
        "embeddings.word_embeddings.weight_quantized": np.full((2, 2), 5, np.uint8),
        "embeddings.word_embeddings.weight_scale": np.array(0.5, np.float32),
        "embeddings.word_embeddings.weight_zero_point": np.array(3, np.uint8),
        f"{dense}_quantized": np.array([[1, 2], [3, 4], [-5, 6]], np.int8),
        f"{dense}_scale": np.array([0.5, 2.0], np.float32),
        f"{dense}_zero_point": np.array([0, 1], np.int8),
        "head.bias": np.array([7.0, 8.0], np.float32),
    }


def test_weights_in_eight_bits_come_back_whole() -> None:
    found = weights_of(packaged(), SIZES)
    assert {name: weight.tolist() for name, weight in found.items()} == {
        "encoder.embeddings.word_embeddings.weight": [[1.0, 1.0], [1.0, 1.0]],
        "encoder.encoder.layer.0.output.dense.weight": [[0.5, 1.5, -2.5], [2.0, 6.0, 10.0]],
        "head.bias": [7.0, 8.0],
    }


@pytest.mark.parametrize(
    ("sizes", "named"),
    [
        ({**SIZES, "head.bias": (3,)}, "head.bias"),
        ({**SIZES, "encoder.encoder.layer.0.output.dense.weight": (2, 4)}, "layers.0.output"),
        ({**SIZES, "encoder.encoder.layer.1.output.dense.weight": (2, 3)}, "layers.1.output"),
        ({"head.bias": (2,)}, "embeddings.word_embeddings"),
    ],
)
def test_a_base_of_another_size_is_refused(sizes: dict[str, tuple[int, ...]], named: str) -> None:
    with pytest.raises(OtherSize, match=f"of another size.*{named}"):
        weights_of(packaged(), sizes)


def test_another_base_or_none_is_another_run(tmp_path: Path) -> None:
    step = Step(name="one", does="", inputs=("base:ner",), outputs=(), run=lambda run: None)
    base, bare = (
        Run(corpora=tmp_path, work=tmp_path, out=tmp_path, base=each)
        for each in (tmp_path / "base", None)
    )
    with pytest.raises(FileNotFoundError, match="base:ner"):
        do(base, step)
    (tmp_path / "base").mkdir()
    (tmp_path / "base/ner").write_text("a", encoding="utf-8")
    assert [do(base, step), do(base, step)] == [True, False]
    (tmp_path / "base/ner").write_text("b", encoding="utf-8")
    assert [do(base, step), do(bare, step), do(bare, step)] == [True, True, False]


def test_the_card_says_what_it_went_on_from(tmp_path: Path) -> None:
    run = Run(corpora=tmp_path, work=tmp_path, out=tmp_path, base=redactor.ner.FOLDER)
    assert begun(run).startswith("; went on from chat_pii_en@")


def test_the_base_is_never_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--corpora", "c", "--work", "w", "--base", str(redactor.ner.FOLDER)])
    assert "would be overwritten" in capsys.readouterr().err
