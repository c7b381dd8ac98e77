"""Passwords: argon2id, one place, a bounded number at a time so that memory stays bounded."""

import unicodedata
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 256


class Passwords:
    """Hashes and checks passwords. `dummy` is a hash nobody's password has, of equal cost."""

    def __init__(self, hasher: PasswordHasher | None = None, *, at_once: int = 4) -> None:
        self._hasher = hasher or PasswordHasher()
        self._places = BoundedSemaphore(at_once)
        self.dummy = self._hasher.hash("nobody has this password")

    def hash(self, password: str) -> str:
        """Return the argon2id hash, salt and parameters inside."""
        with self._places:
            return self._hasher.hash(_folded(password))

    def check(self, kept: str, password: str) -> bool:
        """Say whether the password is the one that was hashed; always at full cost."""
        with self._places:
            try:
                return self._hasher.verify(kept, _folded(password)) and kept != self.dummy
            except (VerificationError, InvalidHashError):
                return False


def problem(password: str, again: str, *, about: tuple[str, ...] = ()) -> str:
    """Return what is wrong with a new password in words, or nothing; `about` are own names."""
    if password != again:
        return "The two entries differ. Type the same password twice."
    if len(password) < SHORTEST:
        return f"Use at least {SHORTEST} characters. A few words in a row are good."
    if len(password) > LONGEST:
        return f"Use at most {LONGEST} characters."
    low = password.casefold()
    if len(set(low)) < 5 or any(name and low == name.casefold() for name in about):
        return "This is too easy to guess. A few words in a row are good."
    return ""


def _folded(password: str) -> str:
    return unicodedata.normalize("NFC", password[: LONGEST + 1])
