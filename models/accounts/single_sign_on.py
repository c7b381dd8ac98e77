"""Single sign-on: whom the company's own provider vouches for, and as what they may come in.

The provider says who somebody is and in which groups; the settings say which groups are which
role. Whoever is in none, is not an employee or has an address elsewhere stays out, by every way,
until the provider says otherwise or an administrator lets them in again. A change of groups
changes the role at the next sign-in and ends everything that was open in the old one.
"""

from dataclasses import dataclass

from sqlite_utils import Database

from models.accounts.movers import change_role
from models.accounts.people import (
    Person,
    add_person,
    email_domain,
    find_person,
    normal_email,
    person_of,
)
from models.accounts.proving import fail_proof, renew_proved
from models.accounts.sign_in_ends import end_everything
from models.accounts.sign_ins import (
    SINGLE_SIGN_ON,
    SignIn,
    about_person,
    open_sign_in,
    person_actor,
    require_open,
    unknown_actor,
)
from models.actors import Actor, ActorKind, Purpose, Role
from models.errors import Conflict, Invalid, NotAllowed, NotFound
from models.log.events import Event, Outcome
from models.records import Act, Records
from models.times import to_text

_US = Actor(
    kind=ActorKind.SYSTEM, id=SINGLE_SIGN_ON, name="Single sign-on", purpose=Purpose.OPERATION
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What the provider says, already verified. `employment` is None where nothing is said."""

    issuer: str
    subject: str
    email: str
    email_verified: bool
    name: str
    groups: tuple[str, ...]
    employment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOnRules:
    """Who may come in as what. The first group of `roles` that a person is in decides.

    `employees` are the values of the employment claim that mean an employee; none means that the
    provider makes no such claim, and the groups are of employees only.
    """

    roles: tuple[tuple[str, Role], ...]
    employees: frozenset[str] = frozenset()
    domains: tuple[str, ...] = ()

    def role_of(self, claimed: Claimed) -> Role | None:
        """The role of the first group that counts."""
        return next((role for group, role in self.roles if group in claimed.groups), None)

    def why_not(self, claimed: Claimed) -> str:
        """Why this person may not come in, as a code; empty when they may."""
        if not claimed.email_verified or not claimed.email:
            return "email_unverified"
        domains = {domain.strip().lower() for domain in self.domains}
        if domains and email_domain(claimed.email) not in domains:
            return "email_domain"
        if self.employees and claimed.employment not in self.employees:
            return "employment_kind"
        return "" if self.role_of(claimed) else "no_group"


def open_with_single_sign_on(
    records: Records, claimed: Claimed, rules: SignOnRules, *, purpose: Purpose, address: str
) -> SignIn:
    """Sign in whom the provider vouches for; adds them, or changes their role, if need be.

    Refuses with NotAllowed; a person who may come in no more loses all they have open at once.
    """
    with records.peek() as look:
        person = _linked(look.db, claimed)
    reason = rules.why_not(claimed)
    role = rules.role_of(claimed)
    if reason or role is None:
        _turn_away(records, person, reason, address)
        raise NotAllowed(Event.SIGN_IN_REFUSED, about_person(person), reason)
    try:
        with records.act(_US) as act:
            person = _as_claimed(act, claimed, role, rules)
    except (Conflict, Invalid, NotFound) as error:
        raise NotAllowed(Event.SIGN_IN_REFUSED, about_person(person), error.reason) from None
    with records.act(person_actor(person, purpose, address)) as act:
        return open_sign_in(act, person.id, purpose, address, by=SINGLE_SIGN_ON)


def prove_with_single_sign_on(
    records: Records, sign_in: SignIn, claimed: Claimed, rules: SignOnRules, *, address: str
) -> SignIn | None:
    """Prove it by a sign-in at the provider made just now; None when it was somebody else's.

    Refuses with NotAllowed, as signing in does, who may come in no more.
    """
    with records.peek() as look:
        person = _linked(look.db, claimed)
    if person is not None and (reason := rules.why_not(claimed)):
        _turn_away(records, person, reason, address)
        raise NotAllowed(Event.SIGN_IN_REFUSED, about_person(person), reason)
    with records.act(sign_in.actor(address)) as act:
        require_open(act, sign_in.token)
        if person is not None and person.id == sign_in.person.id:
            return renew_proved(act, sign_in, by=SINGLE_SIGN_ON)
        fail_proof(act, sign_in, "somebody_else")
    return None


def is_vouched_for(records: Records, person_id: str, issuer: str) -> bool:
    """Whether this provider knows the person, so that they can prove it there."""
    with records.peek() as look:
        return bool(
            look.db.table("identities").count_where(
                "issuer = ? AND person_id = ?", [issuer, person_id]
            )
        )


def _turn_away(records: Records, person: Person | None, reason: str, address: str) -> None:
    with records.act(unknown_actor(address)) as act:
        closed = 0
        if person is not None and not person.disabled:
            act.db.table("people").update(person.id, {"turned_away_at": to_text(act.now)})
            closed = end_everything(act, person.id)
        act.log(
            Event.SIGN_IN_REFUSED,
            about_person(person),
            outcome=Outcome.REFUSED,
            reason=reason,
            sign_ins_closed=closed,
        )


def _as_claimed(act: Act, claimed: Claimed, role: Role, rules: SignOnRules) -> Person:
    """The person as the provider has them now: found, tied, added, moved."""
    person = _linked(act.db, claimed)
    if person is None:
        person = _by_email(act, claimed) or add_person(
            act,
            name=claimed.name or claimed.email,
            email=claimed.email,
            role=role,
            allowed_domains=rules.domains,
        )
        _link(act, claimed, person)
    if person.turned_away:
        act.db.table("people").update(person.id, {"turned_away_at": None})
    if person.role is not role:
        change_role(act, person.id, role)
    act.log(Event.PERSON_VOUCHED, about_person(person), role=role.value)
    return find_person(act.db, person.id) or person


def _by_email(act: Act, claimed: Claimed) -> Person | None:
    """Somebody who was added by hand before, and is tied to nobody at the provider yet."""
    email = normal_email(claimed.email)
    row = next(iter(act.db.table("people").rows_where("email = ?", [email])), None)
    if row is None:
        return None
    if act.db.table("identities").count_where("person_id = ?", [row["id"]]):
        raise Conflict(Event.PERSON_LINKED, f"person:{row['id']}", "tied_already")
    return person_of(row)


def _link(act: Act, claimed: Claimed, person: Person) -> None:
    act.db.table("identities").insert(
        {
            "issuer": claimed.issuer,
            "subject": claimed.subject,
            "person_id": person.id,
            "linked_at": to_text(act.now),
        }
    )
    act.log(Event.PERSON_LINKED, about_person(person))


def _linked(db: Database, claimed: Claimed) -> Person | None:
    row = db.execute(
        "SELECT person_id FROM identities WHERE issuer = ? AND subject = ?",
        [claimed.issuer, claimed.subject],
    ).fetchone()
    return find_person(db, row[0]) if row else None
