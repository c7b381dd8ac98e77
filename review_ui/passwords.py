"""Passwords: argon2id, one place, a bounded number at a time so that memory stays bounded."""

import re
import unicodedata
from collections.abc import Collection
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
SHORTEST_OWN = 8
"""Letters and digits besides the person's own name and the product's."""
LONGEST = 256
WANTED_SCORE = 3
"""More than a hundred million guesses, by zxcvbn's reckoning."""
TOO_EASY = "This is too easy to guess."
BETTER = "A few words in a row are good; names, dates and what this is for are not."
OURS = ("chat", "redactor", "chatredactor", "review", "customer", "service", "support")
_JUDGED = 72  # as far as zxcvbn looks; its time grows with the length


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
    return _guessed(password, about)


def _guessed(password: str, about: tuple[str, ...]) -> str:
    """Why this is among the passwords that are guessed first, or nothing.

    zxcvbn brings lists of leaked passwords, names and words, and asks nobody.
    """
    from zxcvbn import zxcvbn  # its lists take a while to load

    near = {part for name in about for part in (name, *re.split(r"[\s@.]+", name)) if part}
    judged = zxcvbn(password[:_JUDGED], user_inputs=[*sorted(near), *OURS])
    if judged["score"] >= WANTED_SCORE and _own_part(password, near) >= SHORTEST_OWN:
        return ""
    return " ".join(filter(None, (TOO_EASY, judged["feedback"]["warning"], BETTER)))


def _own_part(password: str, near: Collection[str]) -> int:
    """How many letters and digits are left without the words everybody would try first."""
    left = "".join(filter(str.isalnum, password.casefold()))
    for word in sorted((*near, *OURS), key=len, reverse=True):
        left = left.replace(word.casefold(), "") if len(word) > 2 else left
    return len(left)


def _folded(password: str) -> str:
    return unicodedata.normalize("NFC", password[: LONGEST + 1])
