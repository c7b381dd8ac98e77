import pytest

from redactor.recognizers.device_number import DeviceNumberRecognizer

HITS = [
    ("serial on the back: F2LX-3390-A", "F2LX-3390-A"),
    ("IMEI: 49-015420-323751-8", "49-015420-323751-8"),
    ("imei no 49 0154 2032 3751 8", "49 0154 2032 3751 8"),
    ("IMEI1:490154203237518 IMEI2:490154203237526", "490154203237526"),
    ("serial number is C02XL0GTJGH5", "C02XL0GTJGH5"),
    ("serial no dx3 4451 998", "dx3 4451 998"),
    ("s/n 5CG8250FXX", "5CG8250FXX"),
    ("SN: 5CG8250FXX", "5CG8250FXX"),
    ("Seriennr.: AB1234567", "AB1234567"),
    ("numéro de série C02XL0GTJGH5", "C02XL0GTJGH5"),
    ("número de serie: C02XL0GTJGH5", "C02XL0GTJGH5"),
    ("numero di serie C02XL0GTJGH5", "C02XL0GTJGH5"),
    ("serienummer C02XL0GTJGH5", "C02XL0GTJGH5"),
    ("ICCID 8944110065012345678", "8944110065012345678"),
    ("sim number 8944 1100 6501 2345 678", "8944 1100 6501 2345 678"),
    ("EID 89049032004008882600004212345678", "89049032004008882600004212345678"),
]

NEAR_MISSES = [
    "serial killer",
    "serial port COM3",
    "serial number is missing",
    "the serial is on the back",
    "a series of 1200 things",
    "simple 2024",
    "sim card 2",
    "device is iphone 14",
    "sn1234567 as a word",
]


@pytest.fixture(scope="module")
def recognizer():
    return DeviceNumberRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
