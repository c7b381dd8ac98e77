"""Masked text becomes runs and chips, and nothing gets lost or added on the way."""

from hypothesis import given
from hypothesis import strategies as st

from redactor import Mask
from redactor.entities import ENTITIES
from review_ui.chips import Chip, certainty_words, count_labels, cut, say_label, snip
from review_ui.entities import entity_words


def mask(start: int, end: int, label: str = "[PERSON_1]", **changes: object) -> Mask:
    fields = {"entity": "PERSON", "score": 0.9, "source": "identity:name"} | changes
    return Mask(start=start, end=end, label=label, **fields)  # type: ignore[arg-type]


def drawn(text: str, *masks: Mask) -> tuple[object, ...]:
    return cut(text, masks, count_labels(masks), place="m1")


def put_together(segments: tuple[object, ...]) -> str:
    return "".join(s.copied if isinstance(s, Chip) else s.text for s in segments)  # type: ignore[attr-defined]


def only_chip(text: str, *masks: Mask) -> Chip:
    (chip,) = (s for s in drawn(text, *masks) if isinstance(s, Chip))
    return chip


def test_a_chip_copies_as_the_label_and_is_read_aloud() -> None:
    chip = only_chip("hi [PERSON_1]!", mask(3, 13))
    assert "".join(text for text, _ in chip.parts) == chip.copied == "[PERSON_1]"
    assert "".join(text for text, shown in chip.parts if shown) == "PERSON1"
    assert chip.spoken == "person one"


def test_long_labels_and_large_numbers_are_read_aloud() -> None:
    assert only_chip("[BIRTH_DATE_23]", mask(0, 15, "[BIRTH_DATE_23]")).spoken == "birth date 23"


def test_a_partial_mask_says_its_tail() -> None:
    assert only_chip("[CARD_1]4242", mask(0, 12, "[CARD_1]")).spoken == "card one, ends in 4242"


def test_every_kind_has_words_of_its_own_and_no_code_in_them() -> None:
    said = {entity: entity_words(entity) for entity in ENTITIES}
    assert len(set(said.values())) == len(said)
    assert said["DE_FUEHRERSCHEIN"] == "A German driving licence number"
    assert [words for words in said.values() if "(" in words or words.endswith(".")] == []
    assert entity_words("SOMETHING_NEW") == "Something new"


def test_the_card_says_kind_why_certainty_and_how_many_are_the_same() -> None:
    text = "[PERSON_1] [PERSON_1]"
    masks = (mask(0, 10, score=0.4), mask(11, 21))
    first, _, second = cut(text, masks, count_labels(masks), place="m1")
    assert isinstance(first, Chip)
    assert isinstance(second, Chip)
    assert first.kind == "A person's name"
    assert first.why == "It is in the visitor's name."
    assert (first.certainty, second.certainty) == ("guess", "certain")
    assert "1 more time" in first.same_words
    assert first.hue == second.hue
    assert first.card != second.card


def test_an_agent_is_called_an_agent() -> None:
    assert only_chip("[AGENT_1]", mask(0, 9, "[AGENT_1]")).kind == "An agent's name"


def test_certainty_is_said_in_three_words() -> None:
    assert [certainty_words(s) for s in (1, 0.85, 0.84, 0.5, 0.49, 0)] == [
        "certain", "certain", "likely", "likely", "guess", "guess",
    ]  # fmt: skip


@given(
    text=st.text(max_size=60),
    spots=st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=8),
)
def test_the_runs_together_are_the_text_whatever_the_masks(
    text: str, spots: list[tuple[int, int]]
) -> None:
    masks = tuple(mask(start, end) for start, end in spots if start >= 0)
    assert put_together(cut(text, masks, count_labels(masks), place="m1")) == text


@given(st.text(alphabet="[]_PERSON 1x<", max_size=40))
def test_a_snippet_keeps_what_is_not_a_label(text: str) -> None:
    assert [run.text for run in snip(text) if not run.is_label] == [
        run.text for run in snip(text) if run.text in text and not run.is_label
    ]


def test_a_label_in_a_snippet_is_set_apart() -> None:
    runs = snip("hi [PERSON_1], [not a label] [ID_NUMBER_2]")
    assert [run.text for run in runs if run.is_label] == ["Person 1", "Id number 2"]
    assert say_label("plain") == "plain"
