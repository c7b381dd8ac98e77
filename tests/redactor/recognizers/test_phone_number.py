import phonenumbers
import pytest

from redactor.recognizers.phone_number import PhoneNumberRecognizer

HITS = [
    ("my number is 50-21-150 22", "50-21-150 22"),
    ("call 21 45 80 33", "21 45 80 33"),
    ("+1 212 555 0187", "+1 212 555 0187"),
    ("(212) 555-0187", "(212) 555-0187"),
    ("212.555.0187 x123", "212.555.0187 x123"),
    ("call 0170.1234567", "0170.1234567"),
    ("1-800-555-0199", "1-800-555-0199"),
    ("+44 (0)20 7946 0123", "+44 (0)20 7946 0123"),
    ("0044 20 7946 0123", "0044 20 7946 0123"),
    ("020 7946 0123", "020 7946 0123"),
    ("07700 900123", "07700 900123"),
    ("07700900123", "07700900123"),
    ("+49 30 1234567", "+49 30 1234567"),
    ("555-0187", "555-0187"),
    ("call me at 212-555-0187 after 5", "212-555-0187"),
    ("my number is 2125550187", "2125550187"),
    ("call 5550187", "5550187"),
    ("2024-01-02 212-555-0187", "212-555-0187"),
    ("212-555-0187 646-555-0199", "646-555-0199"),
    ("12 212-555-0187", "212-555-0187"),
    ("order 3348917502, phone 2125550199", "2125550199"),
    ("2125550187", "2125550187"),
    ("le llamo al 611 000 058, ¿vale?", "611 000 058"),
    ("mejor al de mi hija: 611 000 058", "611 000 058"),
    ("le scrivo al 331 000 2214", "331 000 2214"),
]

NEAR_MISSES = [
    "clashes with build IU-243.22562.145 here",
    "Docker 243.21565 and Gradle 812.00443",
    "the frame is 54-19-145",
    "Art. no. 7731.204.88",
    "item 0207 946 0018",
    "take 50-21-150 and 48-20-140",
    "you need 880014-03, £7.99",
    "Part on the lid says 880014-03",
    "model 0800-4471-22 is sold out",
    "Yes, article 302.758.14, 55 euros",
    "the plate says Type 555-0100 B",
    "hemos vendido 611 000 058 piezas",
    "entre 100 y 250 000 al mes",
    "my order number is 3348917502",
    "invoice no. 2125550187",
    "order #3348917502",
    "2024-01-02",
    "02/01/2024 10:30",
    "$1,299.00",
    "10:30-11:30",
    "192.168.100.200",
    "version 1.2.3.4567",
    "123-45-6789",
    "I have 1000000 things",
    "it costs 1 000 000",
    "2019-2020",
    "room 1201-1203",
    "4242 4242 4242 4242",
    "1 2 3 4 5 6 7",
    "114-1234567-1234567",
    "I have 1234567 of them",
    "1111111111",
]


@pytest.fixture(scope="module")
def recognizer():
    return PhoneNumberRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []


def test_french_numbers_need_france(seen):
    assert seen(PhoneNumberRecognizer(regions=["FR"]), "06 12 34 56 78") == ["06 12 34 56 78"]


def test_an_invalid_region_is_refused():
    with pytest.raises(ValueError, match="FE"):
        PhoneNumberRecognizer(regions=["US", "FE"])


def test_a_hostile_text_asks_the_regions_a_bounded_number_of_times(monkeypatch):
    asked = []
    real = phonenumbers.parse
    monkeypatch.setattr(phonenumbers, "parse", lambda *a, **k: asked.append(1) or real(*a, **k))
    text = " ".join(str(n % 90 + 10) for n in range(3333))
    PhoneNumberRecognizer().analyze(text, [])
    assert len(asked) <= 2 * (60 + len(text) // 20)
