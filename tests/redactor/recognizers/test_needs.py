import re
import sys

import pytest
import regex as other_re
from hypothesis import given, settings
from hypothesis import strategies as st
from presidio_analyzer import PatternRecognizer

from redactor.recognizers import build_recognizers
from redactor.recognizers import needs as needed
from redactor.recognizers.base import listed
from redactor.recognizers.borrowed import BorrowedRecognizer
from redactor.recognizers.countries import COUNTRIES
from redactor.recognizers.needs import NOTHING, Index, Needs, all_of, fold, glance, needs
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
        patch.setattr(Needs, "met_by", lambda *_: True)
        return recognizer.analyze(text, [])


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_leaving_regexes_out_changes_nothing_that_is_found(everyone, text):
    for recognizer in everyone:
        assert recognizer.analyze(text, []) == without_filter(recognizer, text), recognizer.name


PARTS = st.sampled_from(["a", "B", "1", "ab", r"\d", "[0-9]", "[ab]", "[a1]", ".", "[^a]", r"\b"])
SMALL_REGEXES = st.recursive(
    PARTS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda several: f"(?:{'|'.join(several)})"),
        st.tuples(inner, st.sampled_from(["?", "+", "{2}", "{0,2}?"])).map(
            lambda both: f"(?:{both[0]}){both[1]}"
        ),
        inner.map(lambda one: f"(?={one})"),
        inner.map(lambda one: f"(?!{one})"),
        inner.map(lambda one: f"({one})"),
    ),
    max_leaves=6,
)


@settings(max_examples=600, deadline=None)
@given(regex=SMALL_REGEXES, text=st.text("aAbB12 c", max_size=10))
def test_whatever_a_regex_matches_holds_what_it_needs(regex, text):
    if re.search(regex, text, re.IGNORECASE):
        assert needs(regex).met_by(glance(text))


@pytest.mark.parametrize(
    ("regex", "digits", "grams"),
    [
        (r"\d{3}-?\d\d", 5, set()),
        (r"(?=[A-Z]*\d)[A-Z\d]{4}x", 1, {"x"}),
        (r"(?=\d\d)\d\d(?:(?=\d)a?)\d{4}", 6, set()),
        (r"(?:order|Booking)s? no", 0, {" no"}),
        (r"(?:order|Booking)s?[ ]x", 0, {"orde", "book"}),
        (r"(?:order)? is", 0, {" is"}),
        (r"(?<!\w)café\d?", 0, {"café"}),
        (r"[Éé]ß[ε]", 0, {"é"}),
        (r"[:=][a-z]", 0, {":", "="}),
        (r"[^0-9]+[0-9a]*", 0, set()),
        (r"(a)?(?(1)\d\d|\d)", 0, set()),
        (r"(?!abc)(?<!\d)", 0, set()),
        (r"(?>ab)++1*", 0, {"ab"}),
        (r"(", 0, set()),
        ("", 0, set()),
    ],
)
def test_needs_are_read_off_a_regex(regex, digits, grams):
    found = needs(regex)
    assert (found.digits, found.grams) == (digits, grams)


def test_blanks_and_comments_of_a_verbose_regex_are_not_needed():
    assert needs(r"a b # c", re.VERBOSE.value).grams == {"ab"}


def test_regexes_that_must_all_match_may_share_their_digits():
    both = all_of([needs(r"\d\d"), needs(r"\d{3}x")])
    assert (both.digits, both.grams) == (3, {"x"})
    assert all_of([]) == NOTHING


def test_a_glance_counts_digits_of_every_script_and_folds_case():
    seen = glance("Nº ١2 OrDer")
    assert seen.digits == 2
    assert {"orde", "rder", "2 or", "n"} <= seen.grams
    assert "order" not in seen.grams


@pytest.mark.parametrize("module", [re, other_re], ids=["re", "regex"])
def test_every_sign_that_stands_for_a_letter_known_by_its_lower_case_folds_to_it(module):
    small = "abcdefghijklmnopqrstuvwxyz" + "".join(sorted(needed._LATIN))
    letters = [module.compile(letter, module.IGNORECASE) for letter in small]
    some_letter = module.compile(f"[{small}]", module.IGNORECASE)
    for sign in map(chr, range(sys.maxunicode + 1)):
        if some_letter.match(sign):
            assert all(fold(sign) == each.pattern for each in letters if each.match(sign)), sign


def test_borrowed_recognizers_find_by_their_patterns_alone(everyone):
    borrowed = [each for each in everyone if isinstance(each, BorrowedRecognizer)]
    assert borrowed
    for each in borrowed:
        assert type(each._inner).analyze is PatternRecognizer.analyze


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
