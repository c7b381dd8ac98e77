import pytest

from redactor.recognizers.order_id import OrderIdRecognizer

HITS = [
    ("#7WXK2Q9D", "7WXK2Q9D"),
    ("my id is #2PQ8RL0V", "2PQ8RL0V"),
    ("a plumber, invoice 2291 for $340", "2291"),
    ("the report number is QT 330 4817", "QT 330 4817"),
    ("RFQ 2025/3311", "2025/3311"),
    ("Vorgang: 4471209", "4471209"),
    ("my order number is 3348917502", "3348917502"),
    ("order #3348917502", "3348917502"),
    ("invoice INV-2231", "INV-2231"),
    ("ticket 99812", "99812"),
    ("order 4481 never came", "4481"),
    ("about order 88123.", "88123"),
    ("the order number? 3348917502", "3348917502"),
    ("order no. 33-4489", "33-4489"),
    ("my order number from yesterday is 334891", "334891"),
    ("ref: AB-1234/5", "AB-1234/5"),
    ("booking reference QXKPLM", "QXKPLM"),
    ("order number\n33489", "33489"),
    ("Order: 114-1234567-1234567", "114-1234567-1234567"),
    ("claim number is CLM 8812 7712", "CLM 8812 7712"),
    ("order number is 334 891 7502", "334 891 7502"),
    ("my order id's A4481", "A4481"),
    ("bestellnummer 88991122", "88991122"),
]

NEAR_MISSES = [
    "paint it #FFA500 or #1A2B3C4D",
    "#EURO2024 was fun",
    "join #general2",
    "the invoice is USD 985",
    "your refund: EUR 1,250",
    "the report took 30 minutes",
    "tag 3 people",
    "order 12 for $340",
    "order 2 pizzas",
    "please order 4481",
    "case 2019",
    "I want to order 10000 flyers",
    "my order is 20 minutes late",
    "booking for 12 people",
    "case 12",
    "in case 2024 is",
    "in order to get 123456",
    "your order was 129.99",
    "return 2 items",
    "confirmation: please call 2125550187",
    "your order is $12.99",
    "I ordered it on 2024-01-02",
    "request 500 error",
    "booking is 12/05/2024",
    "order is 10000 pcs",
    "order number is ABC",
]


@pytest.fixture(scope="module")
def recognizer():
    return OrderIdRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
