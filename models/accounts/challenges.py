"""Challenges for passkeys: random, good for five minutes, for one browser, and once.

They are not kept when they are given out, or anyone on the network could fill the records: each
carries its time and a keyed digest that binds it. What is kept is which were used.
"""

import hmac
from datetime import datetime, timedelta

from models.accounts.people import token_digest
from models.errors import Conflict
from models.log.events import Event
from models.records import Act, Records
from models.times import to_text

GOOD_FOR = timedelta(minutes=5)
_RANDOM_BYTES = 16
_TIME_BYTES = 8
_LENGTH = _RANDOM_BYTES + _TIME_BYTES + 32


def new_challenge(records: Records, bound_to: str) -> bytes:
    """A challenge for who holds `bound_to`, such as the token of a browser's cookie."""
    at = int(records.clock().timestamp()).to_bytes(_TIME_BYTES, "big")
    begin = records.random(_RANDOM_BYTES) + at
    return begin + _seal(records, begin, bound_to)


def is_challenge(records: Records, challenge: bytes, bound_to: str) -> bool:
    """Whether we gave this challenge out, to this browser, a short while ago."""
    if len(challenge) != _LENGTH:
        return False
    begin, sealed = challenge[:-32], challenge[-32:]
    if not hmac.compare_digest(sealed, _seal(records, begin, bound_to)):
        return False
    age = records.clock().timestamp() - int.from_bytes(begin[_RANDOM_BYTES:], "big")
    return -1 <= age < GOOD_FOR.total_seconds()


def spend_challenge(act: Act, challenge: bytes, event: Event) -> None:
    """Use a challenge up, inside the act it allows; Conflict when it was used before."""
    digest = token_digest(challenge.hex())
    table = act.db.table("spent_challenges")
    table.delete_where("ends_at <= ?", [to_text(act.now)])
    if table.count_where("digest = ?", [digest]):
        raise Conflict(event, reason="challenge_spent")
    table.insert({"digest": digest, "ends_at": to_text(_end(act.now))})


def _end(now: datetime) -> datetime:
    return now + GOOD_FOR + timedelta(minutes=1)


def _seal(records: Records, begin: bytes, bound_to: str) -> bytes:
    value = len(begin).to_bytes(1, "big") + begin + bound_to.encode("utf-8", "surrogatepass")
    return bytes.fromhex(records.digest("passkey_challenge", value))
