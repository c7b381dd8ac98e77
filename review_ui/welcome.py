"""What follows a proof at the door: the sign-in, or the question for the second factor."""

from urllib.parse import quote

from fastapi.responses import Response

from models.accounts.devices import remember
from models.accounts.half_sign_ins import LASTS, HalfSignIn
from models.accounts.my_sign_ins import name_device
from models.accounts.sign_ins import SignIn, close
from review_ui.cookies import drop, set_device, set_short, set_sign_in
from review_ui.dependencies import Arrival
from review_ui.visits import go


def welcome(came: Arrival, opened: SignIn | HalfSignIn, then: str) -> Response:
    """Let the person in, or ask for the second factor; `then` is a path of ours to go on to."""
    if isinstance(opened, HalfSignIn):
        return _ask(came, opened, then)
    desk = came.desk
    if came.sign_in:  # one browser, one sign-in: what was open before is closed
        with desk.records.act(came.sign_in.actor(came.from_address)) as act:
            close(act, came.sign_in.token)
    name_device(desk.records, opened, came.device_words)
    answer = go(then)
    set_sign_in(answer, desk.address, opened)
    if opened.proved_at is not None:  # a link somebody else made says nothing of the device
        device = remember(desk.records, came.device, opened.person.id)
        set_device(answer, desk.address, device)
    drop(answer, desk.address, desk.address.before_cookie)
    if came.half:
        drop(answer, desk.address, desk.address.half_cookie)
    return answer


def _ask(came: Arrival, half: HalfSignIn, then: str) -> Response:
    answer = go("/sign-in/second" if then == "/" else f"/sign-in/second?next={quote(then)}")
    address = came.desk.address
    set_short(answer, address, address.half_cookie, half.token, LASTS)
    return answer
