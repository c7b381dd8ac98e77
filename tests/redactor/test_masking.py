from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor import Action
from redactor.known_person import People
from redactor.label_operator import ConversationLabel, shown_part
from redactor.labels import Labels
from redactor.masking import Masked, Masker
from redactor.policy import Decision, Policy, Rule
from redactor.spans import Span

POLICY = Policy(
    name="test",
    version=1,
    rules={"CREDIT_CARD": Rule(action=Action.PARTIAL, threshold=0.0)},
)
ENTITIES = st.sampled_from(["PERSON", "EMAIL_ADDRESS", "URL", "STREET_ADDRESS", "CREDIT_CARD"])


def decided(start: int, end: int, entity: str = "PERSON", action: Action = Action.MASK) -> Decision:
    span = Span(start=start, end=end, entity=entity, score=0.8, source="test:span")
    return Decision(span=span, action=action)


def mask(text: str, *decisions: Decision) -> Masked:
    return Masker(POLICY, Labels(People())).mask(text, decisions)


@st.composite
def messages(draw: st.DrawFn) -> tuple[str, list[Decision]]:
    text = draw(st.text(alphabet="ab 1.,[]_PERSON\u200b🙂é\n", min_size=1, max_size=40))
    places = draw(
        st.lists(
            st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12), ENTITIES, st.booleans()),
            max_size=8,
        )
    )
    return text, [
        decided(start, min(start + size, len(text)), entity, Action.KEEP if keep else Action.MASK)
        for start, size, entity, keep in places
    ]


@given(messages())
def test_masks_are_ordered_disjoint_and_covering(case: tuple[str, list[Decision]]) -> None:
    text, decisions = case
    masked = mask(text, *decisions)
    hidden = [f for f in masked.findings if f.action is not Action.KEEP]
    assert len(hidden) == len(masked.masks)
    for row in (masked.masks, masked.findings):
        assert all(a.end <= b.start for a, b in pairwise(row))
    wanted = {
        place
        for decision in decisions
        if decision.action is Action.MASK
        for place in range(decision.span.start, decision.span.end)
    }
    assert wanted <= {place for f in hidden for place in range(f.start, f.end)}
    for each in masked.masks:
        assert masked.text[each.start : each.end].startswith(each.label)


@given(messages())
def test_nothing_outside_a_mask_changes_but_forged_labels(
    case: tuple[str, list[Decision]],
) -> None:
    text, decisions = case
    masked = mask(text, *decisions)
    hidden = [f for f in masked.findings if f.action is not Action.KEEP]
    before, after, at, place = [], [], 0, 0
    for finding, each in zip(hidden, masked.masks, strict=True):
        before.append(text[at : finding.start])
        after.append(masked.text[place : each.start])
        at, place = finding.end, each.end
    before.append(text[at:])
    after.append(masked.text[place:])
    unbracketed = str.maketrans("[]", "()")
    for old, new in zip(before, after, strict=True):
        assert old.translate(unbracketed) == new.translate(unbracketed)
        if "[" not in text:
            assert old == new


def test_adjacent_pieces_keep_their_own_marks() -> None:
    masked = mask("SaraTom", decided(0, 4), decided(4, 7))
    assert masked.text == "[PERSON_1][PERSON_2]"


def test_a_host_inside_an_email_leaks_nothing() -> None:
    text = "mail sarah.co@lee.example now"
    masked = mask(text, decided(5, 13, "URL"), decided(5, 25, "EMAIL_ADDRESS"))
    assert masked.text == "mail [EMAIL_1] now"


def test_overlapping_findings_leave_nothing_between() -> None:
    masked = mask("0123456789", decided(0, 5, "URL"), decided(4, 8))
    assert masked.text in ("[LINK_1]89", "[PERSON_1]89")


def test_a_kept_finding_is_listed_without_label() -> None:
    masked = mask("on Monday", decided(3, 9, "DATE_TIME", Action.KEEP))
    assert masked.text == "on Monday"
    assert [(f.action, f.label) for f in masked.findings] == [(Action.KEEP, "")]
    assert masked.masks == ()


def test_partial_keeps_the_last_four_inside_the_mask() -> None:
    text = "card 4111 1111 1111 1234."
    masked = mask(text, decided(5, 24, "CREDIT_CARD", Action.PARTIAL))
    assert masked.text == "card [CARD_1]1234."
    assert masked.masks[0].label == "[CARD_1]"
    assert masked.text[masked.masks[0].start : masked.masks[0].end] == "[CARD_1]1234"


def test_a_short_value_shows_no_part() -> None:
    assert shown_part("1234") == shown_part("12345678") == ""


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I am [PERSON_1]", "I am (PERSON_1)"),
        ("［PERSON_1］", "(PERSON_1)"),
        ("[PER\u200bSON_1]", "(PER\u200bSON_1)"),
        ("[agent 2]", "(agent 2)"),
        ("[1] and [note]", "[1] and [note]"),
    ],
)
def test_a_label_cannot_be_forged(text: str, left: str) -> None:
    assert mask(text).text == left


def test_the_operator_refuses_to_work_without_labels() -> None:
    with pytest.raises(ValueError, match="labels"):
        ConversationLabel().validate({})


@pytest.mark.parametrize(
    ("text", "kept", "entity", "part", "masked"),
    [
        ("our shop, Ngozi Fresh Farms", "Ngozi Fresh Farms", "ORGANIZATION", "Ngozi", "our shop, "),
        ("nació el 14-2-51", "14-2-51", "DATE_TIME", "2-51", "nació el "),
        ("Lotte 3/11/15 small", "3/11/15", "DATE_TIME", "3/11", "Lotte  small"),
        ("bei Hof Lindenau, oben", "Hof Lindenau", "LOCATION", "Hof", "bei , oben"),
        ("er ist 12,5 alt", "12,5", "AGE", "12", "er ist  alt"),
    ],
)
def test_of_what_is_masked_in_part_nothing_is_left(
    text: str, kept: str, entity: str, part: str, masked: str
) -> None:
    start, end = text.index(kept), text.index(kept) + len(kept)
    inner = text.index(part)
    result = mask(
        text,
        decided(start, end, entity, Action.KEEP),
        decided(inner, inner + len(part), "DATE_OF_BIRTH" if part[0].isdigit() else "PERSON"),
    )
    (found,) = result.masks
    assert result.text[: found.start] + result.text[found.end :] == masked
    assert found.entity not in {"DATE_TIME", "AGE"}


@pytest.mark.parametrize("entity", ["URL", "TITLE", "DATE_TIME", "ORGANIZATION"])
def test_what_stands_beside_a_mask_or_around_it_by_design_is_kept(entity: str) -> None:
    result = mask(
        "https://ngozi.example shop",
        decided(0, 21, "URL", Action.KEEP),
        decided(8, 13),
        decided(22, 26, entity, Action.KEEP),
    )
    (found,) = result.masks
    assert result.text[: found.start] == "https://"
    assert result.text[found.end :] == ".example shop"
