"""Recovery codes: ten words of last resort, each good once, for who lost the second factor.

Only keyed digests are kept; a code has 80 random bits, so there is nothing to guess.
"""

import base64

from models.log.events import Event
from models.records import Act, Records
from models.times import to_text

CODES = 10
_CODE_BYTES = 10


def make_recovery_codes(act: Act, person_id: str) -> tuple[str, ...]:
    """Ten new codes, not shown again; the old ones stop. Logs recovery_codes:made."""
    act.db.execute("DELETE FROM recovery_codes WHERE person_id = ?", [person_id])
    codes = tuple(_grouped(act.records.random(_CODE_BYTES)) for _ in range(CODES))
    act.db.table("recovery_codes").insert_all(
        {"digest": _digest(act.records, person_id, code), "person_id": person_id, "used_at": None}
        for code in codes
    )
    act.log(Event.RECOVERY_CODES_MADE, f"person:{person_id}", count=len(codes))
    return codes


def spend_recovery_code(act: Act, person_id: str, code: str) -> bool:
    """Whether this is one of the person's codes that was not used before; then it is now."""
    spent = act.db.execute(
        "UPDATE recovery_codes SET used_at = ? "
        "WHERE digest = ? AND person_id = ? AND used_at IS NULL",
        [to_text(act.now), _digest(act.records, person_id, code), person_id],
    )
    return bool(spent.rowcount == 1)


def count_recovery_codes(records: Records, person_id: str) -> int:
    """How many codes the person has left."""
    with records.peek() as look:
        return look.db.table("recovery_codes").count_where(
            "person_id = ? AND used_at IS NULL", [person_id]
        )


def _digest(records: Records, person_id: str, code: str) -> str:
    plain = "".join(filter(str.isalnum, code.lower()))
    return records.digest("recovery_code", f"{person_id}:{plain}")


def _grouped(random: bytes) -> str:
    letters = base64.b32encode(random).decode().lower()
    return "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))
