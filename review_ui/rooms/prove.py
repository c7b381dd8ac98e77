"""Proving again who I am, before an act that matters more than a look."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.accounts.passkeys import prove_with_passkey
from models.accounts.proving import prove_with_code, prove_with_password
from models.accounts.sign_ins import SignIn
from models.errors import Conflict, NotAllowed, WrongPassword
from models.log.events import Event
from review_ui.asking_proof import SENT, prove_page, send_again_page
from review_ui.browser import local_path
from review_ui.cookies import set_sign_in
from review_ui.dependencies import needs
from review_ui.passkeys import find_shown
from review_ui.permissions import Permission
from review_ui.visits import Visit, go

router = APIRouter()
WRONG = "That did not match. After five failures you are signed out."


@router.get("/prove")
def show_prove(
    visit: Annotated[Visit, needs(Permission.PROOF_GIVE)],
    next: Annotated[str, Query(max_length=300)] = "/",  # noqa: A002  # as addresses call it
) -> HTMLResponse:
    """Ask for the proof, and know where to go back to."""
    return prove_page(visit, wanted=local_path(next))


@router.post("/prove")
def prove(visit: Annotated[Visit, needs(Permission.PROOF_GIVE)]) -> Response:
    """Take a password, a code or a passkey as the proof, and go back to where the person was."""
    password = visit.form.get("password", "")
    code = visit.form.get("code", "")[:100]
    answer = visit.form.get("passkey", "")

    def proved() -> SignIn:
        if visit.proven:
            return visit.sign_in
        if answer:
            bound_to = f"prove:{visit.sign_in.id}"
            shown = find_shown(visit.desk.records, visit.desk.passkeys, answer, bound_to=bound_to)
            if shown is None:
                raise WrongPassword(Event.SIGN_IN_PROVED, reason="passkey")
            return prove_with_passkey(
                visit.desk.records, visit.sign_in, shown, address=visit.from_address
            )
        if code:
            return prove_with_code(
                visit.desk.records, visit.sign_in, address=visit.from_address, code=code
            )
        return prove_with_password(
            visit.desk.records,
            visit.sign_in,
            address=visit.from_address,
            verify=lambda kept: visit.desk.passwords.check(kept, password),
        )

    return _answer(visit, proved)


def _answer(visit: Visit, proved: Callable[[], SignIn]) -> Response:
    action = local_path(visit.form.get("action", ""))
    wanted = local_path(visit.form.get("next", ""))
    fields = {k.removeprefix(SENT): v for k, v in visit.form.items() if k.startswith(SENT)}
    try:
        sign_in = proved()
    except (WrongPassword, NotAllowed, Conflict):
        return prove_page(
            visit,
            wanted=wanted,
            action=action if action != "/" else "",
            sent=fields,
            problem=WRONG,
            status=401,
        )
    answer = send_again_page(visit, action, fields) if action != "/" else go(wanted)
    set_sign_in(answer, visit.desk.address, sign_in)
    return answer
