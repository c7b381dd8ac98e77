import json

import pytest

from redactor.evaluate import Answer, IdentityUse, MarkedChat, as_json, evaluate, tables
from tests.redactor.evaluate.conftest import GivenEngine

Chats = list[MarkedChat]
Answers = dict[str, Answer]


def test_an_engine_that_uses_identity_is_measured_with_and_without(
    chats: Chats, answers: Answers
) -> None:
    knows = GivenEngine(answers, "knows", uses_identity=True)
    other = GivenEngine(answers, "other")
    report = evaluate(chats, [knows, other])
    assert [(run.engine, run.identity) for run in report.runs] == [
        ("knows", IdentityUse.GIVEN),
        ("knows", IdentityUse.NONE),
        ("other", IdentityUse.UNUSED),
    ]
    assert knows.seen == ["Ana Li", "", "", "", "", ""]


def test_only_the_identity_asked_for_is_measured(chats: Chats, answers: Answers) -> None:
    knows = GivenEngine(answers, uses_identity=True)
    report = evaluate(chats, [knows], identities=[IdentityUse.NONE])
    assert [run.identity for run in report.runs] == [IdentityUse.NONE]
    assert set(knows.seen) == {""}


def test_under_strict_more_is_wanted(chats: Chats, answers: Answers) -> None:
    (run,) = evaluate(chats, [GivenEngine(answers)], policy="strict").runs
    assert "DATE_TIME" in run.total.entities
    assert "DATE_TIME" in run.slices["clean"].entities


def test_a_chat_counts_in_each_of_its_slices(chats: Chats, answers: Answers) -> None:
    (run,) = evaluate(chats, [GivenEngine(answers)]).runs
    assert {name: (each.chats, each.leaking) for name, each in run.slices.items()} == {
        "clean": (2, 2),
        "sloppy": (2, 1),
    }


def test_an_engine_must_answer_for_every_chat(chats: Chats, answers: Answers) -> None:
    class Short(GivenEngine):
        def answer(self, sessions):
            return list(super().answer(sessions))[:-1]

    with pytest.raises(ValueError, match="zip"):
        evaluate(chats, [Short(answers)])


def test_figures_as_json_are_those_counted(chats: Chats, answers: Answers, held: Answer) -> None:
    engines = [GivenEngine(answers), GivenEngine({**answers, "b": held}, "careful")]
    told = json.loads(json.dumps(as_json(evaluate(chats, engines, folder="mine"))))
    assert (told["folder"], told["policy"], told["chats"]) == ("mine", "standard", 3)
    first, careful = told["runs"]
    assert first["overall"]["covered"] == 0.5
    assert first["overall"]["leak_rate"] == pytest.approx(2 / 3)
    assert first["overall"]["leak_rate_95"] == pytest.approx([0.2077, 0.9385], abs=0.0001)
    assert first["entities"]["PERSON"]["touched"] == 0.5
    assert first["slices"]["sloppy"]["entities"]["PERSON"]["values"] == 1
    assert first["slices"]["sloppy"]["precision"] is None
    assert careful["overall"]["leak_rate"] == pytest.approx(1 / 3)
    assert careful["overall"]["held_back"] == {"survivor": 1}


def rows(text: str, starting: str) -> list[list[str]]:
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith(f"| {starting}")
    ]


def test_the_table_shows_the_figures(chats: Chats, answers: Answers) -> None:
    text = tables(evaluate(chats, [GivenEngine(answers)], folder="mine"))
    assert text.startswith("mine: 3 chats, policy standard\n")
    ((name, *shares),) = rows(text, "given")
    assert shares[:6] == ["0.750", "0.500", "0.800", "0.600", "0.615", "0.541"]
    assert (name, *shares[6:]) == ("given", "66.7 %", "20.8–93.9 %", "90.9", "0.875", "0")
    assert rows(text, "PERSON") == [
        ["PERSON", "2", "0.500", "0.000", "0.667", "0.667", "0.000", "0.000"]
    ]
    assert rows(text, "sloppy") == [
        ["sloppy", "2", "0.000", "0.000", *"––––", "50.0 %", "9.5–90.5 %", "0.0", "–", "0"]
    ]


def test_engines_stand_side_by_side(
    chats: Chats, answers: Answers, finding_bo: Answer, held: Answer
) -> None:
    better = GivenEngine({**answers, "b": finding_bo}, "better")
    closed = GivenEngine(dict.fromkeys(answers, held), "closed")
    text = tables(evaluate(chats, [GivenEngine(answers), better, closed]))
    ours = ["entity", "values", "given", "better", "closed"]
    assert ours in rows(text, "entity")
    assert ["PERSON", "2", "0.000", "0.500", "–"] in rows(text, "PERSON")
    assert rows(text, "closed")[0][-5:] == ["0.0 %", "0.0–56.1 %", "–", "–", "3"]
