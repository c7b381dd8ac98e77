import pytest

from redactor.recognizers.vehicle_plate import VehiclePlateRecognizer

HITS = [
    ("my plate is AB12 CDE", "AB12 CDE"),
    ("reg ab12cde", "ab12cde"),
    ("car reg is lv19 xkd", "lv19 xkd"),
    ("number plate A123 BCD", "A123 BCD"),
    ("reg no 191-D-4412", "191-D-4412"),
    ("Kennzeichen: B-MW 1234", "B-MW 1234"),
    ("kennzeichen b mw 1234", "b mw 1234"),
    ("Kennzeichen HH-AB 123E", "HH-AB 123E"),
    ("plaque d'immatriculation AB-123-CD", "AB-123-CD"),
    ("ma plaque c'est ab123cd", "ab123cd"),
    ("immatriculation : AB 123 CD", "AB 123 CD"),
    ("mi matrícula es 1234 bcd", "1234 bcd"),
    ("matrícula: M-1234-AB", "M-1234-AB"),
    ("la targa è ab123cd", "ab123cd"),
    ("kenteken 12-ABC-3", "12-ABC-3"),
    ("kenteken: G-123-BB", "G-123-BB"),
    ("matrícula 12-AB-34", "12-AB-34"),
    ("matrícula AA 12 BC", "AA 12 BC"),
    ("license plate: ABC-1234", "ABC-1234"),
    ("license plate 7ABC123", "7ABC123"),
    ("plates BZZ-91K texas", "BZZ-91K"),
]

NEAR_MISSES = [
    "the code REGULAR20 saves a fifth",
    "use TAGS2025 at the till",
    "a plate of 24 cookies",
    "dinner plates 12 pack",
    "reg expired in 2022",
    "registration is open until 2025",
    "registration costs 120 eur",
    "registration form 12B",
    "register at 9 pm",
    "Kennzeichen ist in 2024 neu",
    "la matrícula cuesta 1200 euros",
    "immatriculation en avril 2024",
    "matrícula hasta 15/09",
    "targa florio 1958",
    "plaque de 100 g",
    "AB12 CDE",
    "vintage 1234 BCD",
]


@pytest.fixture(scope="module")
def recognizer():
    return VehiclePlateRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
