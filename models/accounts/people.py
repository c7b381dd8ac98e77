"""People: employees with an account, and nobody else. How they sign in is in sign_ins.py."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from models.accounts.sign_in_ends import close_all, end_everything
from models.actors import Role
from models.errors import Conflict, Invalid, NotAllowed, NotFound
from models.ids import new_id, new_token
from models.log.events import Event
from models.records import Act
from models.times import from_text, optional_text, optional_time, to_text

EMPLOYMENT_KINDS = ("employee",)
"""Who may have an account: the policy excludes contractors, clients and anyone else."""

_EMAIL = re.compile(r"[!-?A-~]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?")
_MOST_NAME = 80
_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An employee with an account. At `ends_at` the account stops by itself.

    `shortcuts` says whether single keys act on the pages this person sees; `second_factor`
    whether a password or a link alone lets them in no more; `turned_away` whether the company's own
    provider said last that they may not come in.
    """

    id: str
    name: str
    email: str
    role: Role
    employment: str
    ends_at: datetime | None
    disabled: bool
    created_at: datetime
    has_password: bool
    shortcuts: bool
    second_factor: bool
    turned_away: bool = False

    def ended(self, now: datetime) -> str:
        """Why this person may not sign in at this time, as a code; empty when they may."""
        if self.disabled:
            return "disabled"
        if self.turned_away:
            return "turned_away"
        if self.employment not in EMPLOYMENT_KINDS:
            return "employment"
        return "employment" if self.ends_at is not None and self.ends_at <= now else ""


def add_person(
    act: Act,
    *,
    name: str,
    email: str,
    role: Role,
    employment: str = "employee",
    ends_at: datetime | None = None,
    allowed_domains: Sequence[str] = (),
) -> Person:
    """Add an employee. Logs person:added.

    Refuses with NotAllowed (`employment_kind`, `email_domain`), Invalid (`name`, `email`,
    `ends_at`) and Conflict (`email_taken`).
    """
    event = Event.PERSON_ADDED
    if employment not in EMPLOYMENT_KINDS:
        raise NotAllowed(event, reason="employment_kind")
    name, email = name.strip(), normal_email(email)
    if not name or len(name) > _MOST_NAME or not name.isprintable() or _mixes_scripts(name):
        raise Invalid(event, reason="name")
    if not _EMAIL.fullmatch(email):
        raise Invalid(event, reason="email")
    domains = {domain.strip().lower() for domain in allowed_domains}
    if domains and email_domain(email) not in domains:
        raise NotAllowed(event, reason="email_domain")
    if ends_at is not None and ends_at <= act.now:
        raise Invalid(event, reason="ends_at")
    if act.db.table("people").count_where("email = ?", [email]):
        raise Conflict(event, reason="email_taken")
    person_id = new_id(act.records.random)
    act.db.table("people").insert(
        {
            "id": person_id,
            "name": name,
            "email": email,
            "role": Role(role).value,
            "employment": employment,
            "ends_at": optional_text(ends_at),
            "disabled_at": None,
            "created_at": to_text(act.now),
            "password_hash": None,
        }
    )
    act.log(event, f"person:{person_id}", role=Role(role).value)
    return get_person(act, person_id, event)


def disable_person(act: Act, person_id: str) -> None:
    """Close an account and end its sign-ins and invites. Logs person:disabled.

    Conflict for an account that is closed (`already_disabled`), and for the last administrator
    (`last_administrator`): nobody could open another.
    """
    person = get_person(act, person_id, Event.PERSON_DISABLED)
    if person.disabled:
        raise Conflict(Event.PERSON_DISABLED, f"person:{person.id}", "already_disabled")
    if person.role is Role.ADMINISTRATOR and not other_administrators(act, person.id):
        raise Conflict(Event.PERSON_DISABLED, f"person:{person.id}", "last_administrator")
    act.db.table("people").update(
        person.id, {"disabled_at": to_text(act.now), "password_hash": None}
    )
    ended = end_everything(act, person.id, for_good=True)
    act.log(Event.PERSON_DISABLED, f"person:{person.id}", sign_ins=ended)


def list_people(act: Act) -> tuple[Person, ...]:
    """All people by name. Logs person:listed with the count."""
    people = tuple(person_of(row) for row in act.db.table("people").rows_where(order_by="name, id"))
    act.log(Event.PERSON_LISTED, count=len(people))
    return people


