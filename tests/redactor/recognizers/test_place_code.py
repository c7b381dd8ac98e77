import pytest

from redactor.recognizers.place_code import PlaceCodeRecognizer

HITS = [
    ("code for the gate 4412", "4412"),
    ("you need 4412# for the gate", "4412#"),
    ("key is in the lockbox, 4412", "4412"),
    ("Schlüsselbox: 4412", "4412"),
    ("Code für die Haustür: 4412", "4412"),
    ("Code Tür 4412", "4412"),
    ("interphone 44B12", "44B12"),
    ("citofono codice 4412", "4412"),
    ("gate code 4412#", "4412#"),
    ("gate code for the side is #4412", "4412"),
    ("gate: 4412", "4412"),
    ("door code 12-34", "12-34"),
    ("keysafe 4412", "4412"),
    ("the key safe is still 4412", "4412"),
    ("locker 114 code 4412", "4412"),
    ("the buzzer is 4412", "4412"),
    ("safe combination 12-34-56", "12-34-56"),
    ("padlock is 1-9-4-5", "1-9-4-5"),
    ("barrier code is C1590Y", "C1590Y"),
    ("Türcode: 4412", "4412"),
    ("digicode 44A12", "44A12"),
    ("code de la porte : 4412", "4412"),
    ("código de la puerta es 4412", "4412"),
    ("código do portão 4412", "4412"),
    ("codice del portone è 4412", "4412"),
    ("poortcode: 4412", "4412"),
]

NEAR_MISSES = [
    "i paid 4412 for the garage door",
    "alarm clock 0700",
    "lift capacity 1000",
    "gate opens at 0900",
    "gate 12",
    "gate B22",
    "door number 4412",
    "building number 1200",
    "alarm at 0630",
    "locker room 2",
    "the key safe is broken",
    "the combo is 12.99",
    "combo menu 2",
    "safe 2000",
    "promo code 4412",
    "error code 4412",
    "gate: 22",
    "building code 12",
]


@pytest.fixture(scope="module")
def recognizer():
    return PlaceCodeRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
