"""API tokens: what a machine of the company reads with, in the name of its owner, for a while.

A token has scopes, an end, and an owner who answers for it. It never does more than its owner may
do at that moment, and stops with the owner's role, account or employment. A digest is kept.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.accounts.people import Person, find_person, get_person, token_digest
from models.actors import Actor, ActorKind, Purpose
from models.errors import Invalid, NotFound, SignInEnded
from models.ids import new_id, new_token
from models.log.entries import is_code
from models.log.events import Event
from models.records import Act, Records
from models.times import from_text, optional_time, to_text

PREFIX = "redactor_"
"""What every token begins with, so that one that leaked is recognised."""
LONGEST = timedelta(days=366)
_MOST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A token, without the token. `purpose` is what its owner works for."""

    id: str
    name: str
    owner_id: str
    scopes: tuple[str, ...]
    purpose: Purpose
    created_at: datetime
    ends_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None

    def ended(self, now: datetime) -> bool:
        """Whether it lets nobody in any more."""
        return self.revoked_at is not None or self.ends_at <= now


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenUse:
    """One use of a token: the machine as an actor, and the person who answers for it."""

    token: ApiToken
    owner: Person

    def actor(self, address: str) -> Actor:
        """The machine, under its owner's purpose."""
        return Actor(
            kind=ActorKind.SERVICE,
            id=self.token.id,
            name=self.token.name,
            role=self.owner.role,
            purpose=self.token.purpose,
            address=address,
        )


def make_api_token(
    act: Act,
    owner_id: str,
    *,
    name: str,
    scopes: Collection[str],
    purpose: Purpose,
    ends_at: datetime,
) -> str:
    """Make a token; it is not shown again. Logs api_token:made.

    Refuses with Invalid: `name`, `scopes` (none, or no codes), `ends_at` (past, or over a year).
    """
    event = Event.API_TOKEN_MADE
    owner = get_person(act, owner_id, event)
    about = f"person:{owner.id}"
    name = name.strip()
    if not name or len(name) > _MOST_NAME or not name.isprintable():
        raise Invalid(event, about, "name")
    if not scopes or not all(map(is_code, scopes)):
        raise Invalid(event, about, "scopes")
    if not act.now < ends_at <= act.now + LONGEST:
        raise Invalid(event, about, "ends_at")
    token, token_id = PREFIX + new_token(act.records.random), new_id(act.records.random)
    act.db.table("api_tokens").insert(
        {
            "id": token_id,
            "token_digest": token_digest(token),
            "person_id": owner.id,
            "name": name,
            "scopes": " ".join(sorted(set(scopes))),
            "purpose": purpose.value,
            "created_at": to_text(act.now),
            "ends_at": to_text(ends_at),
            "used_at": None,
            "revoked_at": None,
        }
    )
    days = (ends_at - act.now).days
    act.log(event, f"api_token:{token_id}", scopes=len(set(scopes)), days=days)
    return token


def api_tokens_of(records: Records, person_id: str) -> tuple[ApiToken, ...]:
    """The tokens of a person, newest first."""
    with records.peek() as look:
        rows = look.db.table("api_tokens").rows_where(
            "person_id = ?", [person_id], order_by="created_at DESC, id"
        )
        return tuple(map(_token, rows))


def revoke_api_token(act: Act, owner_id: str, token_id: str) -> None:
    """Stop a token of one's own now. Logs api_token:revoked."""
    revoked = act.db.execute(
        "UPDATE api_tokens SET revoked_at = ? "
        "WHERE id = ? AND person_id = ? AND revoked_at IS NULL",
        [to_text(act.now), token_id, owner_id],
    )
    if revoked.rowcount != 1:
        raise NotFound(Event.API_TOKEN_REVOKED, reason="no_such_token")
    act.log(Event.API_TOKEN_REVOKED, f"api_token:{token_id}")


def use_api_token(records: Records, token: str) -> TokenUse:
    """The token's use, noted; SignInEnded when it lets nobody in.

    The look-up is by digest, so the time it takes tells nothing about the token.
    """
    with records.peek() as look:
        rows = look.db.table("api_tokens").rows_where("token_digest = ?", [token_digest(token)])
        row = next(iter(rows), None)
        owner = find_person(look.db, row["person_id"]) if row else None
    if row is None or owner is None:
        raise SignInEnded(Event.PAGE_REFUSED, reason="token_unknown")
    found = _token(row)
    if found.ended(look.now):
        raise SignInEnded(Event.PAGE_REFUSED, f"api_token:{found.id}", "token_ended")
    if owner.ended(look.now):
        raise SignInEnded(Event.PAGE_REFUSED, f"api_token:{found.id}", owner.ended(look.now))
    return TokenUse(token=found, owner=owner)


def require_live(act: Act, use: TokenUse) -> None:
    """SignInEnded unless the token is live as this act begins; notes that it is used."""
    row = next(iter(act.db.table("api_tokens").rows_where("id = ?", [use.token.id])), None)
    owner = find_person(act.db, use.owner.id)
    live = row is not None and not _token(row).ended(act.now)
    if not live or owner is None or owner.ended(act.now) or owner.role is not use.owner.role:
        raise SignInEnded(Event.PAGE_REFUSED, f"api_token:{use.token.id}", "token_ended")
    act.db.table("api_tokens").update(use.token.id, {"used_at": to_text(act.now)})


def _token(row: dict[str, Any]) -> ApiToken:
    return ApiToken(
        id=row["id"],
        name=row["name"],
        owner_id=row["person_id"],
        scopes=tuple(row["scopes"].split()),
        purpose=Purpose(row["purpose"]),
        created_at=from_text(row["created_at"]),
        ends_at=from_text(row["ends_at"]),
        used_at=optional_time(row["used_at"]),
        revoked_at=optional_time(row["revoked_at"]),
    )
