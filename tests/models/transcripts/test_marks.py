"""Masked text and its original: the way there and back, and where a value stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.transcripts.marks import (
    Mark,
    Marked,
    add_masks,
    can_be_sought,
    find_value,
    find_words,
    free_number,
    marked,
    remade,
)
from redactor import Mask
from tests.models.scene import told

LIKE = Mask(
    start=0, end=0, entity="PERSON", score=1, label="[PERSON_7]", source="reviewer:reported"
)


def message(text: str, **masking: tuple[str, str]) -> Marked:
    return marked(told(text, masking=masking)["redacted"].messages[0])  # type: ignore[attr-defined]


CHLOE = {"Chloe": ("PERSON", "[PERSON_1]")}


def test_what_stands_outside_of_masks_has_its_place_in_the_original() -> None:
    original = "Hi Chloe, my name is Zhang and Chloe too"
    now = message(original, **CHLOE)
    start = now.text.index("Zhang")
    assert now.origin_of(start, start + 5) == (21, 26)
    assert now.origin_of(now.text.index("PERSON"), start) is None
    assert now.unmasked(3, 26) == ((now.text.index("my"), start + 5),)
    assert now.unmasked(3, 8) == ()


def test_a_mask_whose_origin_is_unknown_hides_where_the_rest_comes_from() -> None:
    known = message("Hi Chloe, Zhang", **CHLOE)
    now = Marked(text=known.text, marks=(Mark(mask=known.marks[0].mask, origin=None),))
    start = now.text.index("Zhang")
    assert now.origin_of(start, start + 5) is None
    assert now.origin_of(0, 2) == (0, 2)
    assert now.unmasked(10, 15) is None


pieces = st.lists(
    st.tuples(st.booleans(), st.text("abc [](éЖ", min_size=1, max_size=6)), min_size=1, max_size=8
)


@given(pieces)
def test_between_masks_the_text_is_the_original(parts: list[tuple[bool, str]]) -> None:
    original, text, marks = "", "", []
    for number, (is_mask, part) in enumerate(parts):
        origin = (len(original), len(original) + len(part))
        shown = f"[PERSON_{number}]" if is_mask else part
        if is_mask:
            mask = Mask(
                start=len(text),
                end=len(text) + len(shown),
                entity="PERSON",
                score=1,
                label=shown,
                source="s",
            )
            marks.append(Mark(mask=mask, origin=origin))
        original, text = original + part, text + shown
    now = Marked(text=text, marks=tuple(marks))
    covered = set()
    for start, end, _ in now.gaps():
        origin = now.origin_of(start, end)
        assert origin is not None
        assert original[slice(*origin)] == text[start:end]
        covered |= set(range(*origin))
    hidden = {i for mark in marks if mark.origin for i in range(*mark.origin)}
    assert covered | hidden == set(range(len(original)))
    assert not covered & hidden
    stretches = now.unmasked(0, len(original))
    assert stretches is not None
    everything = add_masks(now, stretches, LIKE)
    assert not everything.outside(0, len(everything.text))


@given(pieces)
def test_masks_added_leave_all_else_as_it_was(parts: list[tuple[bool, str]]) -> None:
    text = "".join(part for _, part in parts)
    now = Marked(text=text)
    stretches = now.outside(0, len(text))
    later = add_masks(now, stretches, LIKE)
    assert (
        later.text == text.replace(text[slice(*stretches[0])], "[PERSON_7]", 1)
        if stretches
        else text
    )
    for mark in later.marks:
        assert later.text[mark.mask.start : mark.mask.end] == mark.mask.label


def test_a_message_made_again_has_findings_for_its_masks() -> None:
    (before,) = told("Hi Chloe Zhang", masking=CHLOE)["redacted"].messages  # type: ignore[attr-defined]
    now = marked(before)
    later = remade(before, add_masks(now, [now.outside(13, len(now.text))[0]], LIKE))
    assert later.text == "Hi [PERSON_1] [PERSON_7]"
    assert [(f.start, f.end) for f in later.findings] == [(3, 8), (9, 14)]
    assert marked(later).marks[1].origin == (9, 14)


@pytest.mark.parametrize(
    ("text", "value", "count"),
    [
        ("Zhang, zhang and ZHANG", "Zhang", 3),
        ("Zhangs and Ozhang", "Zhang", 0),
        ("call 212-555-0187 or (212) 555 0187 or 2125550187", "212 555 0187", 3),
        ("12125550187", "212 555 0187", 0),
        ("Chloé zhang; chloe  Zhang", "Chloe Zhang", 2),
        ("Zh\u200bang, Ｚｈａｎｇ", "zhang", 2),
        ("a b a", "a", 0),
        ("", "zhang", 0),
        ("我叫王小明。王小明", "王小明", 2),
        ("x_zhang_y", "zhang", 1),
        ("zhang.(*", "zhang.(*", 1),
    ],
)
def test_a_value_is_found_as_a_whole_in_any_writing(text: str, value: str, count: int) -> None:
    assert len(find_value(text, value)) == count


def test_a_selection_grows_to_whole_words_but_never_into_a_mask() -> None:
    now = message("Hi Chloeanne Zhang", **CHLOE)
    assert now.text == "Hi [PERSON_1]anne Zhang"
    start = now.text.index("nne")
    assert now.text[slice(*now.whole_words((start, start + 5)))] == "anne Zhang"
    unspaced = Marked(text="我叫王小明")
    assert unspaced.whole_words((2, 5)) == (2, 5)
    assert can_be_sought("ab", (0, 2))
    assert not can_be_sought("a-", (0, 2))


def test_words_are_found_as_they_were_selected() -> None:
    assert find_words("my  name\nis Zhang", "name is zhang") == (4, 17)
    assert find_words("name", " ") is None
    assert find_words("name", "nome") is None
    assert find_words("I am Quack\u00adenbush", "quackenbush") == (5, 17)
    assert find_words("I am Quack\u00adenbush", "Quack\u00adenbush") == (5, 17)
    assert find_words("I am Quackenbush", "Quack\u200benbush") == (5, 16)
    assert find_words("Quack\u00ad", "\u00ad\u00ad") is None
    assert find_words("Quack enbush", "quackenbush") is None


def test_the_next_number_is_free() -> None:
    assert free_number("PERSON", ["[PERSON_2]", "[PERSON_10]", "[EMAIL_40]"]) == 11
    assert free_number("ADDRESS", ["[IP_ADDRESS_4]"]) == 1
