from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.spans import Span, held, is_beside, is_near, join, join_neighbours, trim


def span(start: int, end: int, entity: str = "PERSON", score: float = 0.8) -> Span:
    return Span(start=start, end=end, entity=entity, score=score, source="test:span")


PLACES = st.tuples(st.integers(0, 40), st.integers(1, 15)).map(lambda p: (p[0], p[0] + p[1]))
SPANS = st.lists(
    st.builds(
        lambda place, entity, score: span(*place, entity, score),
        PLACES,
        st.sampled_from(["PERSON", "URL", "EMAIL_ADDRESS"]),
        st.floats(0, 1),
    ),
    max_size=12,
)


@given(SPANS)
def test_joined_spans_are_ordered_disjoint_and_cover_the_same(spans: list[Span]) -> None:
    joined = join(spans)
    assert all(left.end <= right.start for left, right in pairwise(joined))
    before = {place for each in spans for place in range(each.start, each.end)}
    after = {place for each in joined for place in range(each.start, each.end)}
    assert before == after


def test_the_wider_names_the_whole() -> None:
    mail, host = span(0, 16, "EMAIL_ADDRESS", 0.6), span(0, 7, "URL", 0.9)
    assert join([host, mail]) == [mail]


def test_of_two_alike_the_surer_names_the_whole() -> None:
    card, phone = span(0, 16, "CREDIT_CARD", 1.0), span(2, 17, "PHONE_NUMBER", 0.5)
    assert [(s.entity, s.start, s.end) for s in join([card, phone])] == [("CREDIT_CARD", 0, 17)]


def test_touching_spans_stay_apart() -> None:
    assert len(join([span(0, 4), span(4, 8)])) == 2


def test_an_address_in_pieces_is_one() -> None:
    text = "12 Rosewood Lane, Leeds LS1 4AB"
    pieces = [
        span(0, 16, "STREET_ADDRESS"),
        span(18, 23, "LOCATION"),
        span(24, 31, "POSTAL_CODE"),
    ]
    joined = join_neighbours(pieces, text, alike=lambda a, b: True)
    assert [(s.start, s.end) for s in joined] == [(0, 31)]


def test_two_people_side_by_side_stay_two() -> None:
    pieces = [span(0, 4), span(5, 8)]
    assert len(join_neighbours(pieces, "Sara Tom", alike=lambda a, b: False)) == 2


def test_words_between_keep_an_address_apart() -> None:
    pieces = [span(0, 4, "LOCATION"), span(13, 18, "POSTAL_CODE")]
    assert len(join_neighbours(pieces, "Leed and also 90210", alike=lambda a, b: True)) == 2
    assert not is_beside(pieces[0], pieces[1:], "Leed and also 90210")


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("12 Mill Lane, is that still good in Leeds", True),
        ("12 Mill Lane\nTown: Leeds", True),
        ("12 Mill Lane. I work in Leeds", False),
        ("12 Mill Lane is where my sister lived before she went to Leeds", False),
    ],
)
def test_a_place_a_few_words_from_an_address_is_near_it(text: str, near: bool) -> None:
    place = span(len(text) - 5, len(text), "LOCATION")
    assert is_near(place, [span(0, 12, "STREET_ADDRESS")], text) is near


def test_blanks_at_the_edges_are_left_out() -> None:
    assert trim(span(0, 6), " Sara ") == span(1, 5)
    assert trim(span(0, 2), "  ") is None


@given(SPANS, SPANS)
def test_what_lies_in_a_longer_span_is_held(spans: list[Span], holders: list[Span]) -> None:
    wanted = {
        one
        for one in spans
        for other in holders
        if other.start <= one.start
        and one.end <= other.end
        and other.end - other.start > one.end - one.start
    }
    assert held(spans, holders) == wanted
