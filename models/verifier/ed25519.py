"""Ed25519 (RFC 8032, 5.1): verification only, with extended coordinates (X, Y, Z, T)."""

import hashlib

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_Point = tuple[int, int, int, int]
_NEUTRAL: _Point = (0, 1, 1, 0)


def _plus(p: _Point, q: _Point) -> _Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % _P, (p[1] + p[0]) * (q[1] + q[0]) % _P
    c, d = 2 * p[3] * q[3] * _D % _P, 2 * p[2] * q[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _point(encoded: bytes) -> _Point | None:
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if x * x % _P != square:
        x = x * pow(2, (_P - 1) // 4, _P) % _P
    if x * x % _P != square or (x == 0 and sign):
        return None
    x = _P - x if x & 1 != sign else x
    return x, y, 1, x * y % _P


_BASE = _point((4 * pow(5, -1, _P) % _P).to_bytes(32, "little")) or _NEUTRAL


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this Ed25519 key (32 bytes) made this signature (64 bytes) over the message."""
    key = _point(public) if len(public) == 32 else None
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or len(signature) != 64 or scalar >= _ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(digest, "little") % _ORDER
    minus = (_P - key[0], key[1], key[2], _P - key[3])
    table = (_NEUTRAL, _BASE, minus, _plus(_BASE, minus))
    found = _NEUTRAL
    for bit in range(252, -1, -1):  # both products at once
        found = _plus(found, found)
        found = _plus(found, table[scalar >> bit & 1 | (challenge >> bit & 1) << 1])
    over = pow(found[2], -1, _P)
    x, y = found[0] * over % _P, found[1] * over % _P
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]
