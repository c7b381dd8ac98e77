import pytest

from redactor.recognizers.vat_number import VatNumberRecognizer

HITS = [
    ("FR 40 303 265 045", "FR 40 303 265 045"),
    ("TVA: fr40303265045", "fr40303265045"),
    ("NL004495445B01", "NL004495445B01"),
    ("btw NL 0044.95.445.B01", "NL 0044.95.445.B01"),
    ("ATU13585627", "ATU13585627"),
    ("BTW BE 0428.759.497", "BE 0428.759.497"),
    ("ESB58378431", "ESB58378431"),
    ("IT07643520567", "IT07643520567"),
    ("PT501964843", "PT501964843"),
    ("IE6433435F", "IE6433435F"),
    ("DE136695976", "DE136695976"),
    ("our VAT no is GB 123 4567 82", "GB 123 4567 82"),
    ("CHE-123.456.788 MWST", "CHE-123.456.788"),
]

NEAR_MISSES = [
    "PT 15 minutes",
    "AT 12345",
    "it is be 0428 759 497",
    "model DE123456789",
    "part number FR40303265045",
    "IE11",
    "ES2022",
    "FI 2024-01-02",
    "SE 12",
    "VAT is 20%",
]


@pytest.fixture(scope="module")
def recognizer():
    return VatNumberRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
