import pytest

from redactor.recognizers.wallet_address import WalletAddressRecognizer, base58_checks

ETHEREUM = "0x742d35Cc6634C0532925a3b844Bc454e4438f44e"
TRON = "TJCnKsPa7y5okkXvQAidZBzqx3QyQ6sxMW"
DOGE = "DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L"

HITS = [
    (f"wallet:{ETHEREUM}", ETHEREUM),
    (f"eth {ETHEREUM.lower()}, thanks", ETHEREUM.lower()),
    (TRON, TRON),
    (f"send to {DOGE}", DOGE),
    ("LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1", "LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1"),
]

NEAR_MISSES = [
    "error 0x80070005",
    "at 0x7ffdf3b2a1c0",
    "0xdeadbeef",
    "tx https://scan.example/tx/TJCnKsPa7y5okkXvQAidZBzqx3QyQ6sxMW",
    "MyLongClassNameWithoutAnyDigitsAtAl",
]


@pytest.fixture(scope="module")
def recognizer():
    return WalletAddressRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []


def test_the_checksum_tells_a_slip():
    assert base58_checks(TRON)
    assert not base58_checks(TRON[:-1] + "X")
