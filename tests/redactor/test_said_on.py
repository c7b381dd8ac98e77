import pytest

from redactor.said_on import find_said_on
from redactor.spans import Span


def spans_of(text: str, *values: str, entity: str = "PHONE_NUMBER") -> list[Span]:
    return [
        Span(
            start=text.index(value),
            end=text.index(value) + len(value),
            entity=entity,
            score=0.9,
            source="model:x",
        )
        for value in values
    ]


def said_on(text: str, *values: str, entity: str = "PHONE_NUMBER") -> list[str]:
    found = find_said_on(text, spans_of(text, *values, entity=entity))
    return list(dict.fromkeys(text[span.start : span.end] for span in found))


@pytest.mark.parametrize(
    ("text", "value", "whole"),
    [
        ("one two four dash nine echo", "one two four", "one two four dash nine echo"),
        (
            "oh seven seven four, double two",
            "oh seven seven four",
            "oh seven seven four, double two",
        ),
        ("nine alpha four kilo then", "nine alpha four", "nine alpha four kilo"),
        ("it is two six five, eight eight ok", "two six five", "two six five, eight eight"),
        ("seven tango three-zero", "seven tango three", "seven tango three-zero"),
    ],
)
def test_a_dictated_number_goes_on(text: str, value: str, whole: str) -> None:
    assert said_on(text, value) == [whole]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("one two four I think", "one two four"),
        ("one two four dash then", "one two four"),
        ("one two four for mike", "one two four"),
        ("one two four one of them", "one two four"),
        ("555 0148 nine times", "555 0148"),
        ("six seven eight weeks", "six seven"),
    ],
)
def test_a_dictated_number_takes_no_word_along(text: str, value: str) -> None:
    assert said_on(text, value) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("zéro six, trente, douze, quarante-cinq", ("zéro six, trente", "quarante-cinq")),
        ("null drei sieben, acht, fünf zwei", ("null drei sieben", "fünf zwei")),
        ("four two dash a kilo nine", ("four two", "kilo nine")),
        ("nul zes, twaalf, drie", ("nul zes", "drie")),
        ("seis uno, guion, cuatro dos", ("seis uno", "cuatro dos")),
    ],
)
def test_parts_of_a_dictated_number_are_one(text: str, parts: tuple[str, str]) -> None:
    assert text in said_on(text, *parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("T +32 56 00 01 | F +32 56 00 02", ("+32 56 00 01", "+32 56 00 02")),
        ("0131 496 0001 x 0131 496 0002", ("0131 496 0001", "0131 496 0002")),
        ("one two four or call five six", ("one two four", "five six")),
        ("one two four\nand\nfive six", ("one two four", "five six")),
    ],
)
def test_two_numbers_stay_two(text: str, parts: tuple[str, str]) -> None:
    assert said_on(text, *parts) == []


def test_a_card_goes_on_in_groups_of_four() -> None:
    text = "five one zero zero - 0000 - oooo - ooo4 ok"
    found = said_on(text, "five one zero zero", entity="CREDIT_CARD")
    assert found == ["five one zero zero - 0000 - oooo - ooo4"]
    assert said_on("4242 - 20 boxes", "4242", entity="CREDIT_CARD") == []
    assert said_on("4242 - 0000 x", "4242", entity="PHONE_NUMBER") == []


@pytest.mark.parametrize("sign", ["dash", "SLASH", "bindestrich", "tiret", "guion", "hífen"])
def test_a_sign_that_is_said_between_two_numbers_is_of_them(sign: str) -> None:
    text = f"RX 0771 {sign} 4412 ok"
    assert said_on(text, "0771", "4412") == [f"0771 {sign} 4412"]


@pytest.mark.parametrize("word", ["and", "or", "not", "then"])
def test_any_other_word_between_two_numbers_is_not(word: str) -> None:
    assert said_on(f"0771 {word} 4412", "0771", "4412") == []


