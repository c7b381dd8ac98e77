"""What was typed when the sign-in had ended: given back to its writer, and kept nowhere.

The page holds nothing but what came with the request, so nobody learns anything by asking.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from fastapi.responses import RedirectResponse

from review_ui.errors import SignInNeeded
from review_ui.scorecard import given, read_typed
from review_ui.visits import go

_REVIEW = re.compile(r"(/sessions/[0-9A-Z]{8})/review", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOutContext:
    """A review that came too late, to be copied over; `session` is the path of its session."""

    template: ClassVar[str] = "signed_out.html"
    room: ClassVar[str] = ""
    title: str = "You are signed out"
    session: str
    given: tuple[tuple[str, str], ...]
    comment: str


def find_unsent_review(path: str, form: Mapping[str, str]) -> SignedOutContext | None:
    """Return the page for a review that was sent too late; None where nothing would be lost."""
    review, typed = _REVIEW.fullmatch(path), read_typed(form)
    if review is None or not (typed.comment or typed.scores):
        return None
    names = {id_: id_.replace("_", " ").capitalize() for id_ in typed.scores}
    return SignedOutContext(
        session=review[1], given=given(typed.scores, names), comment=typed.comment
    )


def to_sign_in(error: SignInNeeded, method: str) -> RedirectResponse:
    """Send the browser to sign in, knowing why and where to go on afterwards."""
    wanted = error.wanted if method == "GET" else "/"
    said = "" if error.reason == "none" else f"said={error.reason}"
    back = "" if wanted == "/" else f"next={wanted}"
    query = "&".join(part for part in (said, back) if part)
    return go(f"/sign-in?{query}" if query else "/sign-in")
