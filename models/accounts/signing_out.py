"""Signing others out, for when a sign-in may be in the wrong hands. Their accounts stay open."""

from models.accounts.people import get_person, token_digest
from models.accounts.sign_in_ends import close_all
from models.accounts.sign_ins import SignIn
from models.errors import Conflict
from models.log.events import Event
from models.records import Act


def sign_out_person(act: Act, sign_in: SignIn, person_id: str) -> int:
    """End all sign-ins of a person but the one that asks. Logs person:signed_out with how many.

    Also those that wait for a second factor. Conflict (`already_disabled`) for a closed account.
    """
    event = Event.PERSON_SIGNED_OUT
    person = get_person(act, person_id, event)
    if person.disabled:
        raise Conflict(event, f"person:{person.id}", "already_disabled")
    ended = _end(act, sign_in, person.id)
    act.log(event, f"person:{person.id}", sign_ins=ended)
    return ended


def sign_out_everybody(act: Act, sign_in: SignIn) -> int:
    """End the sign-ins of everybody but the one that asks. Logs person:signed_out about nobody."""
    people = [row["id"] for row in act.db.table("people").rows_where(select="id", order_by="id")]
    ended = sum(_end(act, sign_in, person_id) for person_id in people)
    act.log(Event.PERSON_SIGNED_OUT, reason="everybody", sign_ins=ended)
    return ended


def _end(act: Act, sign_in: SignIn, person_id: str) -> int:
    act.db.execute("DELETE FROM half_sign_ins WHERE person_id = ?", [person_id])
    return close_all(act, person_id, but=token_digest(sign_in.token))
