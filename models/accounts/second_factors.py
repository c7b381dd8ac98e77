"""Second factors together: who has one, what one of their codes is worth, how all are taken away.

A person who has an authenticator app or a passkey never comes in with a password or a link alone.
"""

from models.accounts.authenticators import DIGITS, spend_code
from models.accounts.people import get_person
from models.accounts.recovery_codes import spend_recovery_code
from models.accounts.sign_in_ends import end_everything
from models.log.events import Event
from models.records import Act

_TABLES = ("authenticators", "passkeys", "recovery_codes")


def note_second_factor(act: Act, person_id: str) -> None:
    """Write down whether the person has a second factor; without one, no codes of last resort."""
    has = bool(
        act.db.table("authenticators").count_where(
            "person_id = ? AND confirmed_at IS NOT NULL", [person_id]
        )
        + act.db.table("passkeys").count_where("person_id = ?", [person_id])
    )
    act.db.table("people").update(person_id, {"second_factor": int(has)})
    if not has:
        act.db.execute("DELETE FROM recovery_codes WHERE person_id = ?", [person_id])


def spend(act: Act, person_id: str, code: str, *, recovery: bool = True) -> str:
    """What this code is, `code` or `recovery_code`, and spend it; empty when it is neither."""
    plain = "".join(code.split())
    if len(plain) == DIGITS and plain.isascii() and plain.isdigit():
        return "code" if spend_code(act, person_id, plain) else ""
    return "recovery_code" if recovery and spend_recovery_code(act, person_id, plain) else ""


def reset_second_factors(act: Act, person_id: str) -> None:
    """Take all second factors away, for who lost them. Logs person:factors_reset."""
    person = get_person(act, person_id, Event.PERSON_FACTORS_RESET)
    gone = 0
    for table in _TABLES:
        gone += act.db.execute(
            f"DELETE FROM {table} WHERE person_id = ?",  # noqa: S608
            [person.id],
        ).rowcount
    note_second_factor(act, person.id)
    ended = end_everything(act, person.id)
    act.log(Event.PERSON_FACTORS_RESET, f"person:{person.id}", count=gone, sign_ins=ended)
