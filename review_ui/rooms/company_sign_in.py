"""Single sign-on: to the company's provider and back, to sign in or to prove who one is."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any, ClassVar

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response

from models.accounts.sign_ins import unknown_actor
from models.accounts.single_sign_on import open_with_single_sign_on, prove_with_single_sign_on
from models.actors import Purpose
from models.errors import NotAllowed, Unsealable
from models.log.events import Event, Outcome
from models.seals.sealing import seal, unseal
from review_ui.browser import local_path
from review_ui.cookies import drop, set_short, set_sign_in
from review_ui.dependencies import Arrival, arrive, needs
from review_ui.errors import SignOnFailed
from review_ui.open_paths import BACK
from review_ui.permissions import Permission
from review_ui.single_sign_on import Begun, Provider
from review_ui.visits import Desk, Visit, go
from review_ui.welcome import welcome

router = APIRouter()
LASTS = timedelta(minutes=10)
Came = Annotated[Arrival, Depends(arrive)]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingContext:
    """The page that sends the browser on; a form may not lead to another site, a page may."""

    template: ClassVar[str] = "leaving.html"
    room: ClassVar[str] = ""
    title: str = "On to your company's sign-in"
    name: str
    url: str


@router.post("/sign-in/company")
def go_to_provider(came: Came) -> Response:
    """Send the browser to the provider, and remember for which purpose it comes back."""
    provider = came.desk.provider
    purpose = came.form.get("purpose", "")
    if provider is None or not came.form_ours:
        return go("/sign-in")
    if purpose not in set(Purpose):
        return go("/sign-in?said=choose")
    kept = {"purpose": purpose, "next": local_path(came.form.get("next", "/"))}
    return _leave(came.desk, provider, kept)


@router.post("/prove/company")
def prove_at_provider(visit: Annotated[Visit, needs(Permission.PROOF_GIVE)]) -> Response:
    """Send the browser to the provider, to sign in there anew as a proof."""
    provider = visit.desk.provider
    if provider is None:
        return go("/prove")
    kept = {"sign_in": visit.sign_in.id, "next": local_path(visit.form.get("next", "/"))}
    return _leave(visit.desk, provider, kept)


@router.get(BACK)
def come_back(came: Came) -> Response:
    """Take the provider's answer; the browser is the one that was sent there, or nobody."""
    kept = _kept(came.desk, came.away)
    provider = came.desk.provider
    if provider is None or kept is None:
        return go("/sign-in?said=company")
    begun = Begun(url="", state=kept["state"], nonce=kept["nonce"], verifier=kept["verifier"])
    try:
        if "sign_in" in kept:
            answer = _proved(came, provider, begun, kept)
        else:
            claimed = provider.finish(begun, came.query)
            sign_in = open_with_single_sign_on(
                came.desk.records,
                claimed,
                provider.settings.rules,
                purpose=Purpose(kept["purpose"]),
                address=came.from_address,
            )
            answer = welcome(came, sign_in, kept["next"])
    except SignOnFailed as error:
        with came.desk.records.act(unknown_actor(came.from_address)) as act:
            refused = Outcome.REFUSED
            act.log(Event.SIGN_IN_REFUSED, outcome=refused, reason=f"sign_on_{error.reason}")
        answer = go("/sign-in?said=company")
    except NotAllowed as error:
        answer = go(f"/sign-in?said={error.reason}")
    drop(answer, came.desk.address, came.desk.address.away_cookie)
    return answer


def _proved(came: Arrival, provider: Provider, begun: Begun, kept: dict[str, Any]) -> Response:
    claimed = provider.finish(begun, came.query, again=True)
    if came.sign_in is None or came.sign_in.id != kept["sign_in"]:
        return go("/sign-in")
    renewed = prove_with_single_sign_on(
        came.desk.records,
        came.sign_in,
        claimed,
        provider.settings.rules,
        address=came.from_address,
    )
    if renewed is None:
        return go("/prove?next=" + kept["next"])
    answer = go(kept["next"])
    set_sign_in(answer, came.desk.address, renewed)
    return answer


def _leave(desk: Desk, provider: Provider, kept: dict[str, str]) -> Response:
    try:
        begun = provider.begin(again="sign_in" in kept)
    except SignOnFailed:
        return go("/sign-in?said=company")
    until = (desk.records.clock() + LASTS).timestamp()
    kept |= {"state": begun.state, "nonce": begun.nonce, "verifier": begun.verifier}
    sealed = seal(_key(desk), json.dumps([until, kept]).encode(), bound_to="away")
    page = desk.pages.render(LeavingContext(name=provider.settings.name, url=begun.url))
    answer = HTMLResponse(page, headers={"Refresh": f"0; url={begun.url}"})
    token = base64.urlsafe_b64encode(sealed).decode()
    set_short(answer, desk.address, desk.address.away_cookie, token, LASTS)
    return answer


def _kept(desk: Desk, token: str) -> dict[str, Any] | None:
    try:
        plain = unseal(_key(desk), base64.urlsafe_b64decode(token), bound_to="away")
        until, kept = json.loads(plain)
    except (Unsealable, binascii.Error, ValueError):
        return None
    return kept if until > desk.records.clock().timestamp() else None


def _key(desk: Desk) -> bytes:
    return desk.records.derived_key("single_sign_on")
