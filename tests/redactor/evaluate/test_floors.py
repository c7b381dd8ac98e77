import tomllib
from pathlib import Path

import pytest

from redactor.evaluate import Answer, FloorsInvalid, MarkedChat, Report, evaluate, floors
from tests.redactor.evaluate.conftest import GivenEngine

FILE = Path("floors.toml")


@pytest.fixture
def report(chats: list[MarkedChat], answers: dict[str, Answer]) -> Report:
    """Ours and another: covered 0.5, PERSON 0, leak rate 2/3, over-masked 90.9."""
    own = GivenEngine(answers, "redactor", uses_identity=True)
    return evaluate(chats, [own, GivenEngine(answers)], folder="mine")


def of_mine(**sides: dict[str, float]) -> floors.Floors:
    return {"mine": {"standard": {"none": sides}}}


def test_a_figure_below_its_floor_is_named(report: Report) -> None:
    wanted = of_mine(at_least={"covered": 0.51, "precision": 0.8}, at_most={"leak_rate": 0.6})
    assert floors.compare(report, wanted, FILE) == (
        3,
        [
            "mine, redactor, no identity: covered is 0.5, must be at least 0.51",
            "mine, redactor, no identity: leak_rate is 0.6667, must be at most 0.6",
        ],
    )


def test_a_figure_at_its_floor_holds(report: Report) -> None:
    wanted = of_mine(
        at_least={"covered": 0.5},
        at_most={"leak_rate": 0.667, "held_back": 0, "overmasked_per_1000": 91},
        covered_at_least={"EMAIL_ADDRESS": 1},
    )
    assert floors.compare(report, wanted, FILE) == (5, [])


def test_an_entity_below_its_floor_is_named(report: Report) -> None:
    _, lines = floors.compare(report, of_mine(covered_at_least={"PERSON": 0.9}), FILE)
    assert lines == ["mine, redactor, no identity: PERSON is 0, must be at least 0.9"]


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ({}, "has none for mine"),
        ({"other": {"standard": {"none": {"at_least": {"covered": 0.1}}}}}, "has none for mine"),
        (of_mine(at_least={"recall": 0.1}), "not measured: .*recall"),
        (of_mine(covered_at_least={"PERSN": 0.1}), "not measured: .*PERSN"),
        (of_mine(at_lest={"covered": 0.1}), "unknown 'at_lest'; use at_least"),
        (of_mine(at_least={"covered": "much"}), "no number for covered"),
    ],
)
def test_a_floor_that_holds_nothing_up_is_an_error(
    report: Report, table: floors.Floors, problem: str
) -> None:
    with pytest.raises(FloorsInvalid, match=problem):
        floors.compare(report, table, FILE)


def test_floors_written_now_hold_now_and_are_near(report: Report) -> None:
    written = tomllib.loads(floors.as_toml(floors.renewed(report, {})))
    compared, below = floors.compare(report, written, FILE)
    assert (compared, below) == (10, [])
    assert written["mine"]["standard"]["none"]["at_least"] == {"covered": 0.25, "precision": 0.6}
    assert written["mine"]["standard"]["given"]["at_most"]["held_back"] == 0.334


def test_an_entity_has_a_floor_one_value_below(chats: list[MarkedChat], finding_bo: Answer) -> None:
    many = [chats[1]] * 20
    own = GivenEngine({"b": finding_bo}, "redactor")
    written = floors.renewed(evaluate(many, [own], folder="mine"), {})
    assert written["mine"]["standard"]["unused"]["covered_at_least"] == {"PERSON": 0.95}


def test_floors_of_others_stay(report: Report) -> None:
    known = {"other folder": {"strict": {"none": {"at_least": {"covered": 0.1}}}}}
    written = floors.as_toml(floors.renewed(report, known))
    assert tomllib.loads(written)["other folder"] == known["other folder"]
    assert written.startswith("#")


def test_floors_that_cannot_be_read_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FloorsInvalid, match="--write-floors makes it"):
        floors.read(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_text("x = ")
    with pytest.raises(FloorsInvalid, match="is not TOML"):
        floors.read(tmp_path / "bad.toml")


def test_the_benchmark_has_floors_for_both_halves_and_both_identities() -> None:
    kept = floors.read(Path(__file__).parents[3] / "benchmarks" / "floors.toml")
    for half in ("dev", "held_out"):
        for identity in ("given", "none"):
            assert set(kept[half]["standard"][identity]) == set(floors.SIDES)
