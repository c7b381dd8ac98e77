import re
import sys

import pytest
import regex as other_re
from hypothesis import given, settings
from hypothesis import strategies as st
from presidio_analyzer import PatternRecognizer

from redactor.recognizers import build_recognizers, regex_needs
from redactor.recognizers.borrowed import BorrowedRecognizer
from redactor.recognizers.countries import COUNTRIES
from redactor.recognizers.need_index import Index, glance
from redactor.recognizers.needs import CAPITAL, EITHER, LETTER, fold
from redactor.recognizers.regex_needs import literal, needs

PARTS = st.sampled_from(
    [
        *("a", "B", "1", "ab", "İ", "é", "_", "@", " ", r"\d", "[0-9]", "[ab]", "[a1]", "[A-Z]"),
        *("[a-z]", "[A-Za-z0-9]", r"[^\W\d_]", r"[^\W_]", r"[\w-]", r"\w", "[ ,]", "[-/]", "."),
        *(r"\b", r"(?<!\w)", r"(?!\w)", r"(?<![\w.-])", r"(?![\w%]|[.]\d)", "(?<![a-z])", "^"),
        *("$", "[^a]", "(?<=a)", "(?<= )"),
    ]
)
SMALL_REGEXES = st.recursive(
    PARTS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda several: f"(?:{'|'.join(several)})"),
        st.tuples(
            inner, st.sampled_from(["?", "*", "+", "{2}", "{3,5}", "{0,2}?", "{14}", "{1,20}"])
        ).map(lambda both: f"(?:{both[0]}){both[1]}"),
        inner.map(lambda one: f"(?={one})"),
        inner.map(lambda one: f"(?!{one})"),
        inner.map(lambda one: f"(?i:{one})"),
        inner.map(lambda one: f"(?-i:{one})"),
        inner.map(lambda one: f"({one})"),
    ),
    max_leaves=8,
)
SMALL_TEXTS = st.one_of(
    st.text("aAbB12éÉıK _@,-/.", max_size=12),
    st.lists(
        st.sampled_from(["a", "ab", "B", "1", "12", " ", "@", "_", "-", "é"]), max_size=20
    ).map("".join),
)


def met(needed, text):
    """Whether a regex that needs this may match in a text."""
    return bool(Index([[needed]]).met_by(glance(text)))


@settings(max_examples=1_500, deadline=None)
@given(regex=SMALL_REGEXES, text=SMALL_TEXTS, flags=st.sampled_from([0, re.IGNORECASE, re.ASCII]))
def test_whatever_a_regex_matches_holds_what_it_needs(regex, text, flags):
    compiled = re.compile(regex, flags)
    if compiled.search(text):
        assert met(needs(compiled.pattern, compiled.flags), text)


@settings(max_examples=500, deadline=None)
@given(regex=SMALL_REGEXES, text=SMALL_TEXTS)
def test_what_another_engine_matches_between_signs_holds_what_is_needed_alone(regex, text):
    compiled = other_re.compile(regex, other_re.IGNORECASE | other_re.MULTILINE | other_re.DOTALL)
    for match in compiled.finditer(text):
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        if match[0] and not before.isalnum() and not after.isalnum():
            assert met(needs(regex, re.IGNORECASE, alone=True), text)


@pytest.mark.parametrize(
    ("regex", "digits", "choices"),
    [
        (r"\d{3}-?\d\d", 5, [{" 00", "00000"}, {"000"}]),
        (
            r"(?:order|Booking)s? no",
            0,
            [{"booking ", "bookings ", "order ", "orders "}, {" no"}],
        ),
        (r"(?<!\w)(?:pin|puk)(?!\w)", 0, [{" pin ", " puk "}]),
        (r"\bpin\b", 0, [{" pin "}]),
        (r"(?<![a-z])pin", 0, [{"pin"}]),
        (r"(?:order)? is", 0, [{" is"}]),
        (r"(?<!\w)café\d?", 0, [{" café"}]),
        (r"[Éé]ß", 0, [{"é"}]),
        (r"[:=][a-z]", 0, [{":", "="}, {f" {LETTER}"}]),
        (r"[a-z]\d", 1, [{f"{LETTER}0"}]),
        (r"[A-Z0-9]{3}", 0, [{EITHER * 3}]),
        (r"[^\W\d_]{2}", 0, [{LETTER * 2}]),
        (r"[^0-9]+[0-9a]*", 0, []),
        (r"(a)?(?(1)\d\d|\d)", 1, [{"0"}]),
        (r"(?!abc)(?<!\d)", 0, []),
        (r"(?>ab)++1*", 0, [{"ab"}]),
        (r"(?=\d\d)\d\d(?:(?=\d)a?)\d{4}", 6, None),
        (r"sk_live", 0, [{" live"}, {"sk "}, {"_"}]),
        (r"(", 0, []),
        ("", 0, []),
    ],
)
def test_needs_are_read_off_a_regex(regex, digits, choices):
    found = needs(regex, re.IGNORECASE)
    assert found.digits == digits
    if choices is not None:
        assert sorted(map(sorted, found.choices)) == sorted(map(sorted, choices))


def test_capitals_count_where_case_does():
    assert needs(r"Mr[ ][A-Z]").choices == (frozenset({"Mr "}), frozenset({f" {CAPITAL}"}))
    assert needs(r"Mr[ ][A-Z]", re.IGNORECASE).choices[0] == {"mr "}
    assert needs(r"(?i:Mr)[ ]").choices == (frozenset({"mr "}),)


def test_another_engine_is_not_trusted_with_the_bounds_of_words():
    assert needs(r"a\bb[^\W_]", alone=True).choices == (frozenset({" ab"}),)


def test_blanks_and_comments_of_a_verbose_regex_are_not_needed():
    assert needs(r"a b # c", re.VERBOSE.value).choices == (frozenset({"ab"}),)


def test_a_literal_needs_its_words():
    assert set(literal("Grew up").choices) == {frozenset({"grew "}), frozenset({" up"})}


@pytest.mark.parametrize("module", [re, other_re], ids=["re", "regex"])
def test_every_sign_that_stands_for_a_letter_known_by_its_lower_case_folds_to_it(module):
    small = "abcdefghijklmnopqrstuvwxyz" + "".join(sorted(regex_needs._LATIN))
    letters = [module.compile(letter, module.IGNORECASE) for letter in small]
    some_letter = module.compile(f"[{small}]", module.IGNORECASE)
    for sign in map(chr, range(sys.maxunicode + 1)):
        if some_letter.match(sign):
            assert sign.isalnum()
            assert all(fold(sign) == each.pattern for each in letters if each.match(sign)), sign


def test_borrowed_recognizers_find_by_their_patterns_alone():
    everyone = build_recognizers((*COUNTRIES, "FR", "NL", "PT", "IE"))
    borrowed = [each for each in everyone if isinstance(each, BorrowedRecognizer)]
    assert borrowed
    for each in borrowed:
        assert type(each._inner).analyze is PatternRecognizer.analyze
