import re

import pytest

from redactor.recognizers.base import Shape, ShapeRecognizer, Span, trimmed_end, widest


class BeanRecognizer(ShapeRecognizer):
    ENTITY = "BEAN"
    SOURCE = "pattern:bean"
    TRIGGERS = ("bean",)
    SHAPES = (Shape(name="bean", regex=re.compile(r"bean (?P<value>\w+)"), score=0.7),)


def test_the_group_value_is_the_finding():
    finding = BeanRecognizer().analyze("a bean green", ["BEAN"])[0]
    assert (finding.start, finding.end, finding.score) == (7, 12, 0.7)


def test_shapes_are_not_run_without_a_trigger():
    class Never(BeanRecognizer):
        def find(self, text):
            raise AssertionError

    assert Never().analyze("peas", []) == []


def test_a_digit_may_be_asked_for():
    class Numbered(BeanRecognizer):
        NEEDS_DIGIT = True

    assert Numbered().analyze("bean green", []) == []


def test_spans_inside_others_are_dropped_and_lend_their_score():
    outer = Span(start=0, end=9, score=0.5, shape="outer")
    inner = Span(start=2, end=4, score=0.9, shape="inner")
    apart = Span(start=9, end=12, score=0.6, shape="apart")
    kept = widest([apart, inner, outer])
    assert [(s.start, s.end, s.score) for s in kept] == [(0, 9, 0.9), (9, 12, 0.6)]


@pytest.mark.parametrize(
    ("text", "trimmed"), [("abc.", "abc"), ("abc?!", "abc"), ("(abc)", "(abc)"), ("abc)", "abc")]
)
def test_punctuation_of_the_sentence_is_trimmed(text, trimmed):
    assert text[: trimmed_end(text, 0, len(text))] == trimmed
