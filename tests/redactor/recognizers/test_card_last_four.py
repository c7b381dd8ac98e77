import pytest

from redactor.recognizers.card_last_four import CardLastFourRecognizer

HITS = [
    ("the Amex ending 10005.", "10005"),
    ("to the Visa with 1111 at the end?", "1111"),
    ("back on the bancontact ..0021", "0021"),
    ("card *4412", "4412"),
    ("visa-4412", "4412"),
    ("card 4111xxxxxxxx1111", "4111xxxxxxxx1111"),
    ("411111******1111", "411111******1111"),
    ("4111 11** **** 1111", "4111 11** **** 1111"),
    ("ending 4412 on my card", "4412"),
    ("card ...4412", "4412"),
    ("visa x4412", "4412"),
    ("visa 4412 was charged", "4412"),
    ("Karte mit den letzten vier Ziffern 4412", "4412"),
    ("les 4 derniers chiffres de ma carte 4412", "4412"),
    ("los últimos 4 dígitos son 4412", "4412"),
    ("ultime quattro cifre 4412", "4412"),
    ("laatste vier cijfers: 4412", "4412"),
    ("últimos quatro dígitos são 4412", "4412"),
    ("carte se terminant par 4412", "4412"),
    ("la tarjeta que termina en 4417", "4417"),
    ("Ihre Karte endet auf 4417", "4417"),
    ("card ending 4242", "4242"),
    ("visa ending in 4242", "4242"),
    ("last four digits are 4242", "4242"),
    ("last 4 of my card is 4242", "4242"),
    ("**** **** **** 4242", "4242"),
    ("xxxx-4242", "4242"),
    ("my amex that ends with 1005", "1005"),
]

NEAR_MISSES = [
    "the Visa with 1111 points",
    "a card ending 10005%",
    "visa-2024",
    "10xx20",
    "1920x1080",
    "visa 2024",
    "amex 5000 points",
    "the sale is ending 2024",
    "letzten vier Wochen 2024",
    "la carte se termine en mai",
    "the year ending 2024",
    "box 4242",
    "max 4242",
    "last 4 days",
    "the last four weeks of 2024",
]


@pytest.fixture(scope="module")
def recognizer():
    return CardLastFourRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
