from threading import Event, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import redactor.recognizers.need_index as index_module
from redactor.recognizers import build_recognizers
from redactor.recognizers.countries import COUNTRIES
from redactor.recognizers.need_index import Index, glance
from redactor.recognizers.needs import CAPITAL, EITHER, LETTER, NOTHING, Needs
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


def met(needed, text):
    """Whether a regex that needs this may match in a text."""
    return bool(Index([[needed]]).met_by(glance(text)))


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
    assert met(Needs(choices=(frozenset({trace}),)), text)


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
    assert not met(Needs(choices=(frozenset({trace}),)), text)


def test_every_choice_has_to_be_met_and_digits_be_enough():
    needed = Needs(digits=2, choices=(frozenset({"order", "ticket"}), frozenset({"#"})))
    assert met(needed, "ticket #12")
    assert not met(needed, "ticket 12")
    assert not met(needed, "ticket #1")
    assert not met(needed, "parcel #12")


def test_words_without_end_do_not_fill_the_memory():
    needed = Needs(choices=(frozenset({"x7x"}),))
    for start in range(0, 60_000, 1_000):
        text = " ".join(f"w{number:x}y" for number in range(start, start + 1_000))
        assert not met(needed, text)
    assert len(index_module._register._masks) <= index_module._REMEMBERED


@given(text=TEXTS)
@settings(max_examples=200)
def test_the_index_names_those_that_would_be_met_one_by_one(everyone, text):
    many = [getattr(each, "least", (NOTHING,)) for each in everyone]
    one_by_one = [
        number for number, each in enumerate(many) if any(met(needed, text) for needed in each)
    ]
    assert Index(many).met_by(glance(text)) == one_by_one


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_who_is_not_asked_would_find_nothing(everyone, text):
    asked = Index([getattr(each, "least", (NOTHING,)) for each in everyone]).met_by(glance(text))
    for number in {*range(len(everyone))} - {*asked}:
        assert not everyone[number].analyze(text, []), everyone[number].name


def test_a_need_that_comes_while_masks_are_laid_out_is_waited_for_and_harms_none(monkeypatch):
    laying, go_on = Event(), Event()
    grow = index_module._Branch.grow

    def slowly(branch, trace, bits):
        laying.set()
        assert go_on.wait(10)
        grow(branch, trace, bits)

    monkeypatch.setattr(index_module, "_register", index_module._Register())
    order = Index([[Needs(choices=(frozenset({"order"}),))]])
    seen = glance("two threads look for an order")
    monkeypatch.setattr(index_module._Branch, "grow", slowly)
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
