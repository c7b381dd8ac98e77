"""Wordings to choose from in a line of a scene."""

from __future__ import annotations

from random import Random

from redactor.ner.recipe.choices import chosen, has_choices, wordings


def test_every_wording_is_a_choice_of_each_bracket() -> None:
    assert set(wordings("<a|b> and <c|>")) == {"a and c", "a and ", "b and c", "b and "}


def test_what_is_drawn_is_one_of_the_wordings() -> None:
    line = "<hi|hey|> i am <[[PERSON|Ada]]|{first}>"
    drawn = {chosen(line, Random(seed)) for seed in range(80)}
    assert drawn == set(wordings(line))
    assert len(drawn) == 6


def test_a_mark_or_an_arrow_is_no_choice() -> None:
    for line in ("Bo <[[EMAIL_ADDRESS|bo@mail.example]]>", "Menu > File > Save", "<b>|</b>", "a|b"):
        assert not has_choices(line)
        assert list(wordings(line)) == [line]
        assert chosen(line, Random(1)) == line


def test_a_line_without_choices_draws_nothing() -> None:
    random = Random(1)
    before = random.getstate()
    chosen("Bo <[[EMAIL_ADDRESS|bo@mail.example]]>", random)
    assert random.getstate() == before
