"""The whole recipe on tiny corpora, and what its lock file is for."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import redactor.ner
from redactor.ner.recipe.__main__ import main
from redactor.ner.recipe.gate import BelowFloor, gate
from redactor.ner.recipe.package import VERSION
from redactor.ner.recipe.plan import STEPS
from redactor.ner.recipe.steps import LOCK, ExtraMissing, Run, Step, checksum, do
from redactor.ner.tags import LABELS

pytestmark = pytest.mark.slow

DATA_STEPS = ("read", "synthesise", "mix")
TORCH_STEPS = ("train", "export", "quantise")


@pytest.fixture(scope="module")
def done(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A finished run of all steps but those that need the extra: the packaged weights stand in."""
    folder = tmp_path_factory.mktemp("recipe")
    run = Run(corpora=corpora, work=folder / "work", out=folder / "out", sample=60)
    shutil.copytree(redactor.ner.FOLDER / "ner", run.work / "int8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("redactor.ner.recipe.steps.find_spec", lambda name: None)
        assert main(arguments(run)) == 0
    return run


@pytest.fixture(autouse=True)
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is trained here, whatever is installed."""
    monkeypatch.setattr("redactor.ner.recipe.steps.find_spec", lambda name: None)


def arguments(run: Run, *steps: str) -> list[str]:
    places = ["--corpora", str(run.corpora), "--work", str(run.work), "--out", str(run.out)]
    return [*places, "--seed", str(run.seed), "--sample", str(run.sample), *steps]


def test_the_recipe_ends_in_a_package_that_loads_and_a_card(done: Run) -> None:
    import spacy

    nlp = spacy.load(done.out / "chat_pii_en")
    assert set(nlp.pipe_labels["ner"]) == set(LABELS)
    assert [entity.text for entity in nlp("my name is Sara Lee").ents] == ["Sara Lee"]
    assert nlp.meta["name"] == "chat_pii_en"
    card = (done.out / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "| wnut17 | lower case | PERSON | 1 |" in card
    assert f"| chat_pii_en@{VERSION} int8, as typed |" in card
    assert "| chat_pii_en@1" in card
    assert "CC BY 4.0" in card
    assert "{" not in card


def test_a_card_and_lock_name_no_place_on_this_machine(done: Run) -> None:
    for path in (done.out / "MODEL_CARD.md", done.work / LOCK):
        assert str(done.work.parent) not in path.read_text(encoding="utf-8")


def test_unchanged_steps_are_skipped(done: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments(done)) == 0
    told = capsys.readouterr().err.splitlines()
    assert len(told) == len(STEPS)
    assert sum("unchanged, skipped" in line for line in told) == len(STEPS) - len(TORCH_STEPS)


def test_steps_that_need_the_extra_are_left_out_with_a_word(
    done: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments(done)) == 0
    told = capsys.readouterr().err
    for name in TORCH_STEPS:
        assert f"{name}: left out, step {name} needs " in told


@pytest.mark.parametrize("name", TORCH_STEPS)
def test_asking_for_such_a_step_says_what_to_install(
    done: Run, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(arguments(done, name)) == 1
    assert "pip install 'chat-redactor[train]'" in capsys.readouterr().err
    with pytest.raises(ExtraMissing) as caught:
        do(done, step_named(name))
    assert caught.value.step == name
    assert "onnx" in caught.value.packages or "torch" in caught.value.packages


def test_figures_below_a_floor_stop_the_run(done: Run, tmp_path: Path) -> None:
    run = replace(copied(done, tmp_path), sample=None)
    with pytest.raises(BelowFloor, match=r"btc as_typed PERSON f1 0\.00 < 0\.52"):
        gate(run)
    (run.out / "chat_pii_en").mkdir(parents=True)
    assert main([*arguments(run)[:-2], "gate"]) == 1


def test_a_changed_input_is_done_again_and_nothing_before_it(done: Run, tmp_path: Path) -> None:
    run = copied(done, tmp_path)
    train = run.work / "train.jsonl"
    train.write_text(train.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    skipped = [
        step.name for step in STEPS if step.name in ("read", "synthesise") and not do(run, step)
    ]
    assert skipped == ["read", "synthesise"]
    assert do(run, step_named("mix"))
    assert not do(run, step_named("evaluate"))


def test_another_seed_is_another_run(done: Run, tmp_path: Path) -> None:
    run = replace(copied(done, tmp_path), seed=2)
    before = checksum(run.work / "synthetic.jsonl")
    assert do(run, step_named("synthesise"))
    assert checksum(run.work / "synthetic.jsonl") != before


def test_the_same_seed_gives_the_same_data(done: Run, tmp_path: Path) -> None:
    again = replace(done, work=tmp_path)
    for name in DATA_STEPS:
        do(again, step_named(name))
    assert checksum(tmp_path / "train.jsonl") == checksum(done.work / "train.jsonl")


def test_a_missing_input_is_named(tmp_path: Path) -> None:
    run = Run(corpora=tmp_path, work=tmp_path, out=tmp_path)
    with pytest.raises(FileNotFoundError, match=r"step evaluate needs work:int8"):
        do(run, step_named("evaluate"))


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
