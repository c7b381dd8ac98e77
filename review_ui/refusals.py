"""Refused looks: the entry each of them leaves before the refusal is shown."""

from collections.abc import Mapping

from models.accounts.sign_ins import unknown_actor
from models.errors import SignInEnded
from models.ids import is_id
from models.log.access_log import Event, Outcome, thing
from review_ui.errors import TooMany
from review_ui.permissions import Permission
from review_ui.visits import Desk, Visit


def thing_of(fields: Mapping[str, str]) -> str:
    """Return what an address speaks of, as entries name it; what is no id of ours is `unknown`."""
    for name, value in fields.items():
        kind, _, last = name.rpartition("_")
        if kind == "session" and last == "id":
            return thing(kind, value)
        if kind and last == "id":
            return f"{kind}:{value if is_id(value) else 'unknown'}"
    return ""


def log_refusal(visit: Visit, reason: str, permission: Permission, about: str) -> None:
    """Write that this person asked for something and did not get it."""
    with visit.act() as act:
        act.log(
            Event.PAGE_REFUSED,
            about,
            outcome=Outcome.REFUSED,
            reason=reason,
            permission=str(permission),
        )


def log_ended(
    desk: Desk, error: SignInEnded, permission: Permission, about: str, *, from_address: str
) -> None:
    """Write that somebody came with a sign-in that has ended; a token nobody had is a guess.

    TooMany, and at times only an entry, when they come faster than one person may.
    """
    _, _, person_id = error.object.partition(":")
    if person_id:
        log_at_pace(
            desk,
            error,
            permission,
            about,
            key=f"ended:{person_id}",
            from_address=from_address,
            sign_in_of=person_id,
        )


def log_at_pace(
    desk: Desk,
    error: SignInEnded,
    permission: Permission,
    about: str,
    *,
    key: str,
    from_address: str,
    **facts: str,
) -> None:
    """Write that a sign-in or token that has ended, known to the pace by `key`, was tried.

    TooMany, and at times only an entry, when it is tried faster than one person may.
    """
    verdict = desk.pace.take("person", key, desk.records.clock())
    if verdict.ok or verdict.tell:
        with desk.records.act(unknown_actor(from_address)) as act:
            act.log(
                Event.PAGE_REFUSED,
                about,
                outcome=Outcome.REFUSED,
                reason=error.reason if verdict.ok else "too_many",
                permission=str(permission),
                **facts,
            )
    if not verdict.ok:
        raise TooMany(verdict.wait_seconds)
