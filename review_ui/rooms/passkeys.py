"""My passkeys: add one, name it, remove it."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from models.accounts.challenges import is_challenge
from models.accounts.passkeys import NewPasskey, add_passkey, remove_passkey, rename_passkey
from models.accounts.recovery_codes import make_recovery_codes
from models.accounts.second_factors import note_second_factor
from models.errors import Conflict, Invalid
from review_ui.dependencies import needs
from review_ui.factor_page import factor_page, new_passkey_bound_to
from review_ui.passkeys import challenge_of
from review_ui.permissions import Permission
from review_ui.recovery_page import codes_page
from review_ui.visits import Visit, go

router = APIRouter()
MineProven = Annotated[Visit, needs(Permission.PASSKEY_SET, proven=True)]
NOT_ONE = "That was no passkey of this page, or it took too long. Nothing was kept; try again."
NAME = "Give the passkey a name, at most 60 characters."
TAKEN = "This passkey is known already, or there are too many."
FIRST = "The passkey is added. From now on your password alone lets nobody in as you."


@router.post("/me/passkeys")
def add(visit: MineProven) -> Response:
    """Keep the passkey that the browser made; with the first second factor come codes."""
    person = visit.sign_in.person
    answer = visit.form.get("passkey", "")
    new = _read(visit, answer)
    if new is None:
        return factor_page(visit, problem=NOT_ONE)
    codes: tuple[str, ...] = ()
    try:
        with visit.act() as act:
            name, challenge = visit.form.get("name", ""), challenge_of(answer)
            add_passkey(act, person.id, new, name=name, challenge=challenge)
            note_second_factor(act, person.id)
            if not person.second_factor:
                codes = make_recovery_codes(act, person.id)
    except Invalid:
        return factor_page(visit, problem=NAME)
    except Conflict:
        return factor_page(visit, problem=TAKEN)
    return codes_page(visit, codes, said=FIRST) if codes else go("/me/second-factor?said=added")


@router.post("/me/passkeys/{passkey_id}/rename")
def rename(visit: MineProven, passkey_id: str) -> Response:
    """Give a passkey of mine another name."""
    try:
        with visit.act() as act:
            rename_passkey(act, visit.sign_in.person.id, passkey_id, visit.form.get("name", ""))
    except Invalid:
        return factor_page(visit, problem=NAME)
    return go("/me/second-factor?said=renamed")


@router.post("/me/passkeys/{passkey_id}/remove")
def remove(visit: MineProven, passkey_id: str) -> Response:
    """Stop a passkey of mine."""
    with visit.act() as act:
        remove_passkey(act, visit.sign_in.person.id, passkey_id)
        note_second_factor(act, visit.sign_in.person.id)
    return go("/me/second-factor?said=gone")


def _read(visit: Visit, answer: str) -> NewPasskey | None:
    challenge = challenge_of(answer)
    bound_to = new_passkey_bound_to(visit)
    if not is_challenge(visit.desk.records, challenge, bound_to):
        return None
    return visit.desk.passkeys.read_new(answer, challenge)
