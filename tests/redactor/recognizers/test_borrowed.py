import pytest
from presidio_analyzer import Pattern
from presidio_analyzer import predefined_recognizers as presidio

from redactor.recognizers.borrowed import BorrowedRecognizer, Terms


def terms(**changes):
    given = {"recognizer": presidio.UsPassportRecognizer, "source": "us_passport", "score": 0.8}
    return Terms(**(given | changes))


def test_a_number_without_its_word_is_no_finding(seen):
    with_words = BorrowedRecognizer(terms(words=("passport",)))
    assert seen(with_words, "123456789") == []
    assert seen(with_words, "passport 123456789") == ["123456789"]


def test_a_word_far_away_does_not_count(seen):
    with_words = BorrowedRecognizer(terms(words=("passport",)))
    assert seen(with_words, "passport" + " and so on" * 20 + " 123456789") == []


def test_the_terms_give_the_score():
    finding = BorrowedRecognizer(terms()).analyze("123456789", [])[0]
    assert finding.score == 0.8


def test_shapes_that_presidio_renamed_are_noticed():
    with pytest.raises(ValueError, match="UsPassportRecognizer"):
        BorrowedRecognizer(terms(shapes=("No Such Shape",)))


def test_values_inside_longer_words_are_none(seen):
    pesel = terms(recognizer=presidio.PlPeselRecognizer, source="pl_pesel")
    assert seen(BorrowedRecognizer(pesel), "x44051401359") == []


def test_capitals_are_asked_for_where_the_terms_say_so(seen):
    plates = terms(recognizer=presidio.DeKfzRecognizer, source="de_kfz", capitals=True)
    assert seen(BorrowedRecognizer(plates), "up at 4") == []
    assert seen(BorrowedRecognizer(plates), "B AB 1234") == ["B AB 1234"]


def test_its_regexes_are_compiled_before_the_first_text(monkeypatch):
    shapes = [Pattern("digits", r"\d{9}", 0.1)]
    monkeypatch.setattr(presidio.UsPassportRecognizer, "PATTERNS", shapes)
    BorrowedRecognizer(terms())
    assert shapes[0].compiled_regex
