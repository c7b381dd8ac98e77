"""Passkeys: public keys of devices that let their person in without a password (WebAuthn).

What is kept of one is public. A counter that goes backwards means a copy, and is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from models.accounts.challenges import spend_challenge
from models.accounts.half_sign_ins import find_half, finish
from models.accounts.people import find_person
from models.accounts.proving import fail_proof, renew_proved
from models.accounts.sign_ins import (
    SignIn,
    about_person,
    open_sign_in,
    person_actor,
    require_may_open,
    require_open,
)
from models.actors import Purpose
from models.errors import Conflict, Invalid, NotFound, SignInEnded, WrongPassword
from models.ids import new_id
from models.log.events import Event, Outcome
from models.records import Act, Records
from models.times import from_text, optional_time, to_text

MOST_PASSKEYS = 20
_MOST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """One passkey of a person, under the name they gave it."""

    id: str
    person_id: str
    credential_id: bytes
    public_key: bytes
    uses: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPasskey:
    """What a browser has just made, already verified."""

    credential_id: bytes
    public_key: bytes
    uses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A passkey that a browser says it holds. `verify` gives its new counter, or None.

    `holder` is the person's id as the device kept it, empty where it did not say.
    """

    credential_id: bytes
    challenge: bytes
    holder: str
    verify: Callable[[Passkey], int | None]


def add_passkey(
    act: Act, person_id: str, new: NewPasskey, *, name: str, challenge: bytes
) -> Passkey:
    """Keep a new passkey. Logs passkey:added. Refuses with Invalid (`name`) and Conflict."""
    event = Event.PASSKEY_ADDED
    spend_challenge(act, challenge, event)
    table = act.db.table("passkeys")
    if table.count_where("person_id = ?", [person_id]) >= MOST_PASSKEYS:
        raise Conflict(event, f"person:{person_id}", "too_many")
    if table.count_where("credential_id = ?", [new.credential_id]):
        raise Conflict(event, f"person:{person_id}", "known_already")
    passkey_id = new_id(act.records.random)
    table.insert(
        {
            "id": passkey_id,
            "person_id": person_id,
            "credential_id": new.credential_id,
            "public_key": new.public_key,
            "uses": new.uses,
            "name": _name(event, name),
            "added_at": to_text(act.now),
            "used_at": None,
        }
    )
    act.log(event, f"person:{person_id}", passkey=passkey_id)
    return _get(act, person_id, passkey_id, event)


def rename_passkey(act: Act, person_id: str, passkey_id: str, name: str) -> None:
    """Give a passkey another name. Logs passkey:renamed."""
    passkey = _get(act, person_id, passkey_id, Event.PASSKEY_RENAMED)
    act.db.table("passkeys").update(passkey.id, {"name": _name(Event.PASSKEY_RENAMED, name)})
    act.log(Event.PASSKEY_RENAMED, f"person:{person_id}", passkey=passkey.id)


def remove_passkey(act: Act, person_id: str, passkey_id: str) -> None:
    """Stop a passkey. Logs passkey:removed."""
    passkey = _get(act, person_id, passkey_id, Event.PASSKEY_REMOVED)
    act.db.table("passkeys").delete(passkey.id)
    act.log(Event.PASSKEY_REMOVED, f"person:{person_id}", passkey=passkey.id)


def passkeys_of(records: Records, person_id: str) -> tuple[Passkey, ...]:
    """The passkeys of a person, oldest first."""
    with records.peek() as look:
        rows = look.db.table("passkeys").rows_where(
            "person_id = ?", [person_id], order_by="added_at, id"
        )
        return tuple(_passkey(row) for row in rows)


