from threading import Event, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import redactor.recognizers.needs as needs_module
from redactor.recognizers import build_recognizers
from redactor.recognizers.countries import COUNTRIES
from redactor.recognizers.needs import (
    CAPITAL,
    EITHER,
    LETTER,
    NOTHING,
    Index,
    Needs,
    all_of,
    any_of,
    glance,
)
from redactor.vocabulary import listed
from service.demo.chatfile import read_chats

TALK = st.sampled_from([line.text for chat in read_chats() for line in chat.lines])
BITS = st.sampled_from(
    listed(
        "order no. pin is the code: 4411 card 4242 dob 3 May my son 14 pw Zx9!a @sara İD ſo K5"
        " http://a.b/c?d=e 12 Mill Lane DE89 3704 0044 0532 0130 00 +49 30 901820 AB123456C"
        " 44051401359"
    )
)
TEXTS = st.one_of(
    st.text(max_size=60),
    TALK,
    st.lists(st.one_of(BITS, st.text(max_size=4)), max_size=12).map(" ".join),
    st.tuples(TALK, TALK).map("\n".join),
)


@pytest.fixture(scope="module")
def everyone():
    return build_recognizers((*COUNTRIES, "FR", "NL", "PT", "IE"))


def without_filter(recognizer, text):
    """What a recognizer finds when every text seems to hold all that its regexes need."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Index, "met_by", lambda index, _: list(range(index.size)))
        return recognizer.analyze(text, [])


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_leaving_regexes_out_changes_nothing_that_is_found(everyone, text):
    for recognizer in everyone:
        assert recognizer.analyze(text, []) == without_filter(recognizer, text), recognizer.name


@pytest.mark.parametrize(
    ("text", "trace"),
    [
        ("my order", "order"),
        ("my order", " ord"),
        ("my order", "der "),
        ("my order", " order "),
        ("myOrDer", "order"),
        ("myOrDer", "OrDer"),
        ("to Oslo", f" {CAPITAL}"),
        ("K9 unit", f" {CAPITAL}0 "),
        ("k9 unit", f" {LETTER}0 "),
        ("tel 0044a", " 0000a "),
        ("tel 0044a", f" {EITHER * 5} "),
        ("nº ١2", " 00 "),
        ("a_b", "_"),
        ("a_b", "a "),
        ("\u20ac5", "\u20ac"),
    ],
)
def test_a_trace_is_seen_in_a_word(text, trace):
    assert Needs(choices=(frozenset({trace}),)).met_by(glance(text))


@pytest.mark.parametrize(
    ("text", "trace"),
    [
        ("my order", "my o"),
        ("reorder", " order"),
        ("orders", "order "),
        ("order", "Order"),
        ("to oslo", CAPITAL),
        ("9K unit", f"{LETTER}0"),
        ("12 34", "0000"),
        ("abcd", EITHER * 5),
        ("a_b", "a_b"),
        ("", "a"),
    ],
)
def test_what_only_looks_like_a_trace_is_not_seen(text, trace):
    assert not Needs(choices=(frozenset({trace}),)).met_by(glance(text))


def test_every_choice_has_to_be_met_and_digits_be_enough():
    needed = Needs(digits=2, choices=(frozenset({"order", "ticket"}), frozenset({"#"})))
    assert needed.met_by(glance("ticket #12"))
    assert not needed.met_by(glance("ticket 12"))
    assert not needed.met_by(glance("ticket #1"))
    assert not needed.met_by(glance("parcel #12"))


def test_regexes_that_must_all_match_may_share_their_digits():
    two = Needs(digits=2, taken=2, choices=(frozenset({"x"}),))
    three = Needs(digits=3, taken=3)
    assert all_of([two, three]) == Needs(digits=3, choices=(frozenset({"x"}),))
    assert all_of([]) == NOTHING


def test_one_of_several_regexes_needs_no_more_than_the_least_of_them():
    long, short = (
        Needs(digits=at, choices=(frozenset({sign}),)) for at, sign in ((4, "a"), (2, "b"))
    )
    assert any_of([long, short]) == Needs(digits=2, choices=(frozenset({"a", "b"}),))
    assert any_of([long, NOTHING]) == NOTHING


def test_a_trace_that_holds_another_of_its_choice_is_of_no_use():
    either = any_of([Needs(choices=(frozenset({each}),)) for each in ("order", " ord", "ord")])
    assert either.choices == (frozenset({"ord"}),)


def test_words_without_end_do_not_fill_the_memory():
    needed = Needs(choices=(frozenset({"x7x"}),))
    for start in range(0, 60_000, 1_000):
        text = " ".join(f"w{number:x}y" for number in range(start, start + 1_000))
        assert not needed.met_by(glance(text))
    assert len(needs_module._register._masks) <= needs_module._REMEMBERED


@given(text=TEXTS)
@settings(max_examples=200)
def test_the_index_names_those_that_would_be_met_one_by_one(everyone, text):
    many = [getattr(each, "least", (NOTHING,)) for each in everyone]
    seen = glance(text)
    met = [
        number for number, each in enumerate(many) if any(needed.met_by(seen) for needed in each)
    ]
    assert Index(many).met_by(seen) == met


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_who_is_not_asked_would_find_nothing(everyone, text):
    asked = Index([getattr(each, "least", (NOTHING,)) for each in everyone]).met_by(glance(text))
    for number in {*range(len(everyone))} - {*asked}:
        assert not everyone[number].analyze(text, []), everyone[number].name


def test_a_need_that_comes_while_masks_are_laid_out_is_waited_for_and_harms_none(monkeypatch):
    laying, go_on = Event(), Event()
    grow = needs_module._Branch.grow

    def slowly(branch, trace, bits):
        laying.set()
        assert go_on.wait(10)
        grow(branch, trace, bits)

    monkeypatch.setattr(needs_module, "_register", needs_module._Register())
    order = Index([[Needs(choices=(frozenset({"order"}),))]])
    seen = glance("two threads look for an order")
    monkeypatch.setattr(needs_module._Branch, "grow", slowly)
    one = Thread(target=order.met_by, args=(seen,))
    one.start()
    assert laying.wait(10)
    other = Thread(target=Index, args=([[Needs(choices=(frozenset({"ticket"}),))]],))
    other.start()
    other.join(0.2)
    go_on.set()
    one.join(10)
    other.join(10)
    assert order.met_by(seen) == [0]
