"""The cookies, set and taken away in one place: none is read by a script."""

from datetime import timedelta

from fastapi.responses import Response

from models.accounts.devices import KNOWN_FOR
from models.accounts.sign_ins import SignIn
from review_ui.browser import PublicAddress


def set_sign_in(answer: Response, address: PublicAddress, sign_in: SignIn) -> None:
    """Have the browser hold this sign-in in the place of any other, until it ends at the latest."""
    answer.set_cookie(
        address.sign_in_cookie,
        sign_in.token,
        max_age=max(0, int((sign_in.ends_at - sign_in.opened_at).total_seconds())),
        secure=address.secure,
        httponly=True,
        samesite="lax",
    )


def set_device(answer: Response, address: PublicAddress, token: str) -> None:
    """Have the browser show from now on that somebody signed in from it before."""
    answer.set_cookie(
        address.device_cookie,
        token,
        max_age=int(KNOWN_FOR.total_seconds()),
        secure=address.secure,
        httponly=True,
        samesite="strict",
    )


def set_before(answer: Response, address: PublicAddress, token: str) -> None:
    """Have the browser hold what the form of somebody not signed in must repeat."""
    answer.set_cookie(
        address.before_cookie, token, secure=address.secure, httponly=True, samesite="lax"
    )


def set_short(
    answer: Response, address: PublicAddress, name: str, token: str, lasts: timedelta
) -> None:
    """Have the browser hold something for a few minutes."""
    answer.set_cookie(
        name,
        token,
        max_age=int(lasts.total_seconds()),
        secure=address.secure,
        httponly=True,
        samesite="lax",
    )


def drop(answer: Response, address: PublicAddress, name: str) -> None:
    """Have the browser forget a cookie of ours."""
    answer.delete_cookie(name, secure=address.secure, httponly=True, samesite="lax")
