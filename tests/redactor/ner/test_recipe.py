"""The whole recipe on tiny corpora, and what its lock file is for."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from redactor.ner.recipe.__main__ import main
from redactor.ner.recipe.plan import STEPS
from redactor.ner.recipe.steps import LOCK, Run, Step, checksum, do

pytestmark = pytest.mark.slow

DATA_STEPS = ("read", "synthesise", "mix")


@pytest.fixture(scope="module")
def done(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A finished run of all steps."""
    folder = tmp_path_factory.mktemp("recipe")
    run = Run(corpora=corpora, work=folder / "work", out=folder / "out", sample=60)
    assert main(arguments(run)) == 0
    return run


def arguments(run: Run, *steps: str) -> list[str]:
    places = ["--corpora", str(run.corpora), "--work", str(run.work), "--out", str(run.out)]
    return [*places, "--seed", str(run.seed), "--sample", str(run.sample), *steps]


def test_the_recipe_ends_in_a_package_that_loads_and_a_card(done: Run) -> None:
    import spacy

    nlp = spacy.load(done.out / "chat_pii_en")
    assert set(nlp.pipe_labels["ner"]) == {"PERSON", "LOCATION", "ORGANIZATION"}
    assert nlp.meta["name"] == "chat_pii_en"
    card = (done.out / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "| wnut17 | lower case | PERSON | 1 |" in card
    assert "CC BY 4.0" in card
    assert "{" not in card


def test_a_card_and_lock_name_no_place_on_this_machine(done: Run) -> None:
    for path in (done.out / "MODEL_CARD.md", done.work / LOCK):
        assert str(done.work.parent) not in path.read_text(encoding="utf-8")


def test_the_package_keeps_no_word_of_the_training_text(done: Run) -> None:
    strings = json.loads((done.out / "chat_pii_en/vocab/strings.json").read_text(encoding="utf-8"))
    assert not {"Okafor", "okafor", "latte", "Kisumu"} & set(strings)


def test_unchanged_steps_are_skipped(done: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments(done)) == 0
    told = capsys.readouterr().err.splitlines()
    assert len(told) == len(STEPS)
    assert all("unchanged, skipped" in line for line in told)


def test_a_changed_input_is_done_again_and_nothing_before_it(done: Run, tmp_path: Path) -> None:
    run = copied(done, tmp_path)
    train = run.work / "train.jsonl"
    train.write_text(train.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    skipped = [
        step.name for step in STEPS if step.name in ("read", "synthesise") and not do(run, step)
    ]
    assert skipped == ["read", "synthesise"]
    assert do(run, step_named("mix"))
    assert not do(run, step_named("train"))


def test_another_seed_is_another_run(done: Run, tmp_path: Path) -> None:
    run = replace(copied(done, tmp_path), seed=2)
    before = checksum(run.work / "synthetic.jsonl")
    assert do(run, step_named("synthesise"))
    assert checksum(run.work / "synthetic.jsonl") != before


def test_the_same_seed_gives_the_same_data_and_weights(done: Run, tmp_path: Path) -> None:
    again = replace(done, work=tmp_path)
    for name in (*DATA_STEPS, "train"):
        do(again, step_named(name))
    assert checksum(tmp_path / "train.jsonl") == checksum(done.work / "train.jsonl")
    weights = "model/ner/model"
    assert checksum(tmp_path / weights) == checksum(done.work / weights)


def test_a_missing_input_is_named(tmp_path: Path) -> None:
    run = Run(corpora=tmp_path, work=tmp_path, out=tmp_path)
    with pytest.raises(FileNotFoundError, match=r"step train needs work:train\.jsonl"):
        do(run, step_named("train"))


def test_an_input_that_changes_under_a_step_is_not_recorded(tmp_path: Path) -> None:
    (tmp_path / "in").write_text("a", encoding="utf-8")

    def spoil(run: Run) -> None:
        (run.work / "in").write_text("b", encoding="utf-8")

    with pytest.raises(RuntimeError, match="changed while it ran"):
        do(Run(corpora=tmp_path, work=tmp_path, out=tmp_path), one_step(spoil))
    assert not (tmp_path / LOCK).exists()


def one_step(run: Callable[[Run], None]) -> Step:
    return Step(name="one", does="", inputs=("work:in",), outputs=(), run=run)


def step_named(name: str) -> Step:
    return next(step for step in STEPS if step.name == name)


def copied(run: Run, folder: Path) -> Run:
    shutil.copytree(run.work, folder / "work")
    return replace(run, work=folder / "work", out=folder / "out")
