from dataclasses import asdict
from pathlib import Path

import pytest

from redactor.evaluate import Answer, Found, MarkedChat
from redactor.evaluate.marked import parse
from redactor.evaluate.scoring import Score, misses, overmasked, score

Chats = list[MarkedChat]
Answers = dict[str, Answer]


def outcomes(chats: Chats, answers: Answers) -> list[tuple[MarkedChat, Answer]]:
    return [(chat, answers[chat.session.id]) for chat in chats]


def test_values_touched_and_values_covered_are_told_apart(chats: Chats, answers: Answers) -> None:
    total = score(outcomes(chats, answers))
    assert {entity: asdict(each) for entity, each in total.entities.items()} == {
        "AGENT": {"values": 1, "touched": 1, "covered": 1},
        "PERSON": {"values": 2, "touched": 1, "covered": 0},
        "EMAIL_ADDRESS": {"values": 1, "touched": 1, "covered": 1},
    }


def test_a_mask_is_true_on_anything_personal_and_typed_on_its_own_kind(
    chats: Chats, answers: Answers
) -> None:
    total = score(outcomes(chats, answers))
    assert {kind: asdict(each) for kind, each in total.families.items()} == {
        "PERSON": {"masks": 3, "true": 2, "typed": 2},  # Dana, an agent, is a person; Ada nobody
        "EMAIL_ADDRESS": {"masks": 1, "true": 1, "typed": 1},
        "LOCATION": {"masks": 1, "true": 1, "typed": 0},  # a date under a wrong name
    }


def test_harmless_words_are_counted_and_those_masked(chats: Chats, answers: Answers) -> None:
    total = score(outcomes(chats, answers))
    assert (total.words, total.overmasked, total.masked_words) == (11, 1, 8)


def test_a_chat_leaks_by_one_value_not_covered(
    chats: Chats, answers: Answers, finding_bo: Answer
) -> None:
    assert score(outcomes(chats, answers)).leaking == 2
    assert score(outcomes(chats, {**answers, "b": finding_bo})).leaking == 1


def test_strict_wants_what_standard_keeps(chats: Chats, answers: Answers) -> None:
    assert "DATE_TIME" not in score(outcomes(chats, answers)).entities
    dates = score(outcomes(chats, answers), strict=True).entities["DATE_TIME"]
    assert (dates.values, dates.covered) == (1, 1)


def test_a_chat_that_failed_closed_neither_leaks_nor_counts_otherwise(
    chats: Chats, answers: Answers, held: Answer
) -> None:
    total = score(outcomes(chats, {**answers, "b": held}))
    assert (total.chats, total.leaking, total.held_back) == (3, 1, {"survivor": 1})
    assert total.entities["PERSON"].values == 1
    assert total.words == 9


def test_misses_are_the_wanted_values_not_covered(
    chats: Chats, answers: Answers, held: Answer
) -> None:
    assert [mark.entity for mark in misses(chats[0], answers["a"])] == ["PERSON"]
    assert misses(chats[1], held) == []


def test_overmasked_words_name_what_masked_them(chats: Chats, answers: Answers) -> None:
    (word,) = overmasked(chats[0], answers["a"])
    assert (word.message, word.start, word.end, word.found.entity) == (1, 38, 41, "PERSON")


def test_an_answer_must_speak_of_every_message(chats: Chats, finding_bo: Answer) -> None:
    with pytest.raises(ValueError, match="zip"):
        score([(chats[0], finding_bo)])


def of_one(text: str, *spans: tuple[int, int]) -> Score:
    """The score of one message in which a person was masked at each of `spans`."""
    found = tuple(Found(start=start, end=end, entity="PERSON") for start, end in spans)
    return score([(parse(Path("x.txt"), f"\n\nvisitor: {text}"), Answer(messages=(found,)))])


def test_letters_and_digits_cover_a_value_signs_need_not() -> None:
    total = of_one("{{PERSON|Ana-Li!}} here", (0, 3), (4, 6))
    assert total.entities["PERSON"].covered == 1
    assert of_one("{{PASSWORD|!?}}", (0, 1)).entities["PASSWORD"].covered == 0


def test_what_only_lies_beside_a_value_is_false() -> None:
    total = of_one("hi{{PERSON|Ana}}hi", (0, 2), (5, 7))
    assert asdict(total.families["PERSON"]) == {"masks": 2, "true": 0, "typed": 0}
    assert total.entities["PERSON"].touched == 0


def test_a_mask_too_long_is_true_and_masks_harmless_words() -> None:
    total = of_one("{{PERSON|Ana}} here", (0, 8))
    assert (total.families["PERSON"].true, total.overmasked) == (1, 1)
