"""Everything told afresh, part by part, beside the training."""

from __future__ import annotations

from pathlib import Path

import pytest

import redactor.ner
from redactor.ner.recipe import retold as module
from redactor.ner.recipe.read import read
from redactor.ner.recipe.rows import Row
from redactor.ner.recipe.steps import Run

TOKENIZER = redactor.ner.FOLDER / "ner"


@pytest.fixture
def run(corpora: Path, tmp_path: Path) -> Run:
    run = Run(corpora=corpora, work=tmp_path, out=tmp_path, sample=60)
    read(run)
    return run


def words(rows: list[Row]) -> list[bytes]:
    return [row.ids.tobytes() for row in rows]


def test_each_part_is_told_otherwise_and_the_same_again(run: Run) -> None:
    first, second = (module.tell(run, number, TOKENIZER) for number in (0, 1))
    assert first
    assert words(first) == words(module.tell(run, 0, TOKENIZER))
    assert words(first) != words(second)
    assert all((row.tags >= 0).any() for row in first)


def test_parts_come_from_other_processes_and_the_least_read_first(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 1)
    with module.retold(run, TOKENIZER, workers=2) as rows:
        given = [words(list(rows())) for _ in range(3)]
    assert given[0] == words(module.tell(run, 0, TOKENIZER)) or given[0] == words(
        module.tell(run, 1, TOKENIZER)
    )