@pytest.mark.parametrize(
    ("text", "value", "whole", "entity"),
    [
        ("RX 0718820 DASH 05513", "0718820", "0718820 DASH 05513", "ORDER_ID"),
        ("it is 44120 slash 7 ok", "44120", "44120 slash 7", "ACCOUNT_ID"),
        ("nummer 44120 schrägstrich 19", "44120", "44120 schrägstrich 19", "ORDER_ID"),
        ("es 9921 guion 4", "9921", "9921 guion 4", "ID_DOCUMENT"),
        ("le 9921 tiret 40", "9921", "9921 tiret 40", "ID_DOCUMENT"),
        ("born 4-5-ninety two", "4-5-ninety", "4-5-ninety two", "DATE_OF_BIRTH"),
        ("nineteen fifty-six yes", "nineteen fifty", "nineteen fifty-six", "DATE_OF_BIRTH"),
        (
            "07700 nine hundred and ninety one",
            "07700 nine hundred and ninety",
            "07700 nine hundred and ninety one",
            "PHONE_NUMBER",
        ),
    ],
)
def test_a_number_takes_its_last_digits(text: str, value: str, whole: str, entity: str) -> None:
    assert said_on(text, value, entity=entity) == [whole]


@pytest.mark.parametrize(
    ("text", "value", "entity"),
    [
        ("RX 0718820 dash it", "0718820", "ORDER_ID"),
        ("44120 slash and burn 7", "44120", "ACCOUNT_ID"),
        ("born 4-5-ninety two-thirds", "4-5", "DATE_OF_BIRTH"),
        ("flat ninety two", "flat ninety", "STREET_ADDRESS"),
        ("fifth of May two boys", "fifth of May", "DATE_OF_BIRTH"),
        ("44120 minus 5-mile run", "44120", "ACCOUNT_ID"),
    ],
)
def test_a_number_takes_nothing_said_after_it(text: str, value: str, entity: str) -> None:
    assert said_on(text, value, entity=entity) == []


@pytest.mark.parametrize(
    ("text", "values", "whole"),
    [
        ("A for apple (lol) 4 4 1", ("A for apple", "4 4 1"), "A for apple (lol) 4 4 1"),
        ("07700 (sorry) 900123", ("07700", "900123"), "07700 (sorry) 900123"),
        ("0612(haha)345678", ("0612", "345678"), "0612(haha)345678"),
        ("910 200 (perdón) 330", ("910 200", "330"), "910 200 (perdón) 330"),
        ("0151 (lacht) 2300", ("0151", "2300"), "0151 (lacht) 2300"),
    ],
)
def test_a_laugh_does_not_part_a_number(text: str, values: tuple[str, ...], whole: str) -> None:
    assert said_on(text, *values) == [whole]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("07700 900123 (work) 07700 900124", ("07700 900123", "07700 900124")),
        ("07700 900123 (haha no) 07700 900124", ("07700 900123", "07700 900124")),
        ("07700 900123 sorry 07700 900124", ("07700 900123", "07700 900124")),
        ("07700 900123 lol (or) 07700 900124", ("07700 900123", "07700 900124")),
        ("07700 900123 () 07700 900124", ("07700 900123", "07700 900124")),
    ],
)
def test_other_brackets_part_two_numbers(text: str, values: tuple[str, ...]) -> None:
    assert said_on(text, *values) == []


@pytest.mark.parametrize(
    ("text", "value", "whole"),
    [
        ("it ends 4 4 zed zed ok", "4 4", "4 4 zed zed"),
        ("QQ 12 44 zee", "QQ 12 44", "QQ 12 44 zee"),
        ("mike 7 7 double u", "mike 7 7", "mike 7 7 double u"),
        ("N 4, zed.", "N 4", "N 4, zed"),
        ("FX-3-zed", "FX-3", "FX-3-zed"),
    ],
)
def test_a_number_takes_a_letter_said_behind_it(text: str, value: str, whole: str) -> None:
    assert said_on(text, value) == [whole]


@pytest.mark.parametrize("text", ["4 4 zedong", "4 4 and zed", "4 4. Zed says", "4 4 double us"])
def test_a_number_takes_no_other_letter(text: str) -> None:
    assert said_on(text, "4 4") == []