def open_with_passkey(
    records: Records, shown: Shown, *, purpose: Purpose, address: str, half: str = ""
) -> SignIn:
    """Sign in with a passkey alone, or finish the half sign-in of this token.

    Logs what comes of it; a passkey nobody has leaves no entry, or anyone could fill the log.
    Refuses with WrongPassword (`passkey`), NotAllowed, Conflict, SignInEnded (`half_ended`).
    """
    with records.peek() as look:
        passkey = _find(look.db, shown.credential_id)
        person = find_person(look.db, passkey.person_id) if passkey else None
    if passkey is None or person is None:
        raise WrongPassword(Event.SIGN_IN_REFUSED, reason="passkey_unknown")
    waiting = find_half(records, half) if half else None
    if half and (waiting is None or waiting.person.id != person.id):
        raise SignInEnded(Event.SIGN_IN_REFUSED, about_person(person), "half_ended")
    uses = _uses(shown, passkey)
    with records.act(person_actor(person, purpose, address)) as act:
        if uses is not None and _note_use(act, passkey, uses):
            spend_challenge(act, shown.challenge, Event.SIGN_IN_REFUSED)
            if waiting is not None:
                return finish(act, waiting, address, second="passkey")
            require_may_open(act, person.id, purpose)
            return open_sign_in(act, person.id, purpose, address, by="passkey")
        act.log(
            Event.SIGN_IN_REFUSED,
            about_person(person),
            outcome=Outcome.REFUSED,
            reason="passkey",
        )
    raise WrongPassword(Event.SIGN_IN_REFUSED, about_person(person), "passkey")


def prove_with_passkey(records: Records, sign_in: SignIn, shown: Shown, *, address: str) -> SignIn:
    """Prove it with one's passkey; as `prove_with_password` does otherwise."""
    with records.peek() as look:
        passkey = _find(look.db, shown.credential_id)
    mine = passkey is not None and passkey.person_id == sign_in.person.id
    uses = _uses(shown, passkey) if passkey and mine else None
    with records.act(sign_in.actor(address)) as act:
        require_open(act, sign_in.token)
        if passkey and uses is not None and _note_use(act, passkey, uses):
            spend_challenge(act, shown.challenge, Event.SIGN_IN_PROVED)
            return renew_proved(act, sign_in, by="passkey")
        fail_proof(act, sign_in, "passkey")
    raise WrongPassword(Event.SIGN_IN_PROVED, f"person:{sign_in.person.id}", "passkey")


def _uses(shown: Shown, passkey: Passkey) -> int | None:
    """The new counter of a passkey that was really shown, by the person it belongs to."""
    if shown.holder and shown.holder != passkey.person_id:
        return None
    return shown.verify(passkey)


def _note_use(act: Act, passkey: Passkey, uses: int) -> bool:
    """Note the use; False when it was removed, or used elsewhere, meanwhile."""
    noted = act.db.execute(
        "UPDATE passkeys SET uses = :uses, used_at = :now WHERE id = :id AND uses = :before",
        {"uses": uses, "now": to_text(act.now), "id": passkey.id, "before": passkey.uses},
    )
    return bool(noted.rowcount == 1)


def _get(act: Act, person_id: str, passkey_id: str, event: Event) -> Passkey:
    rows = act.db.table("passkeys").rows_where("id = ? AND person_id = ?", [passkey_id, person_id])
    row = next(iter(rows), None)
    if row is None:
        raise NotFound(event, reason="no_such_passkey")
    return _passkey(row)


def _find(db: Database, credential_id: bytes) -> Passkey | None:
    rows = db.table("passkeys").rows_where("credential_id = ?", [credential_id])
    row = next(iter(rows), None)
    return _passkey(row) if row else None


def _passkey(row: dict[str, Any]) -> Passkey:
    return Passkey(
        id=row["id"],
        person_id=row["person_id"],
        credential_id=row["credential_id"],
        public_key=row["public_key"],
        uses=row["uses"],
        name=row["name"],
        added_at=from_text(row["added_at"]),
        used_at=optional_time(row["used_at"]),
    )


def _name(event: Event, name: str) -> str:
    name = name.strip()
    if not name or len(name) > _MOST_NAME or not name.isprintable():
        raise Invalid(event, reason="name")
    return name
