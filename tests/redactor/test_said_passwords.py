import pytest

from redactor.said_passwords import find_said_passwords
from redactor.spans import Span


def told(text: str, value: str, entity: str = "PASSWORD") -> list[str]:
    start = text.index(value)
    span = Span(start=start, end=start + len(value), entity=entity, score=0.9, source="model:x")
    return [text[each.start : each.end] for each in find_said_passwords(text, [span])]


@pytest.mark.parametrize(
    ("text", "value", "password"),
    [
        (
            "its marmot capital M then 77 and a bang",
            "marmot",
            "marmot capital M then 77 and a bang",
        ),
        ("its marmot capital M 77 bang ok?", "marmot capital", "marmot capital M 77 bang"),
        ("try otter88 with a question mark", "otter88", "otter88 with a question mark"),
        ("es ist dachs und dann ein Ausrufezeichen", "dachs", "dachs und dann ein Ausrufezeichen"),
        ("c'est loutre majuscule L puis un tiret", "loutre", "loutre majuscule L puis un tiret"),
        ("nutria 55 y un asterisco", "nutria", "nutria 55 y un asterisco"),
        ("lontra, poi 12 punto esclamativo", "lontra", "lontra, poi 12 punto esclamativo"),
        ("otter hoofdletter O uitroepteken", "otter", "otter hoofdletter O uitroepteken"),
        ("marmot hash then 9", "marmot", "marmot hash then 9"),
        ("its marmot then 2009 then two bangs", "marmot", "marmot then 2009 then two bangs"),
        ("nutria y dos asteriscos", "nutria", "nutria y dos asteriscos"),
    ],
)
def test_a_password_takes_the_signs_told_behind_it(text: str, value: str, password: str) -> None:
    assert told(text, value) == [password]


@pytest.mark.parametrize(
    "text",
    [
        "marmot77 and then it locked me out",
        "marmot77 then 3 tries and im out",
        "marmot77 and a bangle",
        "marmot77 capital one bank",
        "marmot77. Dash it",
        "marmot77 and a dash of luck",
        "marmot77, 5 stars for you",
        "marmot77 and 2 factor",
    ],
)
def test_a_password_takes_no_words_of_the_sentence(text: str) -> None:
    assert told(text, "marmot77") == []


def test_a_code_for_a_keypad_ends_before_its_hash() -> None:
    assert told("alarm is 4-7-2-0 then hash", "4-7-2-0", "SECRET") == []


def test_only_passwords_and_secrets_are_told_so() -> None:
    assert told("call Marmot capital M", "Marmot", "PERSON") == []
    assert told("its marmot capital M", "marmot", "SECRET") == ["marmot capital M"]
