"""Everything told afresh, part by part, beside the training."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import ParamSpec, TypeVar

import numpy as np
import pytest

import redactor.ner
from redactor.evaluate.marked import parse
from redactor.ner.recipe import retell
from redactor.ner.recipe import retold as module
from redactor.ner.recipe.read import read
from redactor.ner.recipe.rows import Row
from redactor.ner.recipe.steps import Run


def words(rows: list[Row]) -> list[bytes]:
    return [row.ids.tobytes() for row in rows]


@pytest.mark.slow
def test_each_part_is_told_otherwise_and_the_same_again(
    corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chats = (parse(Path("a.txt"), "slices: clean\n\nvisitor: it is {{PERSON|Sara Lee}}\n"),)
    monkeypatch.setattr(retell, "written", lambda: (chats, retell.wordings_of(chats)))
    run = Run(corpora=corpora, work=tmp_path, out=tmp_path, sample=60)
    read(run)
    again, first, second = (
        module.tell(run, redactor.ner.FOLDER / "ner", number) for number in (0, 0, 1)
    )
    assert first
    assert words(first) == words(again)
    assert words(first) != words(second)
    assert all((row.tags >= 0).any() for row in first)


def part(number: int) -> list[Row]:
    one = np.array([number])
    return [Row(ids=one, shapes=one, tags=one)]


P = ParamSpec("P")
T = TypeVar("T")


class AtOnce(Executor):
    """Tells a part before anybody waits for it."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except OSError as error:
            done.set_exception(error)
        return done


def test_the_parts_that_were_read_least_are_read_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 2)
    with module.retold(part, AtOnce(), workers=1) as rows:
        given = [[int(row.ids[0]) for row in rows()] for _ in range(3)]
    assert given == [[0, 1], [2, 0], [3, 1]]


def test_what_goes_wrong_in_telling_is_not_hidden() -> None:
    def fail(number: int) -> list[Row]:
        raise FileNotFoundError(number)

    with (
        module.retold(fail, AtOnce(), workers=1) as rows,
        pytest.raises(FileNotFoundError),
    ):
        rows()
