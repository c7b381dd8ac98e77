"""Addresses of wallets that Presidio's recognizer, which knows Bitcoin's alone, leaves.

Base58 with a checksum of four bytes: Tron (first byte 65), Litecoin (48, 50) and Dogecoin (30), see
each one's address specification; Ethereum's are forty hexadecimal digits (EIP-55, whose checksum in
upper and lower case most people's copies have lost).
"""

import re
from hashlib import sha256

from redactor.recognizers.base import Shape, ShapeRecognizer, value_of

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_FIRST_BYTES = frozenset((65, 48, 50, 30))


class WalletAddressRecognizer(ShapeRecognizer):
    """Finds Ethereum, Tron, Litecoin and Dogecoin addresses; a slip in one lowers its score."""

    ENTITY = "CRYPTO"
    SOURCE = "pattern:wallet_address"
    NEEDS_DIGIT = True
    SHAPES = (
        Shape(
            name="ethereum",
            regex=re.compile(r"(?<![\w.])(?P<value>0x[0-9a-f]{40})(?!\w)", re.I),
            score=0.95,
        ),
        Shape(
            name="base58",
            regex=re.compile(
                r"(?<![\w./-])(?P<value>(?=[A-Za-z]{0,20}\d)[TLMD][1-9A-HJ-NP-Za-km-z]{33})(?![\w/-])"
            ),
            score=0.6,
        ),
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Be surer of an address whose checksum is right."""
        return 0.95 if shape.name == "base58" and base58_checks(value_of(match)) else shape.score


def base58_checks(address: str) -> bool:
    """Check the last four bytes, which open the double SHA-256 of the others."""
    number = 0
    for sign in address:
        number = number * 58 + _BASE58.index(sign)
    try:
        raw = number.to_bytes(25, "big")
    except OverflowError:
        return False
    digest = sha256(sha256(raw[:-4]).digest()).digest()
    return raw[0] in _FIRST_BYTES and digest[:4] == raw[-4:]
