"""The one table from what went wrong to what a browser is told. A test wants a row per leaf."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from models import errors as records
from review_ui import errors as pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A status, and what the page says: what happened, and what to do."""

    status: int
    title: str
    happened: str
    todo: str


_CLOSED = Answer(
    status=503,
    title="Nothing can be shown now",
    happened="The records or the access log cannot be written, so no page may be shown.",
    todo="Nothing was shown or changed. Try again in a minute; if it stays, tell your "
    "administrator.",
)
_REFUSED = Answer(
    status=403,
    title="Your role does not include this page",
    happened="You are signed in, but your role or purpose does not include what you asked for. "
    "The request stands in the access log.",
    todo="If you need it for your work, ask your administrator for the role.",
)
_STALE = Answer(
    status=403,
    title="This form is out of date",
    happened="It was not sent from a page of your present sign-in. Nothing was saved.",
    todo="Open the page again and send the form from there.",
)
NOT_FOUND = Answer(
    status=404,
    title="There is nothing here",
    happened="The page does not exist, or the session is held back or gone.",
    todo="Check the address, or start from the first page.",
)
_INVALID = Answer(
    status=422,
    title="This could not be read",
    happened="Something in the form or the address is not what the page expects. "
    "Nothing was saved.",
    todo="Go back, check what you entered and send it again.",
)
_SIGNED_OUT = Answer(
    status=401,
    title="You are signed out",
    happened="The sign-in has ended. Nothing was saved.",
    todo="Sign in again.",
)
BROKEN = Answer(
    status=500,
    title="This page could not be made",
    happened="Something went wrong on our side. What was saved before is safe.",
    todo="Try again; if it stays, tell your administrator when it happened.",
)

MISDIRECTED = Answer(
    status=421,
    title="This address is not ours",
    happened="The request names another host than the one people use for this service.",
    todo="Open the service under the address you were given; if you did, its proxy has to pass "
    "the host on.",
)
TOO_LONG = Answer(
    status=414,
    title="This address is too long",
    happened="No page of ours has an address this long. Nothing was saved.",
    todo="Start from the first page.",
)
TOO_LARGE = Answer(
    status=431,
    title="This request says too much about itself",
    happened="Its headers are larger than any browser of ours sends. Nothing was saved.",
    todo="Delete the cookies of this address and sign in again.",
)
TOO_MANY = Answer(
    status=429,
    title="Too many requests at once",
    happened="More was asked for in a minute than a person can read. Nothing was lost.",
    todo="Wait a moment, then go on.",
)

ANSWERS: Mapping[type[Exception], Answer] = MappingProxyType(
    {
        records.Unmigrated: _CLOSED,
        records.Unwritable: _CLOSED,
        records.KeyGone: _CLOSED,
        records.Erased: NOT_FOUND,
        records.KeyUnsafe: _CLOSED,
        records.BackupUnusable: _CLOSED,
        records.RestoreUnfinished: _CLOSED,
        records.UnloggedAct: _CLOSED,
        records.LogBroken: Answer(
            status=503,
            title="The access log is not whole",
            happened="An entry cannot be read as it was written, so the list is not shown.",
            todo="Open the proof page to see which, and keep all files as they are.",
        ),
        records.EntryInvalid: _CLOSED,
        records.Unsealable: _CLOSED,
        records.NotFound: NOT_FOUND,
        records.NotAllowed: _REFUSED,
        records.LockedOut: Answer(
            status=429,
            title="Locked for a while",
            happened="There were too many sign-ins that failed.",
            todo="Wait a few minutes, or ask your administrator for a one-time link.",
        ),
        records.WrongPassword: Answer(
            status=401,
            title="That did not match",
            happened="The e-mail address and the password do not belong together.",
            todo="Check both, or ask your administrator for a one-time link.",
        ),
        records.SignInEnded: _SIGNED_OUT,
        records.InviteSpent: Answer(
            status=410,
            title="This link no longer works",
            happened="It was used before, has run out, was replaced by a newer one, or was not "
            "copied whole.",
            todo="Ask your administrator for a new one-time link.",
        ),
        records.Conflict: Answer(
            status=409,
            title="This has changed meanwhile",
            happened="Someone, or you in another window, was faster. Nothing was overwritten.",
            todo="Open the page again to see how it stands.",
        ),
        records.Invalid: _INVALID,
        records.Incomplete: _INVALID,
        pages.SignInNeeded: _SIGNED_OUT,
        pages.ProofNeeded: Answer(
            status=401,
            title="Prove that it is you",
            happened="This matters more than a look, and your last proof is too old. "
            "Nothing was done.",
            todo="Prove who you are, then send it again.",
        ),
        pages.SecondFactorMissing: Answer(
            status=403,
            title="Set up a second factor first",
            happened="Your role works with a second factor only. Nothing was shown or changed.",
            todo="Set one up on your own page; the other pages open then.",
        ),
        pages.SignOnFailed: Answer(
            status=502,
            title="The single sign-on did not work",
            happened="Your company's sign-in could not be asked, or its answer did not fit.",
            todo="Try again; if it stays, tell your administrator.",
        ),
        pages.TokenRefused: Answer(
            status=401,
            title="This token lets nobody in here",
            happened="It is missing, has ended, or has not this scope.",
            todo="Its owner can make a new one on their own page.",
        ),
        pages.PageRefused: _REFUSED,
        pages.FormStale: _STALE,
        pages.FormTooLarge: Answer(
            status=413,
            title="That was too much",
            happened="A form holds at most 64 kB. Nothing was saved.",
            todo="Go back, shorten what you entered and send it again.",
        ),
        pages.TooSlow: Answer(
            status=408,
            title="That took too long",
            happened="The form did not arrive in time. Nothing was saved.",
            todo="Go back and send it again.",
        ),
        pages.TooMany: TOO_MANY,
        pages.AddressInvalid: _INVALID,
        pages.UnsafeAddress: BROKEN,
    }
)


def find_answer(error: Exception) -> Answer:
    """Return the row of the error's nearest class; without one the page could not be made."""
    for kind in type(error).__mro__:
        if kind in ANSWERS:
            return ANSWERS[kind]
    return BROKEN


def http_answer(status: int) -> Answer:
    """Return what is said for a bare status, such as a path nobody knows."""
    if status in {404, 405}:
        return NOT_FOUND
    return _INVALID if status in {400, 422} else BROKEN
