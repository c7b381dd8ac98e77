"""Invites: a link somebody else made, which signs a person in once."""

from dataclasses import dataclass

from models.accounts.half_sign_ins import HalfSignIn, open_or_ask
from models.accounts.people import find_person, token_digest
from models.accounts.sign_ins import SignIn, about_person, person_actor
from models.actors import Purpose, Role
from models.errors import InviteSpent
from models.log.events import Event
from models.records import Records
from models.times import to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """Whom an invite lets in, as the page that offers it needs to know."""

    name: str
    role: Role


def open_with_invite(
    records: Records, *, token: str, purpose: Purpose, address: str
) -> SignIn | HalfSignIn:
    """Sign in once with an invite, half where a second factor is to come; logs what comes of it.

    Refuses with InviteSpent, NotAllowed.

    A token that never was leaves no entry, or anyone on the network could fill the log.
    """
    digest = token_digest(token)
    with records.peek() as look:
        row = next(iter(look.db.table("invites").rows_where("token_digest = ?", [digest])), None)
        person = find_person(look.db, row["person_id"]) if row else None
    if person is None:
        raise InviteSpent(Event.SIGN_IN_REFUSED, reason="invite_unknown")
    with records.act(person_actor(person, purpose, address)) as act:
        spent = act.db.execute(
            "UPDATE invites SET used_at = :now "
            "WHERE token_digest = :digest AND used_at IS NULL AND ends_at > :now",
            {"now": to_text(act.now), "digest": digest},
        )
        if spent.rowcount != 1:
            raise InviteSpent(Event.SIGN_IN_REFUSED, about_person(person), "invite_spent")
        return open_or_ask(act, person.id, purpose, address, by="one_time_link", proves=False)


def find_invite(records: Records, token: str) -> Invite | None:
    """Whom this invite lets in; None, whatever the cause, when it lets nobody in. Spends nothing.

    The look-up is by digest, so the time it takes tells nothing about the token.
    """
    with records.peek() as look:
        row = look.db.execute(
            "SELECT person_id FROM invites "
            "WHERE token_digest = ? AND used_at IS NULL AND ends_at > ?",
            [token_digest(token), to_text(look.now)],
        ).fetchone()
        person = find_person(look.db, row[0]) if row else None
    if person is None or person.ended(look.now):
        return None
    return Invite(name=person.name, role=person.role)
