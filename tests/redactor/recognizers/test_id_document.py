import pytest

from redactor.recognizers.id_document import IdDocumentRecognizer

HITS = [
    ("last 4 ssn: 9999", "9999"),
    ("licence number SMITH 704088 CE9KL", "SMITH 704088 CE9KL"),
    ("ID-Nummer T220001293", "T220001293"),
    ("permis B n° 13AA00002", "13AA00002"),
    ("ssn ends in 9999", "9999"),
    ("Passnummer C01X00T47", "C01X00T47"),
    ("passaporte nº CA 123456", "CA 123456"),
    ("my passport's number: p1234567", "p1234567"),
    ("fuehrerschein nr b072rre2i55", "b072rre2i55"),
    ("carta de condução nº P-1234567", "P-1234567"),
    ("Perso-Nr. LZ6311T475", "LZ6311T475"),
    ("PPSN: 1234567T", "1234567T"),
    ("SIRET 73282932000074", "73282932000074"),
    ("passport number X1234567", "X1234567"),
    ("my ssn is 123-45-6789", "123-45-6789"),
    ("SSN: 123456789", "123456789"),
    ("driver's license D123-4567-8901", "D123-4567-8901"),
    ("last four of my social is 6789", "6789"),
    ("Steuer-ID: 12 345 678 901", "12 345 678 901"),
    ("dni 12345678Z", "12345678Z"),
    ("national insurance number QQ 12 34 56 C", "QQ 12 34 56 C"),
    ("license plate ABC 1234", "ABC 1234"),
    ("vin 1HGCM82633A004352", "1HGCM82633A004352"),
]

NEAR_MISSES = [
    "license fee 1200",
    "NIE WIEDER 2024",
    "perso 12",
    "passport expires 2027",
    "passport control at 10",
    "fin 2024 is here",
    "tax 2023 return",
    "my license is 12/05/2027",
    "visa 4242",
]


@pytest.fixture(scope="module")
def recognizer():
    return IdDocumentRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