def get_person(act: Act, person_id: str, event: Event = Event.PERSON_LISTED) -> Person:
    """One person, for the event at hand; NotFound when there is none. Logs nothing itself."""
    person = find_person(act.db, person_id)
    if person is None:
        raise NotFound(event, reason="no_such_person")
    return person


def set_password(act: Act, person_id: str, password_hash: str, *, here: str = "") -> int:
    """Set the hash that sign-ins are checked against. Logs person:password_set.

    Invites stop, and every open sign-in of the person is closed but the one whose token is
    `here`; gives how many were closed, and so does the entry.
    """
    person = get_person(act, person_id, Event.PERSON_PASSWORD_SET)
    if person.ended(act.now):
        raise NotAllowed(Event.PERSON_PASSWORD_SET, f"person:{person.id}", person.ended(act.now))
    act.db.table("people").update(person.id, {"password_hash": password_hash})
    act.db.execute("DELETE FROM invites WHERE person_id = ?", [person.id])
    closed = close_all(act, person.id, but=token_digest(here) if here else "")
    act.log(Event.PERSON_PASSWORD_SET, f"person:{person.id}", sign_ins_closed=closed)
    return closed


def set_shortcuts(act: Act, person_id: str, *, on: bool) -> None:
    """Switch a person's single-key shortcuts on or off. Logs person:shortcuts_set."""
    person = get_person(act, person_id, Event.PERSON_SHORTCUTS_SET)
    act.db.table("people").update(person.id, {"shortcuts": int(on)})
    act.log(Event.PERSON_SHORTCUTS_SET, f"person:{person.id}", shortcuts="on" if on else "off")


def make_invite(act: Act, person_id: str, ttl: timedelta) -> str:
    """A one-time sign-in for a person; the token is not shown again. Logs person:invited.

    An earlier invite of the same person stops. Whom the company's provider had turned away is let
    in again; the entry says so.
    """
    person = get_person(act, person_id, Event.PERSON_INVITED)
    again, person = person.turned_away, replace(person, turned_away=False)
    if person.ended(act.now):
        raise NotAllowed(Event.PERSON_INVITED, f"person:{person.id}", person.ended(act.now))
    act.db.table("people").update(person.id, {"turned_away_at": None})
    token = new_token(act.records.random)
    act.db.execute("DELETE FROM invites WHERE person_id = ?", [person.id])
    act.db.table("invites").insert(
        {
            "token_digest": token_digest(token),
            "person_id": person.id,
            "ends_at": to_text(act.now + ttl),
            "used_at": None,
        }
    )
    minutes = int(ttl.total_seconds() // 60)
    act.log(Event.PERSON_INVITED, f"person:{person.id}", minutes=minutes, again=int(again))
    return token


def other_administrators(act: Act, person_id: str) -> int:
    """How many could look after accounts if this person could not."""
    return act.db.table("people").count_where(
        "role = ? AND id <> ? AND disabled_at IS NULL AND turned_away_at IS NULL "
        "AND (ends_at IS NULL OR ends_at > ?)",
        [Role.ADMINISTRATOR.value, person_id, to_text(act.now)],
    )


def find_person(db: Database, person_id: str) -> Person | None:
    """One person, or None."""
    row = next(iter(db.table("people").rows_where("id = ?", [person_id])), None)
    return person_of(row) if row else None


def person_of(row: dict[str, Any]) -> Person:
    """A person from its row."""
    return Person(
        id=row["id"],
        name=row["name"],
        email=row["email"],
        role=Role(row["role"]),
        employment=row["employment"],
        ends_at=optional_time(row["ends_at"]),
        disabled=row["disabled_at"] is not None,
        created_at=from_text(row["created_at"]),
        has_password=row["password_hash"] is not None,
        shortcuts=bool(row["shortcuts"]),
        second_factor=bool(row["second_factor"]),
        turned_away=row["turned_away_at"] is not None,
    )


def normal_email(email: str) -> str:
    """An e-mail as it is kept and compared: no spaces around, lower case, one way of writing."""
    return unicodedata.normalize("NFKC", email).strip().lower()


def _mixes_scripts(name: str) -> bool:
    """Whether one word has letters of several alphabets: it looks like another person's name."""
    return any(
        len({unicodedata.name(letter, "").partition(" ")[0] for letter in word} & _ALIKE) > 1
        for word in name.split()
    )


def email_domain(email: str) -> str:
    """What stands behind the @ of an e-mail."""
    return normal_email(email).rpartition("@")[2]


def token_digest(token: str) -> str:
    """Plain SHA-256: a token has 256 random bits, there is nothing to guess."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
